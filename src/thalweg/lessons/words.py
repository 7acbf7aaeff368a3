"""Words as they are compared: however they were typed."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters of an answer that are read."""

_AROUND = " .,;:!?'\"“”‘’«»()[]…-–—"


def plain_words(text: str) -> str:
    """Return words in small letters, with single spaces, and without punctuation around them.

    `str.lower` and not `str.casefold`, because a browser has only the former.

    Example:
        >>> plain_words("  “Saddle  Point”. ")
        'saddle point'
    """
    spaced = re.sub(r"[ \t\n\r\f\v]+", " ", unicodedata.normalize("NFKC", text))
    return spaced.strip(_AROUND).lower()
