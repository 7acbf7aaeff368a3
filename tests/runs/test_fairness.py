"""Learning rates are given out as the protocol says."""

from __future__ import annotations

import math

import pytest

import thalweg
from thalweg.language.refusal import Refusal, UnknownName
from thalweg.optimizers import LEADING
from thalweg.runs.policy import RATES
from thalweg.runs.sweep import sweep


def test_the_best_of_a_sweep_ends_lowest_and_has_not_diverged() -> None:
    swept = sweep("valley", "sgd", steps=80)
    best = swept.best
    assert best.hyperparameters["lr"] in RATES
    assert best.loss[-1] == min(run.loss[-1] for run in swept.runs if math.isfinite(run.loss[-1]))
    # The largest rate below the limit 2/20 that is also good along the valley.
    assert 0.05 < best.hyperparameters["lr"] < 0.1


def test_each_at_its_best_is_never_worse_than_the_same_rate_of_the_sweep() -> None:
    fair = thalweg.compare("valley", LEADING, steps=60, policy="best")
    for rate in (RATES[20], RATES[28]):
        same = thalweg.compare("valley", LEADING, steps=60, lr=rate)
        for best, run in zip(fair, same, strict=True):
            assert best.loss[-1] <= run.loss[-1] or not math.isfinite(run.loss[-1])
    assert "each the best of 49 from 1e-5 to 10 by final loss" in str(fair.protocol)


def test_first_steps_are_equally_long() -> None:
    fair = thalweg.compare("himmelblau", LEADING, start=(-4, 4), lr=0.001, steps=30, policy="first-step", stop=None)
    lengths = [math.hypot(*(run.path[1] - run.path[0])) for run in fair]
    assert lengths == pytest.approx([lengths[0]] * len(LEADING), rel=1e-12)
    assert fair[0].hyperparameters["lr"] == 0.001
    assert "such that all first steps are equally long" in str(fair.protocol)


def test_where_nobody_moves_steps_cannot_be_made_equal() -> None:
    with pytest.raises(Refusal, match="does not move"):
        thalweg.compare("bowl", LEADING, start=(0, 0), policy="first-step")


def test_single_optimizers_can_have_settings_of_their_own() -> None:
    comparison = thalweg.compare("bowl", ["sgd", "adam"], lr=0.1, steps=3, settings={"adam": {"lr": 0.5, "beta1": 0.8}})
    assert comparison[0].hyperparameters == {"lr": 0.1}
    assert (comparison[1].hyperparameters["lr"], comparison[1].hyperparameters["beta1"]) == (0.5, 0.8)
    line = str(comparison.protocol)
    assert "learning rates SGD 0.1, Adam 0.5 ·" in line
    with pytest.raises(UnknownName, match='"momentum"'):
        thalweg.compare("bowl", ["sgd"], settings={"momentum": {"lr": 1}})
    with pytest.raises(UnknownName, match='"gamma"'):
        thalweg.compare("bowl", ["sgd"], settings={"sgd": {"gamma": 1}})


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="best, first-step, same"):
        thalweg.compare("bowl", ["sgd"], policy="fastest")
