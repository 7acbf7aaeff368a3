"""The work itself: from what was typed to a module, or to the sentence that refuses it."""

from __future__ import annotations

from dataclasses import dataclass

from thalweg import catalogue
from thalweg.landscapes.landscape import Domain
from thalweg.language.refusal import Misreading, Refusal
from thalweg.server.compiling import limits, sentences
from thalweg.server.compiling.asked import Asked


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was typed, as a module.

    Attributes:
        module: The text of the module.
    """

    module: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed cannot be taken.

    Attributes:
        sentence: Why.
        line: Line of the text, from 1, where there is such a place.
        column: Column in that line, from 1.
    """

    sentence: str
    line: int | None = None
    column: int | None = None


Outcome = Compiled | Refused


def compiled(asked: Asked) -> Outcome:
    """Return the module of what was typed, or why there is none."""
    try:
        module = module_of(asked)
    except Misreading as misreading:
        return Refused(misreading.sentence, misreading.line, misreading.column)
    except Refusal as refusal:
        return Refused(str(refusal))
    return Compiled(module) if len(module.encode()) <= limits.MODULE_BYTES else Refused(sentences.TOO_LARGE)


def module_of(asked: Asked) -> str:
    """Return the source of the module.

    Raises:
        Refusal: What was typed cannot be taken.
    """
    if asked.kind == "rule":
        return catalogue.optimizer_module(asked.text, asked.title)
    return catalogue.landscape_module(asked.text, asked.title, Domain(*asked.domain) if asked.domain else None)
