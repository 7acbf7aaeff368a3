"""Declared optimizers: data, no code. A new one is added to a family file and to nothing else."""

from __future__ import annotations

from thalweg.optimizers import adaptive, descent
from thalweg.optimizers.optimizer import Optimizer

OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.key: optimizer for family in (descent, adaptive) for optimizer in family.OPTIMIZERS
}
"""Every declared optimizer by its key, in the order a learner meets them."""
