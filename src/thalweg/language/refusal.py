"""What is said when an input cannot be taken: one sentence with what was got, what is allowed and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class Refusal(ValueError):
    """An input that is declined; its message is the sentence to show to the person who gave it."""


class Misreading(Refusal):
    """A text of the language that cannot be read, with the place where reading stopped.

    Attributes:
        line: Line of the text, from 1.
        column: Column in that line, from 1.
        sentence: What was found there and what is allowed.
    """

    def __init__(self, line: int, column: int, sentence: str) -> None:
        """Remember the place and build the message "line 2, column 9: …"."""
        super().__init__(f"line {line}, column {column}: {sentence}")
        self.line = line
        self.column = column
        self.sentence = sentence


class UnknownName(Refusal):
    """A key that is not declared; the message suggests the nearest ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Build the message from what was asked for and what there is."""
        known = list(known)
        super().__init__(f'unknown {kind} "{shortened(name)}"; {suggestion(name, known)}')


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the words that follow an unknown name: its nearest neighbour if there is one, else all that is known."""
    known = sorted(known)
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    listed = ", ".join(known)
    return f'did you mean "{nearest[0]}"? Known here: {listed}' if nearest else f"known here: {listed}"


def shortened(text: str, length: int = 60) -> str:
    """Return the text on one line, cut to a length that fits into a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
