"""What went wrong in a run, with evidence and one thing to try: the findings.

The measurements and the decisions are text of the language, so the lab in the browser finds what the library finds.
Only putting them together is written in both; tests/browser/test_findings.py compares the two.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thalweg.backends.interface import End
from thalweg.language.procedure import read_fold, read_procedure
from thalweg.runs.compiled import compiled_fold, compiled_formula, compiled_procedure
from thalweg.runs.ending import Outcome
from thalweg.runs.place import Place
from thalweg.runs.run import MAX_COORDINATE, Run, run
from thalweg.runs.stability import stability_limit
from thalweg.runs.terrain import terrain

WINDOW = 64
"""How many of the last steps are looked at."""

HALVINGS = 40
"""How often a learning rate is halved at most, in search of one that does not diverge."""

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

RECENT = read_fold(
    "recent",
    ("end_x", "end_y", "steps", "axis_x", "axis_y", "size"),
    """
    moved_x = where(seen > 0, x - before_x, 0)
    moved_y = where(seen > 0, y - before_y, 0)
    along = moved_x*axis_x + moved_y*axis_y
    pairs = pairs + where(abs(along*along_before) > 0, 1, 0)
    flips = flips + where(along*along_before < 0, 1, 0)
    length = sqrt(moved_x*moved_x + moved_y*moved_y)
    growth = length/length_before
    away_x = x - end_x
    away_y = y - end_y
    away = sqrt(away_x*away_x + away_y*away_y)
    period = where(step < steps and away <= 1e-6*size, steps - step, period)
    far = max(far, away)
    before_x = x
    before_y = y
    along_before = along
    length_before = length
    seen = seen + 1
    """,
    results=("pairs", "flips", "period", "far", "growth"),
)
"""Over the last steps: how often a step along an axis turned back, the period of a return to the last point, how far
the points lie from it, and how many times as long as the one before the last step was."""

# A turn in eight of ten steps is what the eye calls zig-zag. A cycle of more than 32 steps would not be seen twice in
# the window. A run crawls if it goes steadily on and needs as many steps again as it had, or has moved less than a
# thousandth of the domain. Where noise shakes every step, turning back and going slowly are the noise's doing.
DECISION = read_procedure(
    "decision",
    (
        "end",
        "place",
        "steps",
        "window",
        "before",
        "now",
        "tolerance",
        "pairs",
        "flips",
        "period",
        "far",
        "size",
        "noisy",
    ),
    """
    exploding = where(end == 3, 1, 0)
    cycling = where(end != 3 and period > 1 and period <= 32 and far > 1e-4*size, 1, 0)
    oscillating = where(noisy < 1 and end >= 2 and cycling < 1 and pairs >= 8 and flips >= 0.8*pairs, 1, 0)
    at_saddle = where(end != 3 and place == 3, 1, 0)
    on_plateau = where(end != 3 and place == 5 and far < 0.02*size, 1, 0)
    trapped = where(end != 3 and place == 1, 1, 0)
    rate = (now/before)**(1/window)
    needed = where(rate < 1, log(tolerance/now)/log(rate), -1)
    others = cycling + oscillating + at_saddle + on_plateau + trapped
    steady = where(far < 0.1*size and flips <= 0.5*pairs, 1, 0)
    slow = where(needed > steps or (far < 0.001*size and needed > 0), 1, 0)
    crawling = where(noisy < 1 and end == 2 and others < 1 and steady > 0 and slow > 0, 1, 0)
    """,
    results=("exploding", "cycling", "oscillating", "at_saddle", "on_plateau", "trapped", "crawling", "needed"),
)
"""Which findings there are, as 0 or 1, and how many steps a crawling run still needs."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding, with its sentences; names in braces are filled in.

    Attributes:
        key: Its name, as in `DECISION`.
        title: What it is called.
        sentence: What was observed.
        advice: What to try.
    """

    key: str
    title: str
    sentence: str
    advice: str


KINDS = (
    Kind(
        "exploding",
        "Exploding",
        "At step {step} the {term} left all bounds; the last step was {growth} times as long as the one before.",
        "Lower the learning rate to {lr}.",
    ),
    Kind(
        "cycling",
        "Going round in a cycle",
        "The last steps repeat every {period} steps, {far} apart at most, instead of settling.",
        "Lower the learning rate to {lr}: the cycle shrinks with it.",
    ),
    Kind(
        "oscillating",
        "Oscillating",
        "{flips} of the last {pairs} steps turned back along ({axis_x}, {axis_y}), where the curvature is {curvature}.",
        "Lower the learning rate to {lr}.",
    ),
    Kind(
        "at_saddle",
        "Stalled at a saddle",
        "The gradient norm is down to {norm}, and yet the loss falls along ({down_x}, {down_y}).",
        "Start a little beside it, at ({x}, {y}).",
    ),
    Kind(
        "on_plateau",
        "Stalled on a plateau",
        "The gradient norm is {norm}; elsewhere in this landscape it reaches {steepness}.",
        "Raise the learning rate to {lr}.",
    ),
    Kind(
        "trapped",
        "In a local minimum",
        "This minimum is {gap} above the best one known.",
        "Start elsewhere, at ({x}, {y}).",
    ),
    Kind(
        "crawling",
        "Crawling",
        "At the pace of the last steps it takes about {needed} more until the gradient norm is below {tolerance}.",
        "Raise the learning rate to {lr}.",
    ),
)
"""Every kind of finding, in the order of `DECISION`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a run shows, with evidence and one thing to try.

    Attributes:
        kind: What kind it is.
        evidence: The measured values behind the sentence.
        change: What to change, by the names of `run`: `lr`, or `start`.
    """

    kind: Kind
    evidence: Mapping[str, float | str]
    change: Mapping[str, float | tuple[float, float]] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What was observed, with the values filled in."""
        return self.kind.sentence.format_map(_shown(self.evidence))

    @property
    def advice(self) -> str:
        """What to try, with the values filled in; empty where nothing better was found."""
        if not self.change:
            return ""
        start = self.change.get("start")
        place = {"x": start[0], "y": start[1]} if isinstance(start, tuple) else {}
        rate = {"lr": self.change["lr"]} if "lr" in self.change else {}
        return self.kind.advice.format_map(_shown({**place, **rate}))  # type: ignore[dict-item]

    def __str__(self) -> str:
        """Return title, sentence and advice."""
        return " ".join(filter(None, (f"{self.kind.title}.", self.sentence, self.advice)))


def findings(of: Run) -> tuple[Finding, ...]:
    """Return what a run shows; nothing for a run that went well."""
    values = _measured(of)
    return tuple(
        Finding(kind, {name: values[name] for name in _names(kind.sentence)}, _change(kind, of, values))
        for kind in KINDS
        if values[kind.key]
    )


def kinds(of: Run) -> frozenset[str]:
    """Return the keys of what a run shows, without looking for something to try."""
    values = _measured(of)
    return frozenset(kind.key for kind in KINDS if values[kind.key])


def _measured(of: Run) -> dict[str, float | str]:
    """Return every measurement and decision by name."""
    whole = terrain(of.landscape)
    last = of.steps
    first = max(0, last - WINDOW)
    norms = of.gradient_norm
    x, y = (float(c) for c in (of.path[-1] if of.outcome is not Outcome.DIVERGED else _bend(of)))
    lowest, highest, axis_x, axis_y = compiled_procedure(CURVATURE)(
        *compiled_formula(of.landscape.formula).hessian(x, y)
    )
    end_x, end_y = (float(c) for c in of.path[-1])
    rows = (
        (float(step), *map(float, of.path[step]), float(of.loss[step]), *map(float, of.gradient[step]))
        for step in range(first, last + 1)
    )
    recent = compiled_fold(RECENT)(rows, end_x, end_y, float(last), axis_x, axis_y, whole.size)
    measured = dict(zip(RECENT.results, recent, strict=True))
    tolerance = of.protocol.stop.gradient_norm or 1e-6
    decided = compiled_procedure(DECISION)(
        float(_end(of)),
        float(list(Place).index(of.ended_at)),
        float(last),
        float(max(1, last - first)),
        float(norms[first]),
        float(norms[-1]),
        tolerance,
        *(measured[name] for name in ("pairs", "flips", "period", "far")),
        whole.size,
        float(of.protocol.noise.spread > 0),
    )
    return {
        **measured,
        **dict(zip(DECISION.results, decided, strict=True)),
        "step": last,
        "term": _term(of),
        "axis_x": axis_x,
        "axis_y": axis_y,
        "down_x": -axis_y,
        "down_y": axis_x,
        "curvature": highest,
        "lowest": lowest,
        "norm": float(norms[-1]),
        "steepness": whole.steepness,
        "gap": float(of.loss[-1]) - whole.best,
        "tolerance": tolerance,
    }


def _change(kind: Kind, of: Run, values: Mapping[str, float | str]) -> dict[str, float | tuple[float, float]]:
    """Return what to change."""
    lr = of.hyperparameters.get("lr", 0.0)
    match kind.key:
        case "exploding":
            return _tamed(of, lr / 2)
        case "cycling":
            return {"lr": lr / 10}
        case "oscillating":
            return _tamed(of, lr / 2)
        case "on_plateau" | "crawling":
            return _quickened(of, lr)
        case "at_saddle":
            size = terrain(of.landscape).size
            x, y = (
                float(of.path[-1, axis]) + 0.01 * size * float(values[name])
                for axis, name in enumerate(("down_x", "down_y"))
            )
            return {"start": (x, y)}
        case _:
            return _elsewhere(of)


def _tamed(of: Run, lr: float) -> dict[str, float | tuple[float, float]]:
    """Return the first of the halved learning rates at which the run does not diverge."""
    limit = stability_limit(of.optimizer, of.hyperparameters, _curvature_at_best(of))
    if limit is not None and limit > 0:
        lr = min(lr, limit / 2)
    for _ in range(HALVINGS):
        if _again(of, lr).outcome is not Outcome.DIVERGED:
            return {"lr": lr}
        lr /= 2
    return {}


def _quickened(of: Run, lr: float) -> dict[str, float | tuple[float, float]]:
    """Return a learning rate ten or three times as large, if it brings the run lower."""
    for factor in (10.0, 3.0):
        tried = _again(of, lr * factor)
        if tried.outcome is not Outcome.DIVERGED and tried.loss[-1] < of.loss[-1]:
            return {"lr": lr * factor}
    return {}


def _elsewhere(of: Run) -> dict[str, float | tuple[float, float]]:
    """Return the first other declared start from which the run ends lower."""
    for start in of.landscape.starts:
        if (start.x, start.y) != of.start:
            tried = _again(of, of.hyperparameters.get("lr", 0.0), (start.x, start.y))
            if tried.loss[-1] < of.loss[-1]:
                return {"start": (float(start.x), float(start.y))}
    return {}


def _again(of: Run, lr: float, start: tuple[float, float] | None = None) -> Run:
    """Return the same run at another learning rate, or from another start."""
    values = {**of.hyperparameters, **({"lr": lr} if "lr" in of.hyperparameters else {})}
    protocol = of.protocol
    return run(
        of.landscape,
        of.optimizer,
        start=start or of.start,
        steps=protocol.steps,
        stop=protocol.stop,
        noise=protocol.noise,
        **values,
    )


def _curvature_at_best(of: Run) -> float:
    """Return the largest curvature at the nearest known minimizer, at the start where none is known."""
    highest: float = compiled_procedure(CURVATURE)(*compiled_formula(of.landscape.formula).hessian(*_bend(of)))[1]
    return highest


def _bend(of: Run) -> tuple[float, float]:
    """Return the point whose curvature decides: the known minimizer nearest to the start, else the start itself."""
    x, y = of.start
    nearest = min(of.landscape.minimizers, key=lambda point: math.hypot(point[0] - x, point[1] - y), default=of.start)
    return float(nearest[0]), float(nearest[1])


def _end(of: Run) -> End:
    return End[of.outcome.name]


def _term(of: Run) -> str:
    """Return the first of x, y and loss that is out of bounds."""
    last = (("x", of.path[-1, 0]), ("y", of.path[-1, 1]), ("loss", of.loss[-1]))
    return next((name for name, value in last if not abs(value) < MAX_COORDINATE**3), "gradient")


def _names(template: str) -> Iterator[str]:
    return (part.partition("}")[0] for part in template.split("{")[1:])


def _shown(values: Mapping[str, float | str]) -> dict[str, str]:
    """Return values as they stand in a sentence."""
    return {name: _word(value) for name, value in values.items()}


def _word(value: float | str) -> str:
    """Return a value as it is read; what was counted and not measured, an integer, in full."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else _three_digits(value)


def _three_digits(value: float) -> str:
    """Return a number with three significant digits, large ones in full.

    Example:
        >>> [_three_digits(value) for value in (80123.0, 0.0123456, -3.0)]
        ['80,100', '0.0123', '-3']
    """
    short = f"{value:.3g}"
    return f"{float(short):,.0f}" if 1e3 <= abs(value) < 1e9 else short  # noqa: PLR2004 - from where digits are grouped
