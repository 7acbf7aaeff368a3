"""What was asked: one JSON object of one shape, or a sentence that says which."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from http import HTTPStatus

from thalweg.server.compiling import limits, sentences

Domain = tuple[tuple[float, float], tuple[float, float]]


class Declined(Exception):
    """A request that is not taken on.

    Attributes:
        status: The status of the answer.
        sentence: What it says.
        headers: What else it carries.
    """

    def __init__(self, status: HTTPStatus, sentence: str | None = None, headers: dict[str, str] | None = None) -> None:
        """Remember what to answer; the sentence is that of the status unless one is given."""
        super().__init__(status)
        self.status = status
        self.sentence = sentence or sentences.BY_STATUS[status]
        self.headers = headers or {}


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
    given = parsed(body)
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


def parsed(body: bytes) -> dict[str, object]:
    """Return the object that a body is; JSON as RFC 8259 has it, which knows no NaN."""
    try:
        given = json.loads(body.decode("utf-8"), parse_constant=refuse_constant, object_pairs_hook=without_doubles)
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, endless digits, endless brackets
        raise malformed(sentences.NOT_JSON) from error
    if not isinstance(given, dict):
        raise malformed(sentences.NOT_JSON)
    return given


def refuse_constant(name: str) -> object:
    """Refuse `NaN` and the infinities, which Python would read."""
    raise ValueError(name)


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object of the pairs; of a name that stands twice, two readers may read two different things."""
    if len(dict(pairs)) < len(pairs):
        raise malformed(sentences.TWICE)
    return dict(pairs)


def checked_text(value: object) -> str:
    """Return a text of whole characters; JSON can spell halves of them, which nothing else can."""
    if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
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


def malformed(sentence: str) -> Declined:
    """Return what is raised for an object of another shape."""
    return Declined(HTTPStatus.BAD_REQUEST, sentence)
