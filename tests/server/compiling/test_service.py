"""The address: what it takes, what it answers, and what it remembers."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from tests.server.compiling.asking import JSON, Held, Here, Reply, application, got, posted
from thalweg import catalogue
from thalweg.landscapes.landscape import Domain
from thalweg.server.app import Laboratory
from thalweg.server.compiling import limits, sentences, service
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.service import Compiling
from thalweg.server.compiling.work import Compiled, Outcome, Refused
from thalweg.server.compiling.workers import Overloaded, Workers
from thalweg.server.posted import BODY_BYTES, BUSY, BY_STATUS, TOO_OFTEN
from thalweg.server.rate import Rate

BOWL = b'{"formula": "x**2 + 3*y**2"}'
RULE = "beta = 0.9\nv = beta*v + g\ntheta = theta - lr*v"


def asked_once(body: bytes, headers: Mapping[str, str] | None = None) -> Reply:
    """Return what a fresh application answers."""
    return asyncio.run(posted(application(Here()), body, headers))


@pytest.mark.parametrize(
    ("body", "name", "module"),
    [
        ({"formula": "x**2 + 3*y**2"}, "landscape", lambda: catalogue.landscape_module("x**2 + 3*y**2")),
        (
            {"formula": "x**2 + 3*y**2", "title": "Mine", "domain": [[-1, 2], [0, 4]]},
            "landscape",
            lambda: catalogue.landscape_module("x**2 + 3*y**2", "Mine", Domain((-1.0, 2.0), (0.0, 4.0))),
        ),
        ({"rule": RULE}, "optimizer", lambda: catalogue.optimizer_module(RULE)),
        ({"rule": RULE, "title": "Mine"}, "optimizer", lambda: catalogue.optimizer_module(RULE, "Mine")),
    ],
)
def test_what_is_typed_is_answered_with_the_address_of_its_module(
    body: dict[str, object], name: str, module: Callable[[], str]
) -> None:
    async def story() -> None:
        app = application(Here())
        reply = await posted(app, json.dumps(body).encode())
        text = module().encode()
        address = f"/kernels/{name}-{hashlib.sha256(text).hexdigest()[:12]}.js"
        assert (reply.status, reply.said) == (200, {"module": address})
        assert reply.headers["cache-control"] == "no-store"
        served = await got(app, address)
        assert (served.status, served.body) == (200, text)
        assert served.headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in served.headers["cache-control"]
        pressed = await got(app, address, {"accept-encoding": "gzip"})
        assert pressed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(pressed.body) == text

    asyncio.run(story())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"formula": "x +\\n 2*z"}', ('unknown name "z"; known here: e, pi, x, y', 2, 4)),
        (b'{"rule": "v = v + h\\ntheta = theta - lr*v"}', ('unknown name "h"; known here:', 1, 9)),
        (b'{"rule": "v = v + g"}', ("a rule has to assign theta", None, None)),
        (b'{"formula": "x +\\n 1/0"}', ("this is zero everywhere", 2, 4)),
        (b'{"rule": "theta = theta - lr*g\\n g = 2*g"}', ('"g" is given to the rule', 2, 2)),
        (b'{"rule": " lr = 0.1\\ntheta = theta - lr*g"}', ('"lr" is set with the learning rate of the lab', 1, 2)),
    ],
)
def test_a_refusal_has_its_sentence_and_its_place(body: bytes, said: tuple[str, int | None, int | None]) -> None:
    reply = asked_once(body)
    assert reply.status == 422
    assert reply.said.keys() == {"sentence", "line", "column"}
    assert str(reply.said["sentence"]).startswith(said[0])
    assert (reply.said["line"], reply.said["column"]) == said[1:]


def test_what_is_no_request_is_declined_with_a_sentence() -> None:
    reply = asked_once(b'{"formula": 1}')
    assert reply.status == 400
    assert reply.said == {"sentence": sentences.NOT_TEXT, "line": None, "column": None}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "http://lab.example"}, 200),
        ({"origin": "https://lab.example"}, 200),
        ({"origin": "http://LAB.example", "host": "lab.EXAMPLE"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": ""}, 403),
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "http://lab.example:81"}, 403),
        ({"origin": "http://lab.example.elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://[", "host": ""}, 403),
        ({"origin": "null", "host": ""}, 403),
        ({"content-type": "application/json; charset=UTF-8"}, 200),
        ({"content-type": "Application/JSON"}, 200),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "application/json; charset=utf-16"}, 415),
        ({"content-type": "application/jsonp"}, 415),
        ({"content-type": ""}, 415),
        ({"content-encoding": "gzip"}, 415),
    ],
)
def test_only_a_page_of_ours_may_send_and_only_json(headers: dict[str, str], status: int) -> None:
    reply = asked_once(BOWL, headers)
    assert reply.status == status
    if status != 200:
        assert reply.said["sentence"] == BY_STATUS[HTTPStatus(status)]


JSON_SCOPE = {
    "type": "http",
    "method": "POST",
    "path": service.ADDRESS,
    "headers": [(b"content-type", b"application/json")],
}


class Endless:
    """A body without an end, which counts how much of it was read."""

    def __init__(self) -> None:
        """Begin unread."""
        self.read = 0

    async def receive(self) -> Message:
        """Return the next part."""
        self.read += 1
        return {"type": "http.request", "body": b" " * 1_000, "more_body": True}


def test_a_body_is_read_no_further_than_it_may_be_long() -> None:
    body = Endless()
    response = asyncio.run(Compiling(Here()).respond(Request(JSON_SCOPE, body.receive)))
    assert response.status_code == 413
    assert response.headers["connection"] == "close"
    assert body.read == BODY_BYTES // 1_000 + 1


@pytest.mark.parametrize("length", ["16001", "1000000", "-1", "+5", "1e3", "five", "", "٣".encode().decode("latin-1")])
def test_a_body_that_says_it_is_too_long_is_not_read_at_all(length: str) -> None:
    async def story() -> None:
        reply = await posted(application(workers := Here()), BOWL, {"content-length": length})
        assert reply.status == 413
        assert reply.said["sentence"] == "at most 16,000 bytes are read"
        assert reply.headers["connection"] == "close"
        assert workers.works == []

    asyncio.run(story())


def test_a_body_as_long_as_it_may_be_is_taken_in_parts_and_without_its_length() -> None:
    async def story() -> None:
        body = BOWL + b" " * (BODY_BYTES - len(BOWL))
        parts = [body[start : start + 7] for start in range(0, len(body), 7)]
        headers = {"transfer-encoding": "chunked"}
        assert (await posted(application(Here()), body)).status == 200
        assert (await posted(application(Here()), parts, headers, says_length=False)).status == 200
        assert (await posted(application(Here()), [*parts, b" "], headers, says_length=False)).status == 413

    asyncio.run(story())


def test_a_body_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr("thalweg.server.posted.BODY_SECONDS", 0.01)
    response = asyncio.run(Compiling(Here()).respond(Request(JSON_SCOPE, never)))
    assert (response.status_code, response.headers["connection"]) == (408, "close")


def test_who_leaves_in_the_middle_is_no_failure() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    assert asyncio.run(Compiling(Here()).respond(Request(JSON_SCOPE, gone))).status_code == 400


def test_to_read_the_address_is_answered_with_what_can_be_done_there() -> None:
    reply = asyncio.run(got(application(Here()), service.ADDRESS))
    assert (reply.status, reply.headers["allow"]) == (405, "POST")
    assert reply.said == {
        "sentence": "the header Allow names what can be done here, and this is not among it",
        "line": None,
        "column": None,
    }


def test_a_failure_of_ours_is_said_as_one_without_what_was_typed() -> None:
    class Broken(Here):
        async def outcome(self, asked: Asked) -> Outcome:
            raise RuntimeError(asked.text)

    client = TestClient(application(Broken()), raise_server_exceptions=False)
    reply = client.post(service.ADDRESS, content=BOWL, headers=JSON)
    assert reply.status_code == 500
    assert reply.json() == {"sentence": "something broke here, not at your end", "line": None, "column": None}


@pytest.mark.parametrize("body", [BOWL, b'{"formula": "z"}'])
def test_what_was_answered_before_is_remembered(body: bytes) -> None:
    async def story() -> None:
        app = application(workers := Here())
        first, second = await posted(app, body), await posted(app, body)
        assert first == second
        assert len(workers.works) == 1
        await posted(app, body.replace(b"}", b', "title": "Another"}'))
        assert len(workers.works) == 2

    asyncio.run(story())


@pytest.mark.parametrize("sentence", [sentences.TOO_LONG_TAKEN, sentences.TOO_MUCH_MEMORY, sentences.BROKE])
def test_what_failed_may_go_better_the_next_time(sentence: str) -> None:
    class Better(Here):
        async def outcome(self, asked: Asked) -> Outcome:
            self.works.append(asked)
            return Refused(sentence) if len(self.works) == 1 else Compiled("export default {};")

    async def story() -> None:
        app = application(Better())
        first = await posted(app, BOWL)
        assert (first.status, first.said["sentence"]) == (422, sentence)
        assert (await posted(app, BOWL)).status == 200

    asyncio.run(story())


def test_a_module_that_fell_out_is_not_there_and_is_made_again() -> None:
    async def story() -> None:
        compiling = Compiling(workers := Here(), Rate(burst=1_000, per_second=1))
        compiling.modules.most_entries = 1
        app = Laboratory(None, compiling).app()
        first = await posted(app, BOWL)
        await posted(app, b'{"formula": "x*y"}')
        address = str(first.said["module"])
        assert (await got(app, address)).status == 404
        assert await posted(app, BOWL) == first
        assert (await got(app, address)).status == 200
        assert len(workers.works) == 3

    asyncio.run(story())


def test_the_same_text_under_way_is_one_piece_of_work_though_its_first_asker_left() -> None:
    async def story() -> None:
        app = application(workers := Held())
        first, *others = (asyncio.create_task(posted(app, BOWL)) for _ in range(20))
        await workers.begun.wait()
        first.cancel()
        workers.released.set()
        replies = await asyncio.gather(*others)
        assert {reply.status for reply in replies} == {200}
        assert len(workers.works) == 1

    asyncio.run(story())


def test_who_asks_too_often_is_told_when_to_ask_again_and_nobody_else_is() -> None:
    async def story() -> None:
        app = application(workers := Here(), Rate(burst=2, per_second=0.4, clock=lambda: 0.0))
        statuses = [(await posted(app, f'{{"formula": "x + {n}"}}'.encode())).status for n in range(2)]
        late = await posted(app, b'{"formula": "x + 2"}')
        assert [*statuses, late.status, late.headers["retry-after"]] == [200, 200, 429, "3"]
        assert late.said["sentence"] == TOO_OFTEN
        assert len(workers.works) == 2
        assert (await posted(app, b'{"formula": "x + 2"}', client="192.0.2.2")).status == 200
        assert (await posted(app, b'{"formula": "x + 2"}')).status == 200  # known by now, so it is no work

    asyncio.run(story())


def test_where_there_is_no_room_it_is_said_when_to_ask_again() -> None:
    class Full(Workers):
        async def outcome(self, asked: Asked) -> Outcome:
            raise Overloaded(asked)

    reply = asyncio.run(posted(application(Full()), BOWL))
    assert (reply.status, reply.headers["retry-after"]) == (503, "5")
    assert reply.said["sentence"] == BUSY


def test_a_module_longer_than_may_be_handed_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "landscape_module", lambda *_: "x" * (limits.MODULE_BYTES + 1))
    reply = asked_once(BOWL)
    assert (reply.status, reply.said["sentence"]) == (422, sentences.TOO_LARGE)
