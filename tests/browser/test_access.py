"""The lab for everybody: any width, light and dark, by keyboard, by ear."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from thalweg import LANDSCAPES

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

AXE_FINDS = """async rules => (await axe.run(
    document,
    { resultTypes: ["violations"], ...(rules && { runOnly: rules }) },
)).violations"""

SLOWLY = 30_000
"""The first derivation waits for SymPy to be imported, on a machine that may be busy."""

TEXT_SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


WIDTHS = (320, 768, 1440)

TARGETS = "main :is(button, input, select, summary, textarea, a:not(p a)), header a"

SMALL = """targets => [...document.querySelectorAll(targets)]
    .filter(each => each.getClientRects().length && !each.closest(".unseen, .reading"))
    .map(each => each.type === "radio" ? each.closest("label") : each)
    .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 24)
    .map(each => each.outerHTML.slice(0, 120))"""


def everything_open(lab: Lab) -> None:
    """Open every panel beside the map and below it, with refusals, a note and something pinned."""
    lab.button("Pin as A").click()
    lab.number("Gradient noise").fill("2")
    lab.number("Steps").fill("-1")
    lab.button("Settings of Adam").click()
    lab.number("Epsilon ε").fill("-1")
    lab.button("Numbers of the paths").click()
    lab.button("Basins").click()
    expect(lab.page.locator(".basin-map")).to_be_visible()
    for table in ("Numbers", "The basins as a table", "The sweep as a table", "The map as a table"):
        lab.page.get_by_text(table, exact=True).click()
    lab.page.get_by_role("textbox", name="Formula").fill("x**2 + z")
    lab.page.get_by_role("textbox", name="Rule").fill("theta = theta -")
    lab.number("x from").fill("9")
    lab.button("Copy as Python").click()
    lab.slider("Learning rate to load").scroll_into_view_if_needed()
    expect(lab.page.locator("#rule-refusal")).not_to_be_empty(timeout=SLOWLY)
    expect(lab.page.locator(".findings")).to_have_attribute("aria-busy", "false")


def a_step_explained(lab: Lab) -> None:
    """Have a step told half, on the map and on the surface."""
    expect(lab.page.locator(".surface")).to_have_attribute("data-ground", "webgl2")
    lab.page.get_by_label("Explain", exact=True).select_option(label="Adam")
    lab.slider("Step").fill("5")
    lab.button("Previous line").click()
    lab.page.get_by_role("combobox", name="Presets").focus()
    expect(lab.page.locator(".findings")).to_have_attribute("aria-busy", "false")


PANELS: dict[str, tuple[str, Callable[[Lab], None]]] = {
    "everything open": (
        "?landscape=valley&optimizers=sgd,momentum,adam&lr=0.11&start=-4,2&steps=200&view=x",
        everything_open,
    ),
    "a step on map and surface": (
        "?landscape=himmelblau&lr=0.1&start=0,0&steps=300&policy=first-step&view=both&chart=step&explain=sgd",
        a_step_explained,
    ),
    "an own rule in large type": (
        "?optimizers=own&rule=b%3D0.5%0Atheta%3Dtheta-b*lr*g&steps=100&present=1&hide=results&lock=playback",
        lambda lab: expect(lab.slider("b of the own rule")).to_be_visible(),
    ),
}


@pytest.mark.parametrize("panels", PANELS)
def test_axe_finds_nothing_at_any_width_in_light_and_dark(open_lab: OpenLab, panels: str) -> None:
    query, opened = PANELS[panels]
    # The page's own policy would keep the tool out, as it keeps everything out that is not ours.
    lab = open_lab(query, bypass_csp=True)
    opened(lab)
    lab.page.add_script_tag(path=AXE)
    for width in WIDTHS:
        lab.page.set_viewport_size({"width": width, "height": 900})
        lab.painted()
        assert lab.page.evaluate("document.documentElement.scrollWidth") == width, lab.beyond()
        assert lab.page.evaluate(SMALL, TARGETS) == [], width
        for scheme in ("light", "dark"):
            lab.page.emulate_media(color_scheme=scheme)
            lab.painted()
            # Another scheme changes colours, and nothing else that could be wrong.
            violations = lab.page.evaluate(AXE_FINDS, None if scheme == "light" else ["color-contrast"])
            assert violations == [], (width, scheme, json.dumps(violations, indent=1))


def test_basins_are_reached_and_set_by_the_keyboard(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd,adam&lr=0.05&start=0,0&steps=60")
    lab.button("Basins").press("Space")
    expect(lab.page.get_by_role("group", name="Basins of attraction")).to_be_visible()
    lab.page.keyboard.press("Tab")
    expect(lab.page.get_by_label("Basins of", exact=True)).to_be_focused()
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("ArrowLeft")
    expect(lab.slider("Basins opacity")).to_have_value("79")


def test_nothing_scrolls_sideways_at_any_width(open_lab: OpenLab) -> None:
    lab = open_lab("?lr=10&steps=20000")
    for key in LANDSCAPES:
        lab.landscape.select_option(key)
        if key == "plateau":
            lab.page.get_by_role("radio", name="Both", exact=True).check()
        # 1024 and 1280 are the narrowest sheets that put the panel beside the map, and all its fields in one row.
        for width in (320, 375, 768, 1024, 1280, 1440):
            lab.page.set_viewport_size({"width": width, "height": 900})
            lab.painted()
            assert lab.page.evaluate("document.documentElement.scrollWidth") == width, (key, width, lab.beyond())
            assert lab.beyond() == [], (key, width)


@pytest.mark.parametrize("formula", ["exp(-x) + y**2", "(x**2 + y**2)/10000 - 0.00012", "x**2 + y**2 - 87654"])
def test_a_long_number_beside_the_colours_stays_on_a_phone(open_lab: OpenLab, formula: str) -> None:
    width = 320
    lab = open_lab(f"?landscape=own&formula={quote(formula)}&optimizers=sgd", viewport={"width": width, "height": 640})
    expect(lab.page.locator(".scale .tick").first).to_have_text(re.compile("0.0067|−0.00012|−88000"), timeout=SLOWLY)
    assert lab.page.evaluate("document.documentElement.scrollWidth") == width, lab.beyond()


SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => { for (const { value } of list.getEntries()) shifted += value; })
        .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_moves_while_the_lab_loads_even_under_a_note(open_lab: OpenLab, width: int) -> None:
    lab = open_lab("?lr=much", script=SHIFTS, viewport={"width": width, "height": 900})
    expect(lab.page.locator(".notice")).to_be_visible()
    expect(lab.page.locator(".findings")).to_have_attribute("aria-busy", "false")
    assert lab.page.evaluate("shifted") <= 0.02


LONG_NAMES = "momentum-averaged,rmsprop-outside,adam-uncorrected"

PINNED = f"?landscape=rastrigin&optimizers={LONG_NAMES}&noise=2&pin=landscape%3Drastrigin%26optimizers%3D{LONG_NAMES}"


def test_text_set_wider_or_larger_does_not_scroll_sideways_on_a_phone(open_lab: OpenLab) -> None:
    lab = open_lab(viewport={"width": 320, "height": 640}, bypass_csp=True)
    for style in (TEXT_SPACING, "html { font-size: 130% !important }"):
        lab.open(PINNED)
        lab.page.add_style_tag(content=style)
        # Formulas alone may scroll, in boxes of their own.
        assert lab.page.evaluate("document.documentElement.scrollWidth") == 320, (style, lab.beyond())


def test_on_a_laptop_map_chart_and_controls_are_seen_without_scrolling(open_lab: OpenLab) -> None:
    lab = open_lab(viewport={"width": 1440, "height": 900})
    for part in (lab.map, lab.page.locator(".losses-chart"), lab.button("Play"), lab.results.last, lab.slider("Step")):
        expect(part).to_be_in_viewport(ratio=1)


def test_everything_is_reached_by_the_keyboard_with_its_focus_seen(open_lab: OpenLab) -> None:
    lab = open_lab()
    reached: list[str] = []
    while "present" not in reached:
        lab.page.keyboard.press("Tab")
        name, outline = lab.page.evaluate(
            """() => [document.activeElement.id || document.activeElement.textContent.trim()
                          || document.activeElement.getAttribute("aria-label"),
                      getComputedStyle(document.activeElement).outlineStyle]"""
        )
        assert outline != "none", name
        reached.append(name)
    wanted = {"Start", "step-back", "play", "step-forward", "step", "landscape", "start-x", "start-y", "steps", "reset"}
    wanted |= {"lr-slider", "lr", "SGD", "Momentum", "RMSProp", "Adam", "path-numbers", "basins", "pin", "download-csv"}
    wanted |= {"presets", "Learning rate to load", "rates-lr", "rates-load", "formula", "rule", "copy-link"}
    assert wanted <= set(reached)


def test_changes_are_told_to_those_who_listen_but_not_while_playing(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=-4,3&steps=40")
    voice = lab.page.get_by_role("status")
    lab.page.evaluate(
        """() => {
            window.said = [];
            const voice = document.querySelector("[role=status]");
            const heard = new MutationObserver(() => said.push(voice.textContent));
            heard.observe(voice, { childList: true, characterData: true, subtree: true });
        }"""
    )
    for _ in range(10):
        lab.slider("Learning rate").press("ArrowRight")
    expect(voice).to_contain_text("Bowl, learning rate")
    assert len(lab.page.evaluate("said")) == 1
    lab.slider("Step").fill("0")
    lab.button("Step forward").click()
    expect(voice).to_contain_text("Step 1 of")
    lab.page.clock.install()
    lab.button("Play").click()
    lab.page.clock.run_for(3000)
    assert len(lab.page.evaluate("said")) == 2


def test_the_words_stay_readable_when_the_browser_chooses_the_colours(open_lab: OpenLab) -> None:
    lab = open_lab(forced_colors="active")
    expect(lab.button("Play")).to_be_visible()
    edges = lab.button("Reset").evaluate("button => getComputedStyle(button).borderTopStyle")
    assert edges == "solid"
