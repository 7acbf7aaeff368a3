"""The pages: made once, because whatever changes on them is worked out in the browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from thalweg import catalogue, lessons
from thalweg.figures.still import SIDE, height
from thalweg.language.notation import GLOSSARY, symbol
from thalweg.lessons.module import Course, Module
from thalweg.lessons.rendering import section_html
from thalweg.server import assets, offline
from thalweg.server.content import ASK_AGAIN, NEVER_KEPT, Content
from thalweg.server.hero import HERO

Text = TypeVar("Text", catalogue.LandscapeText, catalogue.LineText)

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,  # a name that nobody fills in is an error here, not a gap on the page
    trim_blocks=True,
    lstrip_blocks=True,
)

NAVIGATION = {
    "Learn": "/#modules",
    "Lab": "/lab",
    "Bookmarks": "/bookmarks",
    "Progress": "/progress",
    "Glossary": "/glossary",
}
"""What the head of every page leads to."""

SENTENCES = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address can be read, and nothing else can be done with it.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Nothing here takes an upload.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "This link is longer than any experiment needs; it was not read to its end.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The browser sent more about itself than is read here.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something broke here, not at your end. It has been noted in the server's log.",
    HTTPStatus.SERVICE_UNAVAILABLE: f"The laboratory has not been built yet: {assets.REMEDY}.",
}
"""What an error page says, by status."""


@dataclass(frozen=True)
class Place:
    """Where pages are found, and what answers there.

    Attributes:
        base: The path before every address, without a slash at its end; empty where they have a host to themselves.
        grading: What grades an answer, from the base on; empty where there are only files, and the page grades with the
            key.
        compiling: What derives what a person types, likewise; empty where nobody does.
        policy: What a page may load, where no header says so.
    """

    base: str = ""
    grading: str = "/api/grade"
    compiling: str = "/api/compile"
    policy: str = ""


OWN = Place()
"""Our own server."""


class Pages:
    """What makes the pages of a place."""

    def __init__(self, front_end: assets.Assets, place: Place, kernel: str) -> None:
        """Remember what every page is made with.

        Args:
            front_end: The built front end.
            place: Where the pages are found.
            kernel: Address of the generated module that computes their paths.
        """
        self.front_end = front_end
        self.place = place
        self.kernel = kernel

    def by_address(self) -> dict[str, Callable[[], Content]]:
        """Return what makes each page but the lessons."""
        return {
            "/": self.home,
            "/lab": self.lab,
            "/bookmarks": partial(self.kept, "bookmarks", "Bookmarks"),
            "/progress": partial(self.kept, "progress", "Progress"),
            "/glossary": self.glossary,
            offline.INSTEAD: partial(self.plain, "offline", "Not kept here"),
        }

    def lessons(self) -> dict[str, Callable[[], Content]]:
        """Return what makes each lesson; to know which there are, they have to be read."""
        return {f"/learn/{module.id}": partial(self.lesson, module) for module in lessons.course().modules}

    def home(self) -> Content:
        """Return the first page."""
        course = lessons.course()
        return self.page(
            "home.html",
            "Thalweg",
            "home",
            here="/",
            kernel=self.kernel,
            description="A course and a laboratory for gradient descent: see how optimizers walk a loss landscape.",
            hero=HERO,
            width=SIDE,
            height=height(len(HERO.experiment.optimizers)),
            modules=course.modules,
            facts=_facts(course),
        )

    def lab(self) -> Content:
        """Return the laboratory."""
        return self.page(
            "lab.html",
            "The lab",
            "lab",
            here="/lab",
            kernel=self.kernel,
            description="Watch SGD, Momentum, RMSProp and Adam walk a loss landscape: change the learning rate, drag "
            "the start, step through every iteration.",
            landscapes=[marked(text) for text in catalogue.landscape_texts()],
            optimizers=[replace(text, lines=tuple(map(marked, text.lines))) for text in catalogue.optimizer_texts()],
        )

    def lesson(self, module: Module) -> Content:
        """Return a lesson."""
        course = lessons.course()
        place = course.modules.index(module)
        return self.page(
            "lesson.html",
            module.title,
            "lesson",
            here=f"/learn/{module.id}",
            kernel=self.kernel,
            description=module.summary,
            module=module,
            prerequisites=[course.module(key) for key in module.prerequisites],
            sections=[_escaped(section_html(module, section, self.place.base)) for section in module.sections],
            before=course.modules[place - 1] if place else None,
            after=next(iter(course.modules[place + 1 :]), None),
            facts=_facts(course),
        )

    def glossary(self) -> Content:
        """Return the words of the field, as the notation has them."""
        words = sorted(GLOSSARY, key=lambda word: word.term.lower())
        return self.page("glossary.html", "Glossary", here="/glossary", words=words, symbol=symbol)

    def plain(self, name: str, title: str) -> Content:
        """Return a page that is only read."""
        return self.page(f"{name}.html", title, here=f"/{name}")

    def kept(self, name: str, title: str) -> Content:
        """Return a page that its script fills in with what is kept of the learner."""
        course = lessons.course()
        return self.page(f"{name}.html", title, name, here=f"/{name}", modules=course.modules, facts=_facts(course))

    def errors(self) -> dict[int, Callable[[], Content]]:
        """Return what makes the page for each status."""
        return {status.value: partial(self.error, status, sentence) for status, sentence in SENTENCES.items()}

    def error(self, status: HTTPStatus, sentence: str) -> Content:
        """Return the page for a status."""
        return self.page("error.html", status.phrase, keep=NEVER_KEPT, status=status, sentence=sentence)

    def page(
        self, template: str, title: str, script: str = "page", *, keep: str = ASK_AGAIN, **words: object
    ) -> Content:
        """Return a page in the common layout.

        Args:
            template: The file that has the middle of it.
            title: What it is called.
            script: The name of its script among the sources of the front end.
            keep: `Cache-Control` for whoever receives it.
            **words: What the template needs besides.
        """
        common = {"here": "", "description": "", "kernel": "", "navigation": NAVIGATION}
        made_with = {"title": title, "entry": self.front_end.entry(script)}
        text = TEMPLATES.get_template(template).render(common | asdict(self.place) | made_with | words)
        return Content(text.encode(), "text/html; charset=utf-8", keep)


def marked(text: Text) -> Text:
    """Return a text whose MathML the page takes as it is; it was made from declarations of ours, letter by letter."""
    return replace(text, mathml=_escaped(text.mathml))


def _facts(course: Course) -> Markup:
    """Return what the page's scripts know of the course: JSON in which nothing can end the element it stands in."""
    return _escaped(json.dumps(course.facts()).replace("<", "\\u003c"))


def _escaped(html: str) -> Markup:
    """Return HTML that is our own, and that the page takes as it is."""
    return Markup(html)  # noqa: S704 - whoever made it has escaped what is in it
