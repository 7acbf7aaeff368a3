"""Playback: a position on paths that are already whole, moved by buttons, keys and the clock."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab

SHORT = "?landscape=valley&optimizers=sgd,momentum&lr=0.05&start=-4,2&steps=60"

LONG = "?landscape=rosenbrock&optimizers=momentum,rmsprop,adam&lr=0.1&start=-1.5,2&steps=400"
"""Lines of hundreds of entries, across each other, dotted, and off the map."""


def test_so_many_steps_forward_and_back_give_the_same_state_from_anywhere(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    for place in ("0", "17", "59", "60"):
        lab.slider("Step").fill(place)
        before = lab.step, lab.picture()
        for _ in range(5):
            lab.button("Step forward").click()
        assert (lab.step, lab.picture()) != before
        for _ in range(5):
            lab.button("Step back").click()
        assert (lab.step, lab.picture()) == before


def test_a_step_looks_the_same_pixel_by_pixel_whichever_way_one_came_to_it(open_lab: OpenLab) -> None:
    lab = open_lab(LONG)
    slider = lab.slider("Step")
    scrubbed: dict[int, str] = {}
    # Backwards: each is drawn anew, while a step onward adds to what is there.
    for step in (330, 200, 110):
        slider.fill(str(step))
        scrubbed[step] = lab.picture()
    assert len(set(scrubbed.values())) == 3
    slider.fill("0")
    walked: dict[int, str] = {}
    for step in range(10, 331, 10):
        slider.press("Shift+ArrowRight")
        walked[step] = lab.picture()
    assert {step: walked[step] for step in scrubbed} == scrubbed
    for step in range(320, 260, -10):
        slider.press("Shift+ArrowLeft")
        assert lab.picture() == walked[step]
    # The browser's clock is ours: it draws a frame each 16 ms of these seconds.
    lab.page.clock.install()
    slider.fill("0")
    lab.button("Play").click()
    lab.page.clock.run_for(5500)
    lab.button("Pause").click()
    played, reached = drawn(lab), slider.input_value()
    assert 200 < int(reached) < 400
    slider.fill("0")
    assert drawn(lab) != played
    slider.fill(reached)
    assert drawn(lab) == played


def drawn(lab: Lab) -> str:
    """Return the paths on the map, pixel by pixel, a moment later by our clock."""
    lab.page.clock.run_for(50)
    return str(lab.page.locator(".trajectories").evaluate("canvas => canvas.toDataURL()"))


def test_steps_are_walked_one_at_a_time(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.slider("Step").fill("10")
    lab.button("Step forward").click()
    assert lab.step == 11
    lab.button("Step back").click()
    lab.button("Step back").click()
    assert lab.step == 9


def test_the_keys_work_wherever_they_are_not_needed(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    keyboard = lab.page.keyboard
    keyboard.press("Home")
    assert lab.step == 0
    keyboard.press("ArrowRight")
    keyboard.press("ArrowRight")
    keyboard.press("ArrowLeft")
    assert lab.step == 1
    keyboard.press("End")
    assert lab.step == 60
    keyboard.press("Space")
    expect(lab.button("Pause")).to_be_visible()
    keyboard.press("Space")
    expect(lab.button("Play")).to_be_visible()


def test_a_field_a_slider_and_the_handle_keep_their_own_keys(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.slider("Step").fill("30")
    lab.number("Steps").press("Home")
    lab.number("Steps").press("ArrowRight")
    lab.slider("Learning rate").press("ArrowRight")
    lab.start.press("ArrowLeft")
    lab.landscape.press("Home")
    assert lab.step == 30


def test_play_starts_over_at_the_end_runs_to_the_end_and_stops_there(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    whole = lab.picture()
    # The browser's clock is ours, so that eight seconds pass at once.
    lab.page.clock.install()
    lab.button("Play").click()
    lab.page.clock.run_for(4000)
    assert 20 <= int(lab.slider("Step").input_value()) <= 40
    assert whole != lab.page.locator(".trajectories").evaluate("canvas => canvas.toDataURL()")
    lab.page.clock.run_for(5000)
    expect(lab.button("Play")).to_be_visible()
    expect(lab.slider("Step")).to_have_value("60")


def test_pause_stays_where_it_is_and_play_goes_on_from_there(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.page.clock.install()
    lab.button("Play").click()
    lab.page.clock.run_for(2000)
    lab.button("Pause").click()
    lab.page.clock.run_for(100)
    paused = int(lab.slider("Step").input_value())
    lab.page.clock.run_for(2000)
    assert int(lab.slider("Step").input_value()) == paused > 0
    lab.button("Play").click()
    lab.page.clock.run_for(1000)
    assert paused < int(lab.slider("Step").input_value()) < 60


@pytest.mark.parametrize(("motion", "most"), [("reduce", 5), ("no-preference", 60)])
def test_with_reduced_motion_playback_jumps_twice_a_second(open_lab: OpenLab, motion: str, most: int) -> None:
    lab = open_lab(SHORT, reduced_motion=motion)
    # From here on time stands still but for what is said below.
    lab.page.clock.install(time=0)
    lab.page.clock.pause_at(60_000)
    lab.page.evaluate(
        """() => {
            const slider = document.querySelector("#step");
            window.positions = new Set();
            new MutationObserver(() => positions.add(slider.value)).observe(slider, { attributes: true });
        }"""
    )
    lab.button("Play").click()
    lab.page.clock.run_for(2000)
    positions = lab.page.evaluate("positions.size")
    assert 3 <= positions <= most
    if motion == "no-preference":
        assert positions > 10


def test_the_chart_of_losses_is_a_way_to_scrub(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    chart = lab.page.locator(".losses-chart")
    chart.click(position={"x": 1, "y": 40})
    assert lab.step == 0
    mouse = lab.page.mouse
    mouse.down()
    for step in range(1, 20):
        mouse.move(chart_left(lab) + 20 * step, 300)
    dragged = lab.step
    assert 10 < dragged < 60
    mouse.up()
    mouse.move(chart_left(lab), 300)
    assert lab.step == dragged


def chart_left(lab: Lab) -> float:
    """Return where the chart begins."""
    return float(lab.page.locator(".losses-chart").evaluate("chart => chart.getBoundingClientRect().left"))


WINDOWS = ((1280, 720), (1366, 768), (1440, 900), (1920, 1080), (375, 667))
UNCOVERED = """() => {
    const [map, bar] = [".plot", ".playback"].map(each => document.querySelector(each).getBoundingClientRect());
    return innerWidth < 992 || map.bottom <= bar.top;
}"""


def test_the_playback_is_in_sight_whatever_is_shown_and_however_low_the_window(open_lab: OpenLab) -> None:
    lab = open_lab()
    for query in ("", "?explain=adam", "?present=1&explain=adam"):
        lab.open(query)
        for width, height in WINDOWS:
            lab.page.set_viewport_size({"width": width, "height": height})
            expect(lab.page.locator(".playback")).to_be_in_viewport(ratio=1)
            lab.page.wait_for_function(UNCOVERED)


def test_explaining_a_step_takes_nothing_away(
    open_lab: OpenLab,
) -> None:
    lab = open_lab(viewport={"width": 1440, "height": 900})
    before = lab.map.bounding_box()
    lab.button("Explain this step").click()
    expect(lab.page.get_by_role("list", name="Vectors on the map")).to_be_visible()
    assert lab.map.bounding_box() == before
    expect(lab.page.locator(".losses-chart")).to_be_visible()
    expect(lab.results.first).to_be_visible()
    expect(lab.button("Pin as A")).to_be_visible()
