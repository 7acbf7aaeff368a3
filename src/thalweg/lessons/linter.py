"""What a reader of the content cannot see and the engine can: whether everything that it says is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from thalweg.landscapes import LANDSCAPES
from thalweg.language.refusal import Refusal
from thalweg.lessons import markdown
from thalweg.lessons.claims import Untrue, check_claim
from thalweg.lessons.faults import BadContent, Fault
from thalweg.lessons.module import Course, Figure, Module
from thalweg.lessons.reading import read_course
from thalweg.lessons.soundness import unsound
from thalweg.optimizers import LEADING, OPTIMIZERS

WORDS_OF_THE_LANGUAGE = {"Momentum", "Bowl", "Saddle", "Plateau"}
"""Titles that mean something else without a capital."""


def faults_of(folder: Path) -> list[Fault]:
    """Return everything that is wrong with the content of a folder, in the order of its files and lines."""
    try:
        course = read_course(folder)
    except BadContent as bad:
        return list(bad.faults)
    return sorted({*_unlisted(folder, course), *(fault for each in course.modules for fault in faults_in(each))})


def faults_in(module: Module) -> Iterator[Fault]:
    """Yield what is wrong in a module, as far as it takes the engine or a look at the whole."""
    yield from _minutes(module)
    yield from unsound(module)
    for claim, file, line in claims_of(module):
        yield from _unborne(claim, file, line)
    for figure in module.figures.values():
        yield from _says_more_than_it_shows(module, figure)


def claims_of(module: Module) -> list[tuple[str, str, int]]:
    """Return every claim with its file and line, each once."""
    found = [
        (claim, module.file, line)
        for section in module.sections
        for claim, line in markdown.claims([*section.heading, *section.body])
    ]
    found += [
        (claim, passage.file, passage.line)
        for passage in module.passages()
        for claim, _ in markdown.claims(markdown.parsed(passage.text))
    ]
    # In the order of the text; claims of one line, in that of the alphabet.
    return sorted(set(found), key=lambda each: (*each[1:], each[0]))


def _unborne(claim: str, file: str, line: int) -> Iterator[Fault]:
    """Yield the fault of a claim that the engine does not bear out, or that cannot be read."""
    try:
        check_claim(claim)
    except Untrue as untrue:
        yield Fault(file, line, f'the claim "{claim}" does not hold: {untrue}')
    except Refusal as refusal:
        yield Fault(file, line, f'the claim "{claim}" cannot be checked: {refusal}')


def _unlisted(folder: Path, course: Course) -> Iterator[Fault]:
    """Yield the folders with a lesson that the catalogue does not name."""
    listed = {module.id for module in course.modules}
    for lesson in sorted(folder.glob("*/lesson.md")):
        if lesson.parent.name not in listed:
            file = f"{lesson.parent.name}/lesson.md"
            yield Fault(file, 1, f"catalogue.yaml does not name {lesson.parent.name}; add it where a learner meets it")


def _minutes(module: Module) -> Iterator[Fault]:
    total = sum(section.minutes for section in module.sections)
    if total != module.minutes:
        sentence = f"minutes is {module.minutes}, and the sections take {total} together"
        yield module.sources[""].fault(("minutes",), sentence)


def _says_more_than_it_shows(module: Module, figure: Figure) -> Iterator[Fault]:
    """Yield what a caption or a description names and the figure does not show."""
    experiment, source = figure.experiment, module.sources[figure.id]
    shown = {optimizer.key for optimizer in experiment.optimizers}
    shown |= {leading.key for leading in LEADING.values() if shown & {each.key for each in leading.alternatives}}
    for name, text in (("caption", figure.caption.text), ("alt", figure.alt)):
        # What a claim names, and where a link leads, is not said.
        said = re.sub(r"\{claim:[^}]*\}|\]\([^)]*\)", "", text)
        for key, title in _titles().items():
            if key in OPTIMIZERS and key not in shown and "optimizers" not in figure.parts and _names(said, title):
                yield source.fault((name,), f"the {name} names {title}, and the link does not show it")
            is_elsewhere = LANDSCAPES.get(key, experiment.landscape) != experiment.landscape
            if is_elsewhere and "landscape" not in figure.parts and _names(said, title):
                yield source.fault(
                    (name,), f"the {name} names {title}, and the link shows {experiment.landscape.title}"
                )


def _titles() -> dict[str, str]:
    """Return the names of optimizers and landscapes by key."""
    return {key: each.title for key, each in LEADING.items()} | {key: each.title for key, each in LANDSCAPES.items()}


def _names(text: str, title: str) -> bool:
    """Whether a text names a title; one that is also a word of the language only with a capital inside a sentence."""
    if title in WORDS_OF_THE_LANGUAGE:
        return re.search(rf"(?<=[\w,;:] ){title}(?!\w)", text) is not None
    flags = re.IGNORECASE if " " in title else 0
    return re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text, flags) is not None
