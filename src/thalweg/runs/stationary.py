"""Finding the minimizers and saddles of a landscape that somebody has just typed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thalweg.backends.python import CompiledFormula
from thalweg.landscapes.landscape import Domain, Landscape, Point
from thalweg.runs.compiled import compiled_formula
from thalweg.runs.start import first_start

GRID = 33
"""Newton's method starts from this many points along each side."""

MOST = 400
"""Most points of each kind that are kept."""

_ITERATIONS = 60
_DIGITS = 6

# A curvature is as good as none where it is a millionth of what there is a thousandth of the domain away: there the
# quadratic says nothing, and whether a point is a minimizer is seen on a ring around it.
_FLAT = 1e-6
_NEAR = 1e-3
_RING = 16

# So near to a point that has a slope, half of a ring around it lies lower; and so near to a smooth bottom, the ground
# rises a thousandth as steeply as a thousand times as far away. At a kink neither is so; where the loss falls without
# end, it rises far more steeply. Two kinks nearer to each other than a marker's hundredth are one.
_KINK = 1e-7
_FARTHER = 1e3
_AS_STEEP = (0.1, 100.0)
_SAME = 1e-5

_DESCENT = 400
_FINEST = 1e-13


@dataclass(frozen=True, slots=True)
class Stationary:
    """Points of a domain where a landscape is stationary, or has a kink at its bottom.

    Attributes:
        minimizers: Best first.
        saddles: In no particular order.
        condition_number: Largest curvature divided by the smallest at the best minimizer; infinite where it is flat in
            one direction, NaN where it is flat in all, has a kink, or no minimizer was found.
    """

    minimizers: tuple[Point, ...]
    saddles: tuple[Point, ...]
    condition_number: float


def find_stationary(landscape: Landscape) -> Stationary:
    """Return what Newton's method finds from a grid of starts, and the kinks that lie lower than all around them.

    It can miss points. What it finds is tried: where the curvature does not decide, a ring around the point does.

    Example:
        >>> find_stationary(Landscape.from_formula("x**2 + 4*y**2")).condition_number
        4.0
    """
    compiled, domain = compiled_formula(landscape.formula), landscape.domain
    minimizers: dict[Point, tuple[float, Point]] = {}
    saddles: dict[Point, Point] = {}
    for start in domain.grid(GRID):
        point = _newton(compiled, domain, *start)
        if point is None or point not in domain:
            continue
        place = _rounded(point)
        if place in minimizers or place in saddles:
            continue
        kind = _kind(compiled, domain, point)
        if kind == "saddle" and len(saddles) < MOST:
            saddles[place] = point
        elif kind == "minimizer" and len(minimizers) < MOST:
            minimizers[place] = (compiled.loss(*point), point)
    if not minimizers:
        kinks = sorted(_kinks(compiled, domain), key=lambda point: compiled.loss(*point))
        return Stationary(tuple(kinks), tuple(saddles.values()), math.nan)
    found = tuple(point for _, point in sorted(minimizers.values()))
    return Stationary(found, tuple(saddles.values()), _condition(compiled, domain, found[0]))


def explored(landscape: Landscape) -> Landscape:
    """Return the landscape with the minimizers and the saddles found on it, and with a start where it has a loss."""
    found = find_stationary(landscape)
    starts = (first_start(landscape), *landscape.starts[1:])
    return replace(landscape, minimizers=found.minimizers, saddles=found.saddles, starts=starts)


def _rounded(point: Point) -> Point:
    return round(point[0], _DIGITS) + 0.0, round(point[1], _DIGITS) + 0.0


def _size(domain: Domain) -> float:
    return math.hypot(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])


def _ring(point: Point, radius: float) -> Iterator[Point]:
    for part in range(_RING):
        angle = 2 * math.pi * (part + 0.5) / _RING
        yield point[0] + radius * math.cos(angle), point[1] + radius * math.sin(angle)


def _curvature_near(compiled: CompiledFormula, domain: Domain, point: Point) -> float:
    """Return the largest size of a curvature on a ring around a point, or at the point itself."""
    around = (*_ring(point, _NEAR * _size(domain)), point)
    sizes = (max(map(abs, _curvatures(compiled, each))) for each in around)
    return max(filter(math.isfinite, sizes), default=0.0)


def _kind(compiled: CompiledFormula, domain: Domain, point: Point) -> str:
    """Return whether a stationary point is a "minimizer", a "saddle", or neither, which is empty."""
    low, high = _curvatures(compiled, point)
    scale = _FLAT * _curvature_near(compiled, domain, point)
    if low > scale:
        return "minimizer"
    if low < -scale:
        return "saddle" if high > scale else ""
    here = compiled.loss(*point)
    around = [compiled.loss(*each) for each in _ring(point, _NEAR * _size(domain))]
    if min(around) >= here:
        return "minimizer" if max(around) > here else ""
    return "saddle" if max(around) > here else ""


def _condition(compiled: CompiledFormula, domain: Domain, point: Point) -> float:
    low, high = _curvatures(compiled, point)
    scale = _FLAT * _curvature_near(compiled, domain, point)
    if not high > scale:
        return math.nan
    return high / low if low > scale else math.inf


def _kinks(compiled: CompiledFormula, domain: Domain) -> tuple[Point, ...]:
    """Return points that are lower than all around them, searched for without any slope."""
    width, height = (side[1] - side[0] for side in (domain.x, domain.y))
    losses = {point: compiled.loss(*point) for point in domain.grid(GRID)}
    points = list(losses)
    found: list[Point] = []
    for index, point in enumerate(points):
        i, j = index % GRID, index // GRID
        beside = [
            losses[points[b * GRID + a]]
            for a in range(max(0, i - 1), min(GRID, i + 2))
            for b in range(max(0, j - 1), min(GRID, j + 2))
        ]
        if not math.isfinite(losses[point]) or losses[point] > min(filter(math.isfinite, beside)):
            continue
        bottom = _descended(compiled, point, max(width, height) / GRID, _FINEST * _size(domain))
        is_new = all(math.dist(bottom, each) > _SAME * _size(domain) for each in found)
        if is_new and bottom in domain and _is_kink(compiled, domain, bottom):
            found.append(bottom)
    return tuple(found)


def _is_kink(compiled: CompiledFormula, domain: Domain, bottom: Point) -> bool:
    near = _KINK * _size(domain)
    far = _FARTHER * near
    here = compiled.loss(*bottom)
    close, away = ([compiled.loss(*each) - here for each in _ring(bottom, radius)] for radius in (near, far))
    if not all(map(math.isfinite, (*close, *away))):
        return False
    low, high = _AS_STEEP
    return min(close) > 0 and low < (max(close) / near) / (max(away) / far) < high


def _descended(compiled: CompiledFormula, point: Point, step: float, finest: float) -> Point:
    """Return where a search in all directions with ever shorter steps comes to rest, or how far it gets."""
    here = compiled.loss(*point)
    for _ in range(_DESCENT):
        lower, there = min(((compiled.loss(*each), each) for each in _ring(point, step)), key=_by_loss)
        if lower < here:
            here, point = lower, there
        elif step > finest:
            step /= 2
        else:
            break
    return point


def _by_loss(pair: tuple[float, Point]) -> float:
    """Return the loss; where there is none, it is never the lowest."""
    return pair[0] if math.isfinite(pair[0]) else math.inf


def _newton(compiled: CompiledFormula, domain: Domain, x: float, y: float) -> Point | None:
    """Return where Newton's method settles; None where it does not, or where it leaves the surroundings."""
    size = math.hypot(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])
    middle = (sum(domain.x) / 2, sum(domain.y) / 2)
    for _ in range(_ITERATIONS):
        g_x, g_y, h_xx, h_xy, h_yy = compiled.derivatives(x, y)
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
