"""The figures of a benchmark, as rows of one table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("what", "median", "quartiles", "promised", "kept")


@dataclass(frozen=True)
class Figure:
    """What was measured, several times.

    Attributes:
        what: What was measured.
        values: Every measured value.
        unit: Their unit.
        promised: What the median must not exceed; None for a figure that only stands beside ours.
    """

    what: str
    values: tuple[float, ...]
    unit: str
    promised: float | None = None

    @property
    def median(self) -> float:
        """The value that half of the measurements do not exceed."""
        return statistics.median(self.values)

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept; where there is none, it is."""
        return self.promised is None or self.median <= self.promised

    def cells(self) -> tuple[str, ...]:
        """Return the figure's row of the table."""
        promised = "" if self.promised is None else f"≤ {self.promised:g} {self.unit}"
        kept = "" if self.promised is None else ("yes" if self.is_kept else "NO")
        return self.what, f"{rounded(self.median)} {self.unit}", self.quartiles(), promised, kept

    def quartiles(self) -> str:
        """Return the range of the middle half of the measurements; nothing where there is only one."""
        if len(self.values) == 1:
            return ""
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return f"{rounded(low)} to {rounded(high)}"


def rounded(value: float) -> str:
    """Return a number with three digits that count, and never with an exponent.

    Example:
        >>> rounded(0.012345), rounded(12.345), rounded(1234.5)
        ('0.0123', '12.3', '1234')
    """
    return f"{value:.0f}" if value >= 1_000 else f"{value:.3g}"


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table whose columns line up in a terminal too."""
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)
