"""The lab for everybody: any width, light and dark, by keyboard, by ear."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from thalweg import LANDSCAPES

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

DIVERGING = "?landscape=rosenbrock&optimizers=sgd,momentum,rmsprop,adam&lr=0.01&start=-1.5,2&steps=500"

TEXT_SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_axe_finds_nothing(open_lab: OpenLab, width: int, theme: str) -> None:
    # The page's own policy would keep the tool out, as it keeps everything out that is not ours.
    lab = open_lab(DIVERGING, viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True)
    lab.number("Steps").fill("-1")
    lab.page.add_script_tag(path=AXE)
    violations = lab.page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    assert violations == [], json.dumps(violations, indent=1)


@pytest.mark.parametrize("key", LANDSCAPES)
def test_nothing_scrolls_sideways_at_any_width(open_lab: OpenLab, key: str) -> None:
    lab = open_lab(f"?landscape={key}&lr=10&steps=20000")
    # 1024 and 1280 are the narrowest sheets that put the panel beside the map, and all its fields in one row.
    for width in (320, 375, 768, 1024, 1280, 1440):
        lab.page.set_viewport_size({"width": width, "height": 900})
        lab.painted()
        assert lab.page.evaluate("document.documentElement.scrollWidth") == width, (width, lab.beyond())
        assert lab.beyond() == [], width


def test_text_set_wider_still_does_not_scroll_sideways(open_lab: OpenLab) -> None:
    lab = open_lab(viewport={"width": 375, "height": 640}, bypass_csp=True)
    lab.page.add_style_tag(content=TEXT_SPACING)
    # Formulas alone may scroll, in boxes of their own.
    assert lab.page.evaluate("document.documentElement.scrollWidth") == 375, lab.beyond()


def test_on_a_laptop_map_chart_and_controls_are_seen_without_scrolling(open_lab: OpenLab) -> None:
    lab = open_lab(viewport={"width": 1440, "height": 900})
    for part in (lab.map, lab.page.locator(".losses-chart"), lab.button("Play"), lab.results.last, lab.slider("Step")):
        expect(part).to_be_in_viewport(ratio=1)


def test_every_target_is_large_enough_for_a_finger(open_lab: OpenLab) -> None:
    lab = open_lab(viewport={"width": 375, "height": 812})
    small = lab.page.evaluate(
        """() => [...document.querySelectorAll(".lab :is(button, input, select), header a")]
            .filter(each => each.getClientRects().length)
            .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 24)
            .map(each => each.outerHTML)"""
    )
    assert small == []


def test_everything_is_reached_by_the_keyboard_with_its_focus_seen(open_lab: OpenLab) -> None:
    lab = open_lab()
    reached: list[str] = []
    for _ in range(60):
        lab.page.keyboard.press("Tab")
        name, outline = lab.page.evaluate(
            """() => [document.activeElement.id || document.activeElement.textContent.trim()
                          || document.activeElement.getAttribute("aria-label"),
                      getComputedStyle(document.activeElement).outlineStyle]"""
        )
        assert outline != "none", name
        reached.append(name)
    wanted = {"Start", "step-back", "play", "step-forward", "step", "landscape", "start-x", "start-y", "steps", "reset"}
    wanted |= {"lr-slider", "lr", "SGD", "Momentum", "RMSProp", "Adam", "download-csv"}
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
