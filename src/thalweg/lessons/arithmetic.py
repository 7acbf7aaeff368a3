"""The value of plain arithmetic such as `2/20` or `sqrt(10) - 1`, read by the grammar of formulas."""

from __future__ import annotations

import functools
import math

from thalweg.language.expression import names
from thalweg.language.grammar import read_derived
from thalweg.language.procedure import read_procedure
from thalweg.language.refusal import Refusal, shortened
from thalweg.runs.compiled import compiled_procedure

LONGEST = 200
"""Characters of one expression."""


@functools.lru_cache(maxsize=1024)
def value_of(text: str) -> float:
    """Return the value of an expression without x and y.

    Raises:
        Misreading: The text is no expression.
        Refusal: It reads x or y, or has no finite value.

    Example:
        >>> value_of("2*(1 + 0.9)/20")
        0.19
    """
    if len(text) > LONGEST:
        raise Refusal(f"{len(text):,} characters of arithmetic; at most {LONGEST} are allowed")
    # Without the limits for formulas: nothing here is derived, and what overflows is refused below.
    if unknown := sorted(names(read_derived(text))):
        raise Refusal(f'"{shortened(text)}" reads {unknown[0]}; write a number, or arithmetic with numbers')
    value = float(compiled_procedure(read_procedure("value", (), f"value = {text}"))())
    if not math.isfinite(value):
        raise Refusal(f'"{shortened(text)}" has no finite value')
    return value
