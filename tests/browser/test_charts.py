"""What the charts say: the step under the pointer, its value, a name for every line, and no line that is cut unseen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Position, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab

ENDED = "?landscape=rosenbrock&optimizers=sgd,momentum,rmsprop,adam,nesterov,adagrad&lr=0.0015&start=-1.5,2&steps=400"
"""Nesterov diverges within a few steps; the others go on."""


def test_the_step_under_the_pointer_is_read_with_what_the_chart_measures_there(open_lab: OpenLab) -> None:
    lab = open_lab(f"{ENDED}&chart=gradient")
    rows = {(row["optimizer"], int(row["step"])): row for row in lab.rows()}
    for chart, measured in (("Gradient norm", gradient_norm), ("Distance", distance), ("Step size", None)):
        lab.page.get_by_role("radio", name=chart, exact=True).check()
        lab.painted()
        for place in ({"x": 180, "y": 40}, {"x": 260, "y": 120}):
            step, name, value = read(lab, place)
            # Pressing there brings the playhead to the step under the pointer.
            assert step == lab.step > 20, name
            row = rows[name.lower(), step]
            if measured:
                assert value == [pytest.approx(measured(row), rel=1e-3)]
            elif name == "SGD":
                assert value == pytest.approx([0.0015, 0.0015])
    # The slider under the keyboard's focus marks its step too, of a run that got so far.
    lab.slider("Step").press("End")
    expect(lab.page.locator(".losses-chart .readout")).to_contain_text("step 400")


def read(lab: Lab, place: Position) -> tuple[int, str, list[float]]:
    """Point at a place of the chart, press there, and return the step, the name and the values that were read."""
    chart = lab.page.locator(".losses-chart")
    chart.hover(position=place)
    lab.painted()
    text = chart.locator(".readout").inner_text().replace("−", "-")
    chart.click(position=place)
    found = re.match(r"(\w+), step (\d+)\n(?:gradient norm|distance|step size) (\S+?)(?: along x, (\S+) along y)?\nx ", text)
    assert found, text
    return int(found[2]), found[1], [float(value) for value in found.groups()[2:] if value]


def gradient_norm(row: dict[str, str]) -> float:
    """Return the length of the gradient at a row of the CSV."""
    return float(row["gradient_norm"])


def distance(row: dict[str, str]) -> float:
    """Return how far a row of the CSV is from Rosenbrock's minimizer."""
    return float(((float(row["x"]) - 1) ** 2 + (float(row["y"]) - 1) ** 2) ** 0.5)
