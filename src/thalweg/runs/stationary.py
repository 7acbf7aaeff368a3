"""Finding the minimizers and saddles of a landscape that somebody has just typed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thalweg.backends.python import CompiledFormula
from thalweg.landscapes.landscape import Domain, Landscape, Point
from thalweg.runs.compiled import compiled_formula

GRID = 33
"""Newton's method starts from this many points along each side."""

MOST = 400
"""Most points of each kind that are kept."""

_ITERATIONS = 60
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Stationary:
    """Points of a domain where the gradient vanishes.

    Attributes:
        minimizers: Best first.
        saddles: In no particular order.
        condition_number: Largest curvature divided by the smallest at the best minimizer; infinite where it is flat in
            a direction, NaN where no minimizer was found.
    """

    minimizers: tuple[Point, ...]
    saddles: tuple[Point, ...]
    condition_number: float


def find_stationary(landscape: Landscape) -> Stationary:
    """Return what Newton's method finds from a grid of starts; it can miss points, and invents none.

    Example:
        >>> find_stationary(Landscape.from_formula("x**2 + 4*y**2")).condition_number
        4.0
    """
    compiled, domain = compiled_formula(landscape.formula), landscape.domain
    minimizers: dict[Point, tuple[float, Point]] = {}
    saddles: dict[Point, Point] = {}
    for start in _grid(domain):
        point = _newton(compiled, domain, *start)
        if point is None or point not in domain:
            continue
        place = (round(point[0], _DIGITS) + 0.0, round(point[1], _DIGITS) + 0.0)
        low, high = _curvatures(compiled, point)
        if low < 0 < high and len(saddles) < MOST:
            saddles.setdefault(place, point)
        elif high > 0 and low >= 0 and len(minimizers) < MOST:
            minimizers.setdefault(place, (compiled.loss(*point), point))
    found = tuple(point for _, point in sorted(minimizers.values()))
    if not found:
        return Stationary((), tuple(saddles.values()), math.nan)
    low, high = _curvatures(compiled, found[0])
    return Stationary(found, tuple(saddles.values()), high / low if low > 0 else math.inf)


def explored(landscape: Landscape) -> Landscape:
    """Return the landscape with the minimizers and the saddles that are found on it."""
    found = find_stationary(landscape)
    return replace(landscape, minimizers=found.minimizers, saddles=found.saddles)


def _grid(domain: Domain) -> Iterator[Point]:
    """Yield the middles of equal cells, so that no point lies on an axis of symmetry by design."""
    (x0, x1), (y0, y1) = domain.x, domain.y
    for j in range(GRID):
        for i in range(GRID):
            yield x0 + (x1 - x0) * (i + 0.4871) / GRID, y0 + (y1 - y0) * (j + 0.5129) / GRID


def _newton(compiled: CompiledFormula, domain: Domain, x: float, y: float) -> Point | None:
    """Return where Newton's method settles; None where it does not, or where it leaves the surroundings."""
    size = math.hypot(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])
    middle = (sum(domain.x) / 2, sum(domain.y) / 2)
    for _ in range(_ITERATIONS):
        _, g_x, g_y = compiled.evaluate(x, y)
        h_xx, h_xy, h_yy = compiled.hessian(x, y)
        determinant = h_xx * h_yy - h_xy * h_xy
        if g_x == 0 and g_y == 0:
            return x, y
        if determinant == 0 or not math.isfinite(determinant):
            return None
        step_x = (h_yy * g_x - h_xy * g_y) / determinant
        step_y = (h_xx * g_y - h_xy * g_x) / determinant
        x, y = x - step_x, y - step_y
        if not math.hypot(x - middle[0], y - middle[1]) < size:
            return None
        if math.hypot(step_x, step_y) <= 1e-14 * size:
            return x, y
    # A minimum that is flat in a direction is approached by a constant factor a step, and good to some digits.
    return (x, y) if math.hypot(step_x, step_y) <= 1e-8 * size else None


def _curvatures(compiled: CompiledFormula, point: Point) -> tuple[float, float]:
    """Return the eigenvalues of the Hessian, the lower one first."""
    h_xx, h_xy, h_yy = compiled.hessian(*point)
    mean, root = (h_xx + h_yy) / 2, math.hypot((h_xx - h_yy) / 2, h_xy)
    return mean - root, mean + root
