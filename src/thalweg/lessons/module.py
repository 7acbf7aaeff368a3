"""What a course consists of: modules, their sections, figures, tasks and questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from thalweg.figures.still import still
from thalweg.language.refusal import UnknownName
from thalweg.lessons.located import Located
from thalweg.lessons.questions import AnyQuestion
from thalweg.lessons.variants import filled_in_all
from thalweg.links import Experiment, read_link


@dataclass(frozen=True, slots=True)
class Passage:
    """Markdown somewhere in the content.

    Attributes:
        text: The Markdown.
        file: The file it stands in.
        line: Its first line there.
    """

    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A lab with fewer controls.

    Attributes:
        id: Its name, for ever.
        link: What it shows, as the lab's link.
        parts: What may be seen and used besides the map and its legend.
        caption: What it shows, in Markdown.
        alt: The same for those who do not see it, in one plain sentence.
    """

    id: str
    link: str
    parts: tuple[str, ...]
    caption: Passage
    alt: str

    @property
    def experiment(self) -> Experiment:
        """What it shows."""
        return read_link(self.link)

    def still(self) -> bytes:
        """Return a still picture of it as SVG."""
        experiment = self.experiment
        return still(experiment.runs(), experiment.domain)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do in the lab of the page.

    Attributes:
        id: Its name, for ever.
        link: What "Set it up" loads.
        ask: What is to be done, in Markdown.
        until: The conditions that hold when it is done.
    """

    id: str
    link: str
    ask: Passage
    until: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A part of a lesson.

    Attributes:
        id: Its name, for ever.
        title: Its heading, as plain text.
        minutes: How long it takes.
        line: The line of its heading.
        questions: The ids of its questions, in order.
        heading: The tokens of its heading.
        body: The tokens of the rest.
    """

    id: str
    title: str
    minutes: int
    line: int
    questions: tuple[str, ...]
    heading: tuple[Token, ...] = field(repr=False)
    body: tuple[Token, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """A lesson with its questions.

    Attributes:
        id: Its name, for ever.
        title: What it is called.
        level: beginner, intermediate or advanced.
        minutes: How long it takes.
        summary: What it is about, in one sentence.
        prerequisites: Ids of the modules it builds on.
        rev: Its revision, from 1.
        aliases: Ids that were, and what they have become.
        file: The file of its text.
        sections: Its sections, in order.
        figures: Its figures, by id.
        tasks: Its tasks, by id.
        questions: Its questions, by id.
        sources: Where figures, tasks and questions are written, by id.
        headings: Ids of the headings inside sections.
    """

    id: str
    title: str
    level: str
    minutes: int
    summary: str
    prerequisites: tuple[str, ...]
    rev: int
    aliases: Mapping[str, str]
    file: str
    sections: tuple[Section, ...]
    figures: Mapping[str, Figure]
    tasks: Mapping[str, Task]
    questions: Mapping[str, AnyQuestion]
    sources: Mapping[str, Located]
    headings: tuple[str, ...]

    @property
    def ids(self) -> Iterator[str]:
        """Everything that a link can lead to."""
        yield from (section.id for section in self.sections)
        yield from (*self.headings, *self.figures, *self.tasks, *self.questions)

    def question(self, key: str) -> AnyQuestion:
        """Return a question by its id, or by one it had.

        Raises:
            UnknownName: There is none.
        """
        current = self.aliases.get(key, key)
        if current not in self.questions:
            raise UnknownName("question", key, self.questions)
        return self.questions[current]

    def figure(self, key: str) -> Figure:
        """Return a figure by its id, or by one it had.

        Raises:
            UnknownName: There is none.
        """
        current = self.aliases.get(key, key)
        if current not in self.figures:
            raise UnknownName("figure", key, self.figures)
        return self.figures[current]

    def passages(self) -> Iterator[Passage]:
        """Yield every Markdown text but the running text: captions, tasks, and all variants of what questions say."""
        yield from (figure.caption for figure in self.figures.values())
        yield from (task.ask for task in self.tasks.values())
        for question in self.questions.values():
            source = self.sources[question.id]
            for path, text in question.passages():
                yield from (Passage(each, source.file, source.line(path)) for each in filled_in_all(question, text))


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """The modules, in the order a learner meets them."""

    modules: tuple[Module, ...]

    def module(self, key: str) -> Module:
        """Return a module by its id.

        Raises:
            UnknownName: There is none.
        """
        found = next((module for module in self.modules if module.id == key), None)
        if found is None:
            raise UnknownName("module", key, [module.id for module in self.modules])
        return found

    def facts(self) -> dict[str, object]:
        """Return what a page has to know to keep a learner's progress, ready for JSON."""
        return {
            "modules": [
                {
                    "id": module.id,
                    "title": module.title,
                    "minutes": module.minutes,
                    "level": module.level,
                    "sections": [
                        {
                            "id": section.id,
                            "title": section.title,
                            "minutes": section.minutes,
                            "questions": list(section.questions),
                        }
                        for section in module.sections
                    ],
                    "aliases": dict(module.aliases),
                }
                for module in self.modules
            ]
        }
