"""Where a run begins that was not told where."""

from __future__ import annotations

import functools
import math
from dataclasses import replace

from thalweg.landscapes.landscape import Landscape, Point, Start
from thalweg.runs.compiled import compiled_formula

GRID = 33
"""Points along each side among which one with a loss is looked for."""


@functools.lru_cache(maxsize=256)
def first_start(landscape: Landscape) -> Start:
    """Return a landscape's first start or, where that has no loss or no slope, the nearest point of a grid with both.

    Example:
        >>> start = first_start(Landscape.from_formula("log(x)"))
        >>> start.x, start.y
        (0.3, 2.1)
    """
    declared = landscape.starts[0]
    compiled = compiled_formula(landscape.formula)

    def has_loss(point: Point) -> bool:
        return all(map(math.isfinite, compiled.evaluate(*point)))

    if has_loss((declared.x, declared.y)):
        return declared
    found = filter(has_loss, landscape.domain.grid(GRID))
    nearest = min(found, key=lambda point: math.dist(point, (declared.x, declared.y)), default=None)
    if nearest is None:
        return declared
    rounded = (landscape.domain.plain(nearest, finer) for finer in range(3))
    x, y = next(filter(has_loss, rounded), nearest)
    return replace(declared, x=x, y=y)
