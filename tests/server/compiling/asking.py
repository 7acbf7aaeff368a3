"""The application asked without a socket: what a test says is what the application hears."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message

from thalweg.server.app import Laboratory
from thalweg.server.compiling import service, work
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.service import Compiling
from thalweg.server.compiling.work import Outcome
from thalweg.server.compiling.workers import Workers
from thalweg.server.rate import Rate

JSON = {"content-type": "application/json"}


class Here(Workers):
    """Workers that do the work in this process, by the function that a worker calls."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        super().__init__()
        self.works: list[Asked] = []

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what comes of the work."""
        self.works.append(asked)
        return work.compiled(asked)


class Held(Here):
    """Workers that begin when they are told to."""

    def __init__(self) -> None:
        """Begin with everything held."""
        super().__init__()
        self.begun = asyncio.Event()
        self.released = asyncio.Event()

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what comes of the work, once it was released."""
        self.works.append(asked)
        self.begun.set()
        await self.released.wait()
        return work.compiled(asked)


@dataclass(frozen=True)
class Reply:
    """What was answered.

    Attributes:
        status: The status.
        headers: The header fields, in small letters.
        body: The bytes.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, object]:
        """The body, as the object that it is."""
        said = json.loads(self.body)
        assert isinstance(said, dict)
        return said


def generous() -> Rate:
    """Return a rate that nobody reaches."""
    return Rate(burst=1_000_000, per_second=1)


def application(workers: Workers, rate: Rate | None = None) -> ASGIApp:
    """Return the application with these workers."""
    return Laboratory(None, Compiling(workers, generous() if rate is None else rate)).app()


async def posted(
    app: ASGIApp,
    body: bytes | Iterable[bytes],
    headers: Mapping[str, str] | None = None,
    *,
    client: str = "192.0.2.1",
    says_length: bool = True,
) -> Reply:
    """Return the answer to a body, sent in one part or in several."""
    parts = [body] if isinstance(body, bytes) else list(body)
    sent = {"host": "lab.example", **JSON, **(headers or {})}
    if says_length:
        sent.setdefault("content-length", str(sum(map(len, parts))))
    return await answered(app, "POST", service.ADDRESS, parts, sent, client)


async def got(app: ASGIApp, path: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Return what lies at an address."""
    return await answered(app, "GET", path, [b""], {"host": "lab.example", **(headers or {})}, "192.0.2.1")


async def answered(
    app: ASGIApp, method: str, path: str, parts: list[bytes], headers: Mapping[str, str], client: str
) -> Reply:
    """Speak ASGI with the application; a body that is read past its end finds the client gone."""
    messages: list[Message] = [
        {"type": "http.request", "body": part, "more_body": position < len(parts)}
        for position, part in enumerate(parts, start=1)
    ]
    heard: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        heard.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "client": (client, 1234),
        "server": ("lab.example", 80),
    }
    await app(scope, receive, send)
    start, *rest = heard
    fields = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
    return Reply(start["status"], fields, b"".join(message.get("body", b"") for message in rest))
