"""What a page of ours sends: one JSON object, read no further than it may be long, or the sentence that declines it."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from thalweg.server import security
from thalweg.server.content import NEVER_KEPT

BODY_BYTES = 16_000
"""Bytes of a body; the longest text of the language, every letter escaped, is 12,000."""

BODY_SECONDS = 10.0
"""How long a body may take to arrive."""

NOT_JSON = "the body has to be one JSON object in UTF-8"
TWICE = "each name may stand once in the object"
TOO_OFTEN = "this is more than one person can have in so short a time; try again in a moment"
BUSY = "more is asked than there is room for; try again in a moment"

BY_STATUS = {
    HTTPStatus.BAD_REQUEST: NOT_JSON,
    HTTPStatus.NOT_FOUND: "there is nothing at this address",
    HTTPStatus.FORBIDDEN: "only a page of this server may ask for this",
    HTTPStatus.METHOD_NOT_ALLOWED: "the header Allow names what can be done here, and this is not among it",
    HTTPStatus.REQUEST_TIMEOUT: "the text took too long to arrive",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: f"at most {BODY_BYTES:,} bytes are read",
    HTTPStatus.REQUEST_URI_TOO_LONG: "the address is longer than any that is read here",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "the body has to be application/json, not compressed",
    HTTPStatus.TOO_MANY_REQUESTS: TOO_OFTEN,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "the browser sent more about itself than is read here",
    HTTPStatus.INTERNAL_SERVER_ERROR: "something broke here, not at your end",
    HTTPStatus.SERVICE_UNAVAILABLE: BUSY,
}
"""What is said about a request that was not looked at more closely."""


class Declined(Exception):
    """A request that is not taken on.

    Attributes:
        status: The status of the answer.
        sentence: What it says.
        headers: What else it carries.
    """

    def __init__(self, status: HTTPStatus, sentence: str | None = None, headers: dict[str, str] | None = None) -> None:
        """Remember what to answer; the sentence is that of the status unless one is given."""
        super().__init__(status)
        self.status = status
        self.sentence = sentence or BY_STATUS[status]
        self.headers = headers or {}


async def body(request: Request) -> bytes:
    """Return what a page of ours sent, which says its length or does not.

    Raises:
        Declined: Another site's page sent it, it is no JSON, it is too long, comes too slowly, or ends too early.
    """
    check_origin_and_type(request.headers)
    read_so_far = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                read_so_far += part
                if len(read_so_far) > BODY_BYTES:
                    raise unread(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError as error:
        raise unread(HTTPStatus.REQUEST_TIMEOUT) from error
    except ClientDisconnect as error:  # nobody reads this answer
        raise unread(HTTPStatus.BAD_REQUEST) from error
    return bytes(read_so_far)


def check_origin_and_type(headers: Mapping[str, str]) -> None:
    """Decline what no page of ours would send.

    Raises:
        Declined: Another site's page sent it, or it is no JSON.
    """
    if security.is_from_elsewhere(headers):
        raise Declined(HTTPStatus.FORBIDDEN)
    media_type, _, parameters = headers.get("content-type", "").lower().partition(";")
    is_json = media_type.strip() == "application/json" and parameters.strip() in ("", "charset=utf-8")
    if not is_json or headers.get("content-encoding", "identity").lower() != "identity":
        raise Declined(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def parsed(body: bytes, example: str) -> dict[str, object]:
    """Return the object that a body is; JSON as RFC 8259 has it, which knows no NaN.

    Args:
        body: What was sent.
        example: An object that would be understood, for the sentence.

    Raises:
        Declined: It is none.
    """
    try:
        given = json.loads(body.decode("utf-8"), parse_constant=refuse_constant, object_pairs_hook=without_doubles)
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, endless digits, endless brackets
        raise malformed(f"{NOT_JSON}, such as {example}") from error
    if not isinstance(given, dict):
        raise malformed(f"{NOT_JSON}, such as {example}")
    return given


def refuse_constant(name: str) -> object:
    """Refuse `NaN` and the infinities, which Python would read."""
    raise ValueError(name)


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object of the pairs; of a name that stands twice, two readers may read two different things."""
    if len(dict(pairs)) < len(pairs):
        raise malformed(TWICE)
    return dict(pairs)


def is_whole(text: str) -> bool:
    """Whether a text has whole characters only; JSON can spell halves of them, which nothing else can."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def malformed(sentence: str) -> Declined:
    """Return what is raised for an object of another shape."""
    return Declined(HTTPStatus.BAD_REQUEST, sentence)


def unread(status: HTTPStatus) -> Declined:
    """Return what is raised in the middle of a body: the rest of it must not be taken for the next request."""
    return Declined(status, headers={"Connection": "close"})


def later(status: HTTPStatus, sentence: str, seconds: float) -> Declined:
    """Return what is raised where asking again helps, with the time for it."""
    return Declined(status, sentence, {"Retry-After": str(math.ceil(seconds))})


def declined(reason: Declined) -> Response:
    """Return the answer to a request that is not taken on."""
    headers = {"Cache-Control": NEVER_KEPT, **reason.headers}
    return JSONResponse({"sentence": reason.sentence}, reason.status, headers)
