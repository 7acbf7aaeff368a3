"""How far a drawn path is from a true one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from thalweg.landscapes.landscape import Domain, Point

SAMPLES = 64
"""Points along each path that are compared."""


def diagonal(frame: Domain) -> float:
    """Return the length of the diagonal of a map."""
    return math.hypot(frame.x[1] - frame.x[0], frame.y[1] - frame.y[0])


def inside(path: Sequence[Point], frame: Domain) -> list[Point]:
    """Return a path as far as it stays inside a frame; where it leaves, it ends on the edge.

    Example:
        >>> inside([(0.0, 0.0), (2.0, 1.0), (0.0, 0.0)], Domain.square(1.0))
        [(0.0, 0.0), (1.0, 0.5)]
    """
    kept: list[Point] = []
    for point in path:
        if point not in frame:
            if kept:
                kept.append(_edge(kept[-1], point, frame))
            break
        kept.append(point)
    return kept


def _edge(start: Point, end: Point, frame: Domain) -> Point:
    """Return where the way from a point inside a frame to one outside crosses its edge."""
    share = 1.0
    for begin, goal, (low, high) in zip(start, end, (frame.x, frame.y), strict=True):
        if goal > high:
            share = min(share, (high - begin) / (goal - begin))
        elif goal < low:
            share = min(share, (low - begin) / (goal - begin))
        elif math.isnan(goal):
            share = 0.0
    if share == 0:
        return start
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def resampled(path: Sequence[Point], count: int = SAMPLES) -> NDArray[np.float64]:
    """Return points at equal distances along a path, its ends among them; shape (count, 2)."""
    points = np.array(path, dtype=np.float64)
    lengths = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    along = np.linspace(0.0, lengths[-1], count)
    return np.column_stack([np.interp(along, lengths, points[:, axis]) for axis in (0, 1)])


def mean_distance(one: Sequence[Point], other: Sequence[Point]) -> float:
    """Return how far two paths are apart on average, point by point at equal shares of their lengths.

    Example:
        >>> mean_distance([(0, 0), (1, 0)], [(0, 1), (0.25, 1), (1, 1)])
        1.0
    """
    return float(np.mean(np.hypot(*(resampled(one) - resampled(other)).T)))
