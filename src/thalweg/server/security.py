"""What holds for every answer and every request, whichever page it is about: pure ASGI, around everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thalweg.links import LIMITS

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",  # generated kernels are modules of our own origin, so nothing needs 'unsafe-eval'
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # pictures that the page draws for a download
    "connect-src": "'self'",
    "font-src": "'self'",
    "worker-src": "'self'",  # what keeps the pages for the time without a network
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
"""What a page may load, and from where: everything from here, nothing from anyone else."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {sources}" for what, sources in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",  # a link holds an experiment, and that is nobody else's business
    "X-Content-Type-Options": "nosniff",
}

LONGEST_PATH = 8_000
"""Characters of a path: what RFC 9110, section 4.1, asks every server to take of an address."""

LONGEST_QUERY = LIMITS.link - len("?")
"""Characters of a query: whatever the lab writes into its address opens again."""

MOST_HEADERS = 32_000
"""Bytes of a request's header fields together; browsers send one or two thousand."""


class Headed:
    """An application whose every answer carries `HEADERS`, its error pages included."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and head what it sends."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, headed)


class Bounded:
    """An application that is only asked what is small enough: no endless bodies, addresses or headers."""

    def __init__(
        self, app: ASGIApp, decline: Callable[[Request, int], Response], bodies: Mapping[str, int] | None = None
    ) -> None:
        """Stand before an application.

        Args:
            app: The application.
            decline: How a request is declined.
            bodies: The addresses that take a body, and how many bytes; a body that does not say its length is theirs
                to measure.
        """
        self.app = app
        self.decline = decline
        self.bodies = bodies or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or decline it without reading further."""
        status = excess(scope, self.bodies) if scope["type"] == "http" else None
        if status is None:
            await self.app(scope, receive, send)
            return
        response = self.decline(Request(scope), status)
        # What was not read must not be taken for the next request.
        response.headers["Connection"] = "close"
        await response(scope, receive, send)


def excess(scope: Scope, bodies: Mapping[str, int]) -> int | None:
    """Return the status that says what there is too much of in a request, or None."""
    if len(scope.get("raw_path") or scope["path"]) > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
        return 414
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        return 431
    return 413 if is_body_too_large(Headers(scope=scope), bodies.get(scope["path"])) else None


def is_body_too_large(headers: Mapping[str, str], most: int | None) -> bool:
    """Whether a request brings more than an address takes; None stands for one that takes nothing."""
    length = headers.get("content-length", "0")
    if most is None:
        return "transfer-encoding" in headers or length != "0"
    return not (length.isascii() and length.isdigit() and int(length[:20]) <= most)


def is_from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether the page of another site sent a request; what is no browser says nothing about sites.

    Example:
        >>> is_from_elsewhere({"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"})
        False
        >>> is_from_elsewhere({"sec-fetch-site": "cross-site"})
        True
    """
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return True
    # A proxy may speak https for us, so it is the host that counts. Browsers without the header above send this one.
    origin = headers.get("origin")
    return origin is not None and host_of(origin) != headers.get("host", "").lower()


def host_of(origin: str) -> str | None:
    """Return the host and port of an origin, None for the opaque origin "null" and for what is none."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:  # a bracket that is never closed
        return None
