"""Gradients and Hessians equal automatic differentiation of the formulas written a second time."""

from __future__ import annotations

import numpy as np
import pytest

from tests.peers import LOSSES
from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Landscape
from thalweg.runs.compiled import compiled_formula

POINTS = 200


def test_every_declared_landscape_has_a_peer() -> None:
    assert set(LOSSES) == set(LANDSCAPES)


@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES)
def test_loss_gradient_and_hessian_equal_automatic_differentiation(landscape: Landscape) -> None:
    import jax

    def loss(point: jax.Array) -> jax.Array:
        value: jax.Array = LOSSES[landscape.key](jax.numpy, point[0], point[1])
        return value

    generator = np.random.default_rng(7)
    low, high = np.array([landscape.domain.x, landscape.domain.y]).T
    points = generator.uniform(low - 1, high + 1, size=(POINTS, 2))
    ours = compiled_formula(landscape.formula)
    evaluated = np.array([ours.evaluate(x, y) for x, y in points.tolist()])
    bends = np.array([ours.hessian(x, y) for x, y in points.tolist()])
    together = np.array([ours.derivatives(x, y) for x, y in points.tolist()])
    assert together.tolist() == np.hstack((evaluated[:, 1:], bends)).tolist()
    gradients = np.asarray(jax.vmap(jax.grad(loss))(points))
    hessians = np.asarray(jax.vmap(jax.hessian(loss))(points))
    assert [ours.loss(x, y) for x, y in points.tolist()] == evaluated[:, 0].tolist()
    # Relative to the largest part of the vector or the matrix: a component may cancel to nothing.
    assert _error(evaluated[:, :1], np.asarray(jax.vmap(loss)(jax.numpy.asarray(points)))[:, None]) <= 1e-10
    assert _error(evaluated[:, 1:], gradients) <= 1e-10
    assert _error(bends, hessians.reshape(POINTS, 4)[:, [0, 1, 3]]) <= 1e-10


def _error(ours: np.ndarray, theirs: np.ndarray) -> float:
    return float(np.max(np.abs(ours - theirs) / np.max(np.abs(theirs), axis=1, keepdims=True)))
