"""Basins of attraction: where the graphics card says that runs end is where the library says they end."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab, Row
from tests.browser.test_graphics import NO_WEBGL
from thalweg.optimizers import LEADING
from thalweg.runs.ending import Stop

MINUTES = 180_000
"""256 × 256 starts are much for a program that stands in for a graphics card, on a machine that may be busy."""

FLOAT32 = 2.0**-23

RESULTS = ("end_x", "end_y", "minimizer", "minimizer_x", "minimizer_y", "steps")
"""What a map says of each of its runs."""

UNITS = 16
"""How far the ends of 99 in 100 runs may lie from the library's, in units of float32 of the domain's half side.

Measured: 1.3 for SGD on Himmelblau, 2.8 for Adam at the saddle, less than 1 elsewhere.
"""

STABLE = (
    ("bowl", "sgd", 0.1, 200),
    ("valley", "momentum", 0.01, 600),
    ("himmelblau", "sgd", 0.005, 400),
    ("himmelblau", "momentum", 0.001, 800),
    ("saddle", "adam", 0.05, 800),
    ("rastrigin", "sgd", 0.002, 300),
    ("plateau", "momentum", 0.05, 600),
)
"""Landscape, optimizer, learning rate and steps at which every run has settled."""


def open_basins(lab: Lab, of: str | None = None) -> Locator:
    """Lay basins over the map, and wait for the finest picture of them."""
    lab.button("Basins").click()
    if of:
        lab.page.get_by_label("Basins of", exact=True).select_option(label=of)
    return finest(lab)


def finest(lab: Lab) -> Locator:
    """Wait for the finest picture."""
    picture = lab.page.locator(".basin-map:not(.is-stale)")
    expect(lab.page.get_by_role("group", name="Basins of attraction")).to_have_attribute(
        "aria-busy", "false", timeout=MINUTES
    )
    expect(picture).to_have_attribute("data-size", "256")
    return picture


def basins(lab: Lab) -> list[Row]:
    """Return what "Download basins as CSV" hands over."""
    with lab.page.expect_download() as download:
        lab.page.get_by_role("link", name="Download basins as CSV").click()
    with Path(download.value.path()).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("landscape", "optimizer", "lr", "steps"), STABLE)
def test_runs_end_where_the_library_says(
    open_lab: OpenLab, landscape: str, optimizer: str, lr: float, steps: int
) -> None:
    lab = open_lab(f"?landscape={landscape}&optimizers={optimizer}&lr={lr}&start=0,0&steps={steps}")
    open_basins(lab)
    rows = basins(lab)
    assert len(rows) == 256 * 256
    sample = np.random.default_rng(7).choice(len(rows), size=400, replace=False)
    stop = Stop(loss_change=0.0)
    errors, same = [], 0
    for row in (rows[index] for index in sample):
        start = float(np.float32(row["x"])), float(np.float32(row["y"]))
        run = thalweg.run(landscape, optimizer, start=start, lr=lr, steps=steps, stop=stop)
        end = np.array([float(row["end_x"]), float(row["end_y"])])
        errors.append(np.max(np.abs(end - run.path[-1])))
        distances = [np.hypot(*(run.path[-1] - m)) for m in run.landscape.minimizers]
        same += row["minimizer"] == str(1 + int(np.argmin(distances)))
    half = thalweg.LANDSCAPES[landscape].domain.x[1]
    assert np.quantile(errors, 0.99) <= UNITS * FLOAT32 * half
    assert same >= 396


def test_runs_that_diverge_are_said_to(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=1.5&start=1,1&steps=200")
    open_basins(lab)
    expect(lab.page.locator(".basins-shares")).to_contain_text("100 % diverge")
    assert {row["minimizer"] for row in basins(lab)} == {"diverged"}


def test_the_shares_are_those_of_the_csv(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=adam&lr=0.05&start=0,0&steps=300")
    open_basins(lab)
    rows = basins(lab)
    share = 100 * sum(row["minimizer"] == "1" for row in rows) / len(rows)
    expect(lab.page.locator(".basins-shares li").filter(has_text="(3, 2)")).to_contain_text(f"{share:.3g}")
    # What decides them stands in both, and where the minimizers are.
    expect(lab.page.locator(".basins-said")).to_contain_text(
        "Where Adam ends from 256 × 256 starts at learning rate 0.05, β₁ 0.9, β₂ 0.999, ε 1e−8"
    )
    protocol = rows[0]["protocol"]
    assert "256 × 256 starts, x from -6 to 6, y from -6 to 6 · learning rate 0.05 · Adam β₁ 0.9" in protocol
    assert "at most 300 steps" in protocol
    assert not any(row["protocol"] for row in rows[1:])
    first = next(row for row in rows if row["minimizer"] == "1")
    assert (float(first["minimizer_x"]), float(first["minimizer_y"])) == (3, 2)


def test_who_is_merely_passing_at_the_end_has_reached_nothing(open_lab: OpenLab) -> None:
    # Above the limit of every minimizer nobody comes to rest; some orbits are near one at the last step.
    lab = open_lab("?landscape=himmelblau&optimizers=sgd&lr=0.03&start=0,0&steps=300")
    open_basins(lab)
    rows = basins(lab)
    assert all(int(row["steps"]) < 300 for row in rows if row["minimizer"] not in ("", "diverged"))
    expect(lab.page.locator(".basins-shares")).not_to_contain_text("within 300 steps")


def test_two_optimizers_are_told_where_and_how_they_differ(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd,adam&lr=0.01&start=0,0&steps=300")
    open_basins(lab, "SGD")
    ends = [basins(lab)]
    lab.page.get_by_label("Basins of", exact=True).select_option(label="Adam")
    finest(lab)
    ends.append(basins(lab))
    lab.page.get_by_label("Basins of", exact=True).select_option(label="Difference: SGD, Adam")
    finest(lab)
    said = lab.page.locator(".basins-said")
    expect(said).to_contain_text(re.compile(r"SGD and Adam end differently from [\d.]+\s% of 256 × 256 starts"))
    pairs = [(one["minimizer"], other["minimizer"]) for one, other in zip(*ends, strict=True)]
    shares = lab.page.locator(".basins-shares")
    for words, count in (
        ("end at another minimum", sum(one != other and bool(one) and bool(other) for one, other in pairs)),
        ("have arrived with SGD alone, Adam is not there yet", sum(bool(one) and not other for one, other in pairs)),
        ("end alike", sum(one == other for one, other in pairs)),
    ):
        share = float(f"{100 * count / len(pairs):.3g}")
        expect(shares).to_contain_text(re.compile(rf"{share:g}\d*\s% {words}"))
    expect(shares).to_contain_text("Adam: learning rate 0.01, β₁ 0.9")


def test_the_csv_of_a_difference_has_both_runs_of_every_start(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd,adam&lr=0.01&adam.lr=0.05&start=0,0&steps=120")
    open_basins(lab, "SGD")
    ends = {"sgd": basins(lab)}
    lab.page.get_by_label("Basins of", exact=True).select_option(label="Adam")
    finest(lab)
    ends["adam"] = basins(lab)
    lab.page.get_by_label("Basins of", exact=True).select_option(label="Difference: SGD, Adam")
    finest(lab)
    rows = basins(lab)
    protocol = rows[0].pop("protocol")
    for words in ("256 × 256 starts", "learning rates SGD 0.01, Adam 0.05 · Adam β₁ 0.9", "at most 120 steps"):
        assert words in protocol
    assert not any(row.pop("protocol") for row in rows[1:])
    difference = {("", ""): "alike", ("1", ""): "only sgd", ("", "1"): "only adam", ("1", "1"): "alike"}
    for row, one, other in zip(rows, ends["sgd"], ends["adam"], strict=True):
        how = row.pop("difference")
        reached = row["sgd.minimizer"], row["adam.minimizer"]
        assert how == difference.get(reached, how)
        assert (how == "elsewhere") == (all(reached) and reached[0] != reached[1] and "diverged" not in reached)
        both = {f"{key}.{name}": each[name] for key, each in (("sgd", one), ("adam", other)) for name in RESULTS}
        assert row == {"x": one["x"], "y": one["y"], **both}


def test_a_change_draws_other_basins_and_a_start_does_not(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd&lr=0.005&start=0,0&steps=200")
    picture = open_basins(lab)
    before = picture.evaluate("canvas => canvas.toDataURL()")
    lab.map.click(position={"x": 60, "y": 80})
    lab.painted()
    expect(lab.number("Start x")).not_to_have_value("0")
    assert picture.evaluate("canvas => canvas.toDataURL()") == before
    lab.number("Learning rate").fill("0.02")
    lab.painted()
    assert finest(lab).evaluate("canvas => canvas.toDataURL()") != before


def test_the_switch_takes_them_away_again(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&steps=50")
    open_basins(lab)
    lab.button("Basins").click()
    expect(lab.page.locator(".basin-map")).to_be_hidden()
    expect(lab.page.get_by_role("group", name="Basins of attraction")).to_be_hidden()


@pytest.mark.parametrize("key", ["momentum", "adam"])
def test_without_a_card_the_processor_works_them_out(open_lab: OpenLab, key: str) -> None:
    lab = open_lab(f"?landscape=himmelblau&optimizers={key}&lr=0.01&start=0,0&steps=60", script=NO_WEBGL)
    open_basins(lab)
    expect(lab.page.locator(".basins-said")).not_to_contain_text("single precision")
    rows = basins(lab)
    for row in rows[:: len(rows) // 50]:
        # float32 texture or not: the processor follows runs in float64, and keeps their ends in float32.
        start = float(row["x"]), float(row["y"])
        run = thalweg.run("himmelblau", key, start=start, lr=0.01, steps=60, stop=Stop(loss_change=0.0))
        assert (float(row["end_x"]), float(row["end_y"])) == pytest.approx(tuple(run.path[-1]), rel=1e-6, abs=1e-6)


def test_a_zoomed_map_has_the_basins_of_what_is_seen(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd&lr=0.005&start=3,3&steps=200&frame=2,4,1,3")
    open_basins(lab)
    rows = basins(lab)
    assert {row["minimizer"] for row in rows} == {"1"}
    assert 2 < min(float(row["x"]) for row in rows) < max(float(row["x"]) for row in rows) < 4
    assert 1 < min(float(row["y"]) for row in rows) < max(float(row["y"]) for row in rows) < 3


def test_basins_have_the_learning_rates_that_a_policy_gives(open_lab: OpenLab) -> None:
    # The common rate makes every run diverge; the first steps made equally long do not.
    lab = open_lab(
        "?landscape=bowl&optimizers=sgd,momentum&lr=0.1&momentum.lr=1.9&start=1,1&steps=200&policy=first-step"
    )
    open_basins(lab, "Momentum")
    expect(lab.page.locator(".basins-shares")).to_contain_text("100 % reach (0, 0)")


def test_a_rule_that_carries_more_than_a_card_keeps_has_basins_too(open_lab: OpenLab) -> None:
    names = "abcdfh"
    rule = "\n".join([f"{name} = 0.5*{name} + g" for name in names] + [f"theta = theta - lr*({' + '.join(names)})"])
    lab = open_lab(f"?landscape=bowl&optimizers=own&lr=0.01&start=1,1&steps=200&rule={quote(rule)}")
    open_basins(lab)
    expect(lab.page.locator(".basins-shares")).to_contain_text("reach (0, 0)")


@pytest.mark.parametrize("key", LEADING)
def test_every_optimizer_has_basins_of_its_own(open_lab: OpenLab, key: str) -> None:
    lab = open_lab(f"?landscape=bowl&optimizers={key}&lr=0.05&start=1,1&steps=400")
    open_basins(lab)
    expect(lab.page.locator(".basins-shares")).to_contain_text("reach (0, 0)")
