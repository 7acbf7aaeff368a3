"""States made at random from very few values, so that times, scores and devices tie all the time."""

from __future__ import annotations

from random import Random

from thalweg.progress import Attempt, Bookmark, Mark, Module, Position, Quiz, State

IDS = ("a", "b", "constructor")
"""The last is a word that every object of JavaScript knows."""

TARGETS = ("a", "a/b", "b/a/1", "constructor")
DEVICES = ("0000000000000000", "0123456789abcdef", "ffffffffffffffff")
SCORES = (0, 333_333, 1_000_000)

TEXTS = ("", "x", "\ufb01", "\U0001f600", "\U0001f600z")
"""By code points the ligature comes before the face; by the halves that JavaScript compares, after it."""


def some_state(random: Random) -> State:
    """Return a state."""
    return State(
        version=1,
        modules={key: some_module(random) for key in some_of(random, IDS)},
        bookmarks={key: some_mark(random) for key in some_of(random, TARGETS)},
        spent={key: some_counts(random) for key in some_of(random, TARGETS)},
    )


def some_module(random: Random) -> Module:
    """Return a module."""
    return Module(
        epoch=random.choice((0, 0, 0, 1, 2)),
        seen={key: random.randint(0, 6) for key in some_of(random, IDS)},
        quizzes={key: some_quiz(random) for key in some_of(random, IDS)},
        position=random.choice((None, some_position(random))),
    )


def some_quiz(random: Random) -> Quiz:
    """Return what became of a question."""
    return Quiz(
        first=some_attempt(random), best=some_attempt(random), last=some_attempt(random), tries=some_counts(random)
    )


def some_attempt(random: Random) -> Attempt:
    """Return an attempt."""
    return Attempt(
        score=random.choice(SCORES),
        at=some_stamp(random),
        variant=random.randint(0, 1),
        answer=random.choice(TEXTS),
    )


def some_position(random: Random) -> Position:
    """Return a position."""
    return Position(
        at=some_stamp(random),
        block=random.choice(IDS),
        section=random.choice(IDS),
        nth=random.randint(0, 2),
        part=random.choice((0, 500, 1000)),
    )


def some_mark(random: Random) -> Mark:
    """Return a bookmark that is there or was."""
    kept = Bookmark(title=random.choice(TEXTS), note=random.choice(TEXTS), link=random.choice(("", "?lr=0.1")))
    return Mark(at=some_stamp(random), kept=random.choice((None, kept)))


def some_counts(random: Random) -> dict[str, int]:
    """Return a count by device."""
    return {device: random.randint(0, 6) for device in some_of(random, DEVICES)}


def some_stamp(random: Random) -> str:
    """Return a stamp."""
    return f"{random.randint(0, 6):012x}-{random.randint(0, 1):04x}-{random.choice(DEVICES)}"


def some_of(random: Random, values: tuple[str, ...]) -> list[str]:
    """Return some of the values, often none of them."""
    return [value for value in values if random.random() < 0.5]
