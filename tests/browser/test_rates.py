"""The map of learning rate and momentum: what it says of a pair is what the run with that pair does."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from tests.browser.test_basins import MINUTES
from tests.browser.test_graphics import NO_WEBGL

VALLEY = "?landscape=valley&optimizers=momentum,adam&lr=0.02&start=-4,2&steps=300"


def finest(lab: Lab) -> Locator:
    """Come near the map, and wait for its finest picture."""
    plot = lab.page.locator(".rates-plot")
    plot.scroll_into_view_if_needed()
    expect(plot).to_have_attribute("data-size", "256", timeout=MINUTES)
    return plot


def choose(lab: Lab, column: int, row: int) -> str:
    """Set the two sliders, and return what is said of the pair."""
    map_ = lab.page.get_by_role("region", name="Learning rate × momentum")
    map_.get_by_label("Learning rate of the pair").fill(str(column))
    map_.get_by_label("Momentum of the pair").fill(str(row))
    return map_.locator(".rates-reading").inner_text()


@pytest.mark.parametrize(
    ("column", "row", "said", "ended"),
    [
        (140, 230, "within reach of (0, 0)", "converged"),
        (230, 128, "diverges at step", "diverged at step"),
        (20, 20, "reaches no known minimizer", "steps exhausted"),
    ],
)
def test_a_pair_that_is_loaded_does_what_was_said_of_it(
    open_lab: OpenLab, column: int, row: int, said: str, ended: str
) -> None:
    lab = open_lab(VALLEY)
    finest(lab)
    words = choose(lab, column, row)
    assert said in words
    lab.button("Load this pair").click()
    lab.painted()
    result = lab.page.get_by_role("row").filter(has_text="Momentum").first
    expect(result).to_contain_text(ended)
    if said == "diverges at step":
        (step,) = re.findall(r"step (\d+)", words)
        expect(result).to_contain_text(f"diverged at step {step}")


def test_a_click_loads_the_pair_under_it_and_undo_takes_it_back(open_lab: OpenLab) -> None:
    lab = open_lab(VALLEY)
    plot = finest(lab)
    box = plot.bounding_box()
    assert box
    plot.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.6})
    lab.painted()
    expect(lab.page).to_have_url(re.compile(r"momentum\.lr="))
    settings = lab.link()
    assert 0.003 < float(settings["momentum.lr"]) < 0.02
    assert 0.3 < float(settings["momentum.beta"]) < 0.45
    lab.button("Undo").click()
    expect(lab.page).not_to_have_url(re.compile(r"momentum\.lr="))


def test_two_optimizers_are_told_where_they_differ(open_lab: OpenLab) -> None:
    lab = open_lab(VALLEY)
    plot = finest(lab)
    lab.page.get_by_label("Map of").select_option(label="Difference: Momentum, Adam")
    expect(lab.page.locator(".rates-said")).to_contain_text(
        re.compile("Momentum and Adam end differently from .* pairs"), timeout=MINUTES
    )
    expect(plot).to_be_visible()


def test_without_a_momentum_the_map_says_what_to_do(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=1,1&steps=50")
    lab.page.get_by_role("heading", name="Learning rate × momentum").scroll_into_view_if_needed()
    expect(lab.page.locator(".rates-said")).to_contain_text("None of the optimizers that are shown has a momentum")


def test_without_a_card_the_processor_draws_it(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=momentum&lr=0.1&start=1,1&steps=60", script=NO_WEBGL)
    finest(lab)
    expect(lab.page.locator(".rates-said")).not_to_contain_text("single precision")
