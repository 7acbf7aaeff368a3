"""The one thing to try about a finding. Whatever is suggested has been tried, and the run ends lower with it.

frontend/src/engine/suggestion.ts tries the same things in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from thalweg.landscapes.landscape import Point
from thalweg.language.numbers import rounded, three_digits
from thalweg.language.procedure import read_procedure
from thalweg.optimizers import LEADING
from thalweg.runs.compiled import compiled_procedure
from thalweg.runs.curvature import curvature_at
from thalweg.runs.ending import Outcome
from thalweg.runs.stability import nearest_minimizer, stability_limit
from thalweg.runs.terrain import terrain

if TYPE_CHECKING:
    from thalweg.runs.run import Run

Change: TypeAlias = Mapping[str, float | int | str | Point]
"""What to change, by the names of `run`: `lr`, `steps`, `start`, or `optimizer`, by its key; empty for nothing."""

Follow: TypeAlias = "Callable[..., Run]"
"""Makes a run, as `thalweg.run` does."""

HALVINGS = 40
"""How often a learning rate is halved at most, in search of one that does not diverge."""

MOST_STEPS = 20_000
"""Most steps that are suggested: the most that the lab takes."""

MOST_RATE = 10.0
"""Largest learning rate that is suggested: the largest that the lab gives out."""

GAIN = read_procedure(
    "gain",
    ("now", "tried", "low"),
    """
    won = now - tried
    left = max(now - low, 0)
    lower = where(won > 0 and won >= 0.1*left, 1, 0)
    enough = where(won > 0 and won >= 0.9*left, 1, 0)
    """,
    results=("lower", "enough"),
)
"""Whether a run that ends at another loss has made a tenth of the way that was left to the lowest one known, which is
worth a click, and whether it has made nine tenths of it, so that nothing else need be tried."""

ADVICE = {
    "lower": "Lower the learning rate to {lr}.",
    "raise": "Raise the learning rate to {lr}.",
    "slower": "Lower the learning rate to {lr} and take {steps} steps.",
    "longer": "Take {steps} steps.",
    "beside": "Start a little beside it, at ({x}, {y}).",
    "elsewhere": "Start elsewhere, at ({x}, {y}).",
    "other": "Take {optimizer} instead.",
}
"""What a change is called; names in braces are filled in."""


def suggestion(key: str, of: Run, follow: Follow, down: Point) -> Change:
    """Return what to change about a finding; nothing where nothing that was tried is better.

    Args:
        key: The kind of finding.
        of: The run that was found fault with.
        follow: Makes a run.
        down: The direction in which a saddle or a maximum falls.
    """
    match key:
        case "exploding":
            return _tamed(of, follow)
        case "cycling" | "oscillating" | "wandering" if of.outcome is Outcome.DIVERGED:
            return _tamed(of, follow)
        case "cycling" | "oscillating" | "wandering":
            return (
                _best(of, follow, _calmer(of))
                or _best(of, follow, _slower(of))
                or _longer(of, follow)
                or _best(of, follow, _others(of))
                # In a basin whose bottom is no better than where it circles.
                or _best(of, follow, _elsewhere(of))
                or _best(of, follow, _nearer(of))
            )
        case "at_saddle" | "at_maximum":
            return _best(of, follow, _beside(of, down))
        case "on_plateau" | "crawling":
            return _best(of, follow, _quicker(of)) or _longer(of, follow) or _best(of, follow, _others(of))
        case "unfinished":
            return _longer(of, follow) or _best(of, follow, _quicker(of)) or _best(of, follow, _others(of))
        case "trapped":
            return _best(of, follow, _elsewhere(of)) or _best(of, follow, _others(of)) or _best(of, follow, _nearer(of))
        case _:
            return {}


def advice(key: str, change: Change, of: Run) -> str:
    """Return a change as a sentence; nothing for no change."""
    if not change:
        return ""
    values = {name: _word(value) for name, value in change.items() if not isinstance(value, tuple)}
    if isinstance(start := change.get("start"), tuple):
        values |= {"x": three_digits(start[0]), "y": three_digits(start[1])}
    return ADVICE[_way(key, change, of)].format_map(values)


def bend(of: Run) -> Point:
    """Return the point whose curvature decides: the known minimizer nearest to the start, else the start itself."""
    return nearest_minimizer(of.landscape, of.start) or of.start


def _way(key: str, change: Change, of: Run) -> str:
    """Return which sentence says a change."""
    match sorted(change):
        case ["lr", "steps"]:
            return "slower"
        case ["lr"]:
            return "raise" if float(change["lr"]) > of.hyperparameters["lr"] else "lower"  # type: ignore[arg-type]
        case ["steps"]:
            return "longer"
        case ["optimizer"]:
            return "other"
        case _:
            return "beside" if key in {"at_saddle", "at_maximum"} else "elsewhere"


def _word(value: float | str) -> str:
    if isinstance(value, str):
        return LEADING[value].title
    return f"{value:,}" if isinstance(value, int) else three_digits(value)


def _best(of: Run, follow: Follow, changes: Iterable[Change]) -> Change:
    """Return the first change with which nine tenths of the way that is left are made, else the one that ends lowest.

    A change is none if less than a tenth of that way is made with it.
    """
    best: Change = {}
    lowest, now, low = math.inf, float(of.loss[-1]), terrain(of.landscape).low
    for change in changes:
        tried = _loss(_changed(of, follow, change))
        lower, enough = compiled_procedure(GAIN)(now, tried, low)
        if enough:
            return change
        if lower and tried < lowest:
            best, lowest = change, tried
    return best


def _tamed(of: Run, follow: Follow) -> Change:
    """Return the first of the halved learning rates at which the run ends lower than it began."""
    lr = _rate(of) / 2
    limit = _limit(of)
    if limit > 0:
        lr = min(lr, limit / 2)
    for _ in range(HALVINGS):
        for change in _at_rates(of, (lr,)):
            if _loss(_changed(of, follow, change)) < float(of.loss[0]):
                return change
        lr /= 2
    return {}


def _calmer(of: Run) -> Iterator[Change]:
    """Yield smaller learning rates."""
    lr, limit = _rate(of), _limit(of)
    if 0 < limit / 2 < lr:
        yield from _at_rates(of, (limit / 2,))
    yield from _at_rates(of, (lr / 10, lr / 3, lr / 2))


def _slower(of: Run) -> Iterator[Change]:
    """Yield smaller learning rates with as many more steps."""
    for factor in (10, 3, 2):
        steps = of.protocol.steps * factor
        if steps <= MOST_STEPS:
            for change in _at_rates(of, (_rate(of) / factor,)):
                yield {**change, "steps": steps}


def _quicker(of: Run) -> Iterator[Change]:
    """Yield larger learning rates: one just below the limit, if there is a limit, and some factors."""
    lr, limit = _rate(of), _limit(of)
    if 0.9 * limit > 1.1 * lr:
        yield from _at_rates(of, (0.9 * limit,))
    yield from _at_rates(of, (lr * 10, lr * 100, lr * 1000, lr * 3, lr * 2, lr * 1.5))


def _longer(of: Run, follow: Follow) -> Change:
    """Return how many steps it takes until the run converges, rounded up; the most there are where that is better."""
    if of.protocol.steps >= MOST_STEPS:
        return {}
    tried = _changed(of, follow, {"steps": MOST_STEPS})
    lower, _ = compiled_procedure(GAIN)(float(of.loss[-1]), _loss(tried), terrain(of.landscape).low)
    unit = 10 ** max(0, len(str(tried.steps)) - 2)
    return {"steps": min(MOST_STEPS, math.ceil(tried.steps / unit) * unit)} if lower else {}


def _others(of: Run) -> Iterator[Change]:
    """Yield the other optimizers that a learner meets, at the same learning rate."""
    return ({"optimizer": key} for key in LEADING if key != of.optimizer.key)


def _elsewhere(of: Run) -> Iterator[Change]:
    """Yield the other declared starts."""
    starts = ((float(start.x), float(start.y)) for start in of.landscape.starts)
    return ({"start": start} for start in starts if start != of.start)


def _beside(of: Run, down: Point) -> Iterator[Change]:
    """Yield starts beside the end, on both sides, in round numbers."""
    x, y = map(float, of.path[-1])
    for distance in (0.01, -0.01, 0.05, -0.05):
        away = distance * terrain(of.landscape).size
        yield {"start": _round_point(of, x + away * down[0], y + away * down[1])}


def _nearer(of: Run) -> Iterator[Change]:
    """Yield starts on the way to the lowest minimizer that is known, each half as far from it as the one before."""
    for low in of.landscape.minimizers[:1]:
        for share in (1 / 2, 1 / 4, 1 / 8, 1 / 16):
            x, y = (end + share * (begin - end) for begin, end in zip(of.start, low, strict=True))
            yield {"start": _round_point(of, x, y)}


def _round_point(of: Run, x: float, y: float) -> Point:
    """Return a point in round numbers, to a thousandth of the landscape or finer."""
    places = 10.0 ** -math.floor(math.log10(terrain(of.landscape).size / 1000))
    return math.floor(x * places + 0.5) / places, math.floor(y * places + 0.5) / places


def _at_rates(of: Run, rates: Iterable[float]) -> Iterator[Change]:
    """Yield learning rates in three digits, as they are said, if the rule has one and they may be set."""
    if "lr" in of.hyperparameters:
        yield from ({"lr": lr} for lr in map(rounded, rates) if 0 < lr <= MOST_RATE)


def _rate(of: Run) -> float:
    return of.hyperparameters.get("lr", 0.0)


def _limit(of: Run) -> float:
    """Return the learning rate above which the run leaves the minimizer nearest to its start; 0 where none is known."""
    return stability_limit(of.optimizer, of.hyperparameters, curvature_at(of.landscape, *bend(of))[1]) or 0.0


def _changed(of: Run, follow: Follow, change: Change) -> Run:
    """Return the run that a change makes."""
    settings, protocol = dict(change), of.protocol
    other = settings.pop("optimizer", None)
    values = {"lr": _rate(of)} if isinstance(other, str) else {**of.hyperparameters}
    given = {"start": of.start, "steps": protocol.steps, **values, **settings}
    mover = LEADING[other] if isinstance(other, str) else of.optimizer
    return follow(of.landscape, mover, stop=protocol.stop, noise=protocol.noise, **given)


def _loss(tried: Run) -> float:
    """Return the loss at the end; NaN, which is lower than nothing, where the run diverged."""
    return math.nan if tried.outcome is Outcome.DIVERGED else float(tried.loss[-1])
