"""How sharply a landscape bends at a point, and along which direction most."""

from __future__ import annotations

from thalweg.landscapes.landscape import Landscape
from thalweg.language.procedure import read_procedure
from thalweg.runs.compiled import compiled_formula, compiled_procedure

CURVATURE = read_procedure(
    "curvature",
    ("h_xx", "h_xy", "h_yy"),
    """
    mean = (h_xx + h_yy)/2
    half = (h_xx - h_yy)/2
    root = sqrt(half*half + h_xy*h_xy)
    lowest = mean - root
    highest = mean + root
    along_x = where(half >= 0, root + half, h_xy)
    along_y = where(half >= 0, h_xy, root - half)
    length = sqrt(along_x*along_x + along_y*along_y)
    unit_x = where(length > 0, along_x/length, 1)
    unit_y = where(length > 0, along_y/length, 0)
    axis_x = where(abs(unit_x) < 1e-9, 0, unit_x)
    axis_y = where(abs(unit_y) < 1e-9, 0, unit_y)
    """,
    results=("lowest", "highest", "axis_x", "axis_y"),
)
"""The smallest and the largest curvature, and the unit vector along the largest; the smallest is across it."""


def curvature_at(landscape: Landscape, x: float, y: float) -> tuple[float, float, float, float]:
    """Return what `CURVATURE` finds at a point.

    Example:
        >>> from thalweg.landscapes import LANDSCAPES
        >>> curvature_at(LANDSCAPES["valley"], 0.0, 0.0)
        (2.0, 20.0, 0.0, 1.0)
    """
    found: tuple[float, float, float, float] = compiled_procedure(CURVATURE)(
        *compiled_formula(landscape.formula).hessian(x, y)
    )
    return found
