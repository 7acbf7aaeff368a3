"""Giving out learning rates by a policy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from thalweg.landscapes.landscape import Landscape
from thalweg.language.refusal import Refusal
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import Stop
from thalweg.runs.noise import Noise
from thalweg.runs.policy import Policy
from thalweg.runs.run import run
from thalweg.runs.sweep import sweep


def rates(
    policy: Policy,
    landscape: Landscape,
    entrants: Sequence[tuple[Optimizer, Mapping[str, float]]],
    start: tuple[float, float],
    steps: int,
    stop: Stop,
    noise: Noise,
) -> list[float]:
    """Return the learning rate of each entrant, given each with the hyper-parameters that were asked for.

    Raises:
        Refusal: A first step has no length that could be made equal.
    """
    given = [values["lr"] for _, values in entrants]
    match policy:
        case Policy.SAME:
            return given
        case Policy.BEST:
            return [
                sweep(
                    landscape, optimizer, start=start, steps=steps, stop=stop, noise=noise, **_others(values)
                ).best.hyperparameters["lr"]
                for optimizer, values in entrants
            ]
        case Policy.FIRST_STEP:
            lengths = [_first_step(landscape, optimizer, values, start, noise) for optimizer, values in entrants]
            if not all(0 < length < math.inf for length in lengths):
                raise Refusal("an optimizer does not move in its first step here; take another start or another policy")
            # A first step is in proportion to the learning rate; the first entrant's is the measure.
            return [lr * (lengths[0] / length) for lr, length in zip(given, lengths, strict=True)]


def _first_step(
    landscape: Landscape,
    optimizer: Optimizer,
    values: Mapping[str, float],
    start: tuple[float, float],
    noise: Noise,
) -> float:
    path = run(landscape, optimizer, start=start, steps=1, stop=None, noise=noise, **values).path
    across, up = (path[-1] - path[0]).tolist()
    # The operations of the browser, so that both give out the same rates to the last digit; `math.hypot` would not.
    return math.sqrt(across * across + up * up)


def _others(values: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in values.items() if name != "lr"}
