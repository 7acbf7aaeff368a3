"""`POST /api/compile`: a formula or a rule comes, the address of a module of our own origin goes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thalweg.server import kernels, posted
from thalweg.server.compiling import limits, sentences
from thalweg.server.compiling.asked import Asked, read
from thalweg.server.compiling.store import Store
from thalweg.server.compiling.work import Compiled, Outcome, Refused
from thalweg.server.compiling.workers import Overloaded, Workers
from thalweg.server.content import NEVER_KEPT, Content
from thalweg.server.posted import Declined, body, later
from thalweg.server.rate import Rate

ADDRESS = "/api/compile"
"""Where what is typed is sent."""

NAMES = {"formula": "landscape", "rule": "optimizer"}
"""How the file of a module begins, by the kind of text it was made from."""

TRY_AGAIN_SECONDS = 5
"""When to ask again where there was no room."""

# Two compressed forms and the text itself; a form is no longer than the text.
FORMS = 3

Answer = str | Refused
"""The file name of a module, or why there is none."""


class Compiling:
    """The service: what it remembers, and who works for it."""

    def __init__(self, workers: Workers | None = None, rate: Rate | None = None) -> None:
        """Begin with nothing remembered and nobody at work.

        Args:
            workers: Who does the work.
            rate: How often a client may have it done.
        """
        self.workers = Workers() if workers is None else workers
        self.rate = Rate(burst=limits.BURST, per_second=limits.PER_SECOND) if rate is None else rate
        self.modules = Store[str, Content](entries=limits.MODULES, size=limits.MODULES_BYTES)
        self.answers = Store[Asked, Answer](entries=limits.ANSWERS, size=limits.ANSWERS_BYTES)
        self.under_way: dict[Asked, asyncio.Task[Answer]] = {}

    async def respond(self, request: Request) -> Response:
        """Answer a request, whatever it holds."""
        try:
            asked = read(await body(request))
            answer = await self.answer(asked, request.client.host if request.client else "")
        except Declined as declined:
            return said(declined.status, Refused(declined.sentence), declined.headers)
        if isinstance(answer, Refused):
            return said(HTTPStatus.UNPROCESSABLE_ENTITY, answer)
        return JSONResponse({"module": kernels.ADDRESS + answer}, headers={"Cache-Control": NEVER_KEPT})

    async def answer(self, asked: Asked, client: str) -> Answer:
        """Return the answer to what was asked: remembered, or from the work that is under way, or from new work.

        Raises:
            Declined: The client asks too often, or there is too much to do.
        """
        if (remembered := self.remembered(asked)) is not None:
            return remembered
        if asked not in self.under_way:
            if seconds := self.rate.wait(client):
                raise later(HTTPStatus.TOO_MANY_REQUESTS, posted.TOO_OFTEN, seconds)
            self.under_way[asked] = task = asyncio.create_task(self.new(asked))
            task.add_done_callback(lambda _: self.under_way.pop(asked))
        try:
            # Whoever else waits for the same work is not to lose it with this request.
            return await asyncio.shield(self.under_way[asked])
        except Overloaded as error:
            raise later(HTTPStatus.SERVICE_UNAVAILABLE, posted.BUSY, TRY_AGAIN_SECONDS) from error

    def remembered(self, asked: Asked) -> Answer | None:
        """Return the answer that was given before, if its module is still there."""
        answer = self.answers.get(asked)
        return None if isinstance(answer, str) and self.modules.get(answer) is None else answer

    async def new(self, asked: Asked) -> Answer:
        """Have the work done, and remember what came of it.

        Raises:
            Overloaded: There is too much to do.
        """
        outcome = await self.workers.outcome(asked)
        answer = self.kept(asked, outcome)
        if is_lasting(outcome):
            self.answers.put(asked, answer, size=size_of(asked, answer))
        return answer

    def kept(self, asked: Asked, outcome: Outcome) -> Answer:
        """Return what is answered, with its module put where it is found."""
        if isinstance(outcome, Refused):
            return outcome
        name = kernels.name(outcome.module, NAMES[asked.kind])
        content = kernels.content(outcome.module, is_for_one=True)
        self.modules.put(name, content, size=FORMS * len(content.body))
        return name

    async def close(self) -> None:
        """End the processes; whoever waits is answered."""
        await self.workers.close()


def is_lasting(outcome: Outcome) -> bool:
    """Whether the same text will come to the same; a machine that is busy now has more time tomorrow."""
    passing = (sentences.TOO_LONG_TAKEN, sentences.TOO_MUCH_MEMORY, sentences.BROKE)
    return isinstance(outcome, Compiled) or outcome.sentence not in passing


def size_of(asked: Asked, answer: Answer) -> int:
    """Return about how many bytes it takes to remember this."""
    said_back = answer if isinstance(answer, str) else answer.sentence
    return len(asked.text.encode()) + len((asked.title or "").encode()) + len(said_back.encode()) + 500


def declined(status: int) -> Response:
    """Return the answer to a request that was declined before it came here."""
    return said(HTTPStatus(status), Refused(posted.BY_STATUS[HTTPStatus(status)]))


def said(status: HTTPStatus, refused: Refused, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says no."""
    return JSONResponse(asdict(refused), status, {"Cache-Control": NEVER_KEPT, **(headers or {})})
