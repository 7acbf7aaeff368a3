"""What is wrong with the content: a sentence for each fault, at its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thalweg.language.refusal import Refusal


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something a writer has to change.

    Attributes:
        file: Its path in the folder of the content.
        line: Its line there, from 1.
        sentence: What was found there and what is allowed.
    """

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        """Return "file:line: sentence", as editors understand it."""
        return f"{self.file}:{self.line}: {self.sentence}"


class BadContent(Refusal):
    """Content that cannot be made into a course.

    Attributes:
        faults: Everything that is wrong with it.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Remember the faults and build a message with a line for each."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
