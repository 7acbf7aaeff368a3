"""The page of the laboratory, opened as somebody opens it, and watched while the test lasts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.lab import Lab


class OpenLab(Protocol):
    """Opens the lab."""

    def __call__(self, query: str = "", *, script: str = "", **context: object) -> Lab:
        """Open it at a link, in a browser context with these options, after running a script in the empty page."""


class NewContext(Protocol):
    """Makes a browser context; a fixture of pytest-playwright."""

    def __call__(self, **options: object) -> BrowserContext:
        """Make one with these options."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Keep nothing for the time without a network, unless a test asks for it: each would fetch the whole course."""
    return browser_context_args | {"service_workers": "block"}


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
