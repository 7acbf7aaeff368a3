"""What is declared about a landscape is true of its formula."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Domain, Landscape
from thalweg.language.refusal import Misreading, Refusal
from thalweg.runs.compiled import compiled_formula

every_landscape = pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES)


def test_the_landscapes_of_the_lesson_are_there_under_their_keys() -> None:
    assert list(LANDSCAPES) == [
        "bowl",
        "valley",
        "rotated-valley",
        "rosenbrock",
        "himmelblau",
        "rastrigin",
        "saddle",
        "plateau",
    ]


@every_landscape
def test_each_is_declared_in_full(landscape: Landscape) -> None:
    assert landscape.title
    assert landscape.teaches.endswith(".")
    assert landscape.source
    assert landscape.minimizers
    assert all(start.shows.endswith(".") and (start.x, start.y) in landscape.domain for start in landscape.starts)
    assert landscape.starts


@every_landscape
def test_every_minimizer_has_no_gradient_and_bends_upwards(landscape: Landscape) -> None:
    for x, y in landscape.minimizers:
        gradient, eigenvalues = _stationary(landscape, x, y)
        assert gradient <= 1e-12 * max(map(abs, eigenvalues))
        assert min(eigenvalues) > 0


@every_landscape
def test_every_saddle_has_no_gradient_and_bends_both_ways(landscape: Landscape) -> None:
    for x, y in landscape.saddles:
        gradient, eigenvalues = _stationary(landscape, x, y)
        assert gradient <= 1e-12 * max(map(abs, eigenvalues))
        assert min(eigenvalues) < 0 < max(eigenvalues)


@every_landscape
def test_the_first_minimizer_is_the_best_and_no_point_of_a_fine_grid_is_lower(landscape: Landscape) -> None:
    loss = compiled_formula(landscape.formula).loss
    losses = [loss(float(x), float(y)) for x, y in landscape.minimizers]
    assert losses[0] <= min(losses) + 1e-12
    xs, ys = (np.linspace(*side, 301).tolist() for side in (landscape.domain.x, landscape.domain.y))
    assert min(loss(x, y) for x, y in itertools.product(xs, ys)) >= losses[0] - 1e-12


@every_landscape
def test_no_minimizer_or_saddle_is_missing(landscape: Landscape) -> None:
    """Newton's method from a fine grid finds every declared stationary point, and no other minimizer or saddle."""
    found = set(_stationary_points_found(landscape))
    declared = {_rounded(x, y) for x, y in (*landscape.minimizers, *landscape.saddles)}
    assert found == declared


def test_a_landscape_of_ones_own_takes_a_formula() -> None:
    own = Landscape.from_formula("x**2 + 3*y**2", domain=Domain((-1, 1), (-2, 2)), start=(0.5, 1.5))
    assert (own.starts[0].x, own.starts[0].y) == (0.5, 1.5)
    assert own.surface.gradient


@pytest.mark.parametrize("formula", ["x +", "", "z", "import os", "lambda: 0"])
def test_a_formula_that_cannot_be_read_is_refused(formula: str) -> None:
    with pytest.raises(Misreading):
        Landscape.from_formula(formula)


def test_an_empty_domain_is_refused() -> None:
    with pytest.raises(Refusal, match="smaller one"):
        Landscape.from_formula("x", domain=Domain((1, 1), (0, 1)))


def _stationary(landscape: Landscape, x: float, y: float) -> tuple[float, tuple[float, float]]:
    compiled = compiled_formula(landscape.formula)
    _, g_x, g_y = compiled.evaluate(float(x), float(y))
    h_xx, h_xy, h_yy = compiled.hessian(float(x), float(y))
    low, high = np.linalg.eigvalsh([[h_xx, h_xy], [h_xy, h_yy]]).tolist()
    return math.hypot(g_x, g_y), (low, high)


def _stationary_points_found(landscape: Landscape) -> list[tuple[float, float]]:
    """Return the minimizers and saddles in the domain that Newton's method converges to."""
    compiled = compiled_formula(landscape.formula)
    xs, ys = (np.linspace(*side, 61).tolist() for side in (landscape.domain.x, landscape.domain.y))
    found = []
    for start in itertools.product(xs, ys):
        x, y = start
        for _ in range(60):
            _, g_x, g_y = compiled.evaluate(x, y)
            h_xx, h_xy, h_yy = compiled.hessian(x, y)
            determinant = h_xx * h_yy - h_xy * h_xy
            if determinant == 0:
                break
            x, y = x - (h_yy * g_x - h_xy * g_y) / determinant, y - (h_xx * g_y - h_xy * g_x) / determinant
            if not (abs(x) < 1e3 and abs(y) < 1e3):
                break
        else:
            gradient, (low, high) = _stationary(landscape, x, y)
            if gradient <= 1e-9 * max(abs(low), abs(high)) and high > 0 and low != 0 and (x, y) in landscape.domain:
                found.append(_rounded(x, y))
    return found


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 6) + 0.0, round(y, 6) + 0.0
