"""Everything that can be handed out as a file, by address: the server answers with it, and an export writes it down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thalweg import catalogue
from thalweg.server import assets, kernels
from thalweg.server.content import Content
from thalweg.server.pages import Pages, Place

Make = Callable[[], Content]


class Made:
    """Content that is made when it is first asked for, once, however many ask at the same time."""

    def __init__(self, make: Make) -> None:
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
    made = Pages(front_end, place, kernel)
    files: dict[str, Make] = {
        **{assets.ADDRESS + path: _given(content) for path, content in front_end.files.items()},
        kernel: _given(kernels.content(module)),
        **made.by_address(),
    }
    errors = made.errors()
    return Site(
        {address: Made(make) for address, make in files.items()},
        {status: Made(make) for status, make in errors.items()},
    )


def _given(content: Content) -> Make:
    return lambda: content
