"""What the link says of the moment that is shown; the chart as numbers; the first and the last step."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import expect

import thalweg
from tests.browser.conftest import OpenLab

QUERY = "?landscape=valley&optimizers=sgd,adam&lr=0.05&start=-4,2&steps=200"

USUAL = re.compile(r"/lab\?landscape=valley&optimizers=sgd,adam&lr=0\.05&start=-4,2&steps=200$")


def test_the_step_that_is_shown_is_in_the_link_and_opens_again(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.slider("Step").fill("17")
    lab.expect_link(step="17")
    again = open_lab(f"?{lab.page.url.partition('?')[2]}")
    assert again.step == 17
    assert again.picture() == lab.picture()
    again.button("Last step").click()
    expect(again.page).to_have_url(USUAL)


def test_no_step_is_in_the_link_while_they_go_by(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("First step").click()
    lab.expect_link(step="0")
    lab.button("Play").click()
    expect(lab.page).to_have_url(USUAL)
    lab.button("Pause").click()
    lab.expect_link(step=str(lab.step))


def test_the_first_and_the_last_step_are_one_press_away(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    last = lab.step
    lab.button("First step").click()
    assert lab.step == 0
    lab.button("Step forward").click()
    lab.button("Last step").click()
    assert lab.step == last


def test_what_is_explained_is_in_the_link_and_opens_again(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Explain this step").click()
    lab.expect_link(explain="sgd")
    lab.page.get_by_role("combobox", name="Explain").select_option("adam")
    lab.button("Step back").click()
    lab.expect_link(explain="adam", step="199")
    again = open_lab(f"?{lab.page.url.partition('?')[2]}")
    told = again.page.locator("#step-told")
    expect(told).to_contain_text("Adam, from step 199 to 200")
    assert told.inner_text() == lab.page.locator("#step-told").inner_text()
    again.button("Explain this step").click()
    again.button("Last step").click()
    again.expect_link(**{"for": "adam"})
    again.page.get_by_label("Marks for").select_option("sgd")
    expect(again.page).to_have_url(USUAL)


def test_a_drag_writes_the_address_when_it_begins_and_when_it_rests(open_lab: OpenLab) -> None:
    counting = """
        const write = history.replaceState.bind(history);
        window.written = 0;
        history.replaceState = (...given) => { window.written += 1; write(...given); };
    """
    lab = open_lab(QUERY, script=counting)
    lab.page.clock.install()
    lab.page.clock.run_for(1000)
    before = lab.page.evaluate("written")
    for tenth in range(20):
        lab.slider("Learning rate").fill(str(-2 + tenth / 20))
        lab.page.clock.run_for(100)
    assert lab.page.evaluate("written") - before == 1
    lab.page.clock.run_for(1000)
    assert lab.page.evaluate("written") - before == 2


def test_the_speed_is_in_the_link(open_lab: OpenLab) -> None:
    lab = open_lab(f"{QUERY}&speed=4")
    speed = lab.page.get_by_role("combobox", name="Speed")
    expect(speed).to_have_value("4")
    speed.select_option("0.5")
    lab.expect_link(speed="0.5")
    speed.select_option("1")
    expect(lab.page).to_have_url(USUAL)


def test_where_the_surface_is_seen_from_is_in_the_link(open_lab: OpenLab) -> None:
    lab = open_lab(f"{QUERY}&view=surface")
    surface = lab.page.locator(".surface")
    expect(surface).to_have_attribute("data-ground", "webgl2")
    lab.button("Rotate right").click()
    lab.button("Nearer").click()
    lab.expect_link(camera="34,50,1.25")
    again = open_lab(f"?{lab.page.url.partition('?')[2]}")
    expect(again.page.locator(".surface")).to_have_attribute("data-camera", "34 50 1.25")
    again.button("Reset view").click()
    expect(again.page).to_have_url(re.compile("view=surface$"))


def test_basins_are_in_the_link_and_open_again(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Basins").click()
    lab.expect_link(basins="sgd")
    lab.page.get_by_role("combobox", name="Basins of").select_option(label="Difference: SGD, Adam")
    lab.expect_link(basins="sgd,adam")
    again = open_lab(f"?{lab.page.url.partition('?')[2]}")
    expect(again.button("Basins")).to_have_attribute("aria-pressed", "true")
    expect(again.page.get_by_role("combobox", name="Basins of")).to_have_value("sgd adam")
    expect(again.page.locator(".basin-map")).to_be_visible()
    again.button("Adam").click()
    again.expect_link(basins="sgd", optimizers="sgd")
    again.button("Basins").click()
    expect(again.page).not_to_have_url(re.compile("basins"))


def test_what_is_not_understood_is_named_and_costs_nothing(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    for said, words in (
        ("step=201", "step: takes a whole number from 0 to 200; the last step was taken."),
        ("explain=momentum", "explain: takes one of the optimizers that are shown; nothing is explained."),
        ("speed=9", "speed: takes one of 0.5, 1, 2, 4; 1 was taken."),
        ("camera=1,2", "camera: takes a direction from 0 up to 360 degrees"),
        ("basins=sgd,adam,sgd", "basins: takes one or two of the optimizers that are shown"),
    ):
        lab.open(f"{QUERY}&{said}")
        expect(lab.page.locator(".notice")).to_contain_text(words)
        expect(lab.page).to_have_url(USUAL)
        expect(lab.results).to_have_count(2)


def test_the_paths_can_be_read_as_numbers(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Numbers of the paths").press("Enter")
    table = lab.page.get_by_role("region", name="Numbers of the paths").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["Step", "SGD x", "SGD y", "Adam x", "Adam y"])
    lab.number("Steps").fill("3")
    expect(table.get_by_role("rowheader")).to_have_text(["0", "1", "2", "3"])
    run = thalweg.run("valley", "sgd", lr=0.05, start=(-4, 2), steps=3)
    cells = [float(text.replace("−", "-")) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert cells == pytest.approx(run.path[:, 0].tolist(), rel=1e-3)


def test_the_chart_can_be_read_as_numbers(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    table = lab.page.get_by_role("region", name="Numbers of the chart").get_by_role("table")
    assert lab.page.locator(".numbers tbody tr").count() == 0
    lab.page.get_by_text("Numbers", exact=True).click()
    expect(table.get_by_role("row")).to_have_count(51)
    expect(table.get_by_role("columnheader")).to_have_text(["Step", "SGD", "Adam"])
    steps = [int(text) for text in table.get_by_role("rowheader").all_inner_texts()]
    assert (steps[0], steps[-1]) == (0, 200)
    assert max(after - before for before, after in itertools.pairwise(steps)) <= 5
    sgd, adam = thalweg.compare("valley", ["sgd", "adam"], lr=0.05, start=(-4, 2), steps=200).runs
    for row, step in zip(table.locator("tbody tr").all(), steps, strict=True):
        cells = row.get_by_role("cell").all_inner_texts()
        for cell, run in zip(cells, (sgd, adam), strict=True):
            if step > run.steps:
                assert cell == ""
            else:
                assert float(cell.replace("−", "-")) == pytest.approx(run.loss[step], rel=1e-3)
    lab.page.get_by_role("radio", name="Step size").check(force=True)
    expect(table.get_by_role("columnheader")).to_have_text(["Step", "SGD x", "SGD y", "Adam x", "Adam y"])
    lab.number("Steps").fill("3")
    expect(table.get_by_role("rowheader")).to_have_text(["0", "1", "2", "3"])
