"""From a folder of content to a course, or to everything that is wrong with it, each fault with its file and line."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from markdown_it.token import Token
from msgspec import Meta, Struct

import thalweg
from thalweg.language.refusal import Refusal
from thalweg.lessons import markdown
from thalweg.lessons.faults import BadContent, Fault
from thalweg.lessons.located import Located, read_yaml
from thalweg.lessons.markdown import Directive
from thalweg.lessons.module import Course, Figure, Module, Passage, Section, Task
from thalweg.lessons.questions import ID, AnyQuestion, Id
from thalweg.lessons.references import dangling

PACKAGED = Path(thalweg.__file__).parent / "content"
CHECKOUT = Path(thalweg.__file__).parents[2] / "content"

Kind = TypeVar("Kind")


class FrontMatter(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands above a lesson."""

    id: Id
    title: str
    level: Literal["beginner", "intermediate", "advanced"]
    minutes: Annotated[int, Meta(ge=1)]
    summary: str
    rev: Annotated[int, Meta(ge=1)]
    prerequisites: tuple[Id, ...] = ()
    aliases: dict[Id, Id] = {}


class FigureBody(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a figure is given."""

    link: str
    caption: str
    alt: str
    parts: tuple[str, ...] = ()


class TaskBody(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a task is given."""

    link: str
    ask: str
    until: tuple[str, ...] = ()


def content_folder() -> Path:
    """Return where the content lies: in the package, or beside it in a checkout.

    Raises:
        Refusal: It is in neither place.
    """
    for folder in (PACKAGED, CHECKOUT):
        if (folder / "catalogue.yaml").exists():
            return folder
    raise Refusal(f"the lessons were found neither in {PACKAGED} nor in {CHECKOUT}; install Thalweg anew")


@functools.cache
def read_course(folder: Path) -> Course:
    """Return the course of a folder.

    Raises:
        BadContent: Something in it cannot be taken; every fault is named.
    """
    faults: list[Fault] = []
    catalogue = _kept(faults, lambda: _yaml(folder, "catalogue.yaml"))
    names = _kept(faults, lambda: catalogue.converted(tuple[Id, ...])) if catalogue else None
    modules = [_kept(faults, functools.partial(_module, folder, name, faults)) for name in names or ()]
    course = Course(tuple(module for module in modules if module))
    if not faults:
        faults += dangling(course)
    if faults:
        raise BadContent(faults)
    return course


def _kept(faults: list[Fault], make: Callable[[], Kind]) -> Kind | None:
    """Return what is made, or remember why it cannot be."""
    try:
        return make()
    except BadContent as bad:
        faults += bad.faults
        return None


def _text(folder: Path, file: str) -> str:
    try:
        return (folder / file).read_text(encoding="utf-8")
    except OSError as error:
        raise BadContent([Fault(file, 1, f"this file cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise BadContent([Fault(file, 1, f"this file is not UTF-8 at byte {error.start}")]) from error


def _yaml(folder: Path, file: str) -> Located:
    return read_yaml(_text(folder, file), file)


def _module(folder: Path, name: str, faults: list[Fault]) -> Module:
    """Return a module; what is wrong inside it is remembered, and the rest is read."""
    file = f"{name}/lesson.md"
    tokens = markdown.parsed(_text(folder, file))
    if not tokens or tokens[0].type != "front_matter":
        raise BadContent([Fault(file, 1, "a lesson begins with --- and its front matter: id, title, level, …")])
    above = read_yaml(tokens[0].content, file, first=2)
    front = above.converted(FrontMatter)
    if front.id != name:
        faults.append(above.fault(("id",), f'the id is "{front.id}" in the folder {name}; they have to be the same'))
    questions = _kept(faults, lambda: _questions(folder, f"{name}/questions.yaml", faults)) or {}
    lesson = _Lesson(file, faults)
    lesson.read(tokens[1:])
    sources = lesson.sources | {key: source for key, (source, _) in questions.items()}
    ids = [*lesson.ids, *((key, source.file, source.line(("id",))) for key, (source, _) in questions.items())]
    faults += _twice(ids)
    faults += (
        above.fault(("aliases", old), f'"{old}" is the id of something else; an alias is an id that was')
        for old in front.aliases
        if any(old == key for key, _, _ in ids)
    )
    return Module(
        id=front.id,
        title=front.title,
        level=front.level,
        minutes=front.minutes,
        summary=front.summary,
        prerequisites=front.prerequisites,
        rev=front.rev,
        aliases=front.aliases,
        file=file,
        sections=tuple(lesson.sections),
        figures=lesson.figures,
        tasks=lesson.tasks,
        questions={key: question for key, (_, question) in questions.items()},
        sources=sources | {"": above},
        headings=tuple(lesson.headings),
    )


def _questions(folder: Path, file: str, faults: list[Fault]) -> dict[str, tuple[Located, AnyQuestion]]:
    """Return the questions of a file by id; a file that is not there holds none."""
    if not (folder / file).exists():
        return {}
    questions: dict[str, tuple[Located, AnyQuestion]] = {}
    for part in _yaml(folder, file).items():
        question = _kept(faults, functools.partial(part.converted, AnyQuestion))  # type: ignore[arg-type] # a union of classes
        if question is None:
            continue
        faults += (part.fault(path, sentence) for path, sentence in question.remarks())
        if question.id in questions:
            faults.append(part.fault(("id",), f'the id "{question.id}" stands twice in this file'))
        questions[question.id] = (part, question)
    return questions


def _twice(ids: Iterable[tuple[str, str, int]]) -> Iterable[Fault]:
    """Yield a fault for every id that is used a second time."""
    seen: dict[str, str] = {}
    for key, file, line in ids:
        if key in seen:
            yield Fault(file, line, f'the id "{key}" is taken, by {seen[key]}; ids are unique in a module')
        seen.setdefault(key, f"{file}:{line}")


class _Lesson:
    """Reads the tokens of a lesson into sections, figures and tasks."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults
        self.sections: list[Section] = []
        self.figures: dict[str, Figure] = {}
        self.tasks: dict[str, Task] = {}
        self.sources: dict[str, Located] = {}
        self.headings: list[str] = []
        self.ids: list[tuple[str, str, int]] = []

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(self.file, line, sentence))

    def read(self, tokens: list[Token]) -> None:
        starts = [n for n, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
        before = tokens[: starts[0] if starts else len(tokens)]
        if not starts:
            self.fault(1, "there is no section; one begins with ## Title {#id minutes=5}")
        elif before:
            line = (before[0].map or [0])[0] + 1
            self.fault(line, "this stands before the first section; one begins with ## Title {#id minutes=5}")
        for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
            self.section(tokens[start:end])
        # Now that the headings have been read, what is left in braces is not understood.
        for sentence, line in markdown.troubles(tokens):
            self.fault(line, sentence)

    def section(self, tokens: list[Token]) -> None:
        line = (tokens[0].map or [0])[0] + 1
        heading = markdown.heading(tokens, 0)
        if not heading.id or not heading.minutes.isascii() or not heading.minutes.isdigit():
            self.fault(line, "a section reads ## Title {#id minutes=5}, with its minutes as a whole number")
        self.claim_id(heading.id, line)
        questions: list[str] = []
        for index, token in enumerate(tokens):
            if token.type == "heading_open" and index > 0:
                self.sub_heading(tokens, index)
            if token.type == "directive":
                questions += self.directive(token.meta["directive"])
        self.sections.append(
            Section(
                id=heading.id,
                title=heading.title,
                minutes=int(heading.minutes) if heading.minutes.isdigit() else 0,
                line=line,
                questions=tuple(questions),
                heading=tuple(tokens[:3]),
                body=tuple(tokens[3:]),
            )
        )

    def sub_heading(self, tokens: list[Token], index: int) -> None:
        line = (tokens[index].map or [0])[0] + 1
        if tokens[index].level:
            self.fault(line, "a heading stands by itself, not in a list or a quotation")
        heading = markdown.heading(tokens, index)
        if heading.minutes:
            self.fault(line, "minutes are for sections; a heading inside one may have an id: ### Title {#id}")
        if heading.id:
            tokens[index].attrs["id"] = heading.id
            self.headings.append(heading.id)
            self.claim_id(heading.id, line)

    def directive(self, directive: Directive) -> tuple[str, ...]:
        """Read a directive; return the questions it asks."""
        if directive.name in {"figure", "task"}:
            self.block(directive)
        if directive.name in {"quiz", "predict"}:
            return directive.arguments
        return ()

    def block(self, directive: Directive) -> None:
        """Read a figure or a task."""
        if not directive.is_closed:
            self.fault(directive.line, f":::{directive.name} has no end; close it with ::: on a line of its own")
            return
        if len(directive.arguments) != 1:
            self.fault(directive.line, f":::{directive.name} takes one id, as in :::{directive.name} three-rates")
            return
        (key,) = directive.arguments
        self.claim_id(key, directive.line)
        _kept(self.faults, functools.partial(self.body, directive, key))

    def body(self, directive: Directive, key: str) -> None:
        source = read_yaml(directive.body, self.file, first=directive.line + 1)
        self.sources[key] = source
        if directive.name == "figure":
            said = source.converted(FigureBody)
            caption = Passage(said.caption, self.file, source.line(("caption",)))
            self.figures[key] = Figure(key, said.link.strip(), said.parts, caption, " ".join(said.alt.split()))
        else:
            task = source.converted(TaskBody)
            ask = Passage(task.ask, self.file, source.line(("ask",)))
            self.tasks[key] = Task(key, task.link.strip(), ask, task.until)

    def claim_id(self, key: str, line: int) -> None:
        """Remember an id, which has to look like one."""
        if key and not re.fullmatch(ID, key):
            self.fault(line, f'"{key}" is no id; ids are made of a-z, 0-9 and -, at most 48 of them')
        if key:
            self.ids.append((key, self.file, line))
