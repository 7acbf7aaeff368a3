"""A comparison as a figure: contour map with paths, loss curves, and the protocol line."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from thalweg.figures.palette import CASING, MARK, Style, ramp, styles
from thalweg.language.refusal import Refusal
from thalweg.runs.compare import Comparison
from thalweg.runs.compiled import compiled_formula, compiled_procedure
from thalweg.runs.ending import Outcome
from thalweg.runs.run import Run
from thalweg.runs.terrain import HEIGHT, terrain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = ("png", "svg", "pdf")
_GRID = 241
_CONTOURS = 18

_BEYOND = 1e9
"""Points farther out would overflow the coordinates of the drawing; the frame has cut the path long before."""


def save(comparison: Comparison, path: Path) -> None:
    """Write the figure of a comparison; the ending of the name decides the format.

    Raises:
        Refusal: The ending is not png, svg or pdf, or the file cannot be written.
    """
    check_name(path)
    import matplotlib as mpl

    # Text stays text in SVG and PDF, and two runs of the same command give the same file.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "thalweg", "pdf.fonttype": 42}):
        dated = {"CreationDate": None} if path.suffix == ".pdf" else {"Date": None} if path.suffix == ".svg" else {}
        try:
            figure(comparison).savefig(path, dpi=160, metadata=dated)
        except OSError as error:
            raise Refusal(f'"{path}" cannot be written: {error.strerror or error}') from error


def check_name(path: Path) -> None:
    """Refuse a name that says no format we write.

    Raises:
        Refusal: Its ending is not png, svg or pdf.
    """
    if path.suffix.lower().lstrip(".") not in FORMATS:
        raise Refusal(f'"{path}" does not end in .png, .svg or .pdf, so its format is not known')


def figure(comparison: Comparison) -> Figure:
    """Return the figure as a Matplotlib object, for those who want to go on drawing."""
    # Without pyplot nothing is global, and no display is asked for.
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    # The strip below is the protocol line's.
    layout = ConstrainedLayoutEngine(rect=(0, 0.085, 1, 0.915))
    whole = Figure(figsize=(11, 5.6), layout=layout)
    ground, chart = whole.subplots(1, 2, width_ratios=(1.15, 1))
    drawn = list(zip(comparison, styles([run.optimizer for run in comparison]), strict=True))
    _draw_map(ground, drawn)
    _draw_losses(chart, drawn)
    whole.suptitle(comparison[0].landscape.title)
    line = "\n".join(textwrap.wrap(f"Protocol: {comparison.protocol}", 175))
    whole.text(0.01, 0.012, line, fontsize=7, color="#444444", va="bottom", parse_math=False)
    return whole


def _draw_map(axes: Axes, drawn: list[tuple[Run, Style]]) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    landscape = drawn[0][0].landscape
    xs, ys = (np.linspace(*side, _GRID) for side in (landscape.domain.x, landscape.domain.y))
    loss, whole = compiled_formula(landscape.formula).loss, terrain(landscape)
    height = compiled_procedure(HEIGHT)
    heights = np.array(
        [[height(loss(x, y), whole.low, whole.high, whole.unit) for x in xs.tolist()] for y in ys.tolist()]
    )
    axes.imshow(
        heights,
        extent=(*landscape.domain.x, *landscape.domain.y),
        origin="lower",
        aspect="auto",
        cmap=LinearSegmentedColormap.from_list("heights", ramp()),
        vmin=0,
        vmax=1,
        interpolation="bilinear",
    )
    levels = np.linspace(0, 1, _CONTOURS + 1)
    axes.contour(xs, ys, np.ma.masked_invalid(heights), levels=levels, colors=MARK, linewidths=0.5, alpha=0.35)
    # All casings lie below all lines, so that one path shows through the gaps of another.
    for run, style in drawn:
        x, y = _drawable(run)
        axes.plot(x, y, color=CASING, linewidth=3.6, zorder=2.0)
        axes.plot(x, y, color=style.colour.on_dark, linewidth=1.6, dashes=style.dash or (None, None), zorder=2.1)
    if landscape.minimizers:
        axes.plot(
            *zip(*landscape.minimizers, strict=True), "*", color=MARK, markeredgecolor=CASING, markersize=9, zorder=4
        )
    axes.plot(*drawn[0][0].start, "o", color=MARK, markeredgecolor=CASING, markersize=7, zorder=5)
    axes.set(xlim=landscape.domain.x, ylim=landscape.domain.y, xlabel="x", ylabel="y")


def _drawable(run: Run) -> NDArray[np.float64]:
    """Return the path as rows x and y; the frame cuts what leaves the view, and what would overflow is left out."""
    with np.errstate(invalid="ignore"):
        path: NDArray[np.float64] = np.where(np.abs(run.path) < _BEYOND, run.path, np.nan)
    return path.T


def _draw_losses(axes: Axes, drawn: list[tuple[Run, Style]]) -> None:
    best = terrain(drawn[0][0].landscape).best
    is_known = not np.isnan(best)
    for run, style in drawn:
        above = run.loss - best if is_known else run.loss
        # A logarithmic axis has no place for zero and for what is not finite: there the curve has a gap.
        with np.errstate(invalid="ignore"):
            curve = np.where((above > 0) & (above < _BEYOND**3), above, np.nan)
        ended = (
            f"diverged at step {run.diverged_at}"
            if run.outcome is Outcome.DIVERGED
            else f"{run.outcome}, {run.steps:,} steps"
        )
        label = f"{run.optimizer.title}: {ended}"
        axes.plot(curve, color=style.colour.on_light, linewidth=1.6, dashes=style.dash or (None, None), label=label)
    if all(np.all(run.loss > (best if is_known else 0)) for run, _ in drawn) or is_known:
        axes.set_yscale("log")
    axes.set(xlabel="step", ylabel="loss above the best known" if is_known else "loss")
    axes.grid(visible=True, which="major", alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="best", fontsize=8, frameon=False, handlelength=3.2)
