"""How numbers are spelled in sentences; `views/numbers.ts` and `engine/digits.ts` of the front end spell them alike."""

from __future__ import annotations

import re


def spelled(value: float) -> str:
    """Return a number in six significant digits; exponents as people write them, and as the page has them.

    Example:
        >>> spelled(0.05), spelled(1e-6), spelled(1e20)
        ('0.05', '1e-6', '1e20')
    """
    return _with_short_exponent(f"{value:g}")


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
