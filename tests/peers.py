"""The landscapes once more, written by hand for JAX and torch, for automatic differentiation and for the libraries."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Loss = Callable[[ModuleType, Any, Any], Any]

LOSSES: dict[str, Loss] = {
    "bowl": lambda _, x, y: x * x + y * y,
    "valley": lambda _, x, y: x * x + 10 * y * y,
    "rotated-valley": lambda _, x, y: (0.8 * x + 0.6 * y) ** 2 + 10 * (0.8 * y - 0.6 * x) ** 2,
    "rosenbrock": lambda _, x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "himmelblau": lambda _, x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    "rastrigin": lambda m, x, y: 20 + x**2 + y**2 - 10 * (m.cos(2 * m.pi * x) + m.cos(2 * m.pi * y)),
    "saddle": lambda _, x, y: x**2 - y**2 + y**4 / 4,
    "plateau": lambda m, x, y: m.tanh(x**2 + y**2 - 4) + (x**2 + y**2) / 50,
}
"""`loss(module, x, y)`, where the module is `jax.numpy` or `torch`."""
