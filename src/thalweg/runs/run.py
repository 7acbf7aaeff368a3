"""One run: an optimizer on a landscape from a start, followed to its end."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Landscape, Point
from thalweg.language.grammar import COORDINATES
from thalweg.language.refusal import Refusal, UnknownName, shortened
from thalweg.optimizers import OPTIMIZERS
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.compiled import compiled_formula, compiled_procedure, compiled_rule
from thalweg.runs.diagnosis import Finding, findings
from thalweg.runs.ending import NEVER, Outcome, Stop
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.place import PLACE, Place
from thalweg.runs.protocol import Protocol
from thalweg.runs.start import first_start
from thalweg.runs.terrain import terrain

Array: TypeAlias = NDArray[np.float64]

MAX_STEPS = 1_000_000
"""Most steps of one run."""

MAX_COORDINATE = 1e6
"""Largest magnitude of a coordinate to start from."""

DEFAULT_STEPS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A finished run.

    Attributes:
        landscape: Where it ran.
        optimizer: What ran.
        hyperparameters: Every hyper-parameter with the value it had.
        path: Points visited, the start first; shape (steps + 1, 2).
        loss: Loss at each point; shape (steps + 1,).
        gradient: Gradient that the optimizer was given at each point, noise and all; shape (steps + 1, 2).
        states: What the optimizer carried, by name, after each step; shape (steps + 1, 2), or (steps + 1,) for a
        number.
        outcome: Why it ended.
        ended_at: Where it ended.
        diverged_at: First step with a coordinate or a loss that is not finite or reaches 1e20; None if there is none.
        protocol: Every setting that made it.
    """

    landscape: Landscape
    optimizer: Optimizer
    hyperparameters: Mapping[str, float]
    path: Array
    loss: Array
    gradient: Array
    states: Mapping[str, Array]
    outcome: Outcome
    ended_at: Place
    diverged_at: int | None
    protocol: Protocol

    @property
    def start(self) -> Point:
        """The first point of the path."""
        return float(self.path[0, 0]), float(self.path[0, 1])

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.loss) - 1

    @property
    def gradient_norm(self) -> Array:
        """Length of the gradient at each point; shape (steps + 1,)."""
        with np.errstate(over="ignore", invalid="ignore"):
            norm: Array = np.sqrt(self.gradient[:, 0] * self.gradient[:, 0] + self.gradient[:, 1] * self.gradient[:, 1])
        return norm

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the run shows, each with evidence and one thing to try; empty for a run that went well."""
        return findings(self, run)

    def __repr__(self) -> str:
        """Return who ran where, and how it ended."""
        return (
            f"<Run of {self.optimizer.title} on {self.landscape.title}: {self.outcome} after {self.steps} steps, "
            f"loss {self.loss[-1]:.6g}, {self.ended_at}>"
        )


def run(
    landscape: str | Landscape,
    optimizer: str | Optimizer,
    *,
    start: tuple[float, float] | None = None,
    lr: float | None = None,
    steps: int = DEFAULT_STEPS,
    stop: Stop | None = Stop(),  # noqa: B008 - immutable
    noise: Noise = SILENCE,
    **hyperparameters: float,
) -> Run:
    """Run an optimizer on a landscape.

    Args:
        landscape: A key such as `"rosenbrock"`, a `Landscape`, or a formula in x and y.
        optimizer: A key such as `"adam"`, an `Optimizer`, or the text of a rule.
        start: Where to begin; the landscape's first start unless given, or the nearest point with a loss.
        lr: Learning rate; the optimizer's default unless given.
        steps: Most steps to take, from 0 to 1,000,000.
        stop: When to end earlier; `None` takes every step, through infinities if need be.
        noise: What is added to every gradient the optimizer is given.
        **hyperparameters: Other hyper-parameters of the optimizer by name.

    Raises:
        UnknownName: A key or a hyper-parameter is not known.
        Refusal: A number is outside its range, or a text cannot be read.

    Example:
        >>> run("bowl", "sgd", start=(3, 4), lr=0.5).path[-1].tolist()
        [0.0, 0.0]
    """
    ground = find_landscape(landscape)
    chosen = hyperparameters if lr is None else {"lr": lr, **hyperparameters}
    mover = find_optimizer(optimizer, chosen)
    values = mover.chosen(chosen)
    x, y = beginning(ground, start)
    steps = checked_steps(steps)
    stop = NEVER if stop is None else stop
    compiled, rule, record = compiled_formula(ground.formula), mover.program, array("d")
    taken, end = compiled_rule(rule)(
        noise.around(compiled.evaluate),
        tuple(values.values()),
        float(x),
        float(y),
        steps,
        (stop.gradient_norm, stop.loss_change, stop.window, stop.divergence),
        record.extend,
    )
    rows: Array = np.frombuffer(record, dtype=np.float64).reshape(taken + 1, -1)
    outcome = Outcome.of(end)
    return Run(
        landscape=ground,
        optimizer=mover,
        hyperparameters=values,
        path=rows[:, 0:2],
        loss=rows[:, 2],
        gradient=rows[:, 3:5],
        states=_states(rows, mover),
        outcome=outcome,
        ended_at=place(ground, float(rows[-1, 0]), float(rows[-1, 1])),
        diverged_at=taken if outcome is Outcome.DIVERGED else None,
        protocol=Protocol((float(x), float(y)), steps, stop, ((mover, values),), ground, noise=noise),
    )


def place(landscape: Landscape, x: float, y: float) -> Place:
    """Return where a point lies: at a minimum, a saddle or a maximum, on a plateau, or nowhere special."""
    compiled, whole = compiled_formula(landscape.formula), terrain(landscape)
    found = compiled_procedure(PLACE)(
        *compiled.evaluate(x, y), *compiled.hessian(x, y), whole.size, whole.steepness, whole.best
    )
    return list(Place)[int(found)]


def find_landscape(landscape: str | Landscape) -> Landscape:
    """Return the landscape of a key or a formula.

    Raises:
        UnknownName: The text looks like a key and is none.
        Misreading: The text looks like a formula and cannot be read.
    """
    if isinstance(landscape, Landscape):
        return landscape
    if landscape in LANDSCAPES:
        return LANDSCAPES[landscape]
    if landscape not in COORDINATES and re.fullmatch(r"[\w-]*", landscape):
        raise UnknownName("landscape", landscape, LANDSCAPES)
    return Landscape.from_formula(landscape)


def find_optimizer(optimizer: str | Optimizer, hyperparameters: Mapping[str, float] | None = None) -> Optimizer:
    """Return the optimizer of a key or of the text of a rule, which then has those hyper-parameters that it mentions.

    Raises:
        UnknownName: The text looks like a key and is none.
        Refusal: The text looks like a rule and is none.
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    if optimizer in OPTIMIZERS:
        return OPTIMIZERS[optimizer]
    if "=" in optimizer:
        words = set(re.findall(r"\w+", optimizer))
        mentioned = {name: value for name, value in (hyperparameters or {}).items() if name in words}
        return Optimizer.from_rule(optimizer, hyperparameters=mentioned)
    raise UnknownName("optimizer", optimizer, OPTIMIZERS)


def beginning(landscape: Landscape, start: tuple[float, float] | None) -> Point:
    """Return where a run begins: at the start that was given, else at the landscape's first.

    Raises:
        Refusal: What was given is not two finite numbers of magnitude at most 1e6.
    """
    if start is not None:
        return checked_start(start)
    first = first_start(landscape)
    return first.x, first.y


def checked_start(start: tuple[float, float]) -> Point:
    """Return the start as two floats.

    Raises:
        Refusal: It is not two finite numbers of magnitude at most 1e6.
    """
    try:
        x, y = (float(coordinate) for coordinate in start)
    except (TypeError, ValueError):
        x = y = math.nan
    if not (abs(x) <= MAX_COORDINATE and abs(y) <= MAX_COORDINATE):
        limit = f"{-MAX_COORDINATE:,.0f} to {MAX_COORDINATE:,.0f}"
        raise Refusal(f"start is {shortened(str(start))}; allowed are two numbers x, y, each from {limit}")
    return x, y


def checked_steps(steps: float) -> int:
    """Return the number of steps as an integer.

    Raises:
        Refusal: It is not a whole number from 0 to 1,000,000.
    """
    if not (0 <= steps <= MAX_STEPS and float(steps).is_integer()):
        raise Refusal(f"steps is {steps:g}; allowed are whole numbers from 0 to {MAX_STEPS:,}")
    return int(steps)


def _states(rows: Array, optimizer: Optimizer) -> dict[str, Array]:
    """Return the columns of the states by name."""
    states, column = {}, 5
    for state in optimizer.program.states:
        width = len(state.scalars)
        states[state.name] = rows[:, column : column + width] if state.is_vector else rows[:, column]
        column += width
    return states
