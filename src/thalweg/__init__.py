"""Thalweg: a laboratory for gradient-descent optimization.

>>> import thalweg
>>> run = thalweg.run("rosenbrock", "adam", start=(-1.5, 2.0), lr=0.05, steps=500)
>>> run.path.shape == (run.steps + 1, 2)
True
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thalweg.landscapes import LANDSCAPES as LANDSCAPES
    from thalweg.landscapes.landscape import Domain as Domain
    from thalweg.landscapes.landscape import Landscape as Landscape
    from thalweg.language.refusal import Refusal as Refusal
    from thalweg.optimizers import OPTIMIZERS as OPTIMIZERS
    from thalweg.optimizers.optimizer import Optimizer as Optimizer
    from thalweg.runs.compare import Comparison as Comparison
    from thalweg.runs.compare import compare as compare
    from thalweg.runs.ending import Outcome as Outcome
    from thalweg.runs.ending import Stop as Stop
    from thalweg.runs.noise import Noise as Noise
    from thalweg.runs.place import Place as Place
    from thalweg.runs.run import Run as Run
    from thalweg.runs.run import run as run
    from thalweg.runs.sweep import Sweep as Sweep
    from thalweg.runs.sweep import sweep as sweep

# Imported when first asked for, so that `import thalweg` costs next to nothing.
_HOMES = {
    "LANDSCAPES": "landscapes",
    "OPTIMIZERS": "optimizers",
    "Comparison": "runs.compare",
    "Domain": "landscapes.landscape",
    "Landscape": "landscapes.landscape",
    "Noise": "runs.noise",
    "Optimizer": "optimizers.optimizer",
    "Outcome": "runs.ending",
    "Place": "runs.place",
    "Refusal": "language.refusal",
    "Run": "runs.run",
    "Stop": "runs.ending",
    "Sweep": "runs.sweep",
    "compare": "runs.compare",
    "run": "runs.run",
    "sweep": "runs.sweep",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the names stand once, above


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
