"""Grading: an answer and the key of its question in, a verdict out.

What a figure shows is never stored: predictions and what was done in a figure are graded by running the engine, within
bounds. frontend/src/grading/ has the same for static exports; tests/lessons/vectors.py holds both to the same verdicts.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Literal

from msgspec import Struct, structs

from thalweg.landscapes.landscape import Landscape, Point
from thalweg.language.refusal import Refusal
from thalweg.lessons import words
from thalweg.lessons.conditions import ending_of, final_loss, read_condition, steps_to_converge
from thalweg.lessons.keys import (
    AnyKey,
    Feedback,
    FigureKey,
    MultipleKey,
    NumericKey,
    OrderKey,
    PredictKey,
    SingleKey,
    TextKey,
)
from thalweg.lessons.numbers import NoNumber, read_number
from thalweg.lessons.paths import diagonal, inside, mean_distance, resampled
from thalweg.lessons.questions import CHANGEABLE, POINTS
from thalweg.links import LIMITS, OWN, Experiment, key_of, read_link
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.policy import RATES
from thalweg.runs.run import Run

FULL = 1_000_000
"""The score of a right answer, in millionths."""

MOST_STEPS = 400_000
"""Steps of all runs together that an answer may ask for."""

_REVEALED_POINTS = POINTS[1]


class Verdict(Struct, frozen=True, kw_only=True):
    """What is said to an answer.

    Attributes:
        verdict: Whether it is right; invalid where it is no answer at all, which never counts.
        score: From 0 to 1,000,000.
        feedback: What there is to say to it, as HTML.
        explain: Why, as HTML; only once it is right, or when it was asked for.
        show: The link of a counter-example.
        answer: What is right; as `explain`.
    """

    verdict: Literal["correct", "partial", "incorrect", "invalid"]
    score: int = 0
    feedback: tuple[str, ...] = ()
    explain: str | None = None
    show: str | None = None
    answer: Any = None


class Invalid(Refusal):
    """Something that is no answer to its question; the message is plain text."""


def grade(key: AnyKey, answer: object, *, reveal: bool = False) -> Verdict:
    """Return the verdict on an answer.

    Args:
        key: The key of the variant that was asked.
        answer: The answer, as its type of question has it; anything else is invalid.
        reveal: Whether the right answer and its explanation are asked for, whatever the answer is.
    """
    try:
        verdict = _verdict(key, answer)
    except Invalid as invalid:
        verdict = Verdict(verdict="invalid", feedback=(escape(str(invalid)),))
    if verdict.verdict == "correct" or reveal:
        return structs.replace(verdict, explain=key.explain, answer=right_answer(key))
    return verdict


def right_answer(key: AnyKey) -> object:
    """Return what is right, as it is shown to somebody who has answered or given up."""
    match key:
        case SingleKey(right=right):
            return right[0]
        case MultipleKey(right=right) | OrderKey(right=right):
            return list(right)
        case NumericKey(shown=shown) | TextKey(shown=shown):
            return shown
        case PredictKey():
            return _PREDICTED[key.kind](key)
        case FigureKey():
            return key.solution


def _verdict(key: AnyKey, answer: object) -> Verdict:
    match key:
        case SingleKey():
            return _single(key, answer)
        case MultipleKey():
            return _multiple(key, answer)
        case NumericKey():
            return _numeric(key, answer)
        case OrderKey():
            return _order(key, answer)
        case TextKey():
            return _text(key, answer)
        case PredictKey():
            return _predict(key, answer)
        case FigureKey():
            return _figure(key, answer)


def _correct() -> Verdict:
    return Verdict(verdict="correct", score=FULL)


def _incorrect(feedback: Feedback | None = None, otherwise: str = "") -> Verdict:
    """Return what is said to a wrong answer: its own feedback, or what is said to all others."""
    if feedback:
        return Verdict(verdict="incorrect", feedback=(feedback.why,), show=feedback.show)
    return Verdict(verdict="incorrect", feedback=(otherwise,) if otherwise else ())


# --------------------------------------------------------------------------------------------- choices, words, numbers


def _single(key: SingleKey, answer: object) -> Verdict:
    if answer is None:
        raise Invalid(key.says["blank"])
    if not isinstance(answer, str) or answer not in key.choices:
        raise Invalid(key.says["unknown"])
    return _correct() if answer in key.right else _incorrect(key.choices[answer])


def _multiple(key: MultipleKey, answer: object) -> Verdict:
    if not isinstance(answer, list) or not all(isinstance(each, str) and each in key.choices for each in answer):
        raise Invalid(key.says["unknown" if answer else "blank"])
    if not answer:
        raise Invalid(key.says["blank"])
    right, wrong = set(answer) & set(key.right), [each for each in key.choices if each in set(answer) - set(key.right)]
    if len(right) == len(key.right) and not wrong:
        return _correct()
    told = [feedback for each in wrong if (feedback := key.choices[each])]
    missing = [key.says["missing"]] if len(right) < len(key.right) else []
    score = max(0, len(right) - len(wrong)) * FULL // len(key.right)
    return Verdict(
        verdict="partial" if score else "incorrect",
        score=score,
        feedback=(*(each.why for each in told), *missing),
        show=next((each.show for each in told if each.show), None),
    )


def _number(text: object) -> float:
    try:
        return read_number(text if isinstance(text, str) else "")
    except NoNumber as none:
        raise Invalid(str(none)) from none


def _numeric(key: NumericKey, answer: object) -> Verdict:
    value = _number(answer)
    if abs(value - key.answer) <= key.tolerance:
        return _correct()
    near = next((each for each in key.near if abs(value - each.value) <= each.tolerance), None)
    return _incorrect(near, key.says["other"])


def _order(key: OrderKey, answer: object) -> Verdict:
    if not isinstance(answer, list) or not all(isinstance(each, str) for each in answer):
        raise Invalid(key.says["unknown"])
    if sorted(answer) != sorted(key.right):
        raise Invalid(key.says["unknown"])
    return _correct() if answer == list(key.right) else _incorrect(otherwise=key.why)


def _text(key: TextKey, answer: object) -> Verdict:
    given = answer if isinstance(answer, str) else ""
    if len(given) > words.LONGEST:
        raise Invalid(key.says["long"])
    said = words.plain_words(given)
    if not said:
        raise Invalid(key.says["blank"])
    if said in key.accept:
        return _correct()
    return _incorrect(next((each for each in key.near if said in each.accept), None), key.says["other"])


# --------------------------------------------------------------------------------------------------------- predictions


def _predict(key: PredictKey, answer: object) -> Verdict:
    if key.kind in {"end", "path"}:
        is_right = _is_end(key, answer) if key.kind == "end" else _is_path(key, answer)
        return _correct() if is_right else _incorrect(otherwise=key.miss)
    if answer is None:
        raise Invalid(key.says["choose"])
    if not isinstance(answer, str) or answer not in key.choices:
        raise Invalid(key.says["unknown"])
    if answer == _PREDICTED[key.kind](key):
        return _correct()
    return _incorrect(otherwise=key.why.get(answer) or key.miss or key.says["other"])


@functools.lru_cache(maxsize=32)
def _shown(link: str) -> tuple[Experiment, dict[str, Run]]:
    """Return what a figure shows, and its runs by the names of links."""
    experiment = read_link(link)
    return experiment, dict(zip(experiment.keys, experiment.runs(), strict=True))


def _winner(key: PredictKey) -> str:
    """Return the optimizer with the lowest final loss, or the one that converges in the fewest steps."""
    measure = steps_to_converge if key.by == "steps" else final_loss
    runs = _shown(key.link)[1]
    return min(runs, key=lambda each: measure(runs[each]))


def _outcome(key: PredictKey) -> str:
    return ending_of(_shown(key.link)[1][key.optimizer])


def _end(key: PredictKey) -> list[float]:
    return [_rounded(coordinate) for coordinate in _shown(key.link)[1][key.optimizer].path[-1]]


def _path(key: PredictKey) -> list[list[float]]:
    return [[_rounded(x), _rounded(y)] for x, y in resampled(_true_path(key), _REVEALED_POINTS)]


_PREDICTED: dict[str, Callable[[PredictKey], Any]] = {
    "winner": _winner,
    "outcome": _outcome,
    "end": _end,
    "path": _path,
}
"""What is right, by the kind of a prediction."""


def _true_path(key: PredictKey) -> list[Point]:
    experiment, runs = _shown(key.link)
    return inside([(float(x), float(y)) for x, y in runs[key.optimizer].path], experiment.domain)


def _is_end(key: PredictKey, answer: object) -> bool:
    if not isinstance(answer, list) or len(answer) != 2:  # noqa: PLR2004 - a point has x and y
        raise Invalid(key.says["point"])
    x, y = (_number(text) for text in answer)
    experiment, runs = _shown(key.link)
    end_x, end_y = (float(coordinate) for coordinate in runs[key.optimizer].path[-1])
    return math.hypot(x - end_x, y - end_y) <= key.tolerance * diagonal(experiment.domain)


def _is_path(key: PredictKey, answer: object) -> bool:
    drawn = _drawn(key, answer)
    experiment, _ = _shown(key.link)
    # The path of a run begins at its start, wherever the first point was put.
    if drawn[0] != experiment.start:
        drawn.insert(0, experiment.start)
    return mean_distance(drawn, _true_path(key)) <= key.tolerance * diagonal(experiment.domain)


def _drawn(key: PredictKey, answer: object) -> list[Point]:
    """Return the points of a drawn path."""
    fewest, most = POINTS
    if not isinstance(answer, list) or not fewest <= len(answer) <= most:
        raise Invalid(key.says["points"])
    points = [_drawn_point(key, point) for point in answer]
    if all(point == points[0] for point in points):
        raise Invalid(key.says["points"])
    return points


def _drawn_point(key: PredictKey, point: object) -> Point:
    if not isinstance(point, list) or len(point) != 2 or not all(map(_is_coordinate, point)):  # noqa: PLR2004 - as above
        raise Invalid(key.says["point"])
    x, y = point
    return float(x), float(y)


def _is_coordinate(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LIMITS.coordinate


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")


# ------------------------------------------------------------------------------------------------------------- figures


def _figure(key: FigureKey, answer: object) -> Verdict:
    try:
        given = read_link(answer if isinstance(answer, str) else "")
    except Refusal as refusal:
        raise Invalid(key.says["link"].replace("{given}", str(refusal))) from refusal
    changed = _changed(read_link(key.link), given, key.may)
    if changed:
        raise Invalid(key.says["changed"].replace("{given}", changed))
    if work(given) > MOST_STEPS:
        raise Invalid(key.says["heavy"])
    try:
        runs = dict(zip(given.keys, given.runs(), strict=True))
    except Refusal as refusal:
        raise Invalid(key.says["link"].replace("{given}", str(refusal))) from refusal
    is_done = all(read_condition(text).failure(runs) is None for text in key.until)
    return _correct() if is_done else _incorrect(otherwise=key.miss)


def _changed(figure: Experiment, given: Experiment, may: Sequence[str]) -> str | None:
    """Return the first thing that was changed and must not be, in words; mathematics of one's own never may be."""
    for name, words_for_it in CHANGEABLE.items():
        before, after = _aspect(figure, name), _aspect(given, name)
        if before != after and (name not in may or _is_own(after)):
            return words_for_it
    return None


def _is_own(aspect: object) -> bool:
    """Whether a landscape or a choice of optimizers holds what the link itself brings: that is not derived here."""
    parts = aspect if isinstance(aspect, tuple) else (aspect,)
    return any(isinstance(part, Landscape | Optimizer) and key_of(part) == OWN for part in parts)


def _aspect(experiment: Experiment, name: str) -> object:
    aspect: object = getattr(experiment, name)
    return aspect


def work(experiment: Experiment) -> int:
    """Return how many steps the runs of an experiment may take, those of a sweep included."""
    sweeps = len(RATES) + 1 if experiment.policy == "best" else 1
    return experiment.steps * len(experiment.optimizers) * sweeps
