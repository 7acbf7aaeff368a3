"""`POST /api/grade`: an answer comes, the verdict on it goes. `GET /api/question/…`: a variant of a question."""

from __future__ import annotations

import asyncio
import functools
import re
import sys
from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from thalweg import lessons
from thalweg.language.refusal import UnknownName
from thalweg.lessons.grading import Verdict, grade
from thalweg.lessons.keys import AnyKey, key
from thalweg.lessons.module import Module
from thalweg.lessons.questions import AnyQuestion
from thalweg.lessons.rendering import ask_html, form_html
from thalweg.server import posted
from thalweg.server.content import ASK_AGAIN, NEVER_KEPT, Content
from thalweg.server.posted import Declined, later, malformed
from thalweg.server.rate import Rate

ADDRESS = "/api/grade"
"""Where answers are sent."""

VARIANTS = "/api/question/{module}/{question}/{variant}"
"""Where the variants of a question are."""

AT_WORK = 2
"""Answers that are graded at the same time; a prediction runs the engine, which may take a second."""

WAITING = 64
"""Answers that may wait for it."""

BURST, PER_SECOND = 240, 8.0
"""Answers that may come from one address at once, and how many it regains in a second; a class has one address."""

KEYS = 512
"""Keys that are kept."""

EXAMPLE = '{"module": "momentum", "question": "effective-step", "variant": 0, "answer": "10"}'
SHAPE = (
    'the object has "module" and "question", both strings, "variant", a whole number from 0, "answer", and perhaps '
    '"reveal", true or false, and nothing else'
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer to a question.

    Attributes:
        module: The lesson's id.
        question: The question's id.
        variant: Which of its variants.
        answer: The answer, of whatever shape.
        reveal: Whether the right answer is asked for as well.
    """

    module: str
    question: str
    variant: int
    answer: object
    reveal: bool = False


class Grading:
    """The service: how often it may be asked, and how much it does at once."""

    def __init__(self, rate: Rate | None = None) -> None:
        """Begin with nobody waiting.

        Args:
            rate: How often a client may have an answer graded.
        """
        self.rate = Rate(burst=BURST, per_second=PER_SECOND) if rate is None else rate
        self.at_work = asyncio.Semaphore(AT_WORK)
        self.waiting = 0

    async def respond(self, request: Request) -> Response:
        """Answer a request, whatever it holds."""
        try:
            attempt = read(await posted.body(request))
            verdict = await self.verdict(attempt, request.client.host if request.client else "")
        except Declined as declined:
            return posted.declined(declined)
        headers = {"Cache-Control": NEVER_KEPT}
        return Response(msgspec.json.encode(verdict), headers=headers, media_type="application/json")

    async def verdict(self, attempt: Attempt, client: str) -> Verdict:
        """Return the verdict on an answer, worked out where nobody else has to wait for it.

        Raises:
            Declined: There is no such question, the client asks too often, or too many are waiting.
        """
        if seconds := self.rate.wait(client):
            raise later(HTTPStatus.TOO_MANY_REQUESTS, posted.TOO_OFTEN, seconds)
        if self.waiting >= WAITING:
            raise later(HTTPStatus.SERVICE_UNAVAILABLE, posted.BUSY, 1)
        self.waiting += 1
        try:
            async with self.at_work:
                return await asyncio.to_thread(graded, attempt)
        finally:
            self.waiting -= 1


def variant(request: Request) -> Response:
    """Answer with a variant of a question: what is asked, and the fields for the answer."""
    words = request.path_params
    # No number is longer than this, and Python refuses to read some that are.
    number = int(words["variant"]) if re.fullmatch(r"[0-9]{1,4}", words["variant"]) else sys.maxsize
    try:
        module, question = asked(words["module"], words["question"], number)
    except Declined as declined:
        return posted.declined(declined)
    return variant_content(module, question, number).answer(request)


def variant_content(module: Module, question: AnyQuestion, variant: int, base: str = "") -> Content:
    """Return a variant of a question as it is served."""
    html = {
        "ask": ask_html(module, question, variant, base),
        "form": form_html(module, question, variant, base),
    }
    return Content(msgspec.json.encode(html), "application/json", ASK_AGAIN, is_for_one=True)


def read(body: bytes) -> Attempt:
    """Return the answer that a body holds.

    Raises:
        Declined: It is not of the one shape.

    Example:
        >>> read(b'{"module": "momentum", "question": "q", "variant": 0, "answer": "10"}')
        Attempt(module='momentum', question='q', variant=0, answer='10', reveal=False)
    """
    match posted.parsed(body, EXAMPLE):
        case {"module": str(module), "question": str(question), "variant": int(variant), "answer": answer, **rest}:
            reveal = rest.pop("reveal", False)
            if rest or isinstance(variant, bool) or variant < 0 or not isinstance(reveal, bool):
                raise malformed(SHAPE)
            return Attempt(module, question, variant, answer, reveal)
        case _:
            raise malformed(SHAPE)


def graded(attempt: Attempt) -> Verdict:
    """Return the verdict on an answer.

    Raises:
        Declined: There is no such question.
    """
    asked(attempt.module, attempt.question, attempt.variant)
    return grade(kept_key(attempt.module, attempt.question, attempt.variant), attempt.answer, reveal=attempt.reveal)


@functools.lru_cache(maxsize=KEYS)
def kept_key(module: str, question: str, variant: int) -> AnyKey:
    """Return the key of a variant, made once; whoever tries again is graded with the same."""
    return key(*asked(module, question, variant), variant)


def asked(module: str, question: str, variant: int) -> tuple[Module, AnyQuestion]:
    """Return a question and the lesson it is part of.

    Raises:
        Declined: There is none, or it has no such variant.
    """
    try:
        lesson = lessons.course().module(module)
        found = lesson.question(question)
    except UnknownName as unknown:
        raise Declined(HTTPStatus.NOT_FOUND, str(unknown)) from unknown
    if not variant < found.variants:
        sentence = f"this question has the variants 0 to {found.variants - 1}, and no other"
        raise Declined(HTTPStatus.NOT_FOUND, sentence)
    return lesson, found
