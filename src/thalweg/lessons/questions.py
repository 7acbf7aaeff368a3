"""The types of questions, as writers write them, and what has to hold in each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

ID = r"[a-z0-9][a-z0-9-]{0,47}"
Id = Annotated[str, Meta(pattern=f"^{ID}$")]
Value = int | float | str
Remark = tuple[tuple[str | int, ...], str]

MOST_VARIANTS = 64
"""Most variants of one question."""

POINTS = (2, 12)
"""Fewest and most points of a drawn path, the start included."""

ENDINGS = {
    "converges": "It converges",
    "exhausts": "It runs out of steps on the way",
    "diverges": "It diverges",
    "cycles": "It ends going round in a cycle",
}
"""What a prediction of kind outcome chooses from."""

CHANGEABLE = {
    "landscape": "landscape",
    "optimizers": "choice of optimizers",
    "lr": "learning rate",
    "start": "start",
    "steps": "number of steps",
    "policy": "policy of the learning rates",
    "noise": "gradient noise",
    "settings": "settings of single optimizers",
}
"""What a question of type figure may let a learner change, by the names of a link, in words."""


class Counterexample(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said to a wrong answer, and the experiment that shows it."""

    why: str
    show: str = ""


class Choice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to tick; a wrong one says why it is wrong, and may show it."""

    id: Id
    text: str
    right: bool = False
    why: str = ""
    show: str = ""


class NearNumber(Counterexample, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A typical wrong number."""

    value: Value
    tolerance: Value | None = None


class NearText(Counterexample, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Typical wrong words."""

    accept: Annotated[tuple[str, ...], Meta(min_length=1)]


class Item(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to be put in order."""

    id: Id
    text: str


class Question(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    """What every question has.

    Attributes:
        id: Its name, for ever.
        ask: What is asked.
        explain: What is said once it is answered.
        hints: Helps, one after the other.
        figure: The figure it is about.
        vary: Values of names in its texts; each combination is a variant.
    """

    id: Id
    ask: str
    explain: str
    hints: tuple[str, ...] = ()
    figure: str = ""
    vary: dict[
        Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")], Annotated[tuple[Value, ...], Meta(min_length=1)]
    ] = {}

    @property
    def type(self) -> str:
        """Its type, as it is written."""
        return str(self.__struct_config__.tag)

    @property
    def variants(self) -> int:
        """How many variants there are."""
        return math.prod(map(len, self.vary.values()))

    def values(self, variant: int) -> Mapping[str, Value]:
        """Return what the names stand for in a variant; the last name varies fastest."""
        chosen = next(itertools.islice(itertools.product(*self.vary.values()), variant, None))
        return dict(zip(self.vary, chosen, strict=True))

    def remarks(self) -> Iterator[Remark]:
        """Yield what does not hold, each with the path to it."""
        if self.variants > MOST_VARIANTS:
            yield ("vary",), f"{self.variants} variants; at most {MOST_VARIANTS} are allowed"

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield every Markdown text, each with the path to it."""
        yield ("ask",), self.ask
        yield ("explain",), self.explain
        yield from ((("hints", place), hint) for place, hint in enumerate(self.hints))

    def shows(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield every link of a counter-example, each with the path to it."""
        yield from ()


class _Ticked(Question, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question with choices."""

    choices: Annotated[tuple[Choice, ...], Meta(min_length=2)]

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of the right choices."""
        return tuple(choice.id for choice in self.choices if choice.right)

    def remarks(self) -> Iterator[Remark]:
        """Yield what does not hold: ids that stand twice, and wrong choices that do not say why."""
        yield from super().remarks()
        yield from _twice("choices", self.choices)
        for place, choice in enumerate(self.choices):
            if not choice.right and not choice.why:
                yield ("choices", place), f'the choice "{choice.id}" is wrong and does not say why; add why: …'

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the texts of the choices as well."""
        yield from super().passages()
        for place, choice in enumerate(self.choices):
            yield ("choices", place, "text"), choice.text
            if choice.why:
                yield ("choices", place, "why"), choice.why

    def shows(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the links of the choices."""
        yield from ((("choices", place, "show"), each.show) for place, each in enumerate(self.choices) if each.show)


class Single(_Ticked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="single"):
    """One choice is right."""

    def remarks(self) -> Iterator[Remark]:
        """Yield also that not exactly one choice is right."""
        yield from super().remarks()
        if len(self.right) != 1:
            yield ("choices",), f"{len(self.right)} choices are right; exactly one has to be, with right: true"


class Multiple(_Ticked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="multiple"):
    """Some of the choices are right."""

    def remarks(self) -> Iterator[Remark]:
        """Yield also that no choice is right."""
        yield from super().remarks()
        if not self.right:
            yield ("choices",), "no choice is right; mark those that are with right: true"


class Numeric(Question, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="numeric"):
    """A number, right within an explicit tolerance: a number, or a share of the answer such as "1%"."""

    answer: Value
    tolerance: Value
    unit: str = ""
    near: tuple[NearNumber, ...] = ()

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield also what is said to typical wrong numbers."""
        yield from super().passages()
        yield from ((("near", place, "why"), near.why) for place, near in enumerate(self.near))

    def shows(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the links of typical wrong numbers."""
        yield from ((("near", place, "show"), near.show) for place, near in enumerate(self.near) if near.show)


class Order(Question, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="order"):
    """Items to be put in order; they are written in the right one."""

    items: Annotated[tuple[Item, ...], Meta(min_length=2, max_length=12)]
    why: str

    def remarks(self) -> Iterator[Remark]:
        """Yield also ids that stand twice."""
        yield from super().remarks()
        yield from _twice("items", self.items)

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the items, and what is said to wrong orders."""
        yield from super().passages()
        yield ("why",), self.why
        yield from ((("items", place, "text"), item.text) for place, item in enumerate(self.items))


class Text(Question, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="text"):
    """A word or two."""

    accept: Annotated[tuple[str, ...], Meta(min_length=1)]
    near: tuple[NearText, ...] = ()

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield also what is said to typical wrong words."""
        yield from super().passages()
        yield from ((("near", place, "why"), near.why) for place, near in enumerate(self.near))

    def shows(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the links of typical wrong words."""
        yield from ((("near", place, "show"), near.show) for place, near in enumerate(self.near) if near.show)


class Predict(Question, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="predict"):
    """What a figure will show, asked before it does.

    Attributes:
        kind: What is predicted: which optimizer wins, how a run ends, where it ends, or its whole path.
        by: What winning means: the lowest final loss, or converging in the fewest steps.
        optimizer: The run that is meant; needed where the figure shows several, except for winner.
        tolerance: For end and path: how far off is right, as a share of the diagonal of the map.
        why: What is said to a wrong answer, by answer.
        miss: What is said to any other wrong answer.
    """

    kind: Literal["winner", "outcome", "end", "path"]
    by: Literal["loss", "steps"] = "loss"
    optimizer: str = ""
    tolerance: Annotated[float, Meta(gt=0, le=0.5)] | None = None
    why: dict[str, str] = {}
    miss: str = ""

    def remarks(self) -> Iterator[Remark]:
        """Yield also what a kind needs and has not, and what it has and does not use."""
        yield from super().remarks()
        is_drawn = self.kind in {"end", "path"}
        if not self.figure:
            yield (), "a prediction is about a figure; add figure: with the id of one"
        if is_drawn and self.tolerance is None:
            yield (), f"a prediction of kind {self.kind} needs a tolerance, as a share of the diagonal: 0.05"
        if is_drawn and not self.miss:
            yield (), f"a prediction of kind {self.kind} needs miss: with what is said to a wrong answer"
        if is_drawn and self.why:
            yield ("why",), f"why is for kinds winner and outcome; for {self.kind} write miss"
        if not is_drawn and self.tolerance is not None:
            yield ("tolerance",), f"a prediction of kind {self.kind} has no tolerance"
        if self.kind != "winner" and self.by != "loss":
            yield ("by",), "by is for kind winner"
        if self.kind == "winner" and self.optimizer:
            yield ("optimizer",), "kind winner is about all optimizers of the figure; leave optimizer out"

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield also what is said to wrong answers."""
        yield from super().passages()
        yield from ((("why", answer), why) for answer, why in self.why.items())
        if self.miss:
            yield ("miss",), self.miss


class Handle(Question, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="figure"):
    """Something to be done in a figure until conditions hold.

    Attributes:
        may: What may be changed of the figure's link.
        until: The conditions.
        miss: What is said when they do not hold.
        solution: A link at which they do.
    """

    may: Annotated[tuple[str, ...], Meta(min_length=1)]
    until: Annotated[tuple[str, ...], Meta(min_length=1)]
    miss: str
    solution: str

    def remarks(self) -> Iterator[Remark]:
        """Yield also that no figure is named."""
        yield from super().remarks()
        if not self.figure:
            yield (), "a question of type figure needs figure: with the id of one"

    def passages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield also what is said when the conditions do not hold."""
        yield from super().passages()
        yield ("miss",), self.miss


AnyQuestion = Single | Multiple | Numeric | Order | Text | Predict | Handle


def _twice(name: str, parts: tuple[Choice, ...] | tuple[Item, ...]) -> Iterator[Remark]:
    """Yield the ids that stand twice."""
    ids = [part.id for part in parts]
    for place, key in enumerate(ids):
        if key in ids[:place]:
            yield (name, place, "id"), f'the id "{key}" stands twice'
