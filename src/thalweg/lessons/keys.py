"""The key of a question: everything it takes to grade a variant, and to say what there is to say about an answer.

A key is JSON. The server keeps it to itself; in a static export it lies beside the lesson, and the page grades by it.
What is said about an answer is HTML that was made here, so that both say the same.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from thalweg.lessons import numbers
from thalweg.lessons.arithmetic import value_of
from thalweg.lessons.module import Module
from thalweg.lessons.questions import (
    POINTS,
    AnyQuestion,
    Choice,
    Counterexample,
    Handle,
    Multiple,
    NearNumber,
    Numeric,
    Order,
    Predict,
    Question,
    Single,
    Text,
    Value,
)
from thalweg.lessons.rendering import predictions, text_html
from thalweg.lessons.variants import filled, shown
from thalweg.lessons.words import plain_words

ROUND_OFF = 1e-9
"""Share of itself by which a tolerance is widened: 0.105 is within 0.005 of 0.1, whatever float64 makes of it."""

_OTHER = "That is not it. Try again; nothing is lost by it."

SAYS: dict[str, dict[str, str]] = {
    "single": {"blank": "Choose one first.", "unknown": "That is none of the choices."},
    "multiple": {
        "blank": "Choose at least one first.",
        "unknown": "That is none of the choices.",
        "missing": "Something that is right is not chosen yet.",
    },
    "numeric": numbers.SAYS | {"other": _OTHER},
    "order": {"unknown": "That is not an order of these parts: each has to stand in it once."},
    "text": {"blank": "Type a word first.", "long": "That is longer than any answer here.", "other": _OTHER},
    "predict": numbers.SAYS
    | {
        "choose": "Choose one first.",
        "unknown": "That is none of the choices.",
        "point": "A point is two numbers, x and y.",
        "points": f"A path has {POINTS[0]} to {POINTS[1]} points, and they are not all in one place.",
        "other": _OTHER,
    },
    "figure": {
        "link": "The figure could not be read: {given}.",
        "changed": "This question leaves the {given} as the figure has it; put that back first.",
        "heavy": "That would take too long to check; take fewer steps or fewer optimizers.",
    },
}
"""What is said to an answer beside what its question says, by type and reason; `{given}` is filled in."""


class Feedback(Struct, frozen=True, kw_only=True):
    """What is said to an answer, and the experiment that shows it."""

    why: str
    show: str | None = None


class Key(Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every key has.

    Attributes:
        explain: What is said once the question is answered, as HTML.
        says: What is said to an answer beside that, by reason, as plain text.
    """

    explain: str
    says: dict[str, str]


class _TickedKey(Key, frozen=True, kw_only=True):
    """The key of a question with choices.

    Attributes:
        right: The ids of the right choices.
        choices: What is said to each choice; nothing to a right one.
    """

    right: tuple[str, ...]
    choices: dict[str, Feedback | None]


class SingleKey(_TickedKey, frozen=True, kw_only=True, tag="single"):
    """The key of a question with one right choice."""


class MultipleKey(_TickedKey, frozen=True, kw_only=True, tag="multiple"):
    """The key of a question with several right choices."""


class Near(Feedback, frozen=True, kw_only=True):
    """A typical wrong number."""

    value: float
    tolerance: float


class NumericKey(Key, frozen=True, kw_only=True, tag="numeric"):
    """The key of a question for a number.

    Attributes:
        answer: The number.
        tolerance: The largest distance from it that is right.
        shown: The answer as it is shown.
        near: Typical wrong numbers.
    """

    answer: float
    tolerance: float
    shown: str
    near: tuple[Near, ...]


class OrderKey(Key, frozen=True, kw_only=True, tag="order"):
    """The key of a question for an order.

    Attributes:
        right: The ids in the right order.
        why: What is said to any other order.
    """

    right: tuple[str, ...]
    why: str


class NearWords(Feedback, frozen=True, kw_only=True):
    """Typical wrong words, as `plain_words` makes them."""

    accept: tuple[str, ...]


class TextKey(Key, frozen=True, kw_only=True, tag="text"):
    """The key of a question for a word.

    Attributes:
        accept: The words that are right, as `plain_words` makes them.
        shown: The answer as it is shown.
        near: Typical wrong words.
    """

    accept: tuple[str, ...]
    shown: str
    near: tuple[NearWords, ...]


class PredictKey(Key, frozen=True, kw_only=True, tag="predict"):
    """The key of a prediction; what is right is for the engine to say.

    Attributes:
        kind: winner, outcome, end or path.
        link: What the figure shows.
        by: For winner: loss or steps.
        optimizer: The run that is meant; empty for winner.
        tolerance: For end and path, as a share of the diagonal of the map; else 0.
        choices: What may be answered to winner and outcome.
        why: What is said to a wrong answer, by answer.
        miss: What is said to any other wrong answer; empty where nothing is.
    """

    kind: str
    link: str
    by: str
    optimizer: str
    tolerance: float
    choices: tuple[str, ...]
    why: dict[str, str]
    miss: str


class FigureKey(Key, frozen=True, kw_only=True, tag="figure"):
    """The key of something to be done in a figure.

    Attributes:
        link: What the figure shows untouched.
        may: What may be changed.
        until: The conditions that have to hold.
        miss: What is said when they do not.
        solution: A link at which they do.
    """

    link: str
    may: tuple[str, ...]
    until: tuple[str, ...]
    miss: str
    solution: str


AnyKey = SingleKey | MultipleKey | NumericKey | OrderKey | TextKey | PredictKey | FigureKey


def key(module: Module, question: AnyQuestion, variant: int = 0, base: str = "") -> AnyKey:
    """Return the key of a variant of a question.

    Args:
        module: The lesson it is part of.
        question: The question.
        variant: Which of its variants, from 0.
        base: What the addresses of the site begin with; empty, or a path such as "/course".

    Raises:
        Refusal: A number in it cannot be worked out.
    """
    told = _Told(module, question, variant, base)
    common: dict[str, Any] = {"explain": told.html(question.explain), "says": SAYS[question.type]}
    match question:
        case Single(right=right, choices=choices):
            return SingleKey(right=right, choices=told.choices(choices), **common)
        case Multiple(right=right, choices=choices):
            return MultipleKey(right=right, choices=told.choices(choices), **common)
        case Numeric():
            answer = told.value(question.answer)
            tolerance = told.tolerance(question.tolerance, answer)
            near = tuple(told.near(each, tolerance) for each in question.near)
            return NumericKey(answer=answer, tolerance=tolerance, shown=shown(answer), near=near, **common)
        case Order(items=items, why=why):
            return OrderKey(right=tuple(item.id for item in items), why=told.html(why), **common)
        case Text(accept=accept):
            words = tuple(map(told.text, accept))
            near_words = tuple(
                NearWords(accept=tuple(plain_words(told.text(word)) for word in each.accept), **told.feedback(each))
                for each in question.near
            )
            return TextKey(accept=tuple(map(plain_words, words)), shown=words[0], near=near_words, **common)
        case Predict():
            figure = module.figure(question.figure)
            named = question.optimizer or ("" if question.kind == "winner" else figure.experiment.keys[0])
            return PredictKey(
                kind=question.kind,
                link=figure.link,
                by=question.by,
                optimizer=named,
                tolerance=question.tolerance or 0.0,
                choices=tuple(predictions(module, question)),
                why={answer: told.html(why) for answer, why in question.why.items()},
                miss=told.html(question.miss) if question.miss else "",
                **common,
            )
        case Handle(may=may):
            return FigureKey(
                link=module.figure(question.figure).link,
                may=may,
                until=tuple(map(told.text, question.until)),
                miss=told.html(question.miss),
                solution=told.text(question.solution),
                **common,
            )


class _Told:
    """What a question says in one of its variants."""

    def __init__(self, module: Module, question: Question, variant: int, base: str) -> None:
        self.module = module
        self.question = question
        self.variant = variant
        self.base = base

    def text(self, text: str) -> str:
        return filled(text, self.question.values(self.variant))

    def html(self, text: str) -> str:
        return str(text_html(self.module, text, self.question, self.variant, self.base)).strip()

    def value(self, value: Value) -> float:
        return value_of(self.text(value)) if isinstance(value, str) else float(value)

    def tolerance(self, tolerance: Value, answer: float) -> float:
        """Return the largest distance from an answer that is right; a share of it where one is written."""
        text = self.text(str(tolerance))
        share = value_of(text[:-1]) / 100 * abs(answer) if text.endswith("%") else value_of(text)
        return share * (1 + ROUND_OFF) + 1e-12 * abs(answer)

    def feedback(self, said: Counterexample | Choice) -> dict[str, Any]:
        return {"why": self.html(said.why), "show": self.text(said.show) if said.show else None}

    def choices(self, choices: tuple[Choice, ...]) -> dict[str, Feedback | None]:
        return {each.id: None if each.right else Feedback(**self.feedback(each)) for each in choices}

    def near(self, near: NearNumber, tolerance: float) -> Near:
        value = self.value(near.value)
        own = tolerance if near.tolerance is None else self.tolerance(near.tolerance, value)
        return Near(value=value, tolerance=own, **self.feedback(near))
