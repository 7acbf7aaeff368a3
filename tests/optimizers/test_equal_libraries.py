"""Each optimizer is the optimizer it is named after: optax's, and torch's where torch has the same rule.

One step: at every point of our trajectory the library is given our parameters, our gradient and our state; its new
parameters equal ours to 1e-15 of their size, which is between four and five units in the last place.

Whole trajectories: the library runs by itself, with gradients by automatic differentiation of a formula written a
second time. Round-off then differs in every step, and grows as the orbit makes it grow. How much that is, is measured:
our own run is repeated with points moved by one unit in the last place at random, and the library has to stay as close
to our run as those do, within a factor.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

from tests.peers import LOSSES
from tests.sensitivity import Array, drift
from thalweg.landscapes import LANDSCAPES
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.run import Run, run

STEPS = 150
RATES = (1e-3, 1e-2, 0.1, 1.1)
"""From crawling to exploding: at 1.1 gradient descent diverges on every landscape but the plateau."""

ONE_STEP = 1e-15
"""Measured: at most 8.1e-16. The libraries fuse or order the same operations differently."""

SLACK = 12.0
"""How much farther than its own noisy repetitions the library may be from our run.

Measured: at most 8.4, optax on the plateau; at most 3 elsewhere.
"""

UNITS = {"plateau": 16.0}
"""Units in the last place by which points are moved, where it is not one: XLA's tanh is a rational approximation, and
1 - tanh**2 magnifies its last places."""

FINITE = 1e15
"""Beyond this a diverging run is compared step by step only: a few steps later it overflows."""

CHAOS = 1e-3
"""From where the noisy repetitions differ by this much of the size of the orbit, points are not comparable any more."""


@dataclass(frozen=True)
class Peer:
    """A library's optimizer: one step from given gradients, and whole runs."""

    name: str
    steps_after: Callable[[Run], Array]
    """(our run) → its point after each single step from our points with our states."""
    trajectory: Callable[[str, Array, float], Array]
    """(landscape, start, lr) → its points."""


def _optax(name: str, make: str, states: dict[str, str], **settings: float) -> Peer:
    def steps_after(ours: Run) -> Array:
        carried = {theirs: ours.states[name][:-1] for name, theirs in states.items()}
        counts = np.arange(ours.steps, dtype=np.int32)
        steps = _optax_steps(make, tuple(settings.items()))
        return np.asarray(steps(ours.path[:-1], ours.gradient[:-1], carried, counts, ours.hyperparameters["lr"]))

    def trajectory(landscape: str, start: Array, lr: float) -> Array:
        return np.asarray(_optax_trajectory(make, tuple(settings.items()), landscape)(start, lr))

    return Peer(f"optax {name}", steps_after, trajectory)


def _made(make: str, lr: Any, settings: dict[str, float]) -> Any:  # noqa: ANN401 - JAX's own types
    """Return an optimizer of optax, or one put together from its parts where it has none by name."""
    import optax

    if make == "averaged_momentum":
        return optax.chain(optax.ema(0.9, debias=False), optax.scale_by_learning_rate(lr))
    if make == "uncorrected_adam":
        return _uncorrected_adam(lr)
    if make == "adagrad_from_zero":
        return _adagrad_from_zero(lr)
    return getattr(optax, make)(lr, **settings)


class _Moments(NamedTuple):
    mu: Any
    nu: Any


def _uncorrected_adam(lr: Any) -> Any:  # noqa: ANN401 - JAX's own types
    """Return Adam as Apex has it without bias correction, on graphics cards only, written by hand."""
    import jax.numpy as jnp
    import optax

    def update(gradient: Any, state: _Moments, _: Any = None) -> tuple[Any, _Moments]:  # noqa: ANN401
        mu = 0.9 * state.mu + (1 - 0.9) * gradient
        nu = 0.999 * state.nu + (1 - 0.999) * gradient**2
        return -lr * mu / (jnp.sqrt(nu) + 1e-8), _Moments(mu, nu)

    return optax.GradientTransformation(lambda point: _Moments(jnp.zeros_like(point), jnp.zeros_like(point)), update)


class _Sum(NamedTuple):
    total: Any


def _adagrad_from_zero(lr: Any) -> Any:  # noqa: ANN401 - JAX's own types
    """Return AdaGrad as PyTorch has it, written by hand for where PyTorch is not installed."""
    import jax.numpy as jnp
    import optax

    def update(gradient: Any, state: _Sum, _: Any = None) -> tuple[Any, _Sum]:  # noqa: ANN401
        total = state.total + gradient**2
        return -lr * gradient / (jnp.sqrt(total) + 1e-10), _Sum(total)

    return optax.GradientTransformation(lambda point: _Sum(jnp.zeros_like(point)), update)


@functools.cache
def _optax_steps(make: str, settings: tuple[tuple[str, float], ...]) -> Any:  # noqa: ANN401 - JAX's own type
    import jax
    import optax

    def steps_after(points: Any, gradients: Any, carried: Any, counts: Any, lr: Any) -> Any:  # noqa: ANN401
        optimizer = _made(make, lr, dict(settings))

        def step(point: Any, gradient: Any, state: Any, count: Any) -> Any:  # noqa: ANN401
            known = state | ({"count": count} if make == "adam" else {})
            update, _ = optimizer.update(gradient, optax.tree_utils.tree_set(optimizer.init(point), **known), point)
            return optax.apply_updates(point, update)

        return jax.vmap(step)(points, gradients, carried, counts)

    return jax.jit(steps_after)


@functools.cache
def _optax_trajectory(make: str, settings: tuple[tuple[str, float], ...], landscape: str) -> Any:  # noqa: ANN401
    import jax
    import optax

    def loss(point: Any) -> Any:  # noqa: ANN401
        return LOSSES[landscape](jax.numpy, point[0], point[1])

    def trajectory(start: Any, lr: Any) -> Any:  # noqa: ANN401
        optimizer = _made(make, lr, dict(settings))

        def step(carried: Any, _: None) -> Any:  # noqa: ANN401
            point, state = carried
            update, state = optimizer.update(jax.grad(loss)(point), state, point)
            moved = optax.apply_updates(point, update)
            return (moved, state), moved

        return jax.lax.scan(step, (start, optimizer.init(start)), length=STEPS)[1]

    return jax.jit(trajectory)


def _torch(name: str, make: str, states: dict[str, str], **settings: float) -> Peer:
    def steps_after(ours: Run) -> Array:
        import torch

        parameter = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        optimizer = getattr(torch.optim, make)([parameter], lr=ours.hyperparameters["lr"], **settings)
        after = []
        for step in range(ours.steps):
            parameter.data = torch.tensor(ours.path[step])
            parameter.grad = torch.tensor(ours.gradient[step])
            if step > 0:  # the first step makes its state itself
                carried = {theirs: torch.tensor(ours.states[name][step]) for name, theirs in states.items()}
                optimizer.state[parameter].update(carried)
            optimizer.step()
            after.append(parameter.detach().numpy().copy())
        return np.array(after)

    def trajectory(landscape: str, start: Array, lr: float) -> Array:
        import torch

        parameter = torch.tensor(start, requires_grad=True)
        optimizer = getattr(torch.optim, make)([parameter], lr=lr, **settings)
        points = []
        for _ in range(STEPS):
            optimizer.zero_grad()
            LOSSES[landscape](torch, parameter[0], parameter[1]).backward()
            optimizer.step()
            points.append(parameter.detach().numpy().copy())
        return np.array(points)

    return Peer(f"torch {name}", steps_after, trajectory)


PEERS = {
    "sgd": [_optax("sgd", "sgd", {}), _torch("SGD", "SGD", {})],
    "momentum": [
        _optax("sgd with momentum", "sgd", {"v": "trace"}, momentum=0.9),
        _torch("SGD with momentum", "SGD", {"v": "momentum_buffer"}, momentum=0.9),
    ],
    "rmsprop": [_optax("rmsprop", "rmsprop", {"E": "nu"})],
    "momentum-averaged": [_optax("ema", "averaged_momentum", {"v": "ema"})],
    "rmsprop-outside": [
        _optax("rmsprop, eps outside", "rmsprop", {"E": "nu"}, eps_in_sqrt=False),
        _torch("RMSprop", "RMSprop", {"E": "square_avg"}, alpha=0.9),
    ],
    "adam-uncorrected": [_optax("adam without bias correction", "uncorrected_adam", {"m": "mu", "v": "nu"})],
    "nesterov": [
        _optax("sgd with Nesterov's momentum", "sgd", {"v": "trace"}, momentum=0.9, nesterov=True),
        _torch("SGD with Nesterov's momentum", "SGD", {"v": "momentum_buffer"}, momentum=0.9, nesterov=True),
    ],
    "adagrad": [
        _optax("adagrad from zero", "adagrad_from_zero", {"G": "total"}),
        _torch("Adagrad", "Adagrad", {"G": "sum"}),
    ],
    "adagrad-inside": [_optax("adagrad", "adagrad", {"G": "sum_of_squares"})],
    "adam": [
        _optax("adam", "adam", {"m": "mu", "v": "nu"}),
        _torch("Adam", "Adam", {"m": "exp_avg", "v": "exp_avg_sq"}),
    ],
}

without_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None,
    reason="torch is not installed; THALWEG_TORCH=1 python3 do.py test adds it",
)

every_pair = pytest.mark.parametrize(
    ("landscape", "optimizer", "peer"),
    [
        pytest.param(
            landscape,
            optimizer,
            peer,
            id=f"{landscape}-{peer.name}",
            marks=[without_torch] * peer.name.startswith("torch"),
        )
        for landscape in LANDSCAPES
        for optimizer, peers in PEERS.items()
        for peer in peers
    ],
)


def test_every_declared_optimizer_has_a_peer() -> None:
    assert set(PEERS) == set(OPTIMIZERS)


@every_pair
def test_every_step_equals_the_librarys(landscape: str, optimizer: str, peer: Peer) -> None:
    for lr in RATES:
        ours = run(landscape, optimizer, lr=lr, steps=STEPS, stop=None)
        with np.errstate(all="ignore"):
            theirs = peer.steps_after(ours)
            size = np.maximum(np.abs(ours.path[1:]), np.abs(ours.path[:-1]))
            error = np.abs(theirs - ours.path[1:]) / size
        compared = _bounded(ours) - 1
        assert compared >= 1
        assert np.nanmax(error[:compared]) <= ONE_STEP, f"lr {lr}: {np.nanmax(error[:compared]):.3g}"


@every_pair
def test_whole_trajectories_equal_the_librarys_within_their_own_sensitivity(
    landscape: str, optimizer: str, peer: Peer
) -> None:
    for lr in RATES:
        ours = run(landscape, optimizer, lr=lr, steps=STEPS, stop=None)
        theirs = peer.trajectory(landscape, ours.path[0], lr)
        noise, size = drift(ours, UNITS.get(landscape, 1.0))
        wild = np.flatnonzero(~(noise <= CHAOS * size))
        comparable = min(int(wild[0]) if len(wild) else STEPS + 1, _bounded(ours))
        assert comparable >= 2
        distance = np.max(np.abs(theirs[: comparable - 1] - ours.path[1:comparable]), axis=1)
        ratio = np.max(distance / noise[1:comparable])
        assert ratio <= SLACK, f"lr {lr}: {ratio:.3g}"


def _bounded(ours: Run) -> int:
    """Return how many points come before the run is astronomically far away."""
    far = np.flatnonzero(~(np.max(np.abs(ours.path), axis=1) < FINITE))
    return int(far[0]) if len(far) else len(ours.path)
