"""How runs end, and where."""

from __future__ import annotations

import math

import numpy as np
import pytest

import thalweg
from thalweg.landscapes import LANDSCAPES
from thalweg.language.refusal import Refusal
from thalweg.runs.compiled import compiled_formula, compiled_procedure
from thalweg.runs.ending import Outcome, Stop
from thalweg.runs.place import Place
from thalweg.runs.run import place
from thalweg.runs.terrain import HEIGHT, grid, terrain


def test_the_gradient_norm_ends_a_run_at_the_first_point_below_the_tolerance() -> None:
    run = thalweg.run("bowl", "sgd", lr=0.1, steps=1000, stop=Stop(gradient_norm=1e-3, loss_change=0))
    assert run.outcome is Outcome.GRADIENT_NORM
    assert run.gradient_norm[-1] < 1e-3 <= run.gradient_norm[:-1].min()


def test_the_loss_change_ends_a_run_after_a_whole_window() -> None:
    stop = Stop(gradient_norm=0, loss_change=1e-3, window=7)
    run = thalweg.run("saddle", "sgd", start=(-2, 0.5), lr=0.05, steps=5000, stop=stop)
    assert run.outcome is Outcome.LOSS_CHANGE
    before, after = run.loss[:-1], run.loss[1:]
    settled = np.abs(before - after) <= 1e-3 * np.maximum(np.abs(before), np.abs(after))
    assert settled[-7:].all()
    assert not any(settled[end - 7 : end].all() for end in range(7, len(settled)))


def test_the_steps_end_a_run() -> None:
    assert thalweg.run("bowl", "sgd", steps=5).outcome is Outcome.STEPS


def test_divergence_ends_a_run_at_its_first_astronomical_value_and_nothing_is_clamped() -> None:
    run = thalweg.run("valley", "sgd", start=(1, 1), lr=0.2, steps=1000)
    assert run.outcome is Outcome.DIVERGED
    assert run.diverged_at == run.steps
    assert max(abs(run.path[-1]).max(), run.loss[-1]) >= 1e20
    assert max(abs(run.path[:-1]).max(), run.loss[:-1].max()) < 1e20
    np.testing.assert_allclose(run.path[:, 1], (1 - 0.2 * 20.0) ** np.arange(run.steps + 1), rtol=1e-12)


@pytest.mark.parametrize(("formula", "start"), [("sin(x)", (1, 0)), ("sin(y)", (0, 1)), ("x", (1, 0))])
def test_each_coordinate_and_the_loss_have_the_same_bound(formula: str, start: tuple[float, float]) -> None:
    tenfold = thalweg.Optimizer.from_rule("theta = 10*theta + 0*g")
    run = thalweg.run(formula, tenfold, start=start, steps=50)
    assert (run.outcome, run.diverged_at) == (Outcome.DIVERGED, 20)


def test_without_criteria_every_step_is_taken_through_infinity() -> None:
    run = thalweg.run("rosenbrock", "sgd", lr=1, steps=50, stop=None)
    assert (run.steps, run.outcome, run.diverged_at) == (50, Outcome.STEPS, None)
    assert not np.isfinite(run.path[-1]).all()


@pytest.mark.parametrize(
    ("stop", "outcome"),
    [
        (Stop(gradient_norm=0), Outcome.LOSS_CHANGE),
        (Stop(loss_change=0), Outcome.GRADIENT_NORM),
        (Stop(gradient_norm=0, loss_change=0), Outcome.STEPS),
    ],
)
def test_each_criterion_can_be_switched_off(stop: Stop, outcome: Outcome) -> None:
    # Started at the minimizer itself, where every criterion holds at once.
    assert thalweg.run("bowl", "sgd", start=(0, 0), steps=100, stop=stop).outcome is outcome


@pytest.mark.parametrize(
    "settings", [{"gradient_norm": -1}, {"gradient_norm": math.nan}, {"loss_change": math.inf}, {"window": 0}]
)
def test_a_tolerance_that_is_none_is_refused(settings: dict[str, float]) -> None:
    with pytest.raises(Refusal):
        Stop(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_declared_point_is_at_its_place(key: str) -> None:
    landscape = LANDSCAPES[key]
    best = terrain(landscape).best
    for x, y in landscape.minimizers:
        loss = thalweg.run(landscape, "sgd", start=(x, y), steps=0).loss[0]
        expected = Place.GLOBAL_MINIMUM if loss - best < 1e-3 else Place.LOCAL_MINIMUM
        assert place(landscape, x, y) is expected
    for x, y in landscape.saddles:
        assert place(landscape, x, y) is Place.SADDLE


@pytest.mark.parametrize(
    ("key", "point", "expected"),
    [
        ("bowl", (1e-3, 1e-3), Place.GLOBAL_MINIMUM),
        ("bowl", (2, 1), Place.NOWHERE),
        ("rosenbrock", (0.3, 0.09), Place.NOWHERE),
        ("himmelblau", (-0.27084459, -0.92303856), Place.MAXIMUM),
        ("rastrigin", (0.995, 0.001), Place.LOCAL_MINIMUM),
        ("plateau", (-4, 2.5), Place.PLATEAU),
        ("plateau", (1.5, 1.5), Place.NOWHERE),
        ("saddle", (0.001, -0.002), Place.SADDLE),
    ],
)
def test_points_near_and_far_are_told_apart(key: str, point: tuple[float, float], expected: Place) -> None:
    assert place(LANDSCAPES[key], *point) is expected


def test_where_nothing_better_is_known_a_minimum_is_just_a_minimum() -> None:
    assert thalweg.run("x**2 + 3*y**2", "sgd", lr=0.1, steps=500).ended_at is Place.MINIMUM


def test_a_run_on_the_ridge_of_the_saddle_ends_at_the_saddle() -> None:
    run = thalweg.run("saddle", "sgd", start=(-2, 0), lr=0.1, steps=1000)
    assert (run.outcome, run.ended_at) == (Outcome.GRADIENT_NORM, Place.SADDLE)


@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "valley"])
def test_half_of_a_landscape_with_steep_walls_lies_below_half_the_height(key: str) -> None:
    whole = terrain(LANDSCAPES[key])
    loss, height = compiled_formula(LANDSCAPES[key].formula).loss, compiled_procedure(HEIGHT)
    heights = [height(loss(x, y), whole.low, whole.high, whole.unit) for x, y in grid(LANDSCAPES[key].domain)]
    assert np.median(heights) == pytest.approx(0.5, abs=1e-12)
    assert (min(heights), max(heights)) == pytest.approx((0, 1), abs=1e-3)


def test_terrain_is_finite_where_the_landscape_is_not() -> None:
    whole = terrain(thalweg.Landscape.from_formula("log(x) + 1/y"))
    assert all(map(math.isfinite, (whole.low, whole.high, whole.unit, whole.steepness, whole.size)))
    assert math.isnan(whole.best)
    flat = terrain(thalweg.Landscape.from_formula("7"))
    assert (flat.low, flat.high, flat.unit) == (7, 8, 1000), "a scale of one, linear"
