"""A run: what it returns, what it takes, and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import thalweg
from thalweg.landscapes import LANDSCAPES
from thalweg.language.refusal import Misreading, Refusal, UnknownName
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.run import MAX_STEPS


def test_a_run_has_a_row_for_the_start_and_for_every_step() -> None:
    run = thalweg.run("rosenbrock", "adam", start=(-1.5, 2.0), lr=0.05, steps=500)
    assert run.path.shape == (501, 2)
    assert run.loss.shape == run.gradient_norm.shape == (501,)
    assert run.states["m"].shape == run.states["v"].shape == (501, 2)
    assert run.steps == 500
    assert run.start == (-1.5, 2.0)
    assert run.hyperparameters == {"lr": 0.05, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert run.loss[0] == (1 + 1.5) ** 2 + 100 * (2 - 1.5**2) ** 2
    assert run.gradient_norm[0] == math.hypot(*run.gradient[0])


def test_gradient_descent_on_the_bowl_is_known_in_closed_form() -> None:
    run = thalweg.run("bowl", "sgd", start=(4, -2), lr=0.1, steps=60, stop=None)
    powers = 0.8 ** np.arange(61)
    np.testing.assert_allclose(run.path, np.outer(powers, (4, -2)), rtol=1e-13)


def test_the_same_run_twice_is_the_same_to_the_last_bit() -> None:
    first, second = (thalweg.run("rastrigin", "adam", lr=0.3, steps=800, stop=None) for _ in range(2))
    np.testing.assert_array_equal(first.path, second.path)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_shorter_run_is_the_beginning_of_a_longer_one(short: int, more: int) -> None:
    whole = thalweg.run("himmelblau", "rmsprop", steps=short + more, stop=None)
    part = thalweg.run("himmelblau", "rmsprop", steps=short, stop=None)
    np.testing.assert_array_equal(part.path, whole.path[: short + 1])


def test_a_formula_and_a_rule_of_ones_own_may_stand_where_a_key_stands() -> None:
    run = thalweg.run("x**2 + 3*y**2", "theta = theta - lr*c*g", start=(1, 1), lr=0.1, c=0.5, steps=1)
    assert run.path[1] == pytest.approx([0.9, 0.7])
    assert run.hyperparameters == {"lr": 0.1, "c": 0.5}
    assert "x**2 + 3*y**2" in str(run.protocol)


def test_a_rule_that_is_written_like_adam_is_adam() -> None:
    adam = OPTIMIZERS["adam"]
    own = thalweg.Optimizer.from_rule(adam.rule, hyperparameters={k: v for k, v in adam.defaults.items() if k != "lr"})
    ours = thalweg.run("rosenbrock", own, lr=0.02, steps=300, stop=None)
    declared = thalweg.run("rosenbrock", "adam", lr=0.02, steps=300, stop=None)
    np.testing.assert_array_equal(ours.path, declared.path)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"lr": math.nan}, "lr is nan; allowed are finite numbers from 0"),
        ({"lr": -1}, "lr is -1"),
        ({"lr": math.inf}, "lr is inf"),
        ({"lr": "fast"}, "lr is fast"),
        ({"beta1": 1.0}, "up to, but not including, 1"),
        ({"beta2": -0.1}, "beta2 is -0.1"),
        ({"eps": -1e-9}, "eps is -1e-09"),
        ({"steps": -5}, "whole numbers from 0 to 1,000,000"),
        ({"steps": 1.5}, "steps is 1.5"),
        ({"steps": MAX_STEPS + 1}, "allowed are whole numbers"),
        ({"steps": math.nan}, "allowed are whole numbers"),
        ({"start": (1,)}, "two numbers x, y"),
        ({"start": (1, math.nan)}, "two numbers x, y"),
        ({"start": (1e7, 0)}, "two numbers x, y"),
        ({"start": "ab"}, "two numbers x, y"),
    ],
)
def test_a_number_outside_its_range_is_refused_in_a_sentence(arguments: dict[str, object], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        thalweg.run("bowl", "adam", **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("landscape", "optimizer", "says"),
    [
        ("rosenbrok", "adam", 'did you mean "rosenbrock"'),
        ("", "adam", "unknown landscape"),
        ("bowl", "adan", 'did you mean "adam"'),
        ("bowl", "", "unknown optimizer"),
    ],
)
def test_an_unknown_key_names_the_nearest(landscape: str, optimizer: str, says: str) -> None:
    with pytest.raises(UnknownName, match=says):
        thalweg.run(landscape, optimizer)


def test_an_unknown_hyperparameter_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match='"beta"; did you mean "beta'):
        thalweg.run("bowl", "adam", beta=0.5)


def test_a_formula_that_cannot_be_read_is_refused_at_its_place() -> None:
    with pytest.raises(Misreading, match="line 1, column 7"):
        thalweg.run("x**2 +", "adam")


def test_no_step_is_a_run_too() -> None:
    run = thalweg.run("bowl", "sgd", steps=0)
    assert (run.steps, str(run.outcome)) == (0, "steps exhausted")


def test_compare_runs_all_under_one_protocol() -> None:
    comparison = thalweg.compare("valley", OPTIMIZERS, start=(1, 1), lr=0.02, steps=40, beta=0.5)
    assert [run.optimizer.key for run in comparison] == list(OPTIMIZERS)
    assert {run.start for run in comparison} == {(1.0, 1.0)}
    assert {run.hyperparameters.get("beta", 0.5) for run in comparison} == {0.5}
    line = str(comparison.protocol)
    for part in (
        "start (1, 1)",
        "learning rate 0.02, the same for all",
        "at most 40 steps",
        "Momentum β 0.5",
        "β₂ 0.999",
    ):
        assert part in line


def test_compare_refuses_nobody_too_many_and_unknown_names() -> None:
    with pytest.raises(Refusal, match="0 optimizers"):
        thalweg.compare("bowl", [])
    with pytest.raises(Refusal, match="51 optimizers"):
        thalweg.compare("bowl", ["sgd"] * 51)
    with pytest.raises(UnknownName, match="gamma"):
        thalweg.compare("bowl", ["sgd", "adam"], gamma=1.0)


def test_every_landscape_has_a_default_start_every_optimizer_a_default_rate() -> None:
    for landscape in LANDSCAPES:
        for optimizer in OPTIMIZERS:
            assert thalweg.run(landscape, optimizer, steps=3).steps <= 3


@pytest.mark.parametrize(
    ("steps", "words"), [(0, "at most 0 steps,"), (1, "at most 1 step,"), (2000, "at most 2,000 steps,")]
)
def test_a_protocol_counts_its_steps(steps: int, words: str) -> None:
    assert words in str(thalweg.run("valley", "sgd", lr=0.02, steps=steps).protocol)
