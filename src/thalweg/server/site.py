"""Everything that can be handed out as a file, by address: the server answers with it, and an export writes it down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TypeVar

from thalweg import catalogue
from thalweg.server import assets, kernels, offline
from thalweg.server.content import IMMUTABLE, Content
from thalweg.server.pages import Pages, Place
from thalweg.server.pictures import pictures

Key = TypeVar("Key")


class Made:
    """Content that is made when it is first asked for, once, however many ask at the same time."""

    def __init__(self, make: Callable[[], Content]) -> None:
        """Remember how it is made."""
        self._make = make
        self._lock = threading.Lock()
        self._content: Content | None = None

    def content(self) -> Content:
        """Return the content; whoever comes while it is being made waits for it."""
        with self._lock:
            if self._content is None:
                self._content = self._make()
            return self._content


class Site:
    """The files of a place."""

    def __init__(self, front_end: assets.Assets, place: Place) -> None:
        """Prepare them.

        Args:
            front_end: The built front end.
            place: Where they will be found.
        """
        module = catalogue.catalogue_module()
        kernel = kernels.ADDRESS + kernels.name(module)
        self.worker = front_end.entry(offline.SCRIPT).script
        self.makers = Pages(front_end, place, kernel)
        self.given = {
            kernel: kernels.content(module),
            **{assets.ADDRESS + path: content for path, content in front_end.files.items()},
        }
        self.pages = _made(self.makers.by_address())
        self.files = {
            **_made({address: partial(_itself, content) for address, content in self.given.items()}),
            **self.pages,
            offline.ADDRESS: Made(self.kept),
        }
        self.errors = _made(self.makers.errors())

    @cached_property
    def lessons(self) -> dict[str, Made]:
        """The lessons by address; read when they are first asked for, so that nobody waits for them at the start."""
        return _made(self.makers.lessons())

    @cached_property
    def pictures(self) -> dict[str, Made]:
        """The pictures by address, likewise."""
        return _made(pictures())

    def everything(self) -> dict[str, Made]:
        """Return every file by its address."""
        return self.files | self.lessons | self.pictures

    def kept(self) -> Content:
        """Return the script that keeps the site for the time without a network."""
        pages = {address: made.content() for address, made in (self.pages | self.lessons).items()}
        named = [each for each, content in self.given.items() if content.keep == IMMUTABLE and each != self.worker]
        return offline.script(self.given[self.worker], pages, named)


def _made(makers: Mapping[Key, Callable[[], Content]]) -> dict[Key, Made]:
    return {key: Made(make) for key, make in makers.items()}


def _itself(content: Content) -> Content:
    return content
