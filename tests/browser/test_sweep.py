"""The sweep strip: its numbers are the library's sweep, it can be read, and a learning rate of it can be loaded."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Locator, Position, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from thalweg.catalogue import catalogue_module
from thalweg.runs.noise import Noise
from thalweg.runs.policy import RATES
from thalweg.runs.sweep import sweep

QUERY = "?landscape=valley&optimizers=sgd,momentum,rmsprop&lr=0.01&start=-4,2&steps=60"

PICTURE = "() => document.querySelector('.sweep-chart canvas').toDataURL()"


def strip(lab: Lab) -> Locator:
    """Return the strip, once all of it is computed; it is computed where it is seen."""
    chart = lab.slider("Learning rate to load")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("aria-busy", "false")
    return chart


def test_its_losses_are_those_of_the_library(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    strip(lab)
    lab.page.get_by_text("The sweep as a table").click()
    table = lab.page.get_by_role("table", name="Sweep", exact=True)
    for column, key in enumerate(("sgd", "momentum", "rmsprop"), start=1):
        cells = table.locator(f"tbody td:nth-child({column + 1})")
        expect(cells).to_have_count(len(RATES))
        losses = cells.locator("data").evaluate_all("all => all.map(each => each.value)")
        runs = sweep("valley", key, start=(-4, 2), steps=60).runs
        assert [float(loss) for loss in losses] == [float(run.loss[-1]) for run in runs], key
        for cell, run in zip(cells.all_text_contents(), runs, strict=True):
            assert f"{run.outcome}, {run.steps} steps" in cell, key


def test_its_csv_is_the_sweep_of_the_library_with_its_protocol(open_lab: OpenLab) -> None:
    noise = Noise(spread=0.5, batch=2, seed=3)
    lab = open_lab(f"{QUERY}&noise=0.5&batch=2&seed=3&momentum.beta=0.5&rmsprop.lr=0.2")
    with lab.page.expect_download() as download:
        lab.page.get_by_role("link", name="Download sweep as CSV").click()
    assert download.value.suggested_filename == "thalweg-sweep-valley.csv"
    with Path(download.value.path()).open(newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [
        (key, each.hyperparameters["lr"], float(each.loss[-1]), each.steps, str(each.outcome))
        for key, of in (
            ("sgd", sweep("valley", "sgd", start=(-4, 2), steps=60, noise=noise)),
            ("momentum", sweep("valley", "momentum", start=(-4, 2), steps=60, noise=noise, beta=0.5)),
            ("rmsprop", sweep("valley", "rmsprop", start=(-4, 2), steps=60, noise=noise)),
        )
        for each in of.runs
    ]
    found = [
        (row["optimizer"], float(row["lr"]), float(row["loss"]), int(row["steps"]), row["outcome"]) for row in rows
    ]
    assert found == expected
    protocol, *others = [row["protocol"] for row in rows]
    assert not any(others)
    for words in ("start (-4, 2) · 49 learning rates from 1e-5 to 10 · Momentum β 0.5", "seed 3", "at most 60 steps"):
        assert words in protocol


def test_the_summary_names_the_best_rate_and_where_it_diverges(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY.replace("sgd,momentum,rmsprop", "sgd"))
    strip(lab)
    best = sweep("valley", "sgd", start=(-4, 2), steps=60).best
    expect(lab.page.locator(".sweep-summary")).to_contain_text(
        f"SGD is at its best at {best.hyperparameters['lr']:.4g}, with loss"
    )
    expect(lab.page.locator(".sweep-summary")).to_contain_text("first diverges at")


def test_a_click_loads_the_run_of_the_nearest_curve_alone(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    chart = strip(lab)
    size = chart.bounding_box()
    assert size is not None
    # The lane of what diverged is above; SGD stands in its first row.
    place: Position = {"x": size["width"] * 0.97, "y": 8}
    chart.hover(position=place)
    reading = lab.page.locator(".sweep-reading")
    expect(reading).to_contain_text("A click gives it to SGD.")
    chart.click(position=place)
    lab.painted()
    loaded = lab.link()
    assert float(loaded["sgd.lr"]) in RATES
    assert (loaded["lr"], {"momentum.lr", "rmsprop.lr", "policy"} & set(loaded)) == ("0.01", set())
    lab.button("Undo").click()
    expect(lab.page).not_to_have_url(re.compile(r"sgd\.lr"))
    # Where only one is shown it is the common rate that is loaded, and the slider goes along.
    for other in ("Momentum", "RMSProp"):
        lab.button(other).click()
    strip(lab).click(position={"x": size["width"] * 0.6, "y": 80})
    lab.painted()
    assert float(lab.number("Learning rate").input_value()) in set(RATES) - {0.01}
    assert "sgd.lr" not in lab.link()


def test_where_a_policy_gave_the_rates_a_click_ends_it_and_says_so(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd,adam&lr=0.01&adam.lr=0.5&start=-4,2&steps=60&policy=first-step")
    before = lab.page.url
    chart = strip(lab)
    lab.page.get_by_label("Enter loads for").select_option(label="Adam")
    chart.focus()
    lab.page.keyboard.press("Home")
    lab.page.keyboard.press("Enter")
    lab.expect_link(lr="0.01", **{"adam.lr": "0.00001", "sgd.lr": "0.01"})
    assert "policy" not in lab.link()
    words = "“equal first steps” is off now; the others keep the rates it gave them."
    expect(lab.page.locator(".sweep-reading")).to_contain_text(words)
    expect(lab.page.get_by_role("status")).to_contain_text(words)
    lab.button("Undo").click()
    expect(lab.page).to_have_url(before)


def test_keys_choose_a_learning_rate_and_enter_loads_it_and_no_playback_moves(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    chart, step = strip(lab), lab.step
    chart.focus()
    chart.press("Home")
    chart.press("PageUp")
    chart.press("ArrowRight")
    assert lab.link()["lr"] == "0.01", "a key alone has loaded something"
    expect(chart).to_have_attribute("aria-valuetext", re.compile(r"^Learning rate 0\.00013\d+: SGD .*; RMSProp "))
    chart.press("Enter")
    lab.expect_link(lr="0.01", **{"sgd.lr": repr(RATES[9])})
    assert lab.step == step


def test_what_diverges_is_said_and_not_dropped(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    chart = strip(lab)
    chart.focus()
    chart.press("End")
    expect(lab.page.locator(".sweep-reading")).to_contain_text(re.compile(r"SGD diverges at step \d+"))


def test_another_measure_is_another_picture(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    strip(lab)
    before = lab.page.evaluate(PICTURE)
    # How low a run ended that has stopped is chance, and is marked as such.
    expect(lab.page.locator(".sweep-axis")).to_contain_text(
        "A run stops where the gradient is below 1e−6: in the shaded"
    )
    lab.page.get_by_role("combobox", name="Sweep shows").select_option(label="Steps until converged")
    lab.painted()
    assert lab.page.evaluate(PICTURE) != before
    expect(lab.page.locator(".sweep-axis")).to_contain_text("Steps until a run has converged")


def test_the_catalogue_carries_the_rates_of_the_library() -> None:
    assert f"rates: [{', '.join(map(repr, RATES))}]" in catalogue_module()
