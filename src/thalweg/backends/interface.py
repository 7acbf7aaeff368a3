"""What a backend is, and what backends that run a whole trajectory are told about its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from thalweg.language.derive import Surface
from thalweg.language.expression import Expression
from thalweg.language.rule import Rule


class Backend(Protocol):
    """Prints checked programs as text of one target language."""

    def formula(self, surface: Surface) -> str:
        """Return the text for a landscape: its loss, and what the target needs of its derivatives."""
        ...

    def rule(self, rule: Rule) -> str:
        """Return the text for an optimizer."""
        ...


class End(IntEnum):
    """Why a trajectory ends, as generated code reports it."""

    GRADIENT_NORM = 0
    LOSS_CHANGE = 1
    STEPS = 2
    DIVERGED = 3


@dataclass(frozen=True, slots=True)
class Criteria:
    """The conditions a trajectory is tested by after every step, in the order they are tested.

    They read the names of `thalweg.language.rule.RUN_NAMES`.

    Attributes:
        bounded: Where it is false, the run has diverged.
        small_gradient: Where it is true, the run has converged.
        settled: Where it is true for a whole window of steps, the run has converged.
    """

    bounded: Expression
    small_gradient: Expression
    settled: Expression
