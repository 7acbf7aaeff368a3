"""The functions of the language: one row each, and where each may be used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a function treats vectors."""

    ELEMENTWISE = "acts on each coordinate by itself"
    JOINED = "joins the coordinates into one number"
    CHOICE = "chooses between its second and third argument by its first"


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    Attributes:
        name: The word to write.
        arguments: How many arguments it takes.
        kind: How it treats vectors.
        in_formulas: Whether a formula may use it: only what SymPy derives into the language again.
        explosive: Whether it grows exponentially, so that nesting it blows up.
    """

    name: str
    arguments: int = 1
    kind: Kind = Kind.ELEMENTWISE
    in_formulas: bool = True
    explosive: bool = False


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function("sqrt"),
        Function("exp", explosive=True),
        Function("log"),
        Function("sin"),
        Function("cos"),
        Function("tan", explosive=True),
        Function("asin"),
        Function("acos"),
        Function("atan"),
        Function("sinh", explosive=True),
        Function("cosh", explosive=True),
        Function("tanh"),
        Function("abs"),
        Function("sign"),
        Function("floor", in_formulas=False),
        Function("min", arguments=2, in_formulas=False),
        Function("max", arguments=2, in_formulas=False),
        Function("norm", kind=Kind.JOINED, in_formulas=False),
        Function("dot", arguments=2, kind=Kind.JOINED, in_formulas=False),
        Function("where", arguments=3, kind=Kind.CHOICE, in_formulas=False),
    )
}

CONSTANTS = {"pi": math.pi, "e": math.e}
"""Names that are numbers wherever nothing else has the name."""
