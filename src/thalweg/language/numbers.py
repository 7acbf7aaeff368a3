"""How numbers are spelled in sentences; `views/numbers.ts` and `engine/digits.ts` of the front end spell them alike."""

from __future__ import annotations

import math
import re
from decimal import Decimal


def spelled(value: float) -> str:
    """Return a number in six significant digits; exponents as people write them, and as the page has them.

    Example:
        >>> spelled(0.05), spelled(1e-6), spelled(1e20)
        ('0.05', '1e-6', '1e20')
    """
    return _with_short_exponent(f"{value:g}")


def exactly(value: float) -> str:
    """Return the shortest text that reads as the number, in full between a millionth and 1e21, as JavaScript has it.

    Minus zero keeps its sign, and what is not finite has words that `float` reads: `engine/csv.ts` spells them alike.

    Example:
        >>> [exactly(value) for value in (2.0, -0.0, 1e-5, 1e-7, 1e21, 0.1 + 0.2, -math.inf)]
        ['2', '-0.0', '0.00001', '1e-7', '1e+21', '0.30000000000000004', '-inf']
    """
    if value == 0:
        return "-0.0" if math.copysign(1.0, value) < 0 else "0"
    if not math.isfinite(value):
        return repr(float(value))
    if not 1e-6 <= abs(value) < 1e21:  # noqa: PLR2004 - from where on JavaScript writes exponents
        return re.sub(r"e([+-])0+", r"e\1", repr(float(value)))
    full = format(Decimal(repr(float(value))), "f")
    return full.rstrip("0").rstrip(".") if "." in full else full


def rounded(value: float) -> float:
    """Return a number with three significant digits, so that what is said is what is done.

    Example:
        >>> rounded(0.0045000000000000005)
        0.0045
    """
    return float(f"{value:.3g}")


def three_digits(value: float) -> str:
    """Return a number with three significant digits as it is read, large ones in full.

    Example:
        >>> [three_digits(value) for value in (80123.0, 0.0123456, -3.0, 1e-6, 1e20)]
        ['80,100', '0.0123', '-3', '1e-6', '1e20']
    """
    short = f"{value:.3g}"
    if 1e3 <= abs(value) < 1e9:  # noqa: PLR2004 - from where digits are grouped
        return f"{float(short):,.0f}"
    return _with_short_exponent(short)


def _with_short_exponent(number: str) -> str:
    return re.sub(r"e\+?(-?)0*", r"e\1", number)
