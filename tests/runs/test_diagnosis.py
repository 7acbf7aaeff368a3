"""Findings: each is found where it is known to be, says so with evidence, and its advice helps."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import pytest

import thalweg
from thalweg.landscapes import LANDSCAPES
from thalweg.links import LIMITS
from thalweg.optimizers import OPTIMIZERS
from thalweg.presets import PRESETS
from thalweg.runs.ending import Outcome
from thalweg.runs.place import Place
from thalweg.runs.run import Run
from thalweg.runs.suggestion import MOST_RATE, MOST_STEPS, Change

CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "exploding": ("valley", "sgd", {"lr": 0.11, "steps": 2000}),
    "cycling": ("bowl", "rmsprop", {"lr": 1.0, "steps": 400}),
    "oscillating": ("valley", "sgd", {"lr": 0.0999, "steps": 100}),
    "at_saddle": ("saddle", "sgd", {"start": (-2, 0), "lr": 0.1}),
    "at_maximum": ("himmelblau", "sgd", {"start": (-0.270844590669, -0.923038522263)}),
    "on_plateau": ("plateau", "sgd", {"lr": 0.01}),
    "trapped": ("rastrigin", "adam", {"lr": 0.01}),
    "crawling": ("valley", "sgd", {"lr": 1e-4}),
    "wandering": ("rastrigin", "rmsprop", {"lr": 3.0}),
    "unfinished": ("rosenbrock", "adam", {"lr": 0.0015, "steps": 4000}),
}

RATES = (1e-4, 0.003, 0.03, 0.1, 0.3, 2.0)

STEPS = 200

MINIMA = (Place.GLOBAL_MINIMUM, Place.LOCAL_MINIMUM, Place.MINIMUM)


def _found(run: Run) -> dict[str, Any]:
    return {finding.kind.key: finding for finding in run.findings}


def _again(run: Run, optimizer: str = "", **change: Any) -> Run:  # noqa: ANN401
    """Return the run that a change makes; another optimizer keeps nothing but the learning rate."""
    values = {"lr": run.hyperparameters["lr"]} if optimizer else run.hyperparameters
    settings = {"start": run.start, "steps": run.protocol.steps, **values, **change}
    return thalweg.run(run.landscape, optimizer or run.optimizer, **settings)


def _helps(run: Run, change: Change) -> bool:
    """Whether a change ends lower than the run did; than it began, if it diverged."""
    better = _again(run, **change)  # type: ignore[arg-type]
    before = run.loss[0] if run.outcome is Outcome.DIVERGED else run.loss[-1]
    return better.outcome is not Outcome.DIVERGED and bool(better.loss[-1] < before)


@pytest.mark.parametrize("key", CASES)
def test_each_kind_is_found_where_it_is_and_its_advice_helps(key: str) -> None:
    landscape, optimizer, settings = CASES[key]
    run = thalweg.run(landscape, optimizer, **settings)
    found = _found(run)
    assert key in found, run.findings
    finding = found[key]
    assert "{" not in str(finding)
    assert all(not isinstance(value, float) or math.isfinite(value) for value in finding.evidence.values())
    assert finding.advice
    assert _helps(run, finding.change)


@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_every_suggestion_helps_and_every_run_that_ends_short_of_a_minimum_has_a_finding(landscape: str) -> None:
    for optimizer, lr in product(OPTIMIZERS, RATES):
        run = thalweg.run(landscape, optimizer, lr=lr, steps=STEPS)
        findings = run.findings
        assert all(_helps(run, finding.change) for finding in findings if finding.change), (run, findings)
        assert all(bool(finding.advice) == bool(finding.change) for finding in findings)
        if run.ended_at not in MINIMA:
            assert findings, run
        elif run.ended_at is Place.GLOBAL_MINIMUM and run.outcome in {Outcome.GRADIENT_NORM, Outcome.LOSS_CHANGE}:
            # The loss stands still at both ends of a cycle of two.
            assert {finding.kind.key for finding in findings} <= {"cycling"}, (run, findings)


def test_the_steps_that_are_said_to_be_needed_are_needed() -> None:
    said = 0
    for landscape, optimizer, lr in product(
        LANDSCAPES, ("sgd", "momentum", "rmsprop", "adam", "adagrad"), (1e-3, 0.03)
    ):
        run = thalweg.run(landscape, optimizer, lr=lr, steps=STEPS)
        for finding in run.findings:
            if "needed" in finding.evidence:
                whole = thalweg.run(landscape, optimizer, lr=lr, steps=100_000)
                assert finding.evidence["needed"] == pytest.approx(whole.steps - STEPS, rel=0.25), run
                said += 1
    assert said > 2


@pytest.mark.parametrize("preset", [preset for preset in PRESETS if preset.fails], ids=lambda preset: preset.key)
def test_a_preset_that_fails_on_purpose_has_a_finding(preset: Any) -> None:  # noqa: ANN401
    settings = {"lr": preset.lr, "start": preset.start, "steps": preset.steps}
    assert any(run.findings for run in thalweg.compare(preset.landscape, preset.ends, **settings))


def test_what_is_suggested_the_lab_can_set() -> None:
    assert LIMITS.steps == MOST_STEPS
    assert LIMITS.lr[1] == MOST_RATE


def test_along_a_curved_floor_a_run_crawls_and_no_number_of_steps_is_made_up() -> None:
    run = thalweg.run("rosenbrock", "sgd", start=(-1.5, 2), lr=1e-4, steps=1000)
    (crawling,) = run.findings
    assert crawling.kind.key == "crawling"
    height = run.loss[-65] - 0.0
    assert crawling.evidence["share"] == pytest.approx(100 * (run.loss[-65] - run.loss[-1]) / height)
    assert "about" not in crawling.sentence
    # Just below the limit: this is as fast as it goes.
    assert crawling.change == {"lr": 0.0018}


def test_a_run_that_stopped_because_it_hardly_moved_crawls() -> None:
    crawling = _found(thalweg.run("bowl", "sgd", lr=1e-14))["crawling"]
    assert crawling.change == {"lr": 0.9}
    assert "0 %" in _found(thalweg.run("bowl", "adam", lr=0))["crawling"].sentence


def test_near_the_bottom_of_a_bowl_nothing_is_called_a_plateau() -> None:
    run = thalweg.run("plateau", "sgd", lr=0.1)
    assert run.ended_at is Place.NOWHERE
    assert "on_plateau" not in _found(run)
    assert "on_plateau" not in _found(thalweg.run("exp(-x)+y**2", "sgd"))


@pytest.mark.parametrize(
    ("formula", "settings"),
    [("-x**2 - y**2", {"start": (1, 0)}), ("x**3", {}), ("x**2 - y**2", {}), ("x**2 - y**2", {"lr": 1.5})],
)
def test_a_landscape_without_a_lowest_point_is_told_so(formula: str, settings: dict[str, Any]) -> None:
    (bottomless,) = thalweg.run(formula, "sgd", **settings).findings
    assert bottomless.kind.key == "bottomless"
    assert "no minimum" in bottomless.sentence
    assert not bottomless.change


def test_a_minimum_outside_the_map_is_no_fall_without_end() -> None:
    assert "bottomless" not in _found(thalweg.run("(x - 50)**2 + y**2", "momentum", steps=100))


def test_who_circles_in_a_basin_that_is_no_better_is_sent_to_another_start() -> None:
    run = thalweg.run("rastrigin", "rmsprop", lr=0.01, start=(-4, 3), steps=500)
    cycling = _found(run)["cycling"]
    assert cycling.advice.startswith("Start elsewhere, at (")
    assert _helps(run, cycling.change)


@pytest.mark.parametrize(
    ("optimizer", "rate", "key"),
    [("adagrad", 1e-3, "trapped"), ("rmsprop", 3e-4, "cycling"), ("adam", 3e-4, "trapped")],
)
def test_who_does_not_come_away_from_any_declared_start_is_sent_nearer_to_the_lowest_minimizer(
    optimizer: str, rate: float, key: str
) -> None:
    run = thalweg.run("rastrigin", optimizer, lr=rate, start=(3, -1), steps=200)
    found = _found(run)[key]
    assert found.advice.startswith("Start elsewhere, at (")
    assert found.change["start"] not in [(start.x, start.y) for start in run.landscape.starts]
    assert _helps(run, found.change)


def test_nothing_is_suggested_where_nothing_is_better() -> None:
    run = thalweg.run("bowl", "adam", lr=0)
    assert [finding.advice for finding in run.findings] == [""]


def test_a_run_that_goes_well_has_no_findings() -> None:
    assert thalweg.run("bowl", "sgd", lr=0.1).findings == ()
    assert thalweg.run("himmelblau", "adam", lr=0.1).findings == ()


def test_the_explosion_is_dated_and_the_oscillation_has_its_direction() -> None:
    run = thalweg.run("valley", "sgd", start=(1, 1), lr=0.2, steps=1000)
    exploding, oscillating = run.findings
    assert exploding.evidence["step"] == run.diverged_at
    assert exploding.evidence["growth"] == pytest.approx(3.0)
    assert (oscillating.evidence["axis_x"], oscillating.evidence["axis_y"]) == (0, 1)
    assert oscillating.evidence["curvature"] == 20


def test_the_step_of_an_explosion_is_said_in_full() -> None:
    run = thalweg.run("valley", "sgd", start=(1, 1), lr=0.1005, steps=5000)
    assert run.diverged_at is not None
    assert run.diverged_at > 1000
    assert f"At step {run.diverged_at:,} " in run.findings[0].sentence


def test_constant_rate_rmsprop_ends_in_a_cycle_of_two() -> None:
    run = thalweg.run("bowl", "rmsprop", start=(1, 0.3), lr=0.1, steps=500)
    (cycling,) = (finding for finding in run.findings if finding.kind.key == "cycling")
    assert cycling.evidence["period"] == 2
    assert "every 2 steps" in cycling.sentence


def test_the_width_of_a_cycle_is_that_of_its_last_period() -> None:
    # At the edge it mirrors the point across the floor, from y = 2 to y = -2, while x is still shrinking.
    assert _found(thalweg.run("valley", "sgd", start=(-4, 2), lr=0.1))["cycling"].evidence["width"] == pytest.approx(4)
    path = (of_four := thalweg.run("himmelblau", "sgd", start=(0, 0), lr=0.03, steps=300)).path[-4:]
    widest = max(math.dist(one, other) for one in path for other in path)
    assert _found(of_four)["cycling"].evidence["width"] == pytest.approx(widest)


def test_a_cycle_that_a_lower_rate_alone_does_not_narrow_in_time_is_given_more_steps_too() -> None:
    run = thalweg.run("valley", "rmsprop", start=(-4, 2), lr=0.01)
    cycling = _found(run)["cycling"]
    assert cycling.evidence["width"] == pytest.approx(0.01, rel=1e-3)
    assert cycling.advice == "Lower the learning rate to 0.001 and take 5,000 steps."
    assert _again(run, lr=0.001).loss[-1] > run.loss[-1] > _again(run, **cycling.change).loss[-1]


def test_a_crawling_run_says_how_many_steps_it_needs_and_is_right() -> None:
    run = thalweg.run("bowl", "sgd", start=(1, 0), lr=1e-3, steps=100)
    (crawling,) = run.findings
    # The gradient shrinks by 0.998 a step: from 2*0.998**100 to 1e-6 it takes ln(1e-6/norm)/ln(0.998) more.
    exact = math.log(1e-6 / (2 * 0.998**100)) / math.log(0.998)
    assert crawling.evidence["needed"] == pytest.approx(exact, rel=1e-9)


def test_the_findings_of_a_run_of_no_step_are_none() -> None:
    assert thalweg.run("bowl", "sgd", steps=0).findings == ()


def test_directions_and_starts_have_no_signed_or_stray_zeros() -> None:
    stalled = _found(thalweg.run("saddle", "rmsprop", start=(-2, 0), lr=0.05))["at_saddle"]
    assert "along (0, 1)." in stalled.sentence
    assert stalled.advice == "Start a little beside it, at (0, 0.071)."
    assert stalled.change == {"start": (0.0, 0.071)}
    assert "e-7," in stalled.sentence
