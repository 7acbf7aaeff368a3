"""What the charts say: the step under the pointer, its value, a name for every line, and no line that is cut unseen."""

from __future__ import annotations

import itertools
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
        for place in (Position(x=180, y=40), Position(x=260, y=120)):
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


def test_names_stand_in_the_order_of_the_values_at_the_ends_of_their_lines(open_lab: OpenLab) -> None:
    lab = open_lab(f"{ENDED}&chart=distance", script=NOTE_THE_NAMES)
    lab.painted()
    ends = {row["optimizer"]: distance(row) for row in lab.rows() if row["step"] == "400"}
    tops = {name.lower(): top for name, (_, top, _) in names(lab).items()}
    assert sorted(ends, key=lambda name: -ends[name]) == sorted(ends, key=lambda name: tops[name])
    assert len(ends) == 5
    # None covers another.
    assert min(after - before for before, after in itertools.pairwise(sorted(tops[name] for name in ends))) > 14

    # Nor does what is read off, where there is room beside them.
    lab.page.get_by_role("radio", name="Loss", exact=True).check()
    chart = lab.page.locator(".losses-chart")
    for x in range(50, 130, 10):
        chart.hover(position={"x": x, "y": 60})
        lab.painted()
        place, note = chart.bounding_box(), chart.locator(".readout").bounding_box()
        assert place
        assert note
        left, top = note["x"] - place["x"], note["y"] - place["y"]
        for name, (before, middle, width) in names(lab).items():
            if name.lower() in {*ends, "nesterov"}:
                beside = before >= left + note["width"] or before + width <= left
                assert beside or middle + 5 <= top or middle - 5 >= top + note["height"], (x, name)


def test_only_a_diverged_run_leaves_a_chart_and_where_it_does_stands_an_arrow(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd,momentum,adam&lr=0.05&start=30,40&steps=100", script=NOTE_THE_NAMES)
    # From 2500, far above the map, Adam comes down to 1865: its line goes from one side to the other.
    assert len(columns_of(lab, "Adam")) > 300
    assert arrows(lab) == 0
    lab.open("?landscape=rosenbrock&optimizers=sgd&lr=0.01&start=-1.5,2&steps=500")
    lab.painted()
    expect(lab.results).to_contain_text(["diverged"])
    assert arrows(lab) == 1


def test_the_choice_of_a_chart_stays_where_it_is_whatever_is_chosen(open_lab: OpenLab) -> None:
    lab = open_lab(ENDED)
    for width in (1440, 1280, 1024, 560, 375):
        lab.page.set_viewport_size({"width": width, "height": 900})
        places = []
        for chart in ("Loss", "Distance", "Step size"):
            lab.page.get_by_role("radio", name=chart, exact=True).check()
            lab.painted()
            places.append([lab.page.locator(f".losses {part}").bounding_box() for part in (".choices", ".losses-axis")])
        tops = {(choices["y"], axis["y"]) for choices, axis in places if choices and axis}
        assert len(tops) == 1, (width, tops)
        # The chosen one is bold, which is a pixel or two.
        lefts = [choices["x"] for choices, _ in places if choices]
        assert max(lefts) - min(lefts) < 4, width
    assert lab.beyond() == []


NOTE_THE_NAMES = """
    const { fillText, clearRect, rotate } = CanvasRenderingContext2D.prototype;
    const isChart = ({ canvas }) => canvas.matches(".losses-chart canvas:not(.overlay)");
    window.written = new Map();
    window.arrows = 0;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        if (isChart(this)) {
            written.clear();
            arrows = 0;
        }
        return clearRect.apply(this, box);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, left, top) {
        if (isChart(this)) written.set(text, [left, top, this.measureText(text).width]);
        return fillText.call(this, text, left, top);
    };
    CanvasRenderingContext2D.prototype.rotate = function (angle) {
        if (isChart(this)) arrows += 1;
        return rotate.call(this, angle);
    };
"""
"""What is drawn on a canvas can only be read while it is drawn: where each text stands, and how many arrows."""


def names(lab: Lab) -> dict[str, tuple[float, float, float]]:
    """Return what is written on the chart: from where, at what height, and how wide."""
    return {text: tuple(place) for text, place in lab.page.evaluate("[...written]")}


def arrows(lab: Lab) -> int:
    """Return how many arrows the chart has."""
    return int(lab.page.evaluate("arrows"))


def columns_of(lab: Lab, optimizer: str) -> list[int]:
    """Return the columns of pixels in which an optimizer's colour is seen on the chart."""
    swatch = lab.results.filter(has_text=optimizer).locator(".swatch")
    return list(
        swatch.evaluate(
            """swatch => {
                const ink = getComputedStyle(swatch).fill.match(/\\d+/g).map(Number);
                const canvas = document.querySelector(".losses-chart canvas");
                const { width, height } = canvas;
                const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
                const found = new Set();
                for (let index = 0; index < data.length; index += 4)
                    if (ink.every((part, channel) => data[index + channel] === part)) found.add((index / 4) % width);
                return [...found];
            }"""
        )
    )


def read(lab: Lab, place: Position) -> tuple[int, str, list[float]]:
    """Point at a place of the chart, press there, and return the step, the name and the values that were read."""
    chart = lab.page.locator(".losses-chart")
    chart.hover(position=place)
    lab.painted()
    text = chart.locator(".readout").inner_text().replace("−", "-")
    chart.click(position=place)
    found = re.match(
        r"(\w+), step (\d+)\n(?:gradient norm|distance|step size) (\S+?)(?: along x, (\S+) along y)?\nx ", text
    )
    assert found, text
    return int(found[2]), found[1], [float(value) for value in found.groups()[2:] if value]


def gradient_norm(row: dict[str, str]) -> float:
    """Return the length of the gradient at a row of the CSV."""
    return float(row["gradient_norm"])


def distance(row: dict[str, str]) -> float:
    """Return how far a row of the CSV is from Rosenbrock's minimizer."""
    return float(((float(row["x"]) - 1) ** 2 + (float(row["y"]) - 1) ** 2) ** 0.5)
