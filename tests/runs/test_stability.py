"""The learning rate at the edge: below it a run converges on a quadratic, above it the run diverges."""

from __future__ import annotations

from typing import Any

import pytest

import thalweg
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.ending import Outcome
from thalweg.runs.stability import stability_limit

LIMITED = [key for key, optimizer in OPTIMIZERS.items() if optimizer.stability]


def test_gradient_descent_and_every_momentum_have_a_limit() -> None:
    assert LIMITED == ["sgd", "momentum", "momentum-averaged", "nesterov"]
    assert stability_limit(OPTIMIZERS["adam"], OPTIMIZERS["adam"].defaults, 20.0) is None


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("key", LIMITED)
def test_the_limit_is_where_runs_on_the_valley_begin_to_diverge(key: str, beta: float) -> None:
    settings: dict[str, Any] = {"beta": beta} if "beta" in OPTIMIZERS[key].defaults else {}
    limit = stability_limit(OPTIMIZERS[key], OPTIMIZERS[key].defaults | settings, 20.0)
    assert limit is not None
    below, above = (
        thalweg.run("valley", key, start=(0.0, 1.0), lr=limit * factor, steps=60_000, **settings)
        for factor in (0.99, 1.01)
    )
    assert below.outcome is not Outcome.DIVERGED
    assert below.loss[-1] < below.loss[0] * 1e-6
    assert above.outcome is Outcome.DIVERGED


# Where squares of gradients are nothing beside epsilon: gradient descent at the rate lr/sqrt(eps) or lr/eps, and
# averaged momentum at lr/eps.
AT_REST = {
    "rmsprop": 2 * 1e-8**0.5 / 20,
    "rmsprop-outside": 2 * 1e-8 / 20,
    "adam": 2 * 1.9 / 0.1 * 1e-8 / 20,
    "adam-uncorrected": 2 * 1.9 / 0.1 * 1e-8 / 20,
}


@pytest.mark.parametrize("key", AT_REST)
def test_a_rescaled_step_comes_to_rest_only_far_below_the_rates_in_use(key: str) -> None:
    def later_over_earlier(lr: float) -> float:
        path = abs(thalweg.run("valley", key, start=(1e-150, 1e-150), lr=lr, steps=600, stop=None).path)
        return float(path[450:].max() / path[150:300].max())

    assert later_over_earlier(AT_REST[key] * 0.999) < 1 < later_over_earlier(AT_REST[key] * 1.001)
