"""Answers that are sent, and what is answered to everything else that is."""

from __future__ import annotations

import asyncio
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from thalweg import lessons
from thalweg.lessons.grading import grade, right_answer
from thalweg.lessons.keys import key
from thalweg.lessons.module import Module
from thalweg.lessons.questions import AnyQuestion
from thalweg.server import grading
from thalweg.server.app import Laboratory
from thalweg.server.grading import ADDRESS, SHAPE, Attempt, Grading
from thalweg.server.posted import BODY_BYTES, BUSY, TOO_OFTEN, Declined
from thalweg.server.rate import Rate

QUESTIONS = [(module, question) for module in lessons.course().modules for question in module.questions.values()]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=14) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=30,
)


@pytest.fixture(scope="module")
def server() -> TestClient:
    """Return a client that sees a failure as the browser would, of a server nobody asks too often."""
    generous = Grading(Rate(burst=1_000_000, per_second=1))
    client = TestClient(Laboratory(None, grading=generous).app(), raise_server_exceptions=False)
    client.headers["content-type"] = "application/json"
    return client


def attempt(**changed: object) -> dict[str, object]:
    """Return what a page sends, with a change."""
    module, question = QUESTIONS[0]
    return {"module": module.id, "question": question.id, "variant": 0, "answer": "1"} | changed


def sent(server: TestClient, **said: object) -> tuple[int, dict[str, object]]:
    """Return what is answered to an attempt."""
    response = server.post(ADDRESS, content=json.dumps(said))
    answered: dict[str, object] = response.json()
    return response.status_code, answered


@pytest.mark.parametrize(("module", "question"), QUESTIONS, ids=lambda each: each.id)
def test_what_is_right_is_called_right_and_explained(server: TestClient, module: Module, question: AnyQuestion) -> None:
    right = right_answer(key(module, question))
    status, verdict = sent(server, module=module.id, question=question.id, variant=0, answer=as_sent(right, question))
    assert (status, verdict["verdict"], verdict["score"]) == (200, "correct", 1_000_000)
    assert verdict["explain"]


def as_sent(right: object, question: AnyQuestion) -> object:
    """Return a right answer as a page sends it: coordinates of an end are texts."""
    is_end = getattr(question, "kind", "") == "end"
    return [str(coordinate) for coordinate in right] if is_end and isinstance(right, list) else right


def test_a_verdict_is_the_library_s_own(server: TestClient) -> None:
    module, question = QUESTIONS[0]
    for answer in (None, "", [], "nonsense", [[0, 0], [1, 1]], {"a": 1}):
        for reveal in (False, True):
            expected = json.loads(msgspec.json.encode(grade(key(module, question), answer, reveal=reveal)))
            said = {"module": module.id, "question": question.id, "variant": 0, "answer": answer, "reveal": reveal}
            assert sent(server, **said) == (200, expected)


def test_a_wrong_answer_gives_nothing_away(server: TestClient) -> None:
    for module, question in QUESTIONS:
        _, verdict = sent(server, module=module.id, question=question.id, variant=0, answer="surely not this")
        assert verdict["verdict"] in {"incorrect", "invalid"}
        assert verdict["explain"] is verdict["answer"] is None


@pytest.mark.parametrize(
    "changed",
    [
        {"variant": -1},
        {"variant": 1.0},
        {"variant": "0"},
        {"variant": True},
        {"variant": None},
        {"module": None},
        {"module": ["momentum"]},
        {"question": 5},
        {"reveal": 1},
        {"reveal": "yes"},
        {"seed": 4},
    ],
)
def test_another_shape_is_declined_with_a_sentence(server: TestClient, changed: dict[str, object]) -> None:
    assert sent(server, **attempt(**changed)) == (400, {"sentence": SHAPE})


def test_something_that_is_missing_is_another_shape(server: TestClient) -> None:
    for name in ("module", "question", "variant", "answer"):
        said = attempt()
        del said[name]
        assert sent(server, **said) == (400, {"sentence": SHAPE})


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"module": "nothing"}, 'unknown module "nothing"'),
        ({"question": "nothing"}, 'unknown question "nothing"'),
        ({"variant": 64}, "this question has the variants 0 to"),
        ({"variant": 10**40}, "this question has the variants 0 to"),
    ],
)
def test_what_is_not_there_is_said_to_be_so(server: TestClient, changed: dict[str, object], sentence: str) -> None:
    status, said = sent(server, **attempt(**changed))
    assert status == 404
    assert str(said["sentence"]).startswith(sentence)


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"\xff", b"{", b'{"module": NaN}', b"[" * 9_000, b'"x"'])
def test_what_is_no_object_is_declined_with_a_sentence(server: TestClient, body: bytes) -> None:
    response = server.post(ADDRESS, content=body)
    assert response.status_code == 400
    assert response.json()["sentence"].startswith("the body has to be one JSON object in UTF-8, such as {")


def test_a_body_that_is_too_long_another_type_and_another_site_are_declined(server: TestClient) -> None:
    assert server.post(ADDRESS, content=b" " * (BODY_BYTES + 1)).status_code == 413
    assert server.post(ADDRESS, content=b"{}", headers={"content-type": "text/plain"}).status_code == 415
    assert server.post(ADDRESS, content=b"{}", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert server.get(ADDRESS).status_code == 405
    for status in (403, 405, 413, 415):
        response = server.request(*{405: ("GET", ADDRESS)}.get(status, ("POST", ADDRESS)))
        assert "sentence" in response.json()


@settings(max_examples=300)
@given(
    place=st.integers(0, len(QUESTIONS) - 1),
    variant=st.integers(0, 3),
    answer=JSON | st.lists(st.lists(st.floats(-5, 5), min_size=2, max_size=2), min_size=2, max_size=12),
    reveal=st.booleans(),
)
def test_no_answer_breaks_anything(
    server: TestClient, place: int, variant: int, answer: object, *, reveal: bool
) -> None:
    module, asked = QUESTIONS[place]
    said = {"module": module.id, "question": asked.id, "variant": variant, "answer": answer, "reveal": reveal}
    status, verdict = sent(server, **said)
    assert status in {200, 404}
    assert status == 404 or (verdict["explain"] is not None) == (reveal or verdict["verdict"] == "correct")


@settings(max_examples=200)
@given(said=JSON | st.fixed_dictionaries(dict.fromkeys(("module", "question", "variant", "answer"), JSON)))
def test_no_body_breaks_anything(server: TestClient, said: object) -> None:
    response = server.post(ADDRESS, content=json.dumps(said))
    assert response.status_code in {400, 404}
    assert response.json()["sentence"]


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    service = Grading(Rate(burst=1, per_second=0.5, clock=lambda: 0.0))
    module, question = QUESTIONS[0]
    one = Attempt(module.id, question.id, 0, None)

    async def story() -> None:
        await service.verdict(one, "192.0.2.1")
        await service.verdict(one, "192.0.2.2")
        with pytest.raises(Declined) as declined:
            await service.verdict(one, "192.0.2.1")
        assert (declined.value.status, declined.value.sentence) == (429, TOO_OFTEN)
        assert declined.value.headers == {"Retry-After": "2"}

    asyncio.run(story())


def test_only_so_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "WAITING", 2)
    service = Grading()
    module, question = QUESTIONS[0]

    async def story() -> None:
        answers = [service.verdict(Attempt(module.id, question.id, 0, None), "192.0.2.1") for _ in range(5)]
        said = await asyncio.gather(*answers, return_exceptions=True)
        busy = [each.sentence for each in said if isinstance(each, Declined)]
        assert busy == [BUSY] * 3
        assert service.waiting == 0

    asyncio.run(story())


@pytest.mark.parametrize(("module", "question"), QUESTIONS, ids=lambda each: each.id)
def test_every_variant_is_there_and_no_other(server: TestClient, module: Module, question: AnyQuestion) -> None:
    address = f"/api/question/{module.id}/{question.id}"
    for variant in range(question.variants):
        response = server.get(f"{address}/{variant}")
        assert response.status_code == 200
        assert set(response.json()) == {"ask", "form"}
    for wrong in (question.variants, "-1", "x", "1e3", "٣", "9" * 5_000):
        response = server.get(f"{address}/{wrong}")
        assert response.status_code == 404
        assert response.json()["sentence"].startswith("this question has the variants 0 to")


def test_a_variant_may_be_kept_but_is_asked_about_again(server: TestClient) -> None:
    module, question = QUESTIONS[0]
    address = f"/api/question/{module.id}/{question.id}/0"
    response = server.get(address)
    assert response.headers["cache-control"] == "no-cache"
    assert server.get(address, headers={"if-none-match": response.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/api/question/nothing/x/0", "/api/question/momentum/nothing/0"])
def test_a_variant_of_nothing_is_not_there(server: TestClient, address: str) -> None:
    response = server.get(address)
    assert response.status_code == 404
    assert response.json()["sentence"].startswith("unknown ")
