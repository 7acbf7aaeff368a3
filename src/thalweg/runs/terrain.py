"""What a landscape is like as a whole: its range of heights, how steep it gets, and the scale it is coloured by."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from thalweg.landscapes.landscape import Domain, Landscape
from thalweg.language.procedure import read_procedure
from thalweg.runs.compiled import compiled_formula

GRID = 65
"""Points along each side of the grid that a landscape is measured on."""

HEIGHT = read_procedure(
    "height",
    ("loss", "low", "high", "unit"),
    "height = log(1 + (loss - low)/unit) / log(1 + (high - low)/unit)",
)
"""Height of a loss on a scale from 0 to 1, compressed so that a deep valley and a steep wall show in one picture."""


@dataclass(frozen=True, slots=True)
class Terrain:
    """Numbers about a landscape on its domain.

    Attributes:
        low: Lowest loss.
        high: Highest loss; one above the lowest where all are the same, so that there is a scale.
        unit: Loss at which the scale of heights turns from linear to logarithmic.
        steepness: Largest gradient norm.
        size: Diagonal of the domain.
        best: Loss of the best known minimizer; NaN where none is known.
    """

    low: float
    high: float
    unit: float
    steepness: float
    size: float
    best: float


@functools.lru_cache(maxsize=256)
def terrain(landscape: Landscape) -> Terrain:
    """Return what is measured on a grid of 65 × 65 points; points where the loss is not finite are left out."""
    compiled = compiled_formula(landscape.formula)
    best = min((compiled.loss(float(x), float(y)) for x, y in landscape.minimizers), default=math.nan)
    measured = [compiled.evaluate(x, y) for x, y in grid(landscape.domain)]
    finite = [values for values in measured if all(map(math.isfinite, values))] or [(0.0, 0.0, 0.0)]
    losses = sorted(loss for loss, _, _ in finite)
    low = min(losses[0], best) if landscape.minimizers else losses[0]
    high = losses[-1] if losses[-1] > low else low + 1
    x, y = landscape.domain.x, landscape.domain.y
    return Terrain(
        low=low,
        high=high,
        unit=_unit(losses[len(losses) // 2] - low, high - low),
        steepness=max(math.hypot(g_x, g_y) for _, g_x, g_y in finite),
        size=math.hypot(x[1] - x[0], y[1] - y[0]),
        best=best,
    )


def grid(domain: Domain) -> Iterator[tuple[float, float]]:
    """Yield the points of the grid, row by row."""
    for j in range(GRID):
        for i in range(GRID):
            yield _between(domain.x, i), _between(domain.y, j)


def _between(side: tuple[float, float], index: int) -> float:
    share = index / (GRID - 1)
    return side[0] * (1 - share) + side[1] * share


def _unit(middle: float, whole: float) -> float:
    """Return the unit that puts the median loss at half the height, for losses above the lowest.

    log(1 + m/u) = log(1 + h/u)/2 gives u = m²/(h - 2m). Where the median lies above half of the range there is nothing
    to compress, and a large unit makes the scale linear.
    """
    linear = 1e3 * whole if whole > 0 else 1.0
    return min(middle * middle / (whole - 2 * middle), linear) if 0 < 2 * middle < whole else linear
