"""Gradient noise: what it is distributed like, what it depends on, and what it does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import thalweg
from thalweg import Noise
from thalweg.runs.compiled import compiled_formula, compiled_procedure
from thalweg.runs.noise import DRAW, MODULUS


def noise_in(run: thalweg.Run) -> NDArray[np.float64]:
    """Return what the optimizer was given beyond the true gradient, step by step; shape (steps + 1, 2)."""
    evaluate = compiled_formula(run.landscape.formula).evaluate
    true = np.array([evaluate(x, y)[1:] for x, y in run.path.tolist()])
    return np.asarray(run.gradient - true)


def test_the_generator_is_that_of_park_miller_and_stockmeyer() -> None:
    # Their check: from 1, the 10,000th number is 399268537. A draw takes four.
    state, draw = 1.0, compiled_procedure(DRAW)
    for _ in range(2_500):
        state, _value = draw(state)
    assert state == 399268537


def test_values_have_mean_0_and_standard_deviation_1_and_do_not_hang_together() -> None:
    state, draw, values = 1.0, compiled_procedure(DRAW), []
    for _ in range(100_000):
        state, value = draw(state)
        values.append(value)
    # Three standard errors: 0.0095 for the mean and for the correlation, 0.006 for the deviation.
    assert abs(np.mean(values)) < 0.0095
    assert abs(np.std(values) - 1) < 0.006
    assert abs(np.corrcoef(values[:-1], values[1:])[0, 1]) < 0.0095
    assert np.max(np.abs(values)) <= 2 * np.sqrt(3)


def test_every_optimizer_is_given_the_same_noise_step_by_step() -> None:
    runs = thalweg.compare("valley", ["sgd", "momentum", "adam"], lr=0.02, steps=50, noise=Noise(4, 2, 7))
    first = noise_in(runs[0])
    for run in runs[1:]:
        # The gradient is about 40 where they start, and a sum with it loses the last digits of the noise.
        np.testing.assert_allclose(noise_in(run), first, atol=1e-13)


def test_four_times_the_batch_is_half_the_noise() -> None:
    single, four = (thalweg.run("bowl", "sgd", steps=40, lr=0.1, noise=Noise(3, batch, 5)) for batch in (1, 4))
    np.testing.assert_allclose(noise_in(single), 2 * noise_in(four), atol=1e-13)


@given(st.integers(1, MODULUS - 1))
def test_the_same_seed_is_the_same_run(seed: int) -> None:
    first, second = (thalweg.run("bowl", "adam", steps=5, noise=Noise(1, 1, seed)) for _ in range(2))
    assert first.path.tolist() == second.path.tolist()


def test_another_seed_is_another_run() -> None:
    first, second = (thalweg.run("bowl", "sgd", steps=5, noise=Noise(1, 1, seed)) for seed in (1, 2))
    assert first.path.tolist() != second.path.tolist()


def test_without_spread_nothing_is_added() -> None:
    exact, silent = (thalweg.run("himmelblau", "adam", noise=noise) for noise in (Noise(), Noise(0, 8, 3)))
    assert exact.path.tolist() == silent.path.tolist()


def test_a_constant_rate_keeps_wandering_and_a_larger_batch_wanders_nearer() -> None:
    far = [
        float(np.mean(thalweg.run("bowl", "sgd", lr=0.1, steps=2_000, noise=Noise(4, batch, 1)).loss[500:]))
        for batch in (1, 16, 256)
    ]
    assert far[0] > 8 * far[1] > 64 * far[2]


def test_the_protocol_says_it() -> None:
    assert "gradient noise 4 per sample, batch size 2, seed 7" in str(
        thalweg.run("bowl", "sgd", noise=Noise(4, 2, 7)).protocol
    )
    assert "noise" not in str(thalweg.run("bowl", "sgd").protocol)


def test_findings_leave_the_wandering_to_the_noise() -> None:
    run = thalweg.run("valley", "sgd", lr=0.05, steps=300, noise=Noise(10, 1, 3))
    assert run.findings == ()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((-1, 1, 1), "noise is -1; allowed are numbers from 0"),
        ((float("nan"), 1, 1), "noise is nan"),
        ((1, 0, 1), "batch is 0; allowed are whole numbers from 1"),
        ((1, 2.5, 1), "batch is 2.5"),
        ((1, 1, 0), "seed is 0"),
        ((1, 1, MODULUS), "allowed are whole numbers from 1 to 2,147,483,646"),
        ((1, 1, float("inf")), "seed is inf"),
    ],
)
def test_what_is_no_noise_is_refused(values: tuple[float, float, float], words: str) -> None:
    with pytest.raises(thalweg.Refusal) as refusal:
        Noise(*values)  # type: ignore[arg-type] # that is the point
    assert words in str(refusal.value)
