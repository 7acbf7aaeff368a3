"""Variants of a question: the names in its texts filled in, and orders that are shuffled the same way every time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from thalweg.language.refusal import Refusal
from thalweg.lessons.arithmetic import value_of
from thalweg.lessons.questions import Question, Value

DIGITS = 4
"""Significant digits of a number that a text works out."""

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WORKED_OUT = re.compile(r"\{=([^{}]*)\}")


def filled(text: str, values: Mapping[str, Value]) -> str:
    """Return a text with the values of a variant in it; `{= 2/{a}}` becomes what comes out.

    Raises:
        Refusal: What is to be worked out is no arithmetic.

    Example:
        >>> filled("The limit of {a} is {= 2/{a}}.", {"a": 8})
        'The limit of 8 is 0.25.'
    """
    named = _NAME.sub(lambda match: str(values.get(match[1], match[0])), text)
    return _WORKED_OUT.sub(lambda match: shown(value_of(match[1].strip())), named)


def shown(value: float) -> str:
    """Return a number as a text shows it.

    Example:
        >>> [shown(value) for value in (0.1, 2 / 3, 2.0, 123456.0, 1e-7)]
        ['0.1', '0.6667', '2', '123456', '1e-7']
    """
    if float(value).is_integer() and abs(value) < 10**9:
        return str(int(value))
    return re.sub(r"e([+-])0*", lambda match: "e" + match[1].strip("+"), f"{value:.{DIGITS}g}")


def filled_in_all(question: Question, text: str) -> Iterator[str]:
    """Yield a text as it stands in each variant, each text once; one that cannot be filled in stays as it is."""
    seen = set()
    for variant in range(question.variants):
        try:
            one = filled(text, question.values(variant))
        except Refusal:
            one = text
        if one not in seen:
            seen.add(one)
            yield one


def shuffled(keys: Sequence[str], seed: str) -> list[str]:
    """Return the keys in an order that a seed decides and that is never the one they came in.

    Example:
        >>> shuffled(["a", "b"], "any")
        ['b', 'a']
    """
    # Python's own shuffle of a seeded generator may change between versions; sorting by a digest does not.
    mixed = sorted(keys, key=lambda key: hashlib.sha256(f"{seed}\0{key}".encode()).digest())
    return [*mixed[1:], mixed[0]] if mixed == list(keys) else mixed
