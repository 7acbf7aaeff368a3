"""Each control of the lab: changing it changes the paths and the link; bad input changes neither."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from thalweg import LANDSCAPES

CHANGES: dict[str, tuple[Callable[[Lab], object], str]] = {
    "learning rate field by key": (lambda lab: lab.number("Learning rate").press("ArrowDown"), "lr"),
    "learning rate slider": (lambda lab: lab.slider("Learning rate").press("ArrowLeft"), "lr"),
    "learning rate field": (lambda lab: lab.number("Learning rate").fill("0.0002"), "lr"),
    "steps": (lambda lab: lab.number("Steps").fill("123"), "steps"),
    "optimizer": (lambda lab: lab.button("Adam").click(), "optimizers"),
    "start x": (lambda lab: lab.number("Start x").fill("0.25"), "start"),
    "start y": (lambda lab: lab.number("Start y").fill("0.25"), "start"),
    "start y by key": (lambda lab: lab.number("Start y").press("ArrowUp"), "start"),
    "start handle by key": (lambda lab: lab.start.press("ArrowRight"), "start"),
    "start handle by key with Shift": (lambda lab: lab.start.press("Shift+ArrowDown"), "start"),
    "click on the map": (lambda lab: lab.map.click(position={"x": 40, "y": 60}), "start"),
    "landscape": (lambda lab: lab.landscape.select_option("bowl"), "landscape"),
}


def test_each_control_changes_the_paths_the_picture_and_its_part_of_the_link(open_lab: OpenLab) -> None:
    lab = open_lab("?steps=300")
    for name, (change, part) in CHANGES.items():
        rows, picture, link = lab.rows(), lab.picture(), lab.link()
        change(lab)
        assert lab.rows() != rows, name
        assert lab.picture() != picture, name
        expect(lab.page).not_to_have_url(re.compile(rf"[?&]{part}={re.escape(link[part])}(&|$)"))


def test_another_landscape_starts_where_it_is_worth_starting(open_lab: OpenLab) -> None:
    lab = open_lab("?start=0.5,0.5")
    lab.landscape.select_option("saddle")
    lab.painted()
    x, y = LANDSCAPES["saddle"].starts[0].x, LANDSCAPES["saddle"].starts[0].y
    assert (float(lab.number("Start x").input_value()), float(lab.number("Start y").input_value())) == (x, y)


def test_the_starts_of_a_landscape_are_chosen_by_what_they_show(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&start=1,1&steps=50", viewport={"width": 320, "height": 800})
    choice = lab.page.get_by_role("combobox", name="Starts worth trying")
    shown = lab.page.locator(".start-shows")
    expect(choice).to_have_value("")
    expect(choice.locator("option:checked")).to_have_text("Another start")
    _, second, third = LANDSCAPES["himmelblau"].starts
    choice.select_option(index=2)
    lab.expect_link(start=f"{second.x:g},{second.y:g}")
    expect(shown).to_have_text(second.shows)
    assert lab.rows()[0]["y"] == f"{second.y:g}"
    choice.focus()
    choice.press("ArrowDown")
    lab.expect_link(start=f"{third.x:g},{third.y:g}")
    expect(shown).to_have_text(third.shows)
    assert lab.beyond() == []
    lab.number("Start x").fill("2")
    expect(choice).to_have_value("")
    expect(shown).to_have_text("")
    left = lab.link()["landscape"]
    lab.landscape.select_option("saddle")
    expect(choice.locator("option")).to_have_count(1 + len(LANDSCAPES["saddle"].starts))
    expect(shown).to_have_text(LANDSCAPES["saddle"].starts[0].shows)
    # What was set on a landscape is there again for whoever comes back to it.
    lab.landscape.select_option(left)
    expect(lab.number("Start x")).to_have_value("2")


def test_reset_returns_to_the_opening_experiment(open_lab: OpenLab) -> None:
    lab = open_lab()
    rows, link = lab.rows(), lab.link()
    lab.landscape.select_option("plateau")
    lab.button("SGD").click()
    lab.number("Learning rate").fill("-3")
    lab.button("Play").click()
    lab.button("Reset").click()
    assert lab.rows() == rows
    expect(lab.number("Learning rate")).not_to_have_attribute("aria-invalid", "true")
    expect(lab.button("Play")).to_be_visible()
    lab.expect_link(**link)


def test_no_control_moves_another(open_lab: OpenLab) -> None:
    lab = open_lab("?steps=200")
    lab.slider("Step").fill("50")
    lab.number("Learning rate").fill("0.001")
    lab.button("RMSProp").click()
    assert lab.step == 50
    expect(lab.number("Steps")).to_have_value("200")
    expect(lab.number("Start x")).to_have_value("-1.5")


def test_the_start_is_dragged_and_the_paths_follow_before_it_is_let_go(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&start=0,0&steps=50")
    frame = box(lab.map)
    mouse = lab.page.mouse
    lab.start.hover()
    mouse.down()
    mouse.move(frame["x"] + frame["width"] * 0.25, frame["y"] + frame["height"] * 0.25, steps=4)
    lab.painted()
    held = lab.number("Start x").input_value(), lab.number("Start y").input_value()
    assert float(held[0]) == pytest.approx(-2.56, abs=0.02)
    assert float(held[1]) == pytest.approx(2.56, abs=0.02)
    mouse.up()
    mouse.move(frame["x"] + 5, frame["y"] + 5)
    assert [lab.rows()[0][name] for name in ("x", "y")] == [*held]


def test_the_start_is_dragged_by_a_finger_which_moves_nothing_else(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&start=0,0&steps=50", has_touch=True, viewport={"width": 375, "height": 812})
    frame = box(lab.map)
    middle, right = frame["x"] + frame["width"] / 2, frame["x"] + frame["width"] * 0.75
    height = frame["y"] + frame["height"] / 2
    fingers = lab.page.context.new_cdp_session(lab.page)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": middle, "y": height}]})
    for share in (0.25, 0.5, 0.75, 1.0):
        point = {"x": middle + share * (right - middle), "y": height}
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    lab.painted()
    assert float(lab.number("Start x").input_value()) == pytest.approx(2.56, abs=0.05)
    assert lab.page.evaluate("scrollY") == 0
    lab.page.touchscreen.tap(frame["x"] + frame["width"] / 4, height)
    expect(lab.number("Start x")).to_have_value(re.compile(r"^-2\.5\d*$"))


def test_a_finger_that_scrolls_over_the_chart_moves_no_step_and_one_that_taps_does(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&steps=50", has_touch=True, viewport={"width": 375, "height": 812})
    chart = lab.page.locator(".losses-chart")
    chart.scroll_into_view_if_needed()
    frame, step, scrolled = box(chart), lab.step, lab.page.evaluate("scrollY")
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    fingers = lab.page.context.new_cdp_session(lab.page)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for moved in range(20, 120, 20):
        fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - moved}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    lab.page.wait_for_function(f"() => scrollY > {scrolled}")
    assert lab.step == step
    chart.tap()
    expect(lab.slider("Step")).not_to_have_value(str(step))


BAD = (
    ("Learning rate", "1e99"),
    ("Learning rate", "0"),
    ("Learning rate", "-1"),
    ("Learning rate", ""),
    ("Steps", "0"),
    ("Steps", "2.5"),
    ("Steps", "1e12"),
    ("Steps", ""),
    ("Start x", "1e99"),
    ("Start y", ""),
)


def test_bad_input_keeps_the_last_good_picture_and_says_what_is_allowed(open_lab: OpenLab) -> None:
    lab = open_lab("?steps=100")
    rows, link = lab.rows(), lab.page.url
    for name, text in BAD:
        field = lab.number(name)
        before = field.input_value()
        field.fill(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(r"^Takes a (whole )?number from \S+ to \S+\.$"))
        expect(field).to_have_value(text)
        assert lab.rows() == rows, (name, text)
        assert lab.page.url == link
        field.fill(before)
        expect(field).not_to_have_attribute("aria-invalid", "true")


def test_what_was_refused_is_there_again_after_a_reload(open_lab: OpenLab) -> None:
    lab = open_lab("?steps=100&lr=0.001")
    rows = lab.rows()
    field = lab.number("Learning rate")
    field.fill("-3")
    lab.page.reload()
    lab.painted()
    expect(field).to_have_value("-3")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("^Takes a number from"))
    assert lab.rows() == rows
    lab.button("Reset").click()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("-3")
    lab.open("?steps=100&lr=0.002")
    expect(field).to_have_value("0.002")


TYPED_AT_ONCE = """typed => {
    for (const [id, text] of typed) {
        const field = document.getElementById(id);
        field.focus();
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }
}"""


def test_what_is_half_typed_stays_and_takes_effect_when_it_is_a_number(open_lab: OpenLab) -> None:
    lab = open_lab("?steps=100&lr=0.001")
    field = lab.number("Learning rate")
    field.fill("")
    field.press_sequentially("0.010")
    expect(field).to_have_value("0.010")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    lab.expect_link(lr="0.01")
    # What is typed before the picture of what was typed is drawn stays too.
    lab.page.evaluate(TYPED_AT_ONCE, [["lr", "0.02"], ["lr", ""]])
    lab.painted()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("")
    lab.expect_link(lr="0.02")
    # So does it while another number is drawn.
    lab.page.evaluate(TYPED_AT_ONCE, [["steps", "50"], ["lr", "1e99"]])
    lab.painted()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("1e99")
    lab.expect_link(lr="0.02", steps="50")


def box(element: Locator) -> FloatRect:
    """Return where an element is."""
    found = element.bounding_box()
    assert found is not None
    return found
