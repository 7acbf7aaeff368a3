"""The learning rate above which an optimizer leaves the quadratic bowl around a minimizer."""

from __future__ import annotations

import math
from collections.abc import Mapping

from thalweg.landscapes.landscape import Landscape, Point
from thalweg.language.procedure import Procedure, read_procedure
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.compiled import compiled_procedure
from thalweg.runs.curvature import curvature_at


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


def local_limit(
    landscape: Landscape, optimizer: Optimizer, hyperparameters: Mapping[str, float], start: Point
) -> float | None:
    """Return the largest stable learning rate at the known minimizer nearest to a start.

    None where no minimizer is known, where the landscape does not bend there, and where no closed form is known.

    Example:
        >>> from thalweg.landscapes import LANDSCAPES
        >>> from thalweg.optimizers import OPTIMIZERS
        >>> local_limit(LANDSCAPES["valley"], OPTIMIZERS["momentum"], {"lr": 0.01, "beta": 0.5}, (-4, 2))
        0.15
    """
    at = nearest_minimizer(landscape, start)
    highest = curvature_at(landscape, *at)[1] if at else 0.0
    return stability_limit(optimizer, hyperparameters, highest) if highest > 0 else None


def nearest_minimizer(landscape: Landscape, start: Point) -> Point | None:
    """Return the known minimizer nearest to a point; None where none is known."""
    x, y = start
    nearest = min(landscape.minimizers, key=lambda each: math.hypot(each[0] - x, each[1] - y), default=None)
    return nearest and (float(nearest[0]), float(nearest[1]))
