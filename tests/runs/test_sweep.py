"""The rates of a sweep that are worth trying."""

from __future__ import annotations

import pytest

from thalweg.runs.ending import Outcome
from thalweg.runs.policy import RATES
from thalweg.runs.sweep import sweep


@pytest.mark.parametrize(
    ("landscape", "optimizer", "steps"),
    [("valley", "sgd", 200), ("valley", "adam", 60), ("himmelblau", "rmsprop", 200), ("rastrigin", "sgd", 60)],
)
def test_up_to_the_edge_every_rate_arrives_and_the_next_ones_do_not(landscape: str, optimizer: str, steps: int) -> None:
    swept = sweep(landscape, optimizer, steps=steps)
    runs = swept.runs
    assert swept.best in swept.arriving
    assert swept.edge is swept.arriving[-1]
    first, last = runs.index(swept.arriving[0]), runs.index(swept.edge)
    arrives = ["minimum" in run.ended_at and run.outcome is not Outcome.DIVERGED for run in runs]
    assert all(arrives[first : last + 1])
    assert not any(arrives[at] for at in (first - 1, last + 1) if 0 <= at < len(RATES))
    if swept.crawl:
        # Below the stretch another one may arrive, with a gap between them: whoever crawls is below both.
        assert not any(arrives[: runs.index(swept.crawl) + 1])
        assert arrives[runs.index(swept.crawl) + 1]
        assert swept.crawl.loss[-1] > swept.best.loss[-1]


def test_an_edge_that_is_merely_the_last_rate_is_none_and_no_rate_has_two_names() -> None:
    plateau = sweep("plateau", "sgd", steps=500)
    assert plateau.arriving[-1] is plateau.runs[-1]
    assert plateau.edge is None
    # The good rate is the last that arrives, and more has been tried.
    ravine = sweep("valley", "nesterov", steps=500)
    assert ravine.edge is ravine.best
    assert list(ravine.marks) == ["Crawl", "Good", "Explode"]
    # Where every rate diverges there is none that is good.
    assert list(sweep("-exp(x**2 + y**2)", "sgd", start=(2, 2), steps=50).marks) == ["Explode"]


@pytest.mark.parametrize(("landscape", "optimizer"), [("bowl", "adam"), ("himmelblau", "adam"), ("bowl", "momentum")])
def test_the_best_of_those_that_converged_at_the_lowest_has_the_fewest_steps(landscape: str, optimizer: str) -> None:
    swept = sweep(landscape, optimizer, steps=500)
    converged = [run for run in swept.runs if run.outcome in (Outcome.GRADIENT_NORM, Outcome.LOSS_CHANGE)]
    lowest = min(converged, key=lambda run: float(run.loss[-1]))
    # Which of them ends lowest by the last digit is noise, and would be another one.
    assert swept.best.steps < lowest.steps
    assert swept.best.loss[-1] - lowest.loss[-1] < 1e-10
    assert swept.best.steps == min(run.steps for run in converged if run.loss[-1] < lowest.loss[-1] + 1e-10)


def test_who_converged_higher_up_is_not_the_best_however_soon() -> None:
    swept = sweep("rastrigin", "momentum", start=(-4.5, 3), steps=500)
    converged = [run for run in swept.runs if run.outcome in (Outcome.GRADIENT_NORM, Outcome.LOSS_CHANGE)]
    assert min(run.steps for run in converged) < swept.best.steps
    assert swept.best.loss[-1] < min(converged, key=lambda run: run.steps).loss[-1]
