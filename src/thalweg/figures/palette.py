"""Every colour and dash, once: of the optimizers, of the landscape's heights, and of what lies on the map.

An optimizer is told apart by colour, by dash and by its label. The four colours stay apart for protan, deutan and
tritan eyes (distances in OKLab, after the simulation of Machado et al. 2009), and each has a version for a light page;
see tests/figures/test_palette.py for the figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from thalweg.optimizers import LEADING, OPTIMIZERS
from thalweg.optimizers.optimizer import Optimizer


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in two versions, as `#rrggbb`.

    Attributes:
        on_light: For a light page.
        on_dark: For a dark page, and for the map in both.
    """

    on_light: str
    on_dark: str


@dataclass(frozen=True, slots=True)
class Style:
    """How an optimizer's path is drawn.

    Attributes:
        colour: Its colour.
        dash: Lengths of dashes and gaps in CSS pixels (points on paper); empty for a solid line.
    """

    colour: Colour
    dash: tuple[float, ...]


COLOURS = (
    Colour(on_light="#8c1515", on_dark="#ff7a4d"),
    Colour(on_light="#007f96", on_dark="#4de8f0"),
    Colour(on_light="#4327a0", on_dark="#b18cff"),
    Colour(on_light="#8f6a00", on_dark="#ffe14d"),
)
DASHES: tuple[tuple[float, ...], ...] = ((), (9, 4), (3, 3), (10, 3, 2, 3))

BASINS = (
    "#3b6fb6",
    "#b5473c",
    "#3f9152",
    "#8a5bb0",
    "#b98a2e",
    "#2f9ba3",
    "#c25f92",
    "#7a8c34",
    "#6d6fd0",
    "#a8653a",
    "#4aa58a",
    "#9b4a6f",
)
"""Basins of attraction: darker than any path, so that paths stay readable on them; borders part them as well."""

CASING = "#0b0f14"
"""Drawn under every path, so that it stands out from any height."""

MARK = "#ffffff"
"""Minimizers, saddles and the start on the map."""


def style(position: int, alternative: int = 0) -> Style:
    """Return how the optimizer at a position is drawn; sixteen positions differ.

    An alternative of the same optimizer has its colour and another dash.
    """
    return Style(COLOURS[position % 4], DASHES[(position + position // 4 + 2 * alternative) % 4])


def styles(optimizers: list[Optimizer]) -> list[Style]:
    """Return a style for each: a declared optimizer always has the same one, others take what follows."""
    own = [optimizer.key for optimizer in optimizers if optimizer.key not in OPTIMIZERS]
    return [_declared_style(o) or style(len(LEADING) + own.index(o.key)) for o in optimizers]


def _declared_style(optimizer: Optimizer) -> Style | None:
    for position, leading in enumerate(LEADING.values()):
        for alternative, each in enumerate((leading, *leading.alternatives)):
            if each.key == optimizer.key:
                return style(position, alternative)
    return None


def ramp(count: int = 33) -> tuple[str, ...]:
    """Return the colours of heights from low to high, as `#rrggbb`.

    Their OKLab lightness grows in equal steps, so that equal differences of height look equal; the hue turns from
    indigo over teal to a dry green. The chroma is what sRGB has room for all the way.
    """
    shares = [index / (count - 1) for index in range(count)]
    return tuple(_oklch(0.20 + 0.54 * s, 0.068 + 0.04 * s * s, 285 - 165 * s) for s in shares)


def _oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the sRGB colour of OKLCH coordinates (Ottosson 2020), hue in degrees."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _companded(channel)):02x}" for channel in linear)


def _companded(channel: float) -> float:
    """Return a linear channel with the gamma of sRGB."""
    linear_up_to = 0.0031308
    return 12.92 * channel if channel <= linear_up_to else 1.055 * channel ** (1 / 2.4) - 0.055
