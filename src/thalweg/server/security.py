"""What holds for every answer and every request, whichever page it is about: pure ASGI, around everything else."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",  # generated kernels are modules of our own origin, so nothing needs 'unsafe-eval'
    "style-src": "'self'",
    "img-src": "'self' data: blob:",  # pictures that the page draws for a download
    "connect-src": "'self'",
    "font-src": "'self'",
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

LONGEST_ADDRESS = 8_000
"""Characters of a path with its query: what RFC 9110, section 4.1, asks every server to take."""

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
    """An application that is only asked what is small enough: no bodies, no endless addresses, no endless headers."""

    def __init__(self, app: ASGIApp, decline: Callable[[Request, int], Response]) -> None:
        """Stand before an application, and know how a request is declined."""
        self.app = app
        self.decline = decline

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or decline it without reading further."""
        status = excess(scope) if scope["type"] == "http" else None
        if status is None:
            await self.app(scope, receive, send)
            return
        response = self.decline(Request(scope), status)
        # What was not read must not be taken for the next request.
        response.headers["Connection"] = "close"
        await response(scope, receive, send)


def excess(scope: Scope) -> int | None:
    """Return the status that says what there is too much of in a request, or None."""
    headers = Headers(scope=scope)
    if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        return 431
    # No address of this server takes a body yet.
    if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
        return 413
    return None
