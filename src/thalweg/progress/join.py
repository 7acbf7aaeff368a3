"""The least state that holds two: commutative, associative, idempotent, and nothing that was achieved is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from thalweg.progress.state import VERSION, Attempt, Mark, Module, Position, Quiz, State

Value = TypeVar("Value")


def merge(a: State, b: State) -> State:
    """Return the least state that holds both.

    Example:
        >>> from thalweg.progress.state import EMPTY
        >>> merge(EMPTY, EMPTY) == EMPTY
        True
    """
    return State(
        version=VERSION,
        modules=_each(a.modules, b.modules, _module),
        bookmarks=_each(a.bookmarks, b.bookmarks, _later),
        spent=_each(a.spent, b.spent, _largest),
    )


def _module(a: Module, b: Module) -> Module:
    """Join two epochs: the higher wins whole, so that what was done before a restart stays undone."""
    if a.epoch != b.epoch:
        return max(a, b, key=lambda module: module.epoch)
    return Module(
        epoch=a.epoch,
        seen=_each(a.seen, b.seen, min),
        quizzes=_each(a.quizzes, b.quizzes, _quiz),
        position=_last_place(a.position, b.position) if a.position and b.position else a.position or b.position,
    )


def _quiz(a: Quiz, b: Quiz) -> Quiz:
    return Quiz(
        first=min(a.first, b.first, key=_in_time),
        best=min(a.best, b.best, key=_by_merit),
        last=max(a.last, b.last, key=_in_time),
        tries=_largest(a.tries, b.tries),
    )


def _largest(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    return _each(a, b, max)


def _later(a: Mark, b: Mark) -> Mark:
    return max(a, b, key=_of_mark)


def _last_place(a: Position, b: Position) -> Position:
    return max(a, b, key=lambda place: (place.at, place.block, place.section, place.nth, place.part))


# A stamp is made once, so that two different things never share one. The rest of each key is for states that somebody
# edited: merging them in any order has to give one state too.


def _in_time(attempt: Attempt) -> tuple[str, int, int, str]:
    return attempt.at, attempt.score, attempt.variant, attempt.answer


def _by_merit(attempt: Attempt) -> tuple[int, str, int, str]:
    return -attempt.score, attempt.at, attempt.variant, attempt.answer


def _of_mark(mark: Mark) -> tuple[str, tuple[str, ...]]:
    kept = mark.kept
    return mark.at, (kept.title, kept.note, kept.link) if kept else ()


def _each(a: dict[str, Value], b: dict[str, Value], join: Callable[[Value, Value], Value]) -> dict[str, Value]:
    """Join two tables key by key; what only one of them has stays as it is."""
    return a | {key: join(a[key], value) if key in a else value for key, value in b.items()}
