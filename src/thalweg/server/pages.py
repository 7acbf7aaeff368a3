"""The pages: made once, because whatever changes on them is worked out in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from thalweg import catalogue
from thalweg.language.notation import GLOSSARY, symbol
from thalweg.server import assets, offline
from thalweg.server.content import ASK_AGAIN, NEVER_KEPT, Content

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
    """

    base: str = ""
    grading: str = "/api/grade"


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
        """Return what makes each page."""
        return {
            "/": self.home,
            "/lab": self.lab,
            "/bookmarks": partial(self.plain, "bookmarks", "Bookmarks"),
            "/progress": partial(self.plain, "progress", "Progress"),
            "/glossary": self.glossary,
            offline.INSTEAD: partial(self.plain, "offline", "Not kept here"),
        }

    def home(self) -> Content:
        """Return the first page."""
        return self.page("home.html", "How optimizers find their way down", "home", here="/")

    def lab(self) -> Content:
        """Return the laboratory."""
        entry = self.front_end.entry("lab")
        text = TEMPLATES.get_template("lab.html").render(
            script=entry.script,
            styles=entry.styles,
            preloads=entry.preloads,
            catalogue=self.kernel,
            landscapes=[marked(text) for text in catalogue.landscape_texts()],
            optimizers=[replace(text, lines=tuple(map(marked, text.lines))) for text in catalogue.optimizer_texts()],
        )
        return html(text, ASK_AGAIN)

    def glossary(self) -> Content:
        """Return the words of the field, as the notation has them."""
        words = sorted(GLOSSARY, key=lambda word: word.term.lower())
        return self.page("glossary.html", "Glossary", here="/glossary", words=words, symbol=symbol)

    def plain(self, name: str, title: str) -> Content:
        """Return a page that its script fills in."""
        return self.page(f"{name}.html", title, here=f"/{name}")

    def errors(self) -> dict[int, Callable[[], Content]]:
        """Return what makes the page for each status."""
        return {status.value: partial(self.error, status, sentence) for status, sentence in SENTENCES.items()}

    def error(self, status: HTTPStatus, sentence: str) -> Content:
        """Return the page for a status."""
        return self.page("error.html", status.phrase, keep=NEVER_KEPT, status=status, sentence=sentence)

    def page(
        self,
        template: str,
        title: str,
        script: str = "page",
        *,
        here: str = "",
        keep: str = ASK_AGAIN,
        **words: object,
    ) -> Content:
        """Return a page in the common layout.

        Args:
            template: The file that has the middle of it.
            title: What it is called.
            script: The name of its script among the sources of the front end.
            here: Its address; empty for one that may stand at any.
            keep: `Cache-Control` for whoever receives it.
            **words: What the template needs besides.
        """
        text = TEMPLATES.get_template(template).render(
            base=self.place.base,
            grading=self.place.grading,
            here=here,
            navigation=NAVIGATION,
            title=title,
            entry=self.front_end.entry(script),
            description="",
            **words,
        )
        return html(text, keep)


def marked(text: Text) -> Text:
    """Return a text whose MathML the page takes as it is; it was made from declarations of ours, letter by letter."""
    return replace(text, mathml=Markup(text.mathml))  # noqa: S704 - see above


def html(text: str, keep: str) -> Content:
    """Return a page as it is served."""
    return Content(text.encode(), "text/html; charset=utf-8", keep)
