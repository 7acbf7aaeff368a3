"""What can be said about runs in a word or a comparison: that one diverges, that its loss ends below 0.05.

Claims, tasks and questions about a figure speak the same language; frontend/src/grading/condition.ts does too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from thalweg.language.refusal import Refusal, UnknownName, shortened
from thalweg.lessons.variants import shown
from thalweg.runs.diagnosis import kinds
from thalweg.runs.ending import Outcome
from thalweg.runs.place import Place
from thalweg.runs.run import Run

OUTCOMES = {
    "converges": {Outcome.GRADIENT_NORM, Outcome.LOSS_CHANGE},
    "exhausts": {Outcome.STEPS},
    "diverges": {Outcome.DIVERGED},
}
"""Words for how a run ends, by the criterion that ended it."""

FINDINGS = {
    "cycles": {"cycling"},
    "oscillates": {"oscillating"},
    "crawls": {"crawling"},
    "stalls": {"at_saddle", "at_maximum", "on_plateau"},
    "trapped": {"trapped"},
    "explodes": {"exploding"},
}
"""Words for what a run shows, and the kinds of findings that say so."""

PLACES = {
    "at-global": Place.GLOBAL_MINIMUM,
    "at-local": Place.LOCAL_MINIMUM,
    "at-saddle": Place.SADDLE,
    "at-plateau": Place.PLATEAU,
}
"""Words for where a run ends."""

COMPARISONS = ("wins", "fastest")
"""Words about the first of several runs."""

WORDS = (*OUTCOMES, *FINDINGS, *PLACES, *COMPARISONS)

QUANTITIES = ("loss", "x", "y", "norm", "distance", "steps", "diverged_at")
"""What can be compared with a number."""

AT_A_STEP = ("loss", "x", "y", "norm", "distance")
"""Those of them that can be read at a step, as in loss@10; without one they are those of the end."""

_TEST = re.compile(
    r"(?P<quantity>[a-z_]+)(?:@(?P<step>\d{1,7}))?(?P<operator><=|>=|<|>|=)"
    r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A number as somebody wrote it, good to the digits that are there.

    Attributes:
        value: The number.
        unsure: Half a unit of its last digit.
    """

    value: float
    unsure: float

    @classmethod
    def read(cls, text: str) -> Written:
        """Return a number with its last digit.

        Raises:
            Refusal: The text is no decimal number.

        Example:
            >>> Written.read("0.10")
            Written(value=0.1, unsure=0.005)
        """
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text, re.ASCII):
            raise Refusal(f'"{shortened(text)}" is no decimal number; write it as in 0.05 or 1e-3')
        return cls(float(text), float(Decimal(5).scaleb(int(Decimal(text).as_tuple().exponent) - 1)))

    def is_met_by(self, value: float) -> bool:
        """Whether a value is this number as far as it is written."""
        return abs(value - self.value) <= self.unsure * (1 + 1e-9)


@dataclass(frozen=True, slots=True)
class Test:
    """A quantity of a run compared with a number."""

    __test__ = False  # for pytest, which would take the name for its own

    quantity: str
    step: int | None
    operator: str
    number: Written

    def failure(self, run: Run) -> str | None:
        """Return what is the case instead; None where it holds."""
        if self.step is not None and self.step > run.steps:
            return f"there is no step {self.step}; the run took {run.steps:,}"
        value = _quantity(self.quantity, run, run.steps if self.step is None else self.step)
        if value is None:
            return (
                "it did not diverge"
                if self.quantity == "diverged_at"
                else f"the run did not converge; {run.outcome} after {run.steps:,} steps"
            )
        return None if self.holds(value) else f"{self.quantity} is {shown(value)}"

    def holds(self, value: float) -> bool:
        """Whether a value passes; NaN never does."""
        match self.operator:
            case "<":
                return value < self.number.value
            case "<=":
                return value <= self.number.value
            case ">":
                return value > self.number.value
            case ">=":
                return value >= self.number.value
            case _:
                return self.number.is_met_by(value)


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words and comparisons that have to hold together."""

    parts: tuple[str | Test, ...]

    def failure(self, runs: Sequence[Run]) -> str | None:
        """Return what is the case instead, for the first part and run that fail; None where everything holds."""
        for part in self.parts:
            if part in COMPARISONS:
                failed = _wins(runs) if part == "wins" else _is_fastest(runs)
                if failed:
                    return failed
                continue
            for run in runs:
                failed = part.failure(run) if isinstance(part, Test) else _otherwise(part, run)
                if failed:
                    return f"{run.optimizer.title}: {failed}"
        return None


@dataclass(frozen=True, slots=True)
class Condition:
    """A predicate of runs that are named: `adam loss<0.05`.

    Attributes:
        keys: The optimizers, as links name them.
        predicate: What has to hold for each, or for the first beside the others.
    """

    keys: tuple[str, ...]
    predicate: Predicate

    def failure(self, runs: Mapping[str, Run]) -> str | None:
        """Return what is the case instead; None where it holds."""
        missing = [key for key in self.keys if key not in runs]
        if missing:
            return f"{missing[0]} is not shown"
        return self.predicate.failure([runs[key] for key in self.keys])


def read_predicate(text: str) -> Predicate:
    """Return words and comparisons that are joined by commas.

    Raises:
        Refusal: Something among them is neither.

    Example:
        >>> len(read_predicate("converges,steps<=30").parts)
        2
    """
    return Predicate(tuple(map(_part, text.split(","))))


def read_condition(text: str) -> Condition:
    """Return a condition such as `adam loss<0.05` or `sgd converges`.

    Raises:
        Refusal: It cannot be read.
    """
    words = text.split()
    if len(words) != 2:  # noqa: PLR2004 - who and what
        raise Refusal(f'the condition is "{shortened(text)}"; write who and what, as in adam loss<0.05')
    return Condition(tuple(words[0].split(",")), read_predicate(words[1]))


def _part(text: str) -> str | Test:
    if text in WORDS:
        return text
    match = _TEST.fullmatch(text)
    if match is None:
        raise UnknownName("word or comparison", text, (*WORDS, "loss<0.05", "steps<=30", "loss@10<2"))
    quantity, step = match["quantity"], match["step"]
    if quantity not in QUANTITIES:
        raise UnknownName("quantity", quantity, QUANTITIES)
    if step is not None and quantity not in AT_A_STEP:
        raise Refusal(f"{quantity} is one number of the whole run; write it without @{step}")
    return Test(quantity, None if step is None else int(step), match["operator"], Written.read(match["number"]))


def ending_of(run: Run) -> str:
    """Return how a run ends in one word: `cycles` where it does, whatever stopped it, else the word for its outcome.

    Example:
        >>> from thalweg.runs.run import run
        >>> [ending_of(run("valley", "sgd", start=(-4, 2), lr=lr)) for lr in (0.05, 0.1, 0.11)]
        ['converges', 'cycles', 'diverges']
    """
    if "cycling" in kinds(run):
        return "cycles"
    return next(word for word, outcomes in OUTCOMES.items() if run.outcome in outcomes)


def final_loss(run: Run) -> float:
    """Return the loss at the end; infinite where the run diverged."""
    loss = float(run.loss[-1])
    return loss if run.outcome is not Outcome.DIVERGED and math.isfinite(loss) else math.inf


def steps_to_converge(run: Run) -> float:
    """Return how many steps it took; infinite where the run did not converge."""
    return run.steps if run.outcome in OUTCOMES["converges"] else math.inf


def _otherwise(word: str, run: Run) -> str | None:
    """Return what is the case instead of a word about a single run; None where it holds."""
    if word in OUTCOMES:
        return None if run.outcome in OUTCOMES[word] else f"{run.outcome} after {run.steps:,} steps"
    if word in PLACES:
        return None if run.ended_at is PLACES[word] else f"it ended at {run.ended_at}"
    found = kinds(run)
    return None if found & FINDINGS[word] else f"its findings are {', '.join(sorted(found)) or 'none'}"


def _wins(runs: Sequence[Run]) -> str | None:
    first, *others = (final_loss(run) for run in runs)
    if others and all(first < other for other in others):
        return None
    return "the final losses are " + _listed(runs, [first, *others])


def _is_fastest(runs: Sequence[Run]) -> str | None:
    first, *others = (steps_to_converge(run) for run in runs)
    if others and all(first < other for other in others):
        return None
    return "the steps to converge are " + _listed(runs, [first, *others])


def _listed(runs: Sequence[Run], values: Sequence[float]) -> str:
    return ", ".join(f"{run.optimizer.title} {shown(value)}" for run, value in zip(runs, values, strict=True))


def _quantity(name: str, run: Run, step: int) -> float | None:
    """Return a quantity at a step; None where the run has none."""
    x, y = (float(coordinate) for coordinate in run.path[step])
    match name:
        case "loss":
            return float(run.loss[step])
        case "x":
            return x
        case "y":
            return y
        case "norm":
            return float(np.sqrt(run.gradient[step] @ run.gradient[step]))
        case "distance":
            return distance_to_minimizer(run, x, y)
        case "steps":
            taken = steps_to_converge(run)
            return taken if math.isfinite(taken) else None
        case _:
            return run.diverged_at


def distance_to_minimizer(run: Run, x: float, y: float) -> float:
    """Return how far a point is from the nearest minimizer that is known.

    Raises:
        Refusal: None is known.
    """
    if not run.landscape.minimizers:
        raise Refusal(f"no minimizer of {run.landscape.title} is known, so there is no distance to one")
    return min(math.hypot(x - p, y - q) for p, q in run.landscape.minimizers)
