"""A small named computation that has to give the same numbers in several languages, written once as text."""

from __future__ import annotations

from dataclasses import dataclass

from thalweg.language.expression import Assignment
from thalweg.language.grammar import read_assignments


@dataclass(frozen=True, slots=True)
class Procedure:
    """Assignments in order; what the last one assigns is the result.

    Attributes:
        name: What it is called in every language.
        arguments: The names it is given.
        lines: Its assignments.
    """

    name: str
    arguments: tuple[str, ...]
    lines: tuple[Assignment, ...]

    @property
    def result(self) -> str:
        """The name of the result."""
        return self.lines[-1].target


def read_procedure(name: str, arguments: tuple[str, ...], text: str) -> Procedure:
    """Return the procedure of a text of assignments.

    Raises:
        Misreading: The text cannot be read.
    """
    return Procedure(name, arguments, read_assignments(text, arguments))
