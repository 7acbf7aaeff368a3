"""The pages: rendered once, because whatever changes on them is worked out in the browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from thalweg import catalogue
from thalweg.server import assets
from thalweg.server.content import ASK_AGAIN, NEVER_KEPT, Content

Text = TypeVar("Text", catalogue.LandscapeText, catalogue.LineText)

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,  # a name that nobody fills in is an error here, not a gap on the page
    trim_blocks=True,
    lstrip_blocks=True,
)

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
class Pages:
    """Every page there is.

    Attributes:
        lab: The laboratory.
        errors: The page that says what went wrong, by status.
    """

    lab: Content
    errors: dict[int, Content]


def render(front_end: assets.Assets, kernel: str) -> Pages:
    """Return the pages.

    Args:
        front_end: The built front end they use.
        kernel: Address of the generated module that computes their paths.
    """
    lab = TEMPLATES.get_template("lab.html").render(
        script=front_end.script,
        styles=front_end.styles,
        preloads=front_end.preloads,
        catalogue=kernel,
        landscapes=[marked(text) for text in catalogue.landscape_texts()],
        optimizers=[replace(text, lines=tuple(map(marked, text.lines))) for text in catalogue.optimizer_texts()],
    )
    errors = {status.value: error(front_end, status, sentence) for status, sentence in SENTENCES.items()}
    return Pages(page(lab, ASK_AGAIN), errors)


def marked(text: Text) -> Text:
    """Return a text whose MathML the page takes as it is; it was made from declarations of ours, letter by letter."""
    return replace(text, mathml=Markup(text.mathml))  # noqa: S704 - see above


def error(front_end: assets.Assets, status: HTTPStatus, sentence: str) -> Content:
    """Return the page for a status."""
    template = TEMPLATES.get_template("error.html")
    return page(template.render(styles=front_end.styles, status=status, sentence=sentence), NEVER_KEPT)


def page(text: str, keep: str) -> Content:
    """Return a page as it is served."""
    return Content(text.encode(), "text/html; charset=utf-8", keep)
