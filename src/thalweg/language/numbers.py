"""How numbers are spelled in sentences."""

from __future__ import annotations

import re


def spelled(value: float) -> str:
    """Return a number in six significant digits; exponents as people write them, and as the page has them.

    Example:
        >>> spelled(0.05), spelled(1e-6), spelled(1e20)
        ('0.05', '1e-6', '1e20')
    """
    return re.sub(r"e\+?(-?)0*", r"e\1", f"{value:g}")
