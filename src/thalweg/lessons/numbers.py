"""The number a learner typed, or why it is none.

Python's own `float` takes `1_000`, `nan` and `١٢`, and refuses the minus sign that a page shows and a reader copies.
This grammar is small, the same in frontend/src/grading/, and held to tests/lessons/numbers.json in both:

    sign    + or -, and the dashes that look like it
    number  digits with a point or a comma among them, and an exponent: 0.05  .5  1,5  2e-3
    answer  sign? number, or sign? number / number

A comma is a decimal comma, unless three digits follow it that could be thousands: 1,234 is refused.
"""

from __future__ import annotations

import math
import re
import unicodedata

from thalweg.language.refusal import Refusal

LONGEST = 64
"""Characters that are read."""

SAYS = {
    "blank": "Type a number first.",
    "long": f"That is longer than any number needs; at most {LONGEST} characters are read.",
    "comma": "“{given}” can be read in two ways; write a decimal point, as in 1.5, and nothing between thousands.",
    "zero": "“{given}” divides by zero.",
    "large": "“{given}” is larger than any number here can be.",
    "unreadable": "“{given}” is not a number here; write it as in 0.05, 1/3 or 2e-3, without a unit.",
}
"""What is said to a text that is no number, by the reason."""

# Nobody sees these, and they come along when something is copied.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# NFKC would make 10² into 102, and 1½ into 11⁄2: a fraction of one character stands alone.
_RAISED = re.compile("[²³¹\u2070-\u209f]")
_FRACTION = re.compile("[¼-¾\u2150-\u215f\u2189]")
_DASHES = re.compile("[\u2010-\u2013\u2212]")
_NUMBER = r"(?:[0-9]+(?:\.[0-9]*|,[0-9]+)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?"
_ANSWER = re.compile(rf"([+-]?) *({_NUMBER})(?: */ *({_NUMBER}))?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
_SPACES = " \t\n\r\f\v"


class NoNumber(Refusal):
    """A text that is no number.

    Attributes:
        reason: Which of `SAYS` applies.
    """

    def __init__(self, reason: str, given: str) -> None:
        """Remember the reason and build the sentence."""
        super().__init__(SAYS[reason].replace("{given}", given))
        self.reason = reason


def read_number(text: str) -> float:
    """Return the number that a text says.

    Raises:
        NoNumber: It says none, or one that can be read in two ways.

    Example:
        >>> [read_number(text) for text in ("−3", "1,5", "1/4", "½", " 2E-3 ")]
        [-3.0, 1.5, 0.25, 0.5, 0.002]
    """
    if len(text) > LONGEST:
        raise NoNumber("long", "")
    given = text.strip(_SPACES)
    seen = _DASHES.sub("-", _UNSEEN.sub("", text))
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", seen)).replace("\u2044", "/").strip(_SPACES)
    if not plain:
        raise NoNumber("blank", given)
    match = _ANSWER.fullmatch(plain)
    is_beside = _FRACTION.search(seen) and len(seen.strip(_SPACES + "+-")) > 1
    if match is None or is_beside or _RAISED.search(seen):
        raise NoNumber("unreadable", given)
    sign, *written = match.groups()
    if any(part and _THOUSANDS.match(part) for part in written):
        raise NoNumber("comma", given)
    above, below = (float((part or "1").replace(",", ".")) for part in written)
    if below == 0:
        raise NoNumber("zero", given)
    value = above / below if math.isfinite(above) and math.isfinite(below) else math.inf
    if math.isinf(value):
        raise NoNumber("large", given)
    return -value if sign == "-" else value
