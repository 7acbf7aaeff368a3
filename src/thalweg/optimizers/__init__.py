"""Declared optimizers: data, no code. A new one is added to a family file and to nothing else."""

from __future__ import annotations

from thalweg.optimizers import adaptive, descent, relatives
from thalweg.optimizers.optimizer import Optimizer

FAMILIES = (descent, adaptive, relatives)

LEADING: dict[str, Optimizer] = {optimizer.key: optimizer for family in FAMILIES for optimizer in family.OPTIMIZERS}
"""The optimizers a learner meets, by key and in order; each under the convention that is explained first."""

OPTIMIZERS: dict[str, Optimizer] = {
    each.key: each for optimizer in LEADING.values() for each in (optimizer, *optimizer.alternatives)
}
"""Every declared optimizer by its key, each followed by its alternatives."""
