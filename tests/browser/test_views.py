"""One scene in linked views: charts, pointing, zoom and pan, the surface; and a playback that resets nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import FloatRect, Locator, Position, expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from tests.browser.test_graphics import NO_WEBGL

SHORT = "?landscape=himmelblau&optimizers=sgd,adam&lr=0.01&start=0,0&steps=60"
LEAVING = "?landscape=rosenbrock&optimizers=sgd,adam&lr=0.01&start=-1.5,2&steps=50"

EMPTY = """surface => surface.querySelector(".readout").hidden
    && ["landmarks", "overlay"].every(name => {
        const canvas = surface.querySelector(`canvas.${name}`);
        return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.every(value => value === 0);
    })"""

# What a card has drawn can be read until it is on screen: in the turn in which it says how.
MOVE_TO_AND_FRO = """surface => new Promise(done => {
    const [slider, relief] = [document.querySelector("#lr-slider"), surface.querySelector("canvas.relief")];
    const [value, seen] = [slider.value, {}];
    new MutationObserver(() => {
        const { edges } = surface.dataset;
        seen[edges] = relief.toDataURL();
        if (edges === "smooth" && seen.rough) done(seen);
    }).observe(surface, { attributeFilter: ["data-edges"] });
    const move = to => {
        slider.value = to;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
    // Until the last of them comes so soon after another that there is no time for smooth edges.
    const turn = () => {
        move(slider.min);
        move(value);
        if (!seen.rough) requestAnimationFrame(turn);
    };
    turn();
})"""

CHARTS = {
    "gradient": ("Gradient norm", "Gradient norm by step"),
    "distance": ("Distance", "Distance to the nearest minimizer by step"),
    "step": ("Step size", "Effective step size by step"),
}

# ------------------------------------------------------------------------------------------------------------- charts


def test_a_chart_is_chosen_drawn_named_explained_and_linked(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    losses, axis = chart_picture(lab), lab.page.locator(".losses-axis").inner_text()
    for key, (name, title) in CHARTS.items():
        lab.page.get_by_role("group", name="Chart").get_by_role("radio", name=name, exact=True).check()
        expect(lab.page.get_by_role("figure", name=title)).to_be_visible()
        assert chart_picture(lab) != losses, key
        assert lab.page.locator(".losses-axis").inner_text() != axis, key
        lab.expect_link(chart=key)
        picture = chart_picture(lab)
        lab.open(f"?{lab.page.url.partition('?')[2]}")
        assert chart_picture(lab) == picture, key


def test_the_summaries_of_the_charts_hold_the_numbers_of_the_library(open_lab: OpenLab) -> None:
    run = thalweg.run("himmelblau", "sgd", start=(0, 0), lr=0.01, steps=60)
    lab = open_lab("?landscape=himmelblau&optimizers=sgd&lr=0.01&start=0,0&steps=60&chart=gradient")
    first, last = (float(f"{run.gradient_norm[step]:.4g}") for step in (0, -1))
    assert summary(lab)[:2] == pytest.approx([first, last])
    choose_chart(lab, "Distance")
    lab.painted()
    # From (0, 0) the nearest of the four is (3, 2); there it ends.
    assert summary(lab)[0] == pytest.approx(13**0.5, abs=1e-3)
    assert summary(lab)[1] < 1e-3
    choose_chart(lab, "Step size")
    lab.painted()
    assert summary(lab)[:4] == pytest.approx([0.01] * 4, rel=1e-3)


def test_a_landscape_without_minimizers_says_so_and_the_lab_goes_on(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&chart=distance")
    expect(lab.page.locator(".losses-axis")).to_contain_text("local minimizers counted")
    lab.landscape.select_option("bowl")
    expect(lab.page.locator(".losses-axis")).to_have_text(re.compile("^Distance on a logarithmic axis"))


# ----------------------------------------------------------------------------------------------------------- pointing


def test_pointing_at_the_chart_marks_the_step_on_the_map_too(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    chart = lab.page.locator(".losses-chart")
    before = overlay(lab, ".plot")
    chart.hover(position={"x": 200, "y": 60})
    lab.painted()
    readings = [place.locator(".readout").inner_text() for place in (chart, lab.map)]
    assert readings[0] == readings[1]
    assert overlay(lab, ".plot") != before
    found = re.match(r"(SGD|Adam), step (\d+)\nx (\S+), y (\S+)\nloss (\S+)$", readings[0].replace("−", "-"))
    assert found
    row = next(row for row in lab.rows() if row["optimizer"] == found[1].lower() and int(row["step"]) == int(found[2]))
    assert [float(found[3]), float(found[4]), float(found[5])] == pytest.approx(
        [float(row[name]) for name in ("x", "y", "loss")], rel=1e-3
    )
    lab.page.mouse.move(2, 2)
    lab.painted()
    expect(lab.map.locator(".readout")).to_be_hidden()
    assert overlay(lab, ".plot") == before


def test_pointing_at_a_path_on_the_map_marks_its_step_on_the_chart(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    row = next(row for row in lab.rows() if row["optimizer"] == "adam" and row["step"] == "40")
    lab.map.hover(position=place_of(lab, float(row["x"]), float(row["y"])))
    lab.painted()
    expect(lab.page.locator(".losses-chart .readout")).to_contain_text(re.compile("Adam, step (39|40|41)"))


def test_the_step_slider_marks_for_the_keyboard_what_the_pointer_marks(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    expect(lab.map.locator(".readout")).to_be_hidden()
    lab.slider("Step").focus()
    lab.page.keyboard.press("Home")
    for _ in range(3):
        lab.page.keyboard.press("ArrowRight")
    expect(lab.map.locator(".readout")).to_contain_text("step 3")
    expect(lab.page.locator(".losses-chart .readout")).to_contain_text("step 3")
    lab.landscape.focus()
    expect(lab.map.locator(".readout")).to_be_hidden()


# ------------------------------------------------------------------------------------------------------- zoom and pan


def test_zoom_changes_the_axes_the_picture_and_the_link_and_no_run(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    rows, picture, ticks = lab.rows(), lab.picture(), ticks_of(lab)
    lab.button("Zoom in").click()
    assert lab.picture() != picture
    assert ticks_of(lab) != ticks
    assert lab.rows() == rows
    expect(lab.page).to_have_url(re.compile("&frame="))
    near = lab.picture()
    lab.page.reload()
    lab.painted()
    assert lab.picture() == near
    lab.button("Fit landscape").click()
    assert (lab.picture(), ticks_of(lab)) == (picture, ticks)
    expect(lab.page).not_to_have_url(re.compile("frame="))


def test_no_control_resets_the_zoom_but_another_landscape(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.button("Zoom in").click()
    ticks = ticks_of(lab)
    lab.number("Learning rate").fill("0.005")
    lab.button("Adam").click()
    lab.button("Step back").click()
    assert ticks_of(lab) == ticks
    lab.landscape.select_option("bowl")
    expect(lab.page).not_to_have_url(re.compile("frame="))


def test_the_wheel_goes_nearer_about_the_pointer_and_back_to_the_whole(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    whole = ticks_of(lab)
    frame = box(lab.map)
    left, top = frame["x"] + frame["width"] * 0.75, frame["y"] + frame["height"] * 0.25
    lab.page.mouse.move(left, top)
    lab.page.mouse.wheel(0, -500)
    # e times as near, and the point under the pointer, (3, 3), stays under it.
    expect_frame(lab, 3 - 9 / math.e, 3 + 3 / math.e, 3 - 9 / math.e, 3 + 3 / math.e)
    assert lab.page.evaluate("scrollY") == 0
    lab.button("Fit landscape").click()
    assert ticks_of(lab) == whole


def test_the_wheel_turned_back_over_the_whole_landscape_scrolls_the_page(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.map.hover(position={"x": 300, "y": 300})
    lab.page.mouse.wheel(0, 300)
    lab.page.wait_for_function("() => scrollY > 0")
    assert "frame" not in lab.link()


def test_with_pan_the_pointer_moves_the_map_and_not_the_start(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    rows = lab.rows()
    lab.button("Pan").click()
    expect(lab.button("Pan")).to_have_attribute("aria-pressed", "true")
    frame = box(lab.map)
    mouse = lab.page.mouse
    mouse.move(frame["x"] + 100, frame["y"] + 100)
    mouse.down()
    mouse.move(frame["x"] + 100 + frame["width"] / 4, frame["y"] + 100, steps=4)
    mouse.up()
    expect_frame(lab, -9, 3, -6, 6)
    assert lab.rows() == rows
    lab.button("Pan").press("ArrowRight")
    expect_frame(lab, -7.8, 4.2, -6, 6)
    # Without dragging: what is clicked comes to the middle.
    lab.map.click(position={"x": frame["width"] / 2, "y": frame["height"] / 4})
    expect_frame(lab, -7.8, 4.2, -3, 9)
    lab.button("Pan").click()
    lab.map.click(position={"x": 200, "y": 200})
    assert lab.rows() != rows


def test_two_fingers_magnify_the_map_and_leave_the_start(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT, has_touch=True, viewport={"width": 375, "height": 812})
    rows = lab.rows()
    lab.page.evaluate("scrollTo(0, 0)")
    frame = box(lab.map)
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    touch = fingers_on(lab)
    touch("touchStart", (x - 30, y))
    touch("touchStart", (x - 30, y), (x + 30, y))
    for away in (40, 50, 60):
        touch("touchMove", (x - away, y), (x + away, y))
    touch("touchEnd")
    expect_frame(lab, -3, 3, -3, 3)
    assert lab.rows() == rows


def test_a_path_that_leaves_the_view_is_said_to_have_left_it(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    gone = lab.page.get_by_text("left the view", exact=True)
    expect(gone).to_be_hidden()
    for _ in range(4):
        lab.button("Zoom in").click()
    expect(gone).to_be_visible()
    expect(lab.page.locator("#map-summary")).to_contain_text("left the view at step")
    expect(lab.results.first).to_contain_text("left the view at step")
    lab.button("Fit paths").click()
    expect(gone).to_be_hidden()
    expect(lab.page.locator("#map-summary")).not_to_contain_text("left the view")
    expect(lab.results.first).not_to_contain_text("left the view")


def test_a_path_that_only_comes_by_is_said_to_come_in_and_to_leave(open_lab: OpenLab) -> None:
    valley = "?landscape=rosenbrock&optimizers=sgd,momentum&lr=0.0015&start=-1.5,2&steps=400&frame=-0.2,0.8,0.3,1.3"
    lab = open_lab(valley)
    seen = [
        -0.2 <= float(row["x"]) <= 0.8 and 0.3 <= float(row["y"]) <= 1.3
        for row in lab.rows()
        if row["optimizer"] == "momentum"
    ]
    came = seen.index(True)
    left = len(seen) - seen[::-1].index(True)
    words = f"starts outside the view, comes in at step {came}, and leaves it at step {left}"
    expect(lab.results).to_contain_text(["stays outside the view", words])
    expect(lab.page.locator("#map-summary")).to_contain_text(words)


def test_a_path_that_crosses_between_two_steps_is_said_to_pass_through(open_lab: OpenLab) -> None:
    far = "?landscape=bowl&optimizers=sgd&lr=0.95&start=-4,0&steps=3"
    lab = open_lab(f"{far}&frame=-1,1,-1,1")
    expect(lab.results).to_contain_text(["passes through the view on its way to step 1"])
    lab.open(f"{far}&frame=-1,1,1,3")
    expect(lab.results).to_contain_text(["stays outside the view"])


def test_fit_paths_shows_what_did_not_diverge(open_lab: OpenLab) -> None:
    lab = open_lab(LEAVING)
    lab.button("Fit paths").click()
    lab.page.wait_for_url(re.compile("&frame="))
    west, east, south, north = (float(side) for side in lab.link()["frame"].split(","))
    adam = [row for row in lab.rows() if row["optimizer"] == "adam"]
    assert all(west < float(row["x"]) < east and south < float(row["y"]) < north for row in adam)
    assert east - west < 4


# ------------------------------------------------------------------------------------------------------------ surface


def test_the_surface_is_fetched_when_it_is_asked_for_and_shows_the_same_runs(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    assert not fetched_surface(lab)
    rows = lab.rows()
    show_surface(lab)
    assert fetched_surface(lab)
    lab.expect_link(view="surface")
    expect(lab.page.locator("#map-summary")).to_contain_text("Surface of Himmelblau")
    expect(lab.page.locator("#map-summary")).to_contain_text("compressed logarithmically")
    expect(lab.map).to_be_hidden()
    assert lab.rows() == rows
    before = surface_picture(lab)
    lab.number("Learning rate").fill("0.02")
    assert surface_picture(lab) != before
    lab.page.get_by_role("radio", name="Map", exact=True).check()
    expect(lab.map).to_be_visible()
    expect(lab.start).to_be_visible()


def test_the_surface_is_turned_by_buttons_keys_and_drag_and_reset(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=surface")
    surface = ready_surface(lab)
    opening = surface.get_attribute("data-camera")
    lab.slider("Step").fill("30")
    seen = {opening}
    for name in ("Rotate left", "Rotate up", "Rotate right", "Rotate down", "Nearer", "Farther"):
        lab.button(name).click()
        lab.painted()
        seen.add(surface.get_attribute("data-camera"))
    assert len(seen) >= 5
    lab.button("Reset view").click()
    expect(surface).to_have_attribute("data-camera", opening or "")
    picture = surface_picture(lab)
    for key in ("ArrowLeft", "ArrowUp", "+"):
        camera = surface.get_attribute("data-camera")
        surface.press(key)
        expect(surface).not_to_have_attribute("data-camera", camera or "")
    assert surface_picture(lab) != picture
    assert lab.step == 30
    camera = surface.get_attribute("data-camera")
    frame = box(surface)
    lab.page.mouse.move(frame["x"] + 100, frame["y"] + 100)
    lab.page.mouse.down()
    lab.page.mouse.move(frame["x"] + 200, frame["y"] + 120, steps=3)
    lab.page.mouse.up()
    expect(surface).not_to_have_attribute("data-camera", camera or "")


def test_the_surface_is_moved_along_and_fitted_and_what_it_cuts_off_is_said(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=surface")
    surface = ready_surface(lab)
    gone = lab.page.get_by_text("left the view", exact=True)
    expect(gone).to_be_hidden()
    surface.press("Shift+ArrowRight")
    expect(surface).not_to_have_attribute("data-circled", "0.00 0.00")
    frame = box(surface)
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    before = surface.get_attribute("data-circled") or ""
    turned = surface.get_attribute("data-camera") or ""
    for held, button in (("Shift", "left"), ("", "right")):
        if held:
            lab.page.keyboard.down(held)
        lab.page.mouse.move(x, y)
        lab.page.mouse.down(button=button)  # type: ignore[arg-type] # one of the three buttons there are
        lab.page.mouse.move(x - 60, y + 20, steps=3)
        lab.page.mouse.up(button=button)  # type: ignore[arg-type]
        if held:
            lab.page.keyboard.up(held)
        expect(surface).not_to_have_attribute("data-circled", before)
        before = surface.get_attribute("data-circled") or ""
    expect(surface).to_have_attribute("data-camera", turned)
    expect(gone).to_be_hidden()
    for _ in range(8):
        lab.button("Nearer").click()
    expect(gone).to_be_visible()
    expect(lab.page.locator("#map-summary")).to_contain_text("out of sight")
    lab.page.wait_for_url(re.compile(r"camera=24,50,5\.96,-?[\d.]+,-?[\d.]+"))

    pan = lab.button("Pan")
    pan.click()
    before = surface.get_attribute("data-circled") or ""
    pan.press("ArrowUp")
    expect(surface).not_to_have_attribute("data-circled", before)
    before = surface.get_attribute("data-circled") or ""
    surface.click(position={"x": 40, "y": 60})
    expect(surface).not_to_have_attribute("data-circled", before)
    lab.button("Undo").click()
    expect(surface).to_have_attribute("data-circled", before)

    lab.button("Fit landscape").click()
    expect(surface).to_have_attribute("data-circled", "0.00 0.00")
    expect(surface).to_have_attribute("data-camera", "24 50 1.00")
    expect(gone).to_be_hidden()
    lab.button("Fit paths").click()
    lab.page.wait_for_url(re.compile("&frame="))


def test_one_finger_turns_the_surface_sideways_and_two_tip_and_magnify_it(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=surface", viewport={"width": 375, "height": 667}, has_touch=True)
    surface = ready_surface(lab)
    surface.scroll_into_view_if_needed()
    frame = box(surface)
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    touch = fingers_on(lab)
    touch("touchStart", (x, y))
    for up in range(10, 160, 10):
        touch("touchMove", (x, y - up))
    touch("touchEnd")
    lab.page.wait_for_function("() => scrollY > 60")
    expect(surface).to_have_attribute("data-camera", "24 50 1.00")

    frame = box(surface)
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    touch("touchStart", (x, y))
    for across in range(10, 110, 10):
        touch("touchMove", (x + across, y + 2))
    touch("touchEnd")
    expect(surface).to_have_attribute("data-camera", re.compile(r"^(?!24)\d+ 50 1\.00$"))

    touch("touchStart", (x - 30, y))
    touch("touchStart", (x - 30, y), (x + 30, y))
    for away in (35, 40, 45):
        touch("touchMove", (x - away, y + away), (x + away, y + away))
    touch("touchEnd")
    expect(surface).to_have_attribute("data-camera", re.compile(r"^\d+ (?!50)\d+ (?!1\.00)[\d.]+$"))


def test_where_minimizers_are_many_the_global_one_stands_out(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=rastrigin&optimizers=sgd&lr=0.001&start=-4,4&steps=20")
    local = lab.page.get_by_text("local minimizer", exact=True)
    expect(local).to_be_visible()
    expect(lab.page.get_by_text("global minimizer", exact=True)).to_be_visible()
    assert white_around(lab, 0, 0) > 2 * white_around(lab, 0.99496, 0.99496) > 0
    lab.landscape.select_option("himmelblau")
    expect(local).to_be_hidden()


def test_the_legend_of_the_marks_has_those_that_are_there(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=saddle&optimizers=sgd&lr=0.001&start=1,0.1&steps=4&frame=0.5,1.5,-0.4,0.4")

    def expect_marks(*names: str) -> None:
        expect(lab.page.locator(".marks > span:visible:not(.map-tools-here)")).to_have_text(list(names))

    expect_marks("start, drag it")
    lab.button("Fit landscape").click()
    expect_marks("start, drag it", "minimizer", "saddle")
    lab.page.get_by_role("radio", name="Surface", exact=True).check()
    expect_marks("start", "minimizer", "saddle")
    lab.open(f"?landscape=own&formula={quote('x + y')}&optimizers=sgd&lr=0.1&start=1,1&steps=4&domain=-2,2,-2,2")
    expect_marks("start, drag it")
    lab.open("?landscape=himmelblau&optimizers=sgd&lr=0.01&start=0,0&steps=400&frame=2,4,1,3")
    # The handle of the start stands at the edge of the map; on the surface there is none.
    expect_marks("start, drag it", "minimizer", "left the view")
    lab.page.get_by_role("radio", name="Surface", exact=True).check()
    expect_marks("minimizer", "left the view")


def test_the_surface_marks_what_the_chart_points_at(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=surface")
    surface = ready_surface(lab)
    lab.page.locator(".losses-chart").hover(position={"x": 200, "y": 60})
    expect(surface.locator(".readout")).to_contain_text("step")
    assert surface.locator(".readout").inner_text() == lab.page.locator(".losses-chart .readout").inner_text()


def test_paths_on_the_surface_are_rough_while_they_move_and_smooth_again_at_rest(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=surface")
    surface = ready_surface(lab)
    resting = surface_picture(lab)
    seen = surface.evaluate(MOVE_TO_AND_FRO)
    assert seen["rough"] != seen["smooth"]
    assert surface_picture(lab) == resting


def test_a_surface_whose_card_is_lost_says_so_and_returns_with_it(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=surface")
    surface = ready_surface(lab)
    before = surface_picture(lab)
    surface.evaluate(
        """surface => {
            const relief = surface.querySelector("canvas.relief");
            window.card = relief.getContext("webgl2").getExtension("WEBGL_lose_context");
            card.loseContext();
        }"""
    )
    expect(surface).to_have_attribute("data-ground", "lost")
    expect(surface).to_contain_text("The graphics card is gone for the moment")
    lab.page.locator(".losses-chart").hover(position={"x": 200, "y": 60})
    surface.press("ArrowLeft")
    assert surface.evaluate(EMPTY)
    surface.press("ArrowRight")
    lab.page.mouse.move(0, 0)
    lab.page.evaluate("card.restoreContext()")
    expect(surface).to_have_attribute("data-ground", "webgl2")
    lab.painted()
    assert surface_picture(lab) == before


def test_without_webgl2_a_sentence_stands_for_the_surface_and_the_map_stays(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT, script=NO_WEBGL)
    lab.page.get_by_role("radio", name="Surface", exact=True).check()
    expect(lab.page.locator(".surface")).to_contain_text("offers no WebGL2")
    for name in ("Rotate left", "Nearer", "Reset view", "Pan"):
        expect(lab.button(name)).to_be_hidden()
    expect(lab.page.get_by_text("Height: the loss")).to_be_hidden()
    expect(lab.page.get_by_role("application")).to_have_count(0)
    lab.page.get_by_role("radio", name="Map", exact=True).check()
    expect(lab.map).to_be_visible()


# --------------------------------------------------------------------------------------------------- both at once


def test_map_and_surface_stand_beside_each_other_and_show_the_same_step(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    surface = lab.page.locator(".surface")
    alone = lab.picture()
    lab.page.get_by_role("radio", name="Both", exact=True).check()
    lab.expect_link(view="both")
    expect(surface).to_have_attribute("data-ground", "webgl2")
    left, right = box(lab.map), box(surface)
    assert right["x"] >= left["x"] + left["width"]
    assert (right["y"], right["width"]) == pytest.approx((left["y"], left["width"]), abs=1)
    assert box(lab.page.locator(".playback"))["y"] < lab.page.evaluate("innerHeight")
    expect(lab.page.locator("#map-summary")).to_contain_text("Contour map and surface of")

    for place in (".plot", ".surface"):
        expect(lab.page.locator(f"{place} .overlay")).to_be_hidden()
    quiet = overlay(lab, ".plot"), overlay(lab, ".surface")
    lab.slider("Step").fill("12")
    lab.slider("Step").focus()
    marked = overlay(lab, ".plot"), overlay(lab, ".surface")
    assert all(one != other for one, other in zip(quiet, marked, strict=True))
    lab.map.hover(position={"x": left["width"] / 2, "y": left["height"] / 2})
    seen = surface_picture(lab)
    lab.button("Zoom in").click()
    assert surface_picture(lab) != seen
    lab.button("Fit landscape").click()
    lab.button("Rotate left").click()
    lab.expect_link(camera="14,50,1")
    lab.page.get_by_role("radio", name="Map", exact=True).check()
    lab.button("Last step").click()
    expect(surface).to_be_hidden()
    assert lab.picture() == alone


def test_on_a_phone_the_surface_stands_below_the_map(open_lab: OpenLab) -> None:
    lab = open_lab(f"{SHORT}&view=both&explain=sgd&step=2", viewport={"width": 375, "height": 800})
    expect(lab.page.locator(".surface")).to_have_attribute("data-ground", "webgl2")
    above, below = box(lab.map), box(lab.page.locator(".surface"))
    assert below["y"] > above["y"] + above["height"]
    assert below["width"] == pytest.approx(above["width"], abs=1)
    assert lab.beyond() == []
    drawn = [
        lab.page.locator(vectors).evaluate("canvas => !canvas.hidden && canvas.width > 0")
        for vectors in ("canvas.vectors", "canvas.lying-vectors")
    ]
    assert drawn == [True, True]


# ----------------------------------------------------------------------------------------------------------- playback


def test_ten_steps_at_once_by_buttons_and_by_shift_and_arrows(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.slider("Step").fill("20")
    lab.button("10 steps forward").click()
    assert lab.step == 30
    lab.button("10 steps back").click()
    lab.button("10 steps back").click()
    assert lab.step == 10
    lab.slider("Step").press("Shift+ArrowRight")
    assert lab.step == 20
    lab.page.locator("body").press("Shift+ArrowLeft")
    assert lab.step == 10


def test_the_speed_is_chosen_while_it_plays_and_nothing_starts_over(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    lab.page.clock.install()
    lab.button("Play").click()
    lab.page.clock.run_for(2000)
    position = int(lab.slider("Step").input_value())
    assert 10 <= position <= 20
    lab.page.get_by_role("combobox", name="Speed").select_option("4×")
    lab.page.clock.run_for(500)
    # Half a second at four times the speed is a quarter of the way.
    assert position + 10 <= int(lab.slider("Step").input_value()) <= position + 20
    lab.page.get_by_role("combobox", name="Speed").select_option("½×")
    there = int(lab.slider("Step").input_value())
    lab.page.clock.run_for(1000)
    assert there <= int(lab.slider("Step").input_value()) <= there + 6
    expect(lab.button("Pause")).to_be_visible()


# ------------------------------------------------------------------------------------------------------------- hostile


def test_nonsense_about_views_is_named_and_the_usual_ones_are_shown(open_lab: OpenLab) -> None:
    lab = open_lab(SHORT)
    note = lab.page.locator(".notice:visible")
    for query in (
        "&view=globe&chart=spoon&frame=1,2",
        "&view=&chart=&frame=5,-5,1,2",
        "&frame=nan,1,2,3&view=%00&chart=__proto__",
    ):
        lab.open(SHORT + query)
        for name in ("view", "chart", "frame"):
            expect(note).to_contain_text(f"{name}:")
        expect(lab.map).to_be_visible()
        assert lab.rows(), query


def show_surface(lab: Lab) -> None:
    """Choose the surface and wait for it."""
    lab.page.get_by_role("group", name="View", exact=True).get_by_role("radio", name="Surface", exact=True).check()
    ready_surface(lab)


def ready_surface(lab: Lab) -> Locator:
    """Return the surface, when it is drawn."""
    surface = lab.page.get_by_role("application", name="Surface")
    expect(surface).to_have_attribute("data-ground", "webgl2")
    lab.painted()
    return surface


def white_around(lab: Lab, x: float, y: float) -> int:
    """Return how many white pixels the marks have around a point of Rastrigin's landscape."""
    lab.painted()
    return int(
        lab.page.locator(".trajectories").evaluate(
            """(canvas, [x, y]) => {
                const scale = canvas.width / 10.24;
                const [left, top] = [(x + 5.12) * scale - 9, (5.12 - y) * scale - 9];
                const { data } = canvas.getContext("2d").getImageData(left, top, 18, 18);
                let white = 0;
                for (let at = 0; at < data.length; at += 4)
                    white += Math.min(...data.slice(at, at + 3)) > 200 && data[at + 3] > 100;
                return white;
            }""",
            [x, y],
        )
    )


def fingers_on(lab: Lab) -> Callable[..., None]:
    """Return what touches the page with as many fingers as it is given places for."""
    fingers = lab.page.context.new_cdp_session(lab.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": left, "y": top, "id": finger} for finger, (left, top) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    return touch


def fetched_surface(lab: Lab) -> bool:
    """Whether the module that draws the surface has been asked for."""
    return bool(
        lab.page.evaluate("performance.getEntriesByType('resource').some(({ name }) => /surface-.*js$/.test(name))")
    )


def surface_picture(lab: Lab) -> bytes:
    """Return what the surface looks like."""
    lab.painted()
    surface = lab.page.locator(".surface")
    expect(surface).to_have_attribute("data-edges", "smooth")
    return surface.screenshot(animations="disabled")


def chart_picture(lab: Lab) -> str:
    """Return the chart, pixel by pixel."""
    lab.painted()
    return str(lab.page.locator(".losses-chart canvas").first.evaluate("canvas => canvas.toDataURL()"))


def choose_chart(lab: Lab, name: str) -> None:
    """Choose a chart."""
    lab.page.get_by_role("radio", name=name, exact=True).check()
    title = next(title for short, title in CHARTS.values() if short == name)
    expect(lab.page.locator("#losses-title")).to_have_text(title)


def summary(lab: Lab) -> list[float]:
    """Return the numbers that the chart's summary tells."""
    text = lab.page.locator("#losses-summary").inner_text().replace("−", "-").partition("SGD from")[2]
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


def overlay(lab: Lab, place: str) -> str:
    """Return what is marked in a view, pixel by pixel."""
    lab.painted()
    return str(lab.page.locator(f"{place} .overlay").evaluate("canvas => canvas.toDataURL()"))


def ticks_of(lab: Lab) -> list[str]:
    """Return the ticks of the map."""
    lab.painted()
    return lab.page.locator(":is(.axis-x, .axis-y) .tick").all_inner_texts()


def expect_frame(lab: Lab, *sides: float) -> None:
    """Wait until the link says what part of the landscape is seen: west, east, south, north, but for a pixel or two."""
    lab.page.wait_for_function(
        """sides => (new URLSearchParams(location.search).get("frame") ?? "").split(",")
            .every((side, index) => Math.abs(Number(side) - sides[index]) < 0.08)""",
        arg=[*sides],
    )


def place_of(lab: Lab, x: float, y: float) -> Position:
    """Return where a point of Himmelblau's landscape is on the map."""
    frame = box(lab.map)
    return {"x": (x + 6) / 12 * frame["width"], "y": (6 - y) / 12 * frame["height"]}


def box(element: Locator) -> FloatRect:
    """Return where an element is."""
    found = element.bounding_box()
    assert found is not None
    return found
