"""Who takes part: several optimizers, each with the hyper-parameters it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from thalweg.language.refusal import Refusal, UnknownName
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.run import find_optimizer

Entrant: TypeAlias = tuple[Optimizer, Mapping[str, float]]
"""An optimizer, and every hyper-parameter of it."""

MAX_OPTIMIZERS = 50
"""Most optimizers side by side."""


def entrants(
    optimizers: Iterable[str | Optimizer],
    hyperparameters: Mapping[str, float],
    settings: Mapping[str, Mapping[str, float]],
    *,
    lr: float | None = None,
) -> list[Entrant]:
    """Return each optimizer with its hyper-parameters.

    Args:
        optimizers: Keys, `Optimizer` objects, or texts of rules; at least one.
        hyperparameters: Given to every optimizer that has a hyper-parameter of that name.
        settings: Those of single optimizers, by key; they come before those for all.
        lr: One learning rate for all; each one's default unless given.

    Raises:
        UnknownName: A key is not known, or no optimizer has a hyper-parameter of that name.
        Refusal: There is no optimizer or too many, a number is outside its range, or a text cannot be read.

    Example:
        >>> [values for _, values in entrants(["sgd", "momentum"], {"beta": 0.5}, {"sgd": {"lr": 0.2}}, lr=0.1)]
        [{'lr': 0.2}, {'lr': 0.1, 'beta': 0.5}]
    """
    found = [find_optimizer(optimizer, hyperparameters) for optimizer in optimizers]
    _check(found, hyperparameters, settings)
    shared = hyperparameters if lr is None else {"lr": lr, **hyperparameters}
    return [
        (each, each.chosen({n: v for n, v in shared.items() if n in each.defaults} | dict(settings.get(each.key, {}))))
        for each in found
    ]


def _check(
    optimizers: Sequence[Optimizer], hyperparameters: Iterable[str], settings: Mapping[str, Mapping[str, float]]
) -> None:
    """Refuse nobody and too many, and names that nobody has."""
    if not 1 <= len(optimizers) <= MAX_OPTIMIZERS:
        raise Refusal(f"{len(optimizers)} optimizers to compare; allowed are 1 to {MAX_OPTIMIZERS}")
    known = {name for optimizer in optimizers for name in optimizer.defaults}
    for name in hyperparameters:
        if name not in known:
            raise UnknownName("hyper-parameter of these optimizers", name, known)
    for key in settings:
        if key not in {optimizer.key for optimizer in optimizers}:
            raise UnknownName("optimizer to set", key, [optimizer.key for optimizer in optimizers])
