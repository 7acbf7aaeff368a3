"""The application: every address of the server, and what it answers."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from importlib import metadata
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from thalweg.server import assets, content, kernels, pages, pictures, posted
from thalweg.server import grading as answers
from thalweg.server.compiling import service
from thalweg.server.compiling.service import Compiling
from thalweg.server.grading import Grading
from thalweg.server.security import Bounded, Headed
from thalweg.server.site import Made, Site

log = logging.getLogger(__name__)

POSTED = (service.ADDRESS, answers.ADDRESS)
"""The addresses that take a body."""


def create_app(folder: Path = assets.PACKAGED, checkout: Path = assets.CHECKOUT) -> ASGIApp:
    """Return the application; what it hands out is made when it is first asked for, once.

    Args:
        folder: Where the built front end lies.
        checkout: Where its sources would lie.
    """
    return Laboratory(front_end(folder, checkout)).app()


def front_end(folder: Path, checkout: Path) -> assets.Assets | None:
    """Return the built front end, saying so in the log where it is missing or older than its sources."""
    try:
        found = assets.read(folder)
    except assets.NotBuilt as error:
        log.warning("%s", error)
        return None
    if newer := assets.newer_source(folder, checkout):
        log.warning("the front end is older than %s: %s anew", newer.relative_to(checkout), assets.REMEDY)
    return found


class Laboratory:
    """What the addresses of the laboratory answer."""

    def __init__(
        self, front_end: assets.Assets | None, compiling: Compiling | None = None, grading: Grading | None = None
    ) -> None:
        """Prepare everything that is handed out.

        Args:
            front_end: What Vite built, or None.
            compiling: What compiles typed mathematics.
            grading: What grades answers.
        """
        self.is_built = front_end is not None
        self.site = Site(front_end or assets.NONE, pages.OWN)
        self.compiling = compiling or Compiling()
        self.grading = grading or Grading()
        self.health = {"status": "ok", "version": metadata.version("thalweg")}

    def app(self) -> ASGIApp:
        """Return the application, headed and bounded."""
        routes = [
            Route("/healthz", self.healthz),
            Route(service.ADDRESS, self.compiling.respond, methods=["POST"]),
            Route(answers.ADDRESS, self.grading.respond, methods=["POST"]),
            Route(answers.VARIANTS, answers.variant),
            *(Route(address, self.file) for address in self.site.files),
            Route("/learn/{module}", self.lesson),
            Route(pictures.ADDRESS + "{module}/{figure}", self.picture),
            Route(kernels.ADDRESS + "{name}", self.typed),
        ]
        starlette = Starlette(
            routes=routes,
            exception_handlers={HTTPException: self.failed, Exception: self.failed},
            lifespan=self.open,
        )
        # For a slash too many, Starlette would redirect to whichever host the request claims to have reached.
        starlette.router.redirect_slashes = False
        # Around Starlette, not among its middleware: its own answer to an exception would come without the headers.
        return Headed(Bounded(starlette, self.error, dict.fromkeys(POSTED, posted.BODY_BYTES)))

    @contextlib.asynccontextmanager
    async def open(self, _app: Starlette) -> AsyncIterator[None]:
        """Be open, and leave no process behind."""
        try:
            yield
        finally:
            await self.compiling.close()

    async def healthz(self, _request: Request) -> Response:
        """Say that the server works, to whatever watches over it."""
        return JSONResponse(self.health, headers={"Cache-Control": content.NEVER_KEPT})

    # Not coroutines, so that Starlette calls them in a thread: whoever is the first to ask for something has it made.

    def file(self, request: Request) -> Response:
        """Hand out a file that has an address of its own."""
        return self.one_of(self.site.files, request)

    def lesson(self, request: Request) -> Response:
        """Hand out a lesson."""
        return self.one_of(self.site.lessons, request)

    def picture(self, request: Request) -> Response:
        """Hand out a still picture."""
        return self.one_of(self.site.pictures, request)

    def one_of(self, files: Mapping[str, Made], request: Request) -> Response:
        """Hand out what an address names: a look-up in a table, so that no path leads out of it."""
        if not self.is_built:
            return self.error(request, HTTPStatus.SERVICE_UNAVAILABLE)
        found = files.get(request.scope["path"])
        return found.content().answer(request) if found else self.error(request, HTTPStatus.NOT_FOUND)

    async def typed(self, request: Request) -> Response:
        """Hand out a module that was generated from what somebody typed."""
        found = self.compiling.modules.get(request.path_params["name"])
        return found.answer(request) if found else self.error(request, HTTPStatus.NOT_FOUND)

    def failed(self, request: Request, failure: Exception) -> Response:
        """Answer what Starlette declines, and what broke; the latter it hands on to the log."""
        if not isinstance(failure, HTTPException):
            return self.error(request, HTTPStatus.INTERNAL_SERVER_ERROR)
        response = self.error(request, failure.status_code)
        response.headers.update(failure.headers or {})
        return response

    def error(self, request: Request, status: int) -> Response:
        """Return the page that says what went wrong, or to a script the sentence alone."""
        if request.scope["path"] == service.ADDRESS:
            return service.declined(status)
        if request.scope["path"].startswith("/api/"):
            return posted.declined(posted.Declined(HTTPStatus(status)))
        return self.site.errors[status].content().answer(request, status)
