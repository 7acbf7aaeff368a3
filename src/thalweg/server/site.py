"""Everything that can be handed out as a file, by address: the server answers with it, and an export writes it down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from thalweg import catalogue
from thalweg.server import assets, kernels, offline
from thalweg.server.content import IMMUTABLE, Content
from thalweg.server.pages import Pages, Place


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


@dataclass(frozen=True)
class Site:
    """The files.

    Attributes:
        files: Content by address, without the place's base.
        errors: The page that says what went wrong, by status.
    """

    files: Mapping[str, Made]
    errors: Mapping[int, Made]


def site(front_end: assets.Assets, place: Place) -> Site:
    """Return the files of a place.

    Args:
        front_end: The built front end.
        place: Where they will be found.
    """
    module = catalogue.catalogue_module()
    kernel = kernels.ADDRESS + kernels.name(module)
    makers = Pages(front_end, place, kernel)
    pages = {address: Made(make) for address, make in makers.by_address().items()}
    given = {
        kernel: kernels.content(module),
        **{assets.ADDRESS + path: content for path, content in front_end.files.items()},
    }
    files = {
        **{address: Made(partial(_itself, content)) for address, content in given.items()},
        **pages,
        offline.ADDRESS: Made(partial(_kept, front_end, pages, given)),
    }
    return Site(files, {status: Made(make) for status, make in makers.errors().items()})


def _itself(content: Content) -> Content:
    return content


def _kept(front_end: assets.Assets, pages: Mapping[str, Made], given: Mapping[str, Content]) -> Content:
    """Return the script that keeps the site for the time without a network."""
    worker = front_end.entry(offline.SCRIPT).script
    named = [address for address, content in given.items() if content.keep == IMMUTABLE and address != worker]
    return offline.script(given[worker], {address: made.content() for address, made in pages.items()}, named)
