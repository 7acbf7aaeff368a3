"""Answers to every question of the course and of the example, with their verdicts; every grader has to agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from thalweg import lessons
from thalweg.lessons.grading import grade, right_answer
from thalweg.lessons.keys import (
    AnyKey,
    FigureKey,
    MultipleKey,
    NumericKey,
    OrderKey,
    PredictKey,
    SingleKey,
    TextKey,
    key,
)
from thalweg.lessons.module import Module
from thalweg.lessons.reading import read_course

EXAMPLE = read_course(Path(__file__).parent / "content").module("example")

UNLIKELY: tuple[object, ...] = (7, 1.5, True, {}, {"a": 1}, [[]], [None], [1], ["", ""], "<b>no</b>", "\x00", "x" * 300)
"""What no form sends; some of it is a wrong answer to some questions, and nothing to others."""


def keys() -> Iterator[tuple[str, AnyKey]]:
    """Yield the key of every variant of every question, with its name."""
    modules: tuple[Module, ...] = (EXAMPLE, *lessons.course().modules)
    for module in modules:
        for question in module.questions.values():
            for variant in range(question.variants):
                yield f"{module.id}/{question.id}/{variant}", key(module, question, variant)


def right(of: AnyKey) -> object:
    """Return a right answer, as the page sends it."""
    answer = right_answer(of)
    if isinstance(of, PredictKey) and of.kind == "end":
        assert isinstance(answer, list)
        return [str(coordinate) for coordinate in answer]
    return answer


def wrong(of: AnyKey) -> Iterator[object]:
    """Yield wrong answers."""
    match of:
        case SingleKey():
            yield from (each for each in of.choices if each not in of.right)
        case MultipleKey():
            yield list(of.choices) if len(of.choices) > len(of.right) else list(of.right)[:-1]
            yield from ([each] for each in of.choices if [each] != list(of.right))
        case NumericKey():
            # In some variants a typical mistake leads to the right number.
            yield from (repr(near.value) for near in of.near if abs(near.value - of.answer) > of.tolerance)
            yield from (f"{value!r}" for value in (of.answer + 1.5 * of.tolerance + 1, of.answer * 3 + 7, -1e6))
        case OrderKey():
            yield list(reversed(of.right))
            yield [*of.right[1:], of.right[0]]
        case TextKey():
            yield from (word for near in of.near for word in near.accept)
            yield "something else altogether"
        case PredictKey(kind="end"):
            yield ["123456", "−1e5"]
        case PredictKey(kind="path"):
            yield [[-1e5, 1e5], [1e5, 1e5]]
        case PredictKey():
            yield from (each for each in of.choices if each != right_answer(of))
        case FigureKey():
            yield of.link


def invalid(of: AnyKey) -> Iterator[object]:
    """Yield what is no answer."""
    yield from (7, True, {}, {"a": 1})
    match of:
        case SingleKey() | MultipleKey():
            yield from ("no such choice", ["no such choice"], [[]], [1])
        case NumericKey():
            yield from ("abc", "1,234", "1/0", "nan", "1e400", "1_000", "9" * 65, "<b>5</b>", "5 & 6", ["5"])
        case OrderKey():
            yield from (list(of.right)[:-1], [*of.right, of.right[0]], [1, 2], "order")
        case TextKey():
            yield from ("x" * 201, "…", ["saddle"])
        case PredictKey(kind="end"):
            yield from (["1"], ["1", "x"], ["1", "2", "3"], [1, 2], "1,2")
        case PredictKey(kind="path"):
            yield from (
                [[0, 0]],
                [[0, 0]] * 3,
                [[n, 0] for n in range(13)],
                [[0], [1]],
                [["0", "0"], ["1", "1"]],
                [[True, 0], [1, 1]],
            )
        case PredictKey():
            yield from ("nobody", ["adam"])
        case FigureKey():
            yield from ("?lr=abc", "?nonsense=1", "?landscape=bowl&optimizers=adam&start=1,1", ["?"])


def blank(of: AnyKey) -> Iterator[object]:
    """Yield what is sent when nothing was answered."""
    yield None
    if not isinstance(of, FigureKey):  # an empty link is one: what the lab opens on
        yield ""
    if isinstance(of, MultipleKey | OrderKey | PredictKey):
        yield []


def vectors() -> list[dict[str, Any]]:
    """Return answers of every sort to every question, each with the key and the verdict, ready for JSON."""
    made = []
    for _, of in keys():
        encoded = msgspec.to_builtins(of)
        for answer in (right(of), *wrong(of), *invalid(of), *blank(of), *UNLIKELY):
            for reveal in (False, True):
                verdict = msgspec.to_builtins(grade(of, answer, reveal=reveal))
                made.append({"key": encoded, "answer": answer, "reveal": reveal, "verdict": verdict})
    return made
