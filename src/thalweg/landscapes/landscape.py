"""What a landscape is."""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thalweg.language.derive import Surface, derive
from thalweg.language.grammar import read_formula
from thalweg.language.refusal import Refusal, shortened

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Domain:
    """The rectangle a landscape is shown on; a run may leave it.

    Attributes:
        x: Lowest and highest x.
        y: Lowest and highest y.
    """

    x: tuple[float, float]
    y: tuple[float, float]

    @classmethod
    def square(cls, half: float) -> Domain:
        """Return the square around the origin with the given half side."""
        return cls((-half, half), (-half, half))

    def grid(self, points: int) -> Iterator[Point]:
        """Yield points in rows, so many along each side: about the middles of equal cells.

        Not the very middles, so that no point lies on an axis of symmetry by design.
        """
        (x0, x1), (y0, y1) = self.x, self.y
        for j in range(points):
            for i in range(points):
                yield x0 + (x1 - x0) * (i + 0.4871) / points, y0 + (y1 - y0) * (j + 0.5129) / points

    def plain(self, point: Point, finer: int = 0) -> Point:
        """Return a point as a person would write it: to about a hundredth of the sides, or so many digits finer.

        Example:
            >>> Domain((-3, 5), (0, 1e-3)).plain((-1.4000000000000001, 7e-4))
            (-1.4, 0.0007)
        """
        return _plain(point[0], *self.x, finer), _plain(point[1], *self.y, finer)

    def __contains__(self, point: Point) -> bool:
        return self.x[0] <= point[0] <= self.x[1] and self.y[0] <= point[1] <= self.y[1]


@dataclass(frozen=True, slots=True)
class Start:
    """A point worth starting from.

    Attributes:
        x: Its x.
        y: Its y.
        shows: What one sees from there, in one sentence.
    """

    x: float
    y: float
    shows: str


@dataclass(frozen=True, slots=True)
class Landscape:
    """The loss as a surface over x and y.

    Attributes:
        key: Its name in commands and links.
        title: Its name on the page.
        formula: The loss, as text of the language.
        domain: Where it is shown.
        starts: Good starts, the first one the default.
        minimizers: Every minimizer in the domain, global ones first; empty where none is known.
        saddles: Every saddle in the domain.
        teaches: What it is for, in one sentence.
        source: Where the function was published, or where it comes from.
    """

    key: str
    title: str
    formula: str
    domain: Domain
    starts: tuple[Start, ...]
    minimizers: tuple[Point, ...] = ()
    saddles: tuple[Point, ...] = ()
    teaches: str = ""
    source: str = ""

    @classmethod
    def from_formula(
        cls,
        formula: str,
        *,
        title: str | None = None,
        domain: Domain | None = None,
        start: Point | None = None,
    ) -> Landscape:
        """Return a landscape of one's own.

        Args:
            formula: An expression in x and y, for example `"x**2 + 3*y**2"`.
            title: Its name; the formula itself unless one is given.
            domain: Where it is shown; the square from -5 to 5 unless one is given.
            start: Its default start; left of the middle and above it unless one is given.

        Raises:
            Misreading: The text is not a formula.
            Refusal: The domain is empty.

        Example:
            >>> Landscape.from_formula("x**2 + 3*y**2").title
            'x**2 + 3*y**2'
        """
        read_formula(formula)
        domain = domain or Domain.square(5.0)
        for low, high in (domain.x, domain.y):
            if not low < high:
                raise Refusal(
                    f"the domain reaches from {low:g} to {high:g}; its first number has to be the smaller one"
                )
        x, y = start or domain.plain((_between(*domain.x, 0.2), _between(*domain.y, 0.7)))
        return cls(
            key=formula,
            title=title or shortened(formula),
            formula=formula,
            domain=domain,
            starts=(Start(float(x), float(y), "The start that was chosen."),),
        )

    @property
    def surface(self) -> Surface:
        """The formula with its gradient and Hessian."""
        return derive(self.formula)


def _between(low: float, high: float, share: float) -> float:
    return (1 - share) * low + share * high


def _plain(value: float, low: float, high: float, finer: int) -> float:
    quarter = high / 4 - low / 4 or sys.float_info.min  # the whole may be too large for a float
    return round(value, 1 - math.floor(math.log10(quarter)) + finer) + 0.0


def lattice(xs: Iterable[float], ys: Iterable[float]) -> tuple[Point, ...]:
    """Return every point with an x of the first and a y of the second."""
    return tuple(itertools.product(xs, ys))
