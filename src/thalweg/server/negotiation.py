"""Which compression a client gets, by what it accepts (RFC 9110, section 12.5.3)."""

from __future__ import annotations

from collections.abc import Iterable

IDENTITY = "identity"
"""The name of no compression at all."""


def chosen(accepts: str | None, offers: Iterable[str]) -> str:
    """Return the offer a client likes best; of those it likes equally, the first.

    A client that accepts none of them gets `identity` all the same: a page is of more use to it than a refusal.

    Args:
        accepts: The client's `Accept-Encoding`, or None where it sent none.
        offers: What there is, best first.

    Example:
        >>> chosen("gzip, deflate, br", ["br", "gzip", "identity"])
        'br'
        >>> chosen("gzip;q=0.5, br;q=0.2", ["br", "gzip", "identity"])
        'gzip'
        >>> chosen("deflate", ["br", "gzip", "identity"])
        'identity'
    """
    liking = weights(accepts or "")
    anything = liking.get("*", 0.0)
    # Identity is acceptable until it is refused by name or by "*" (the same section), but only as the last choice.
    last = {IDENTITY: liking.get(IDENTITY, liking.get("*", 0.001))}
    weighed = {offer: (liking | last).get(offer, anything) for offer in offers}
    best = max(weighed, key=weighed.__getitem__)
    return best if weighed[best] > 0 else IDENTITY


def weights(accepts: str) -> dict[str, float]:
    """Return the weight of each coding that a header names; a weight that cannot be read counts as 0.

    Example:
        >>> weights("br;q=0.8, GZIP, x;q=much")
        {'br': 0.8, 'gzip': 1.0, 'x': 0.0}
    """
    weighed = {}
    for part in accepts.split(","):
        coding, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if coding:
            weighed[coding] = next((weight(value[2:]) for value in parameters if value.startswith("q=")), 1.0)
    return weighed


def weight(text: str) -> float:
    """Return a weight between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0
