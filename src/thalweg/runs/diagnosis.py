"""What went wrong in a run, with evidence and one thing to try: the findings.

The measurements and the decisions are text of the language, so the lab in the browser finds what the library finds.
Only putting them together is written in both; tests/browser/test_findings.py compares the two.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thalweg.backends.interface import End
from thalweg.language.numbers import three_digits
from thalweg.language.procedure import Procedure, read_fold, read_procedure
from thalweg.runs.compiled import compiled_fold, compiled_procedure
from thalweg.runs.curvature import curvature_at
from thalweg.runs.ending import Outcome
from thalweg.runs.place import Place
from thalweg.runs.suggestion import Change, Follow, advice, bend, suggestion
from thalweg.runs.terrain import terrain

if TYPE_CHECKING:
    from thalweg.runs.run import Run

WINDOW = 64
"""How many of the last steps are looked at."""

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
    rises = rises + where(seen > 0 and loss > loss_before, 1, 0)
    away_x = x - end_x
    away_y = y - end_y
    away = sqrt(away_x*away_x + away_y*away_y)
    back = where(step < steps and away <= 1e-6*size, 1, 0)
    period = where(back > 0, steps - step, period)
    returns = returns + back
    far = max(far, away)
    before_x = x
    before_y = y
    along_before = along
    length_before = length
    loss_before = loss
    seen = seen + 1
    """,
    results=("pairs", "flips", "period", "returns", "far", "growth", "rises"),
)
"""Over the last steps: how often a step along an axis turned back, the period of a return to the last point and how
often it was returned to, how far the points lie from it, how many times as long as the one before the last step was,
and how often the loss rose."""

WIDTH = read_fold(
    "width",
    ("from_x", "from_y"),
    """
    across = x - from_x
    up = y - from_y
    width = max(width, sqrt(across*across + up*up))
    """,
    results=("width",),
)
"""How far the farthest of some points lies from a given one."""

TREND = read_fold(
    "trend",
    ("middle",),
    """
    early = where(step <= middle, 1, 0)
    high_early = where(early > 0, where(begun > 0, max(high_early, loss), loss), high_early)
    low_early = where(early > 0, where(begun > 0, min(low_early, loss), loss), low_early)
    high_late = where(early > 0, loss, where(late > 0, max(high_late, loss), loss))
    low_late = where(early > 0, loss, where(late > 0, min(low_late, loss), loss))
    begun = 1
    late = 1 - early
    """,
    results=("high_early", "low_early", "high_late", "low_late"),
)
"""The highest and the lowest loss up to a step, and after it."""

# The pace is steady where the gradient norm falls by the same factor in the third and in the last quarter of the run:
# as nearly the same as it fell little, because a march at a constant speed looks like a constant factor to whoever
# looks at a small piece of it. And the loss has to fall by the square of that factor, as it does once a single
# direction is left. Only a steady pace says how many steps are needed; where it is none, `needed` is divided by zero,
# and no sentence says it. `left` is what decides then: the steps to a hundredth of what the loss lies above the lowest
# one known, if it goes on as it fell lately.
PACE = read_procedure(
    "pace",
    (
        "loss_halfway",
        "loss_before",
        "loss",
        "low",
        "norm_halfway",
        "norm_later",
        "norm",
        "tolerance",
        "loss_tolerance",
        "quarter",
        "window",
    ),
    """
    fall_before = log(norm_halfway/norm_later)
    fall_lately = log(norm_later/norm)
    fall = fall_before + fall_lately
    uneven = abs(fall_lately - fall_before)
    even = where(fall_before > 0 and fall_lately > 0 and uneven <= 0.05*min(1, fall)*fall, 1, 0)
    astray = abs(log((loss_halfway - low)/(loss - low)) - 2*fall)
    steady = where(astray <= 0.1*fall, even, 0)
    fallen = loss_before - loss
    by_norm = log(norm/tolerance)
    by_loss = log(fallen/window/(loss_tolerance*abs(low)))/2
    needed = min(by_norm, max(by_loss, 0))*2*quarter/fall/steady
    share = 100*fallen/(loss_before - low)/where(loss >= low, 1, 0)
    left = where(steady > 0, needed, log(100)*window/log((loss_before - low)/(loss - low)))
    """,
    results=("steady", "needed", "fallen", "share", "left"),
)
"""Whether a run goes at a steady pace, and how many steps it then needs until it converges by gradient norm or by loss
change; by how much the last steps lowered the loss, which share that is, in percent, of the way to the lowest loss
known; and how many steps are left at such a pace."""

# A turn in eight of ten steps is what the eye calls zig-zag. A cycle of more than 32 steps would not be seen twice in
# the window. A run crawls if it goes down and needs as many steps again as it had, or has moved less than a thousandth
# of the domain. Where noise shakes every step, turning back and going slowly are the noise's doing.
DECISION = read_procedure(
    "decision",
    (
        "end",
        "place",
        "x",
        "y",
        "loss",
        "norm",
        "high_early",
        "low_early",
        "high_late",
        "low_late",
        "steps",
        "window",
        "pairs",
        "flips",
        "period",
        "returns",
        "width",
        "far",
        "growth",
        "rises",
        "steady",
        "left",
        "low",
        "high",
        "size",
        "noisy",
    ),
    """
    term = where(abs(x) < 1e20, where(abs(y) < 1e20, where(abs(loss) < 1e20, 3, 2), 1), 0)
    falling = where(end == 3 or (end == 2 and rises < 1 and growth > 0.999), 1, 0)
    bottomless = where(falling > 0 and loss < low - 10*(high - low), 1, 0)
    bounded = 1 - bottomless
    exploding = where(end == 3, bounded, 0)
    cycling = where(end != 3 and returns >= 2 and period > 1 and period <= 32 and width > 1e-5*size, bounded, 0)
    shaken = where(noisy < 1 and end >= 2 and pairs >= 8 and flips >= 0.8*pairs, bounded, 0)
    oscillating = where(cycling < 1, shaken, 0)
    resting = where(end < 2 or (end == 2 and far < 0.02*size), 1, 0)
    at_saddle = where(place == 3, resting, 0)
    at_maximum = where(place == 4, resting, 0)
    on_plateau = where(place == 5 and bounded > 0, resting, 0)
    trapped = where(place == 1, resting, 0)
    others = bottomless + cycling + oscillating + at_saddle + at_maximum + on_plateau + trapped
    open = where(noisy < 1 and others < 1 and steps > 0 and loss - loss + norm - norm == 0, 1, 0)
    settled = where(place <= 2, resting, 0)
    unsettled = where(end == 2, open, 0)
    stopped = where(end == 1 and settled < 1, open, 0)
    slow = where(left > steps or (settled < 1 and far < 0.001*size), 1, 0)
    patient = where(settled < 1 or steady > 0, slow, 0)
    crawling = where(rises <= 0.05*window, where(unsettled > 0, patient, stopped), 0)
    lower = where(high_late < high_early and low_late < low_early, 1, 0)
    restless = where(lower < 1 and rises >= 0.1*window and far > 1e-4*size, 1, 0)
    wandering = where(crawling < 1 and restless > 0, unsettled, 0)
    unfinished = where(crawling < 1 and wandering < 1 and settled < 1, unsettled, 0)
    """,
    results=(
        "bottomless",
        "exploding",
        "cycling",
        "oscillating",
        "at_saddle",
        "at_maximum",
        "on_plateau",
        "trapped",
        "crawling",
        "wandering",
        "unfinished",
        "term",
    ),
)
"""Which findings there are, as 0 or 1, and which number left all bounds."""

TERMS = ("x", "y", "loss", "gradient")
"""What `term` of `DECISION` counts."""

COUNTED = ("step", "window", "rises", "pairs", "flips", "period")
"""What is counted and not measured, so that a sentence says it in full."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding, with its sentences; names in braces are filled in.

    Attributes:
        key: Its name, as in `DECISION`.
        title: What it is called.
        sentences: What was observed; said is the first of them of which every number is known.
    """

    key: str
    title: str
    sentences: tuple[str, ...]


KINDS = (
    Kind(
        "bottomless",
        "Falling without end",
        ("The loss has fallen to {loss}, far below the map, and falls on: there seems to be no minimum to rest at.",),
    ),
    Kind(
        "exploding",
        "Exploding",
        (
            "At step {step} the {term} left all bounds; the last step was {growth} times as long as the one before.",
            "At step {step} the {term} left all bounds.",
        ),
    ),
    Kind(
        "cycling",
        "Going round in a cycle",
        ("The last steps repeat every {period} steps, {width} apart at most, instead of settling.",),
    ),
    Kind(
        "oscillating",
        "Oscillating",
        (
            (
                "{flips} of the last {pairs} steps turned back along ({axis_x}, {axis_y}), "
                "where the curvature is {curvature}."
            ),
        ),
    ),
    Kind(
        "at_saddle",
        "Stalled at a saddle",
        ("The gradient norm is down to {norm}, and yet the loss falls along ({down_x}, {down_y}).",),
    ),
    Kind(
        "at_maximum",
        "Stalled at a maximum",
        ("The gradient norm is down to {norm}, and yet the loss falls in every direction.",),
    ),
    Kind(
        "on_plateau",
        "Stalled on a plateau",
        ("The gradient norm is {norm}; elsewhere in this landscape it reaches {steepness}.",),
    ),
    Kind("trapped", "In a local minimum", ("This minimum is {gap} above the best one known.",)),
    Kind(
        "crawling",
        "Crawling",
        (
            "At the pace of the last steps it takes about {needed} more until it converges.",
            "The last {window} steps took {share} % off what the loss lies above the lowest one known.",
            "The last {window} steps took {fallen} off the loss.",
        ),
    ),
    Kind(
        "wandering",
        "Wandering",
        ("The loss rose in {rises} of the last {window} steps, and it comes no lower.",),
    ),
    Kind(
        "unfinished",
        "Not there yet",
        ("The steps were used up on the way, at a gradient norm of {norm}.",),
    ),
)
"""Every kind of finding, in the order of `DECISION`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a run shows, with evidence and one thing to try.

    Attributes:
        kind: What kind it is.
        evidence: The measured values behind the sentence.
        sentence: What was observed, with the values filled in.
        change: What to change, by the names of `run`: `lr`, `steps`, `start`, or `optimizer`.
        advice: What to try, with the values filled in; empty where nothing better was found.
    """

    kind: Kind
    evidence: Mapping[str, float | str]
    sentence: str
    change: Change = field(default_factory=dict)
    advice: str = ""

    def __str__(self) -> str:
        """Return title, sentence and advice."""
        return " ".join(filter(None, (f"{self.kind.title}.", self.sentence, self.advice)))


def findings(of: Run, follow: Follow) -> tuple[Finding, ...]:
    """Return what a run shows; nothing for a run that went well.

    Args:
        of: The run.
        follow: Makes a run, so that what is suggested has been tried.
    """
    values = _measured(of)
    return tuple(_finding(kind, of, follow, values) for kind in KINDS if values[kind.key])


def kinds(of: Run) -> frozenset[str]:
    """Return the keys of what a run shows, without looking for something to try."""
    values = _measured(of)
    return frozenset(kind.key for kind in KINDS if values[kind.key])


def _finding(kind: Kind, of: Run, follow: Follow, values: Mapping[str, float | str]) -> Finding:
    sentence = next((each for each in kind.sentences if _is_known(each, values)), kind.sentences[-1])
    evidence = {name: values[name] for name in _names(sentence)}
    filled = sentence.format_map({name: _word(name, value) for name, value in evidence.items()})
    change = suggestion(kind.key, of, follow, (float(values["down_x"]), float(values["down_y"])))
    return Finding(kind, evidence, filled, change, advice(kind.key, change, of))


def _measured(of: Run) -> dict[str, float | str]:
    """Return every measurement and decision by name."""
    whole = terrain(of.landscape)
    last = of.steps
    first = max(0, last - WINDOW)
    quarter = max(1, last // 4)
    later, halfway = max(0, last - quarter), max(0, last - 2 * quarter)
    norms = of.gradient_norm
    end_x, end_y = (float(c) for c in of.path[-1])
    decisive = bend(of) if of.outcome is Outcome.DIVERGED else (end_x, end_y)
    _, highest, axis_x, axis_y = curvature_at(of.landscape, *decisive)
    recent = compiled_fold(RECENT)(_rows(of, first), end_x, end_y, float(last), axis_x, axis_y, whole.size)
    trend = compiled_fold(TREND)(_rows(of, halfway), float(later))
    measured = {
        **dict(zip(RECENT.results, recent, strict=True)),
        **dict(zip(TREND.results, trend, strict=True)),
        "end": float(End[of.outcome.name]),
        "place": float(list(Place).index(of.ended_at)),
        "x": end_x,
        "y": end_y,
        "loss": float(of.loss[-1]),
        "norm": float(norms[-1]),
        "norm_later": float(norms[later]),
        "norm_halfway": float(norms[halfway]),
        "quarter": float(quarter),
        "loss_halfway": float(of.loss[halfway]),
        "loss_before": float(of.loss[first]),
        "steps": float(last),
        "window": float(last - first),
        "tolerance": of.protocol.stop.gradient_norm or 1e-6,
        "loss_tolerance": of.protocol.stop.loss_change,
        "low": whole.low,
        "high": whole.high,
        "size": whole.size,
        "noisy": float(of.protocol.noise.spread > 0),
    }
    measured["width"] = _width(of, int(measured["period"]))
    measured |= _worked_out(PACE, measured)
    decided = _worked_out(DECISION, measured)
    return {
        **measured,
        **decided,
        "step": float(last),
        "term": TERMS[int(decided["term"])],
        "axis_x": _straight(axis_x),
        "axis_y": _straight(axis_y),
        "down_x": _straight(-axis_y),
        "down_y": _straight(axis_x),
        "curvature": highest,
        "steepness": whole.steepness,
        "gap": float(of.loss[-1]) - whole.best,
    }


def _worked_out(procedure: Procedure, measured: Mapping[str, float]) -> dict[str, float]:
    """Return the results of a procedure by name, given what it asks for by name."""
    results = compiled_procedure(procedure)(*(measured[name] for name in procedure.arguments))
    return dict(zip(procedure.results, results, strict=True))


def _rows(of: Run, first: int) -> Iterator[tuple[float, ...]]:
    """Yield the rows of a record from a step on, as a fold reads them."""
    for step in range(first, of.steps + 1):
        yield float(step), *map(float, of.path[step]), float(of.loss[step]), *map(float, of.gradient[step])


def _width(of: Run, period: int) -> float:
    """Return the largest distance between two points of the last period; 0 where there is none."""
    first = of.steps - max(1, period) + 1
    width: float = max(compiled_fold(WIDTH)(_rows(of, first), *map(float, point))[0] for point in of.path[first:])
    return width


def _straight(part: float) -> float:
    """Return a part of a direction; what three digits could not show is nothing."""
    return 0.0 if abs(part) < 5e-4 else part  # noqa: PLR2004 - half of the third digit after the point


def _names(template: str) -> Iterator[str]:
    return (part.partition("}")[0] for part in template.split("{")[1:])


def _is_known(sentence: str, values: Mapping[str, float | str]) -> bool:
    return all(isinstance(value := values[name], str) or math.isfinite(value) for name in _names(sentence))


def _word(name: str, value: float | str) -> str:
    """Return a value as it is read."""
    if isinstance(value, str):
        return value
    if name in COUNTED:
        return f"{value:,.0f}"
    return three_digits(math.floor(value + 0.5) if name == "needed" else value)
