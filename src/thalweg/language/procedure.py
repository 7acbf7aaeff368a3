"""Small named computations that have to give the same numbers in several languages, written once as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thalweg.language.expression import Assignment, names
from thalweg.language.grammar import read_assignments


@dataclass(frozen=True, slots=True)
class Procedure:
    """Assignments in order, made once.

    Attributes:
        name: What it is called in every language.
        arguments: The names it is given.
        lines: Its assignments.
        results: The names it returns; one name, one number.
    """

    name: str
    arguments: tuple[str, ...]
    lines: tuple[Assignment, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Assignments in order, made for every row of a record of a run.

    Attributes:
        name: What it is called in every language.
        arguments: The names it is given once.
        carried: What it keeps from row to row, with the values before the first one.
        lines: Its assignments; they may read a row's `step`, `x`, `y`, `loss`, `g_x` and `g_y`.
        results: The names it returns after the last row.
    """

    name: str
    arguments: tuple[str, ...]
    carried: tuple[tuple[str, float], ...]
    lines: tuple[Assignment, ...]
    results: tuple[str, ...]


ROW = ("step", "x", "y", "loss", "g_x", "g_y")
"""What a fold reads of every row."""


def read_procedure(name: str, arguments: tuple[str, ...], text: str, results: tuple[str, ...] = ()) -> Procedure:
    """Return the procedure of a text of assignments; without `results` the last one is the result.

    Raises:
        Misreading: The text cannot be read.
    """
    lines = read_assignments(text, arguments)
    return Procedure(name, arguments, lines, results or (lines[-1].target,))


def read_fold(
    name: str,
    arguments: tuple[str, ...],
    text: str,
    results: tuple[str, ...],
    initial: Mapping[str, float] | None = None,
) -> Fold:
    """Return the fold of a text of assignments; what is read before it is assigned is carried, from 0 or `initial`.

    Raises:
        Misreading: The text cannot be read.
    """
    lines = read_assignments(text, (*arguments, *ROW))
    known, carried = {*arguments, *ROW}, dict.fromkeys(results, 0.0)
    for line in lines:
        carried |= dict.fromkeys(sorted(names(line.value) - known), 0.0)
        known.add(line.target)
    return Fold(name, arguments, tuple((carried | dict(initial or {})).items()), lines, results)
