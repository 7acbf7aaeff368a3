"""What was asked: one JSON object of one shape, or a sentence that says which."""

from __future__ import annotations

import math
from dataclasses import dataclass

from thalweg.server.compiling import limits, sentences
from thalweg.server.posted import is_whole, malformed, parsed

Domain = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person typed.

    Attributes:
        kind: "formula" or "rule".
        text: The text of it.
        title: Its name, or None.
        domain: Where a landscape is shown, or None.
    """

    kind: str
    text: str
    title: str | None = None
    domain: Domain | None = None


def read(body: bytes) -> Asked:
    """Return what a body asks for.

    Raises:
        Declined: It is not of the one shape.

    Example:
        >>> read(b'{"formula": "x*y", "domain": [[-1, 1], [0, 2]]}')
        Asked(kind='formula', text='x*y', title=None, domain=((-1.0, 1.0), (0.0, 2.0)))
    """
    given = parsed(body, sentences.EXAMPLE)
    kinds = [kind for kind in ("formula", "rule") if kind in given]
    if len(kinds) != 1:
        raise malformed(sentences.NEITHER_OR_BOTH)
    (kind,) = kinds
    if given.keys() - {kind, "title", *(["domain"] if kind == "formula" else [])}:
        raise malformed(sentences.UNKNOWN)
    return Asked(
        kind,
        checked_text(given[kind]),
        checked_title(given["title"]) if "title" in given else None,
        checked_domain(given["domain"]) if "domain" in given else None,
    )


def checked_text(value: object) -> str:
    """Return a text of whole characters."""
    if not isinstance(value, str) or not is_whole(value):
        raise malformed(sentences.NOT_TEXT)
    return value


def checked_title(value: object) -> str:
    """Return a title that stands on one line and reads as it is written."""
    if not isinstance(value, str) or not (value.isprintable() and value.strip() and len(value) <= limits.TITLE):
        raise malformed(sentences.TITLE)
    return value


def checked_domain(value: object) -> Domain:
    """Return a rectangle."""
    match value:
        case [[x0, x1], [y0, y1]]:
            return checked_side(x0, x1), checked_side(y0, y1)
        case _:
            raise malformed(sentences.DOMAIN)


def checked_side(low: object, high: object) -> tuple[float, float]:
    """Return one side of the rectangle, whose length is a number too."""
    start, end = finite(low), finite(high)
    if not (start < end and math.isfinite(end - start)):
        raise malformed(sentences.DOMAIN)
    return start, end


def finite(value: object) -> float:
    """Return a JSON number as a float."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise malformed(sentences.DOMAIN)
