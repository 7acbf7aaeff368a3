"""What is kept of a learner: a product of join-semilattices, so that two copies always have one least copy of both.

The types say what is allowed as well; `form` holds whatever comes from outside to them.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from msgspec import Meta, Struct

from thalweg.progress import limits

Value = TypeVar("Value")

ID = "[a-z0-9][a-z0-9-]{0,47}"

Id = Annotated[str, Meta(pattern=rf"^{ID}\Z")]
"""A module, or a block in one."""

Target = Annotated[str, Meta(pattern=rf"^{ID}(/{ID}){{0,2}}\Z")]
"""A module, a block in it as "module/block", or a state of that block as "module/block/state"."""

Device = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]

Stamp = Annotated[str, Meta(pattern=r"^0[0-7][0-9a-f]{10}-[0-9a-f]{4}-[0-9a-f]{16}\Z")]
"""A moment in somebody's doing: milliseconds, counter and device, of fixed width, so that texts order as times."""

Count = Annotated[int, Meta(ge=0, le=limits.LARGEST)]

Counts = Annotated[dict[Device, Count], Meta(max_length=limits.DEVICES)]
"""Counted by each device for itself; the count is the sum."""


class Fixed(Struct, frozen=True, forbid_unknown_fields=True):
    """A value with these fields and no others."""


class Attempt(Fixed, frozen=True):
    """One answer that was graded.

    Attributes:
        score: In parts per million.
        at: When it was given.
        variant: The variant of the question.
        answer: The answer as JSON, for whoever grades it again; empty where it was too long to keep.
    """

    score: Annotated[int, Meta(ge=0, le=limits.FULL_SCORE)]
    at: Stamp
    variant: Count
    answer: Annotated[str, Meta(max_length=limits.ANSWER)]


class Quiz(Fixed, frozen=True):
    """What became of a question.

    Attributes:
        first: The first attempt.
        best: The best one, and of equals the earliest.
        last: The last one.
        tries: How many there were.
    """

    first: Attempt
    best: Attempt
    last: Attempt
    tries: Counts


class Position(Fixed, frozen=True):
    """Where somebody was reading.

    Attributes:
        at: When.
        block: The block that was being read.
        section: The section around it.
        nth: How many sections lay before that one: what is left of the place should both go.
        part: How much of the block lay above the reading line, in thousandths.
    """

    at: Stamp
    block: Id
    section: Id
    nth: Count
    part: Annotated[int, Meta(ge=0, le=1000)]


class Module(Fixed, frozen=True):
    """What was done in a module.

    Attributes:
        epoch: How often it was begun anew; a higher one makes whatever was done under a lower one void.
        seen: When the end of a section was first seen, in milliseconds.
        quizzes: What became of its questions.
        position: Where somebody was reading, or None.
    """

    epoch: Count
    seen: Annotated[
        dict[Id, Annotated[int, Meta(ge=0, lt=limits.END_OF_TIME)]],
        Meta(max_length=limits.PARTS),
    ]
    quizzes: Annotated[dict[Id, Quiz], Meta(max_length=limits.PARTS)]
    position: Position | None


class Bookmark(Fixed, frozen=True):
    """A place, or the state of a figure, worth coming back to.

    Attributes:
        title: What it is called, should the place go.
        note: What the learner wrote about it.
        link: The figure's state as a query string; empty for a section or a question.
    """

    title: Annotated[str, Meta(max_length=limits.TITLE)]
    note: Annotated[str, Meta(max_length=limits.NOTE)]
    link: Annotated[str, Meta(max_length=limits.LINK)]


class Mark(Fixed, frozen=True):
    """The last word on a bookmark.

    Attributes:
        at: When it was said.
        kept: The bookmark, or None where it was removed.
    """

    at: Stamp
    kept: Bookmark | None


class State(Fixed, frozen=True):
    """Everything that is kept of a learner.

    Attributes:
        version: Of this form.
        modules: What was done, by module.
        bookmarks: By what they point to.
        spent: Seconds, by block and device.
    """

    version: Literal[1]
    modules: Annotated[dict[Id, Module], Meta(max_length=limits.MODULES)]
    bookmarks: Annotated[dict[Target, Mark], Meta(max_length=limits.BOOKMARKS)]
    spent: Annotated[dict[Target, Counts], Meta(max_length=limits.BLOCKS)]


VERSION: Literal[1] = 1

EMPTY = State(version=VERSION, modules={}, bookmarks={}, spent={})
"""Nothing yet: merged with any state, it changes nothing."""
