"""How far a run drifts apart by round-off alone: what "the same trajectory" can mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from thalweg.runs.compiled import compiled_formula, compiled_rule
from thalweg.runs.run import Run

Array = NDArray[np.float64]

REPLICAS = 6


def drift(ours: Run, units: float = 1.0) -> tuple[Array, Array]:
    """Return how far noise in the last places drives a run apart, and how far out the run has been, after each step.

    The run is repeated with every point and every gradient moved by `units` in the last place at random. Both arrays
    have one number for each point and never fall.
    """
    generator = np.random.default_rng(11)
    spread = np.zeros(ours.steps + 1)
    with np.errstate(all="ignore"):
        for _ in range(REPLICAS):
            noisy = _noisy_path(ours, generator, units * 2.0**-52)
            spread = np.fmax(spread, np.max(np.abs(noisy - ours.path), axis=1))
        size = np.maximum.accumulate(np.max(np.abs(ours.path), axis=1))
        return np.maximum.accumulate(spread) + 2.0**-52 * size, size


def _noisy_path(ours: Run, generator: np.random.Generator, unit: float) -> Array:
    evaluate = compiled_formula(ours.landscape.formula).evaluate
    units = iter(generator.choice([-unit, 0.0, unit], size=4 * (ours.steps + 1)).tolist())

    def noisy(x: float, y: float) -> tuple[float, float, float]:
        loss, g_x, g_y = evaluate(x * (1 + next(units)), y * (1 + next(units)))
        return loss, g_x * (1 + next(units)), g_y * (1 + next(units))

    rows: list[tuple[float, ...]] = []
    trace = compiled_rule(ours.optimizer.program)
    trace(noisy, tuple(ours.hyperparameters.values()), *ours.start, ours.steps, (0.0, 0.0, 1, False), rows.append)
    return np.array(rows)[:, :2]
