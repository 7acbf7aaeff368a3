"""Figures of a lesson: labs with fewer parts, several on one page, awake where somebody looks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, expect

import thalweg
from tests.browser.conftest import NewContext, OpenLab
from tests.browser.figures import Lesson, Wanted
from tests.browser.lab import BEYOND
from tests.browser.test_access import AXE
from tests.browser.watched import PAINTED, TAKEN

VALLEY = "?landscape=valley&optimizers=sgd&lr=0.02&start=-4,2&steps=100"
RACE = "?landscape=bowl&optimizers=sgd,adam&lr=0.1&start=-4,3&steps=90"
MANY = {f"figure-{number}": Wanted(VALLEY, "lr playback chart") for number in range(12)}
EVERY_PART = (
    "lr start steps policy optimizers settings playback chart measures results protocol findings explain views zoom"
)


class OpenLesson(Protocol):
    """Opens a page with figures."""

    def __call__(
        self, figures: Mapping[str, Wanted], *, whole_lab: bool = False, script: str = "", **context: object
    ) -> Lesson:
        """Open it, in a browser context with these options, after running a script in the empty page."""


@pytest.fixture
def open_lesson(lab_server: str, new_context: NewContext) -> Iterator[OpenLesson]:
    """Open a page with figures, and at the end require that it did not complain."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not re.search(TAKEN, message.text):
            complaints.append(message.text)

    def open_at(
        figures: Mapping[str, Wanted], *, whole_lab: bool = False, script: str = "", **context: object
    ) -> Lesson:
        page = new_context(**context).new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if script:
            page.add_init_script(script)
        return Lesson(page, lab_server, figures, whole_lab=whole_lab)

    yield open_at
    assert complaints == []


def test_a_figure_has_the_parts_that_were_asked_for_and_no_others(open_lesson: OpenLesson) -> None:
    lesson = open_lesson({"bare": Wanted(RACE), "some": Wanted(RACE, "lr results")})
    bare, some = lesson.go_to("bare"), lesson.go_to("some")
    assert bare.locator(".lab [data-part]").evaluate_all("parts => parts.map(part => part.dataset.part)") == ["legend"]
    sgd, adam = thalweg.compare("bowl", ["sgd", "adam"], lr=0.1, start=(-4, 3), steps=90).runs
    expect(bare.get_by_role("list", name="Optimizers").get_by_role("listitem")).to_have_text(
        [f"SGD converged, {sgd.steps} steps", f"Adam steps exhausted, {adam.steps} steps"]
    )
    expect(some.get_by_role("slider", name="Learning rate", exact=True)).to_have_value("-1")
    expect(some.get_by_role("table", name="Results").locator("tbody tr")).to_have_count(2)
    expect(some.get_by_role("button", name="Play")).to_have_count(0)


def test_each_figure_is_a_lab_of_its_own(open_lesson: OpenLesson) -> None:
    lesson = open_lesson({"one": Wanted(VALLEY, EVERY_PART), "other": Wanted(VALLEY, EVERY_PART)}, whole_lab=True)
    one = lesson.go_to("one")
    other = lesson.go_to("other")
    one.get_by_role("spinbutton", name="Learning rate", exact=True).fill("0.05")
    one.get_by_role("radio", name="Gradient norm").check(force=True)
    expect(one.get_by_role("link", name="Open in the lab")).to_have_attribute(
        "href", re.compile("lr=0.05.*chart=gradient")
    )
    expect(other.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.02")
    expect(other.get_by_role("radio", name="Loss", exact=True)).to_be_checked()
    lesson.page.locator("#explore").scroll_into_view_if_needed()
    expect(lesson.page.locator(".lesson-lab .plot[data-ground]")).to_be_visible()
    repeated, dangling = lesson.page.evaluate(
        """() => {
            const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
            const named = ["for", "aria-labelledby", "aria-describedby", "aria-controls"]
                .flatMap(attribute => [...document.querySelectorAll(`[${attribute}]`)]
                    .flatMap(each => each.getAttribute(attribute).split(" ")));
            return [
                ids.filter((id, index) => ids.indexOf(id) !== index),
                named.filter(id => !ids.includes(id)),
            ];
        }"""
    )
    assert repeated == []
    assert dangling == []


def test_the_link_to_the_lab_is_the_link_to_what_is_shown(open_lesson: OpenLesson, open_lab: OpenLab) -> None:
    lesson = open_lesson({"valley": Wanted(VALLEY, "lr start results")})
    figure = lesson.go_to("valley")
    back = figure.get_by_role("button", name="Back to how it was")
    expect(back).to_be_hidden()
    assert lesson.link("valley") == f"/lab{VALLEY}"
    figure.get_by_role("spinbutton", name="Learning rate", exact=True).fill("0.1")
    figure.get_by_role("button", name="Start").press("ArrowRight")
    expect(figure.get_by_role("link", name="Open in the lab")).to_have_attribute("href", re.compile("start=-3.9,2"))
    expect(back).to_be_visible()
    # The first change made it visible; the link is read when it knows of the second.
    expect(figure.get_by_role("link", name="Open in the lab")).not_to_have_attribute("href", re.compile("start=-4,2"))
    shown = figure.get_by_role("table", name="Results").locator("tbody tr")
    lab = open_lab(urlsplit(lesson.link("valley"))._replace(path="").geturl())
    expect(shown).to_have_text(lab.results.all_text_contents())
    back.click()
    expect(figure.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.02")
    expect(figure.get_by_role("link", name="Open in the lab")).to_have_attribute("href", f"/lab{VALLEY}")
    expect(back).to_be_focused()


def test_keys_belong_to_the_figure_that_has_the_focus(open_lesson: OpenLesson) -> None:
    lesson = open_lesson({"one": Wanted(VALLEY, "lr playback"), "other": Wanted(VALLEY, "playback")})
    lesson.go_to("one")
    other = lesson.go_to("other")
    lesson.page.keyboard.press("ArrowLeft")
    other.get_by_role("button", name="Play").focus()
    lesson.page.keyboard.press("ArrowLeft")
    lesson.page.keyboard.press("ArrowLeft")
    expect(other.get_by_role("slider", name="Step")).to_have_value("98")
    expect(lesson.figure("one").get_by_role("slider", name="Step")).to_have_value("100")


def test_undo_takes_back_what_was_done_in_this_figure(open_lesson: OpenLesson) -> None:
    lesson = open_lesson({"one": Wanted(VALLEY, "lr undo"), "other": Wanted(VALLEY, "lr undo")})
    for name in ("one", "other"):
        lesson.go_to(name).get_by_role("spinbutton", name="Learning rate", exact=True).fill("0.03")
    lesson.figure("other").get_by_role("button", name="Undo").press("Control+z")
    expect(lesson.figure("other").get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.02")
    expect(lesson.figure("one").get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.03")


def test_the_settings_of_an_optimizer_open_beside_its_name(open_lesson: OpenLesson) -> None:
    lesson = open_lesson({"race": Wanted("?landscape=bowl&optimizers=momentum&lr=0.1&steps=40", "settings")})
    figure = lesson.go_to("race")
    figure.get_by_role("button", name="Settings of Momentum").click()
    figure.get_by_role("group", name="Settings of Momentum").get_by_label("Momentum β").fill("0.5")
    expect(figure.get_by_role("link", name="Open in the lab")).to_have_attribute(
        "href", re.compile("momentum.beta=0.5")
    )


def test_figures_sleep_far_from_the_window_and_go_on_where_they_were(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(MANY)
    first = lesson.go_to("figure-0")
    first.get_by_role("spinbutton", name="Learning rate", exact=True).fill("0.09")
    first.get_by_role("spinbutton", name="Learning rate", exact=True).blur()
    height = lesson.stage("figure-0").evaluate("stage => stage.offsetHeight")
    for name in MANY:
        lesson.go_to(name)
    lesson.expect_asleep("figure-0")
    awake = lesson.page.locator(".figure-stage:not([inert]) .plot[data-ground]")
    assert awake.count() <= 7
    expect(lesson.page.locator("[inert] .plot canvas")).to_have_count(0)
    assert lesson.stage("figure-0").evaluate("stage => stage.offsetHeight") == height
    lesson.go_to("figure-0")
    expect(first.get_by_role("spinbutton", name="Learning rate", exact=True)).to_have_value("0.09")
    assert "lr=0.09" in lesson.link("figure-0")


NOTE_CARDS = """
    window.cards = [];
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        const context = original.call(this, kind, ...more);
        if (kind === "webgl2" && !cards.includes(context)) cards.push(context);
        return context;
    };
"""


def test_all_figures_share_one_graphics_card(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(MANY, script=NOTE_CARDS)
    for name in MANY:
        lesson.go_to(name)
        expect(lesson.stage(name).locator(".plot")).to_have_attribute("data-ground", "webgl2")
    assert lesson.page.evaluate("cards.filter(card => !card.isContextLost()).length") == 1


COLOURS = """picture => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
}"""


def test_surfaces_of_sleeping_figures_give_their_card_back(open_lesson: OpenLesson) -> None:
    surfaces = {f"surface-{number}": Wanted(f"{VALLEY}&view=surface", "") for number in range(10)}
    lesson = open_lesson(surfaces, script=NOTE_CARDS)
    for name in surfaces:
        lesson.figure(name).evaluate("figure => figure.scrollIntoView({ block: 'center' })")
        expect(lesson.stage(name).locator(".surface")).to_have_attribute("data-ground", "webgl2")
    assert lesson.page.evaluate("cards.length") > 10
    assert lesson.page.evaluate("cards.filter(card => !card.isContextLost()).length") <= 8
    lesson.expect_asleep("surface-0", ".surface")
    colours = lesson.stage("surface-0").locator(".surface > img.picture").evaluate(COLOURS)
    # The marks alone have about a thousand, the ground some fifteen thousand.
    assert colours > 5000


COUNT_FRAMES = """
    window.asked = 0;
    window.frame = window.requestAnimationFrame;
    window.requestAnimationFrame = act => { asked += 1; return frame(act); };
"""

FRAMES_ASKED_IN_TEN = """async () => {
    const before = asked;
    for (let count = 0; count < 10; count++) await new Promise(done => frame(done));
    return asked - before;
}"""


def test_nothing_moves_while_nobody_does_anything(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(MANY, script=COUNT_FRAMES)
    figure = lesson.go_to("figure-0")
    expect(figure.locator(".rate-theory")).to_contain_text("SGD is stable below")
    lesson.page.wait_for_function(f"async () => await ({FRAMES_ASKED_IN_TEN})() === 0")


def test_a_playback_out_of_sight_stops(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(MANY, script=COUNT_FRAMES)
    figure = lesson.go_to("figure-0")
    figure.get_by_role("button", name="Play").click()
    expect(figure.get_by_role("button", name="Pause")).to_be_visible()
    lesson.page.evaluate("scrollBy(0, innerHeight * 1.5)")
    expect(figure.locator(".playback").get_by_role("button", name="Play")).to_have_count(1)
    lesson.page.wait_for_function(f"async () => await ({FRAMES_ASKED_IN_TEN})() === 0")


NOTE_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const { value, sources } of list.getEntries())
            if (sources.some(({ node }) => node?.parentElement?.closest(".sections"))) shifts.push(value);
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_text_does_not_move_when_figures_come(open_lesson: OpenLesson, width: int) -> None:
    figures = {
        "bare": Wanted(VALLEY),
        "played": Wanted(VALLEY, "playback"),
        "charted": Wanted(VALLEY, "lr playback chart"),
        "told": Wanted(RACE, "chart results"),
    }
    lesson = open_lesson(figures, script=NOTE_SHIFTS, viewport={"width": width, "height": 800})
    height = lesson.page.evaluate("document.documentElement.scrollHeight")
    for direction in (1, -1):
        for _ in range(0, height, 200):
            lesson.page.evaluate(f"scrollBy(0, {direction * 200})")
            lesson.page.evaluate(PAINTED)
    assert sum(lesson.page.evaluate("shifts")) <= 0.02


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_figures_are_for_everybody(open_lesson: OpenLesson, width: int, scheme: str) -> None:
    figures = {"every": Wanted(RACE, EVERY_PART), "some": Wanted(VALLEY, "lr playback chart results")}
    lesson = open_lesson(figures, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    for name in figures:
        lesson.go_to(name)
        lesson.page.add_script_tag(path=AXE)
        axe = f"async () => (await axe.run('#{name}', {{ resultTypes: ['violations'] }})).violations"
        violations = lesson.page.evaluate(axe)
        assert violations == [], json.dumps(violations, indent=1)
    assert lesson.page.evaluate(BEYOND) == []
