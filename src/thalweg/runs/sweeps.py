"""The sweeps of several optimizers from one start, under one protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thalweg.landscapes.landscape import Landscape
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import NEVER, Stop
from thalweg.runs.entrants import Entrant, entrants
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.policy import RATES
from thalweg.runs.protocol import Protocol
from thalweg.runs.run import DEFAULT_STEPS, find_landscape, run
from thalweg.runs.sweep import Sweep, check_rate_is_free


@dataclass(frozen=True, slots=True, eq=False)
class Sweeps:
    """One sweep for each optimizer, in the order asked for; they share landscape, start, steps and criteria.

    Attributes:
        each: The sweeps.
        protocol: What they share, and what differs.
    """

    each: tuple[Sweep, ...]
    protocol: Protocol

    def __iter__(self) -> Iterator[Sweep]:
        return iter(self.each)


def sweeps(
    landscape: str | Landscape,
    optimizers: Iterable[str | Optimizer],
    *,
    start: tuple[float, float] | None = None,
    steps: int = DEFAULT_STEPS,
    stop: Stop | None = Stop(),  # noqa: B008 - immutable
    noise: Noise = SILENCE,
    settings: Mapping[str, Mapping[str, float]] | None = None,
    watched: Callable[[Sequence[Entrant]], Iterable[Entrant]] = iter,
    **hyperparameters: float,
) -> Sweeps:
    """Run several optimizers at every learning rate of `RATES`.

    Args:
        landscape: A key, a `Landscape`, or a formula.
        optimizers: Keys, `Optimizer` objects, or texts of rules; at least one.
        start: Where each run begins; the landscape's first start unless given.
        steps: Most steps of each.
        stop: When to end earlier; `None` takes every step.
        noise: What is added to every gradient; all are given the same, step by step.
        settings: Hyper-parameters of single optimizers, by key: `{"momentum": {"beta": 0.5}}`.
        watched: Is given who runs with what, and hands that back one by one, to watch over the runs.
        **hyperparameters: Given to every optimizer that has a hyper-parameter of that name.

    Raises:
        UnknownName: A key is not known, or no optimizer has a hyper-parameter of that name.
        Refusal: A number is outside its range, a text cannot be read, or a learning rate is given.

    Example:
        >>> [round(each.best.hyperparameters["lr"], 3) for each in sweeps("bowl", ["sgd", "adam"], steps=50)]
        [0.562, 1.778]
    """
    for given in (hyperparameters, *(settings or {}).values()):
        check_rate_is_free(given)
    ground, criteria = find_landscape(landscape), NEVER if stop is None else stop
    asked = entrants(optimizers, hyperparameters, settings or {})
    tried = [(optimizer, {**values, "lr": lr}) for optimizer, values in asked for lr in RATES]
    runs = [
        run(ground, optimizer, start=start, steps=steps, stop=criteria, noise=noise, **values)
        for optimizer, values in watched(tried)
    ]
    each = tuple(Sweep(tuple(runs[first : first + len(RATES)])) for first in range(0, len(runs), len(RATES)))
    return Sweeps(each, replace(each[0].protocol, entrants=tuple(asked)))
