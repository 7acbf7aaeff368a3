"""Float64 arithmetic that never raises: the functions that generated Python calls.

Python raises where IEEE 754 has an answer (1/0, sqrt(-1), exp(1000)). A diverging run is a result, so generated code
gets the answer: an infinity or a NaN, the same one that JavaScript gives.
"""

from __future__ import annotations

import math
from collections.abc import Callable

inf, nan = math.inf, math.nan


def divide(numerator: float, denominator: float) -> float:
    """Return the quotient; ±inf for a division by zero, NaN for 0/0."""
    try:
        return numerator / denominator
    except ZeroDivisionError:
        if numerator == 0 or numerator != numerator:  # noqa: PLR0124 - the fastest test for NaN
            return nan
        return math.copysign(inf, numerator) * math.copysign(1.0, denominator)


def sqrt(value: float) -> float:
    """Return the square root; NaN below zero."""
    return math.sqrt(value) if value >= 0 else nan


def exp(value: float) -> float:
    """Return the exponential; inf where it overflows."""
    try:
        return math.exp(value)
    except OverflowError:
        return inf


def log(value: float) -> float:
    """Return the natural logarithm; -inf at zero, NaN below."""
    if value > 0:
        return math.log(value)
    return -inf if value == 0 else nan


def power(base: float, exponent: float) -> float:
    """Return the power as JavaScript's `**` gives it: 1 to an infinite or undefined exponent is NaN."""
    if exponent == 0:
        return 1.0
    if abs(base) == 1 and not math.isfinite(exponent):
        return nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        is_negative = base < 0 and exponent % 2 == 1
        return -inf if is_negative else inf
    except ValueError:
        if base != 0:
            return nan
        return -inf if math.copysign(1.0, base) < 0 and exponent % 2 == 1 else inf


def sinh(value: float) -> float:
    """Return the hyperbolic sine; ±inf where it overflows."""
    try:
        return math.sinh(value)
    except OverflowError:
        return math.copysign(inf, value)


def cosh(value: float) -> float:
    """Return the hyperbolic cosine; inf where it overflows."""
    try:
        return math.cosh(value)
    except OverflowError:
        return inf


def sign(value: float) -> float:
    """Return -1, 0 or 1; NaN for NaN."""
    return value if value == 0 or value != value else math.copysign(1.0, value)  # noqa: PLR0124


def floor(value: float) -> float:
    """Return the largest whole number that is not above; what is not finite is its own."""
    return float(math.floor(value)) if math.isfinite(value) else value


def minimum(left: float, right: float) -> float:
    """Return the smaller one; NaN if either is."""
    return left if left < right or left != left else right  # noqa: PLR0124


def maximum(left: float, right: float) -> float:
    """Return the larger one; NaN if either is."""
    return left if left > right or left != left else right  # noqa: PLR0124


def _nan_outside(function: Callable[[float], float]) -> Callable[[float], float]:
    def total(value: float) -> float:
        try:
            return function(value)
        except ValueError:
            return nan

    return total


FUNCTIONS: dict[str, Callable[..., float]] = {
    "divide": divide,
    "power": power,
    "sqrt": sqrt,
    "exp": exp,
    "log": log,
    "sin": _nan_outside(math.sin),
    "cos": _nan_outside(math.cos),
    "tan": _nan_outside(math.tan),
    "asin": _nan_outside(math.asin),
    "acos": _nan_outside(math.acos),
    "atan": math.atan,
    "sinh": sinh,
    "cosh": cosh,
    "tanh": math.tanh,
    "abs": abs,
    "sign": sign,
    "floor": floor,
    "min": minimum,
    "max": maximum,
    "nan": lambda: nan,
}
"""Everything generated Python may call, by the name it calls it by."""
