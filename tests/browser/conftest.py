"""The page of the laboratory, opened as somebody opens it, and watched while the test lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.lab import Lab
from tests.browser.questions import Lesson
from tests.serving import laboratory

EXAMPLE = Path(__file__).parents[1] / "lessons" / "example.py"
"""The command with the course of the tests."""


class OpenLab(Protocol):
    """Opens the lab."""

    def __call__(self, query: str = "", *, script: str = "", **context: object) -> Lab:
        """Open it at a link, in a browser context with these options, after running a script in the empty page."""


class OpenLesson(Protocol):
    """Opens a lesson."""

    def __call__(self, module: str = "example", *, beside: Lesson | None = None, **context: object) -> Lesson:
        """Open it in a browser context with these options, or in that of another lesson."""


class NewContext(Protocol):
    """Makes a browser context; a fixture of pytest-playwright."""

    def __call__(self, **options: object) -> BrowserContext:
        """Make one with these options."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Keep nothing for the time without a network, unless a test asks for it: each would fetch the whole course."""
    return browser_context_args | {"service_workers": "block"}


@pytest.fixture(scope="session")
def example_server() -> Iterator[str]:
    """Run the laboratory with the course of the tests, and give its address."""
    with laboratory(command=(sys.executable, str(EXAMPLE))) as (_, address):
        yield address


@pytest.fixture
def open_lesson(example_server: str, lab_server: str, new_context: NewContext) -> Iterator[OpenLesson]:
    """Open lessons, and at the end require that no page complained and that nobody else was asked for anything."""
    lessons: list[Lesson] = []

    def open_one(module: str = "example", *, beside: Lesson | None = None, **context: object) -> Lesson:
        browser = beside.page.context if beside else new_context(**context)
        lesson = Lesson(browser.new_page(), example_server if module == "example" else lab_server, module)
        lessons.append(lesson)
        lesson.open()
        return lesson

    yield open_one
    assert [complaint for lesson in lessons for complaint in lesson.complaints] == []
    assert {origin for lesson in lessons for origin in lesson.origins} <= {example_server, lab_server}


@pytest.fixture
def open_lab(lab_server: str, new_context: NewContext) -> Iterator[OpenLab]:
    """Open the lab, and at the end require that no page complained and that nobody else was asked for anything."""
    labs: list[Lab] = []

    def open_at(query: str = "", *, script: str = "", **context: object) -> Lab:
        page = new_context(**context).new_page()
        if script:
            page.add_init_script(script)
        lab = Lab(page, lab_server)
        labs.append(lab)
        lab.open(query)
        return lab

    yield open_at
    assert [complaint for lab in labs for complaint in lab.complaints] == []
    assert {origin for lab in labs for origin in lab.origins} <= {lab_server}
