"""Several optimizers on one landscape, from one start, under one protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import overload

from thalweg.landscapes.landscape import Landscape
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import NEVER, Stop
from thalweg.runs.entrants import entrants
from thalweg.runs.fairness import rates
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.policy import Policy, find_policy
from thalweg.runs.protocol import Protocol
from thalweg.runs.run import DEFAULT_STEPS, Run, beginning, checked_steps, find_landscape, run


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Sequence[Run]):
    """Runs that share landscape, start, steps and stopping criteria; a sequence of `Run`.

    Attributes:
        runs: One run for each optimizer, in the order asked for.
        protocol: What they share, and what differs.
    """

    runs: tuple[Run, ...]
    protocol: Protocol

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Run, ...]: ...
    def __getitem__(self, index: int | slice) -> Run | tuple[Run, ...]:
        return self.runs[index]

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)


def compare(
    landscape: str | Landscape,
    optimizers: Iterable[str | Optimizer],
    *,
    start: tuple[float, float] | None = None,
    lr: float | None = None,
    steps: int = DEFAULT_STEPS,
    stop: Stop | None = Stop(),  # noqa: B008 - immutable
    noise: Noise = SILENCE,
    policy: str | Policy = Policy.SAME,
    settings: Mapping[str, Mapping[str, float]] | None = None,
    **hyperparameters: float,
) -> Comparison:
    """Run several optimizers on one landscape from one start.

    Args:
        landscape: A key, a `Landscape`, or a formula.
        optimizers: Keys, `Optimizer` objects, or texts of rules; at least one.
        start: Where all begin; the landscape's first start unless given.
        lr: One learning rate for all; each one's default unless given.
        steps: Most steps of each.
        stop: When to end earlier; `None` takes every step.
        noise: What is added to every gradient; all are given the same, step by step.
        policy: How learning rates are given out: `"same"`, `"best"` (each at the best of a sweep, `Sweep.best`) or
            `"first-step"` (such that all first steps are as long as that of the first optimizer).
        settings: Hyper-parameters of single optimizers, by key: `{"adam": {"lr": 0.05}}`.
        **hyperparameters: Given to every optimizer that has a hyper-parameter of that name.

    Raises:
        UnknownName: A key is not known, or no optimizer has a hyper-parameter of that name.
        Refusal: A number is outside its range, or a text cannot be read.

    Example:
        >>> [str(run.outcome) for run in compare("bowl", ["sgd", "adam"], lr=0.1, steps=5)]
        ['steps exhausted', 'steps exhausted']
    """
    ground = find_landscape(landscape)
    asked = entrants(optimizers, hyperparameters, settings or {}, lr=lr)
    fair = find_policy(policy)
    point = beginning(ground, start)
    given = rates(fair, ground, asked, point, checked_steps(steps), NEVER if stop is None else stop, noise)
    runs = tuple(
        run(ground, optimizer, start=point, steps=steps, stop=stop, noise=noise, **{**values, "lr": rate})
        for (optimizer, values), rate in zip(asked, given, strict=True)
    )
    entries = tuple((each.optimizer, each.hyperparameters) for each in runs)
    return Comparison(runs, replace(runs[0].protocol, entrants=entries, policy=fair))
