"""Minimizers and saddles are found on landscapes whose own are known."""

from __future__ import annotations

import math

import pytest

from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Landscape, Point
from thalweg.runs.stationary import find_stationary


def _places(points: tuple[Point, ...]) -> set[Point]:
    return {(round(x, 6) + 0.0, round(y, 6) + 0.0) for x, y in points}


@pytest.mark.parametrize("key", [key for key in LANDSCAPES if key != "rastrigin"])
def test_what_is_declared_is_found_and_nothing_else(key: str) -> None:
    found = find_stationary(LANDSCAPES[key])
    assert _places(found.minimizers) == _places(LANDSCAPES[key].minimizers)
    assert _places(found.saddles) == _places(LANDSCAPES[key].saddles)


def test_on_a_landscape_full_of_dents_nothing_is_invented_and_the_best_comes_first() -> None:
    found = find_stationary(LANDSCAPES["rastrigin"])
    assert _places(found.minimizers) <= _places(LANDSCAPES["rastrigin"].minimizers)
    assert len(found.minimizers) > 100
    assert found.minimizers[0] == pytest.approx((0, 0), abs=1e-9)


@pytest.mark.parametrize(
    ("formula", "minimizers", "condition"),
    [
        ("x**2 + 4*y**2", {(0, 0)}, 4),
        ("x**4 + y**2", {(0, 0)}, math.inf),
        ("x*y", set(), math.nan),
        ("x + y", set(), math.nan),
        ("x**4 + y**4", {(0, 0)}, math.nan),
        ("(x**2 + y**2)**2", {(0, 0)}, math.nan),
        ("x**2*y**2", {(0, 0)}, math.nan),
        ("abs(x) + abs(y)", {(0, 0)}, math.nan),
        ("sqrt(x**2 + y**2)", {(0, 0)}, math.nan),
        ("abs(x - 1) + 3*abs(y - 0.25)", {(1, 0.25)}, math.nan),
        ("1/x", set(), math.nan),
        ("exp(-x**2 - y**2)", set(), math.nan),
        ("7", set(), math.nan),
        ("exp(x) + y**2", set(), math.nan),
        ("log(x) + 1/y", set(), math.nan),
    ],
)
def test_flat_tilted_and_broken_landscapes(formula: str, minimizers: set[Point], condition: float) -> None:
    found = find_stationary(Landscape.from_formula(formula))
    assert {(round(x, 3) + 0.0, round(y, 3) + 0.0) for x, y in found.minimizers} == minimizers
    assert found.condition_number == pytest.approx(condition, nan_ok=True)


@pytest.mark.parametrize("formula", ["x**2*y**2", "exp(-x**2 - y**2)", "abs(x) + abs(y)"])
def test_no_saddle_is_invented(formula: str) -> None:
    assert find_stationary(Landscape.from_formula(formula)).saddles == ()
