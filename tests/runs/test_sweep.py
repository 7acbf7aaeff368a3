"""The rates of a sweep that are worth trying."""

from __future__ import annotations

import pytest

from thalweg.runs.ending import Outcome
from thalweg.runs.place import Place
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
        assert runs.index(swept.crawl) == first - 1
        assert swept.crawl.loss[-1] > swept.best.loss[-1]


def test_the_explosion_is_the_first_rate_that_diverges() -> None:
    swept = sweep("valley", "sgd", steps=200)
    assert swept.explosion is not None
    # The smallest rate above the limit 2/20 that diverges within the steps.
    assert swept.explosion.hyperparameters["lr"] == min(
        run.hyperparameters["lr"] for run in swept.runs if run.outcome is Outcome.DIVERGED
    )
    assert 0.1 < swept.explosion.hyperparameters["lr"] < 0.15
    assert sweep("valley", "adam", steps=60).explosion is None


def test_where_the_best_does_not_arrive_there_is_neither_crawl_nor_edge() -> None:
    swept = sweep("rosenbrock", "sgd", steps=60)
    assert swept.best.ended_at not in (Place.GLOBAL_MINIMUM, Place.LOCAL_MINIMUM, Place.MINIMUM)
    assert (swept.arriving, swept.crawl, swept.edge) == ((), None, None)
