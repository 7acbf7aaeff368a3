"""Findings: each is found where it is known to be, says so with evidence, and its advice helps."""

from __future__ import annotations

import math
from typing import Any

import pytest

import thalweg
from thalweg.runs.ending import Outcome
from thalweg.runs.run import Run

CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "exploding": ("valley", "sgd", {"lr": 0.11, "steps": 2000}),
    "cycling": ("bowl", "rmsprop", {"lr": 1.0, "steps": 400}),
    "oscillating": ("valley", "sgd", {"lr": 0.0999, "steps": 100}),
    "at_saddle": ("saddle", "sgd", {"start": (-2, 0), "lr": 0.1}),
    "on_plateau": ("plateau", "sgd", {"lr": 0.01}),
    "trapped": ("rastrigin", "adam", {"lr": 0.01}),
    "crawling": ("valley", "sgd", {"lr": 1e-4}),
}


def _again(run: Run, **change: Any) -> Run:  # noqa: ANN401
    settings = {"start": run.start, **run.hyperparameters, **change}
    return thalweg.run(run.landscape, run.optimizer, steps=run.protocol.steps, **settings)


@pytest.mark.parametrize("key", CASES)
def test_each_kind_is_found_where_it_is_and_its_advice_helps(key: str) -> None:
    landscape, optimizer, settings = CASES[key]
    run = thalweg.run(landscape, optimizer, **settings)
    found = {finding.kind.key: finding for finding in run.findings}
    assert key in found, run.findings
    finding = found[key]
    assert "{" not in str(finding)
    assert all(not isinstance(value, float) or math.isfinite(value) for value in finding.evidence.values())
    assert finding.change
    better = _again(run, **finding.change)
    assert better.outcome is not Outcome.DIVERGED
    assert better.loss[-1] < run.loss[-1] or run.outcome is Outcome.DIVERGED
    assert finding.advice


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


def test_a_crawling_run_says_how_many_steps_it_needs_and_is_right() -> None:
    run = thalweg.run("bowl", "sgd", start=(1, 0), lr=1e-3, steps=100)
    (crawling,) = run.findings
    # The gradient shrinks by 0.998 a step: from 2*0.998**100 to 1e-6 it takes ln(1e-6/norm)/ln(0.998) more.
    exact = math.log(1e-6 / (2 * 0.998**100)) / math.log(0.998)
    assert crawling.evidence["needed"] == pytest.approx(exact, rel=1e-9)


def test_the_findings_of_a_run_of_no_step_are_none() -> None:
    assert thalweg.run("bowl", "sgd", steps=0).findings == ()
