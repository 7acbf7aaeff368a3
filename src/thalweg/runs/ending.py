"""How a run ends: the criteria it is tested by, and the words for their outcomes.

The criteria are text of the language, so the library and the browser test the same conditions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from thalweg.backends.interface import Criteria, End
from thalweg.language.grammar import read_condition
from thalweg.language.numbers import spelled
from thalweg.language.refusal import Refusal
from thalweg.language.rule import RUN_NAMES

CRITERIA = Criteria(
    # NaN fails every comparison, so this holds for finite numbers of bearable size only.
    bounded=read_condition("abs(x) < 1e20 and abs(y) < 1e20 and abs(loss) < 1e20", RUN_NAMES),
    small_gradient=read_condition("norm < gradient_tolerance", RUN_NAMES),
    settled=read_condition(
        "loss_tolerance > 0 and abs(loss_before - loss) <= loss_tolerance*max(abs(loss_before), abs(loss))", RUN_NAMES
    ),
)


class Outcome(StrEnum):
    """Why a run ended."""

    GRADIENT_NORM = "converged by gradient norm"
    LOSS_CHANGE = "converged by loss change"
    STEPS = "steps exhausted"
    DIVERGED = "diverged"

    @classmethod
    def of(cls, end: int) -> Outcome:
        """Return the outcome that generated code reports as a number."""
        return cls[End(end).name]


@dataclass(frozen=True, slots=True)
class Stop:
    """When a run ends before its steps are used up.

    Attributes:
        gradient_norm: The run has converged when the gradient norm is below this; 0 switches the criterion off.
        loss_change: The run has converged when the loss changes by no more than this, relative to itself, in each of
            `window` steps in a row; 0 switches the criterion off.
        window: How many steps in a row that has to hold for.
        divergence: Whether the run ends when a coordinate or the loss is not finite, or reaches 1e20.
    """

    gradient_norm: float = 1e-6
    loss_change: float = 1e-10
    window: int = 10
    divergence: bool = True

    def __post_init__(self) -> None:
        """Refuse tolerances that are no tolerances."""
        for name in ("gradient_norm", "loss_change"):
            value = getattr(self, name)
            if not 0 <= value < math.inf:
                raise Refusal(f"{name} is {value}; allowed are finite numbers from 0, and 0 switches the criterion off")
        if self.window < 1:
            raise Refusal(f"window is {self.window}; allowed are whole numbers from 1")

    def __str__(self) -> str:
        """Return the criteria that are on, as a protocol states them."""
        criteria = [
            f"gradient norm < {spelled(self.gradient_norm)}" if self.gradient_norm else "",
            f"relative loss change ≤ {spelled(self.loss_change)} for {self.window} steps" if self.loss_change else "",
            "divergence" if self.divergence else "",
        ]
        return ", ".join(filter(None, criteria)) or "nothing but the number of steps"


NEVER = Stop(gradient_norm=0.0, loss_change=0.0, divergence=False)
"""Every step that was asked for is taken."""
