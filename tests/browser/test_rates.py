"""The map of learning rate and momentum: what it says of a pair is what the run with that pair does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

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


def test_a_pair_that_is_loaded_does_what_was_said_of_it(open_lab: OpenLab) -> None:
    lab = open_lab(VALLEY)
    finest(lab)
    result = lab.page.get_by_role("row").filter(has_text="Momentum").first
    for column, row, said, ended in (
        (140, 230, "within reach of (0,\u00a00)", "converged"),
        (230, 128, "diverges at step", "diverged at step"),
        (20, 20, "reaches no known minimizer", "steps exhausted"),
    ):
        words = choose(lab, column, row)
        assert said in words
        # Whoever only hears the sliders hears it too.
        expect(lab.slider("Learning rate of the pair")).to_have_attribute("aria-valuetext", words)
        lab.button("Load this pair").click()
        lab.painted()
        expect(result).to_contain_text(ended)
        if said == "diverges at step":
            (step,) = re.findall(r"step (\d+)", words)
            expect(result).to_contain_text(f"diverged at step {step}")


def test_the_map_is_a_table_too_with_what_is_said_of_its_pairs(open_lab: OpenLab) -> None:
    lab = open_lab(VALLEY)
    finest(lab)
    with lab.page.expect_download() as download:
        lab.page.get_by_role("link", name="Download map as CSV").click()
    with Path(download.value.path()).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 256 * 256
    assert "learning rates from 1e-5 to 10, β from 0 to 1" in rows[0]["protocol"]
    assert (float(rows[0]["lr"]), float(rows[0]["beta"])) == pytest.approx((1e-5, 0.002), rel=0.05)
    lab.page.get_by_text("The map as a table").click()
    table = lab.page.get_by_role("region", name="Table of learning rate and momentum").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(9)
    # The sixth of eight columns and the second row from above: the middle of those eighths of the map.
    words = choose(lab, 176, 208)
    cell = table.locator("tbody tr").nth(1).get_by_role("cell").nth(5)
    assert words.endswith(f": {cell.inner_text()}.")


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
        re.compile(
            "Momentum and Adam end differently from .* pairs.*have arrived with Adam alone, Momentum is not there"
        ),
        timeout=MINUTES,
    )
    expect(plot).to_be_visible()
    expect(lab.page.locator(".rates-axis")).to_contain_text(
        "dotted only one has arrived, hatched black only one of them"
    )
    words = choose(lab, 230, 128)
    assert re.search(r": Momentum .*; Adam .*\.$", words)
    with lab.page.expect_download() as download:
        lab.page.get_by_role("link", name="Download map as CSV").click()
    assert download.value.suggested_filename == "thalweg-rates-valley-momentum-adam.csv"
    with Path(download.value.path()).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert "learning rates from 1e-5 to 10, β of Momentum and β₁ of Adam from 0 to 1 · Adam β₂" in rows[0]["protocol"]
    row = rows[128 * 256 + 230]
    assert (row["momentum.minimizer"], row["difference"]) == ("diverged", "diverges")
    assert row["momentum.beta"] == row["adam.beta1"]
    assert f"Momentum diverges at step {row['momentum.steps']};" in words
    assert float(row["lr"]) == pytest.approx(float(re.findall(r"rate ([\d.]+)", words)[0]), rel=0.01)


def test_without_a_momentum_the_map_says_what_to_do(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=1,1&steps=50")
    lab.page.get_by_role("heading", name="Learning rate × momentum").scroll_into_view_if_needed()
    expect(lab.page.locator(".rates-said")).to_contain_text("None of the optimizers that are shown has a momentum")


def test_without_a_card_the_processor_draws_it(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=momentum&lr=0.1&start=1,1&steps=60", script=NO_WEBGL)
    finest(lab)
    expect(lab.page.locator(".rates-said")).not_to_contain_text("single precision")
