"""The learning rate above which an optimizer leaves the quadratic bowl around a minimizer."""

from __future__ import annotations

from collections.abc import Mapping

from thalweg.language.procedure import Procedure, read_procedure
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.compiled import compiled_procedure


def stability_procedure(optimizer: Optimizer) -> Procedure | None:
    """Return the limit as a procedure of `curvature` and the hyper-parameters; None where there is none."""
    if not optimizer.stability:
        return None
    names = tuple(hyperparameter.name for hyperparameter in optimizer.hyperparameters)
    return read_procedure("stability", ("curvature", *names), f"stability = {optimizer.stability}")


def stability_limit(optimizer: Optimizer, hyperparameters: Mapping[str, float], curvature: float) -> float | None:
    """Return the largest stable learning rate where the largest curvature at the minimizer is the given one.

    It is exact on a quadratic and local elsewhere: above it, no run settles at the minimizer.

    Example:
        >>> from thalweg.optimizers import OPTIMIZERS
        >>> stability_limit(OPTIMIZERS["sgd"], {"lr": 0.01}, 20.0)
        0.1
    """
    procedure = stability_procedure(optimizer)
    return None if procedure is None else compiled_procedure(procedure)(curvature, *hyperparameters.values())
