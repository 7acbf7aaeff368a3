"""A comparison as a still picture of its map, light enough for a page without JavaScript and for print.

It is an SVG of our own, because Matplotlib's takes a second and five times the bytes. The ground is a small picture of
bands of equal height inside it; the paths lie on top, thinned to what can be told apart.
"""

from __future__ import annotations

import base64
import functools
import io
import itertools
import math
from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from thalweg.figures.palette import CASING, MARK, Style, ramp, styles
from thalweg.landscapes.landscape import Domain, Landscape, Point
from thalweg.runs.compare import Comparison
from thalweg.runs.compiled import compiled_formula, compiled_procedure
from thalweg.runs.run import Run
from thalweg.runs.terrain import HEIGHT, terrain

SIDE = 600
"""Side of the map in CSS pixels, which is also the width of the picture."""

_COLUMNS = 3
_ROW = 22
_GRID = 200
_BANDS = 24

_FINE = 2
"""Path coordinates are whole numbers of half pixels."""

_MOST_LINES = 5_000
"""Most lines of all paths together; a path with more than its share is drawn on a coarser grid."""

_FAR = 1e6
"""Pixels beyond which a point is not drawn; the frame has cut the path long before."""


def height(optimizers: int) -> int:
    """Return the height of a picture with this many optimizers: the map, and a legend below it."""
    return SIDE + _ROW * math.ceil(optimizers / _COLUMNS) + 8


def still(comparison: Comparison, frame: Domain | None = None) -> bytes:
    """Return the picture of a comparison as SVG.

    Args:
        comparison: What is drawn.
        frame: The part of the landscape that is seen; all of it unless given.
    """
    landscape = comparison[0].landscape
    seen = frame or landscape.domain
    drawn = list(zip(comparison, styles([run.optimizer for run in comparison]), strict=True))
    size = f"{SIDE} {height(len(drawn))}"
    words = 'font-family="system-ui,sans-serif" font-size="13"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" {words}>',
        f"<title>{escape(landscape.title)}</title><desc>{escape(str(comparison.protocol))}</desc>",
        f'<rect width="100%" height="100%" fill="{CASING}"/>',
        f'<clipPath id="map"><path d="M0 0h{SIDE}v{SIDE}H0z"/></clipPath>',
        f'<image width="{SIDE}" height="{SIDE}" preserveAspectRatio="none" href="{_ground(landscape, seen)}"/>',
        f'<g clip-path="url(#map)">{"".join(_map(drawn, seen))}</g>',
        *_legend(drawn),
        "</svg>",
    ]
    return "\n".join(parts).encode()


@functools.lru_cache(maxsize=32)
def _ground(landscape: Landscape, seen: Domain) -> str:
    """Return the heights as the address of a PNG that holds itself."""
    from PIL import Image

    loss, whole, level = compiled_formula(landscape.formula).loss, terrain(landscape), compiled_procedure(HEIGHT)
    shares = (np.arange(_GRID) + 0.5) / _GRID
    xs, ys = (low + (high - low) * shares for low, high in (seen.x, seen.y))
    heights = np.array([[level(loss(x, y), whole.low, whole.high, whole.unit) for x in xs.tolist()] for y in ys[::-1]])
    bands = np.clip(np.nan_to_num(heights, nan=1.0, posinf=1.0), 0, 1) * (_BANDS - 1)
    picture = Image.fromarray(np.rint(bands).astype(np.uint8), mode="P")
    picture.putpalette(bytes.fromhex("".join(colour[1:] for colour in ramp(_BANDS))))
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def _map(drawn: Sequence[tuple[Run, Style]], seen: Domain) -> Iterator[str]:
    """Yield what lies on the ground: all casings, all paths, and the marks."""
    paths = [_trace(run, seen, _MOST_LINES // len(drawn)) for run, _ in drawn]
    yield "<defs>"
    yield from (f'<path id="run{place}" d="{path}"/>' for place, path in enumerate(paths))
    yield "</defs>"
    yield f'<g transform="scale({1 / _FINE})" fill="none" stroke-linejoin="round">'
    for place in range(len(drawn)):
        yield f'<use href="#run{place}" stroke="{CASING}" stroke-width="{4 * _FINE}"/>'
    for place, (_, style) in enumerate(drawn):
        line = f'stroke="{style.colour.on_dark}" stroke-width="{2 * _FINE}"{_dashed(style, _FINE)}'
        yield f'<use href="#run{place}" {line}/>'
    yield "</g>"
    for run, style in drawn:
        x, y = _pixels(_point(run, -1), seen)
        if abs(x) < _FAR and abs(y) < _FAR:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{style.colour.on_dark}" stroke="{CASING}"/>'
    landscape = drawn[0][0].landscape
    stars = [_pixels((float(x), float(y)), seen) for x, y in landscape.minimizers if (x, y) in seen]
    if stars:
        path = "".join(f"M{x:.0f} {y:.0f}{_STAR_PATH}" for x, y in stars)
        yield f'<path d="{path}" fill="{MARK}" stroke="{CASING}" stroke-width=".7"/>'
    x, y = _pixels(drawn[0][0].start, seen)
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="none" stroke="{CASING}" stroke-width="5"/>'
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="none" stroke="{MARK}" stroke-width="2.5"/>'


def _star() -> str:
    """Return the outline of a five-pointed star around the current point."""
    corners = [
        (radius * math.sin(turn * math.pi / 5), -radius * math.cos(turn * math.pi / 5))
        for turn, radius in enumerate((8, 3.2) * 5)
    ]
    (x, y), *_ = corners
    sides = "".join(f"l{b[0] - a[0]:.1f} {b[1] - a[1]:.1f}" for a, b in itertools.pairwise(corners))
    return f"m{x:.1f} {y:.1f}{sides}z"


_STAR_PATH = _star()


def _trace(run: Run, seen: Domain, most: int) -> str:
    """Return a path as SVG draws it, each line once, on the finest grid on which it is short enough."""
    points = [_pixels(_point(run, step), seen) for step in range(run.steps + 1)]
    coarseness = 1
    while len(lines := _lines(points, coarseness)) > most:
        coarseness *= 2
    return "".join(lines)


def _lines(points: Sequence[Point], coarseness: int) -> list[str]:
    """Return the moves and lines between points that are whole numbers; a line that lies there already is left out."""
    lines: list[str] = []
    there: set[frozenset[tuple[int, int]]] = set()
    is_apart = False
    last = None
    for x, y in points:
        if not (abs(x) < _FAR and abs(y) < _FAR):
            break
        point = (round(x * _FINE / coarseness) * coarseness, round(y * _FINE / coarseness) * coarseness)
        if last is None:
            lines.append(f"M{point[0]} {point[1]}")
        elif frozenset((last, point)) in there or point == last:
            is_apart = is_apart or point != last
        else:
            there.add(frozenset((last, point)))
            lines.append(f"{f'M{last[0]} {last[1]}' if is_apart else ''}l{point[0] - last[0]} {point[1] - last[1]}")
            is_apart = False
        last = point
    return lines


def _point(run: Run, step: int) -> Point:
    return float(run.path[step, 0]), float(run.path[step, 1])


def _pixels(point: Point, seen: Domain) -> Point:
    """Return where a point of the landscape lies in the picture."""
    (west, east), (south, north) = seen.x, seen.y
    return (point[0] - west) / (east - west) * SIDE, (north - point[1]) / (north - south) * SIDE


def _dashed(style: Style, scale: int = 1) -> str:
    lengths = " ".join(f"{length * scale:g}" for length in style.dash)
    return f' stroke-dasharray="{lengths}"' if lengths else ""


def _legend(drawn: Sequence[tuple[Run, Style]]) -> Iterator[str]:
    for place, (run, style) in enumerate(drawn):
        x, y = place % _COLUMNS * (SIDE // _COLUMNS) + 10, SIDE + _ROW * (place // _COLUMNS) + 16
        colour = style.colour.on_dark
        yield f'<path d="M{x} {y}h34" stroke="{colour}" stroke-width="2"{_dashed(style)}/>'
        yield f'<text x="{x + 42}" y="{y + 4}" fill="{MARK}">{escape(run.optimizer.title)}</text>'
