"""Still pictures of the figures, for those who see a page without JavaScript, and for paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from thalweg import lessons
from thalweg.lessons.module import Figure
from thalweg.server.content import ASK_AGAIN, Content
from thalweg.server.hero import HERO

ADDRESS = "/pictures/"
"""Where pictures are."""


def pictures() -> dict[str, Callable[[], Content]]:
    """Return what makes each picture, by address; to know which there are, the lessons have to be read."""
    figures = {module.id: module.figures.values() for module in lessons.course().modules} | {"home": [HERO]}
    return {
        f"{ADDRESS}{module}/{figure.id}.svg": partial(picture, figure)
        for module, shown in figures.items()
        for figure in shown
    }


def picture(figure: Figure) -> Content:
    """Return the picture of a figure, untouched."""
    return Content(figure.still(), "image/svg+xml", ASK_AGAIN)
