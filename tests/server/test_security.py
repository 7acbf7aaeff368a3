"""What holds for every answer and every request."""

from __future__ import annotations

import http.client
from collections.abc import Mapping

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from thalweg.links import LIMITS
from thalweg.server.app import Laboratory

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/lab", {}, 200),
        ("HEAD", "/lab", {}, 200),
        ("GET", "/lab", {"if-none-match": "*"}, 304),
        ("GET", "/healthz", {}, 200),
        ("GET", "/assets/lab-Aa11Aa11.js", {}, 200),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/assets/nothing.js", {}, 404),
        ("GET", "/kernels/nothing.js", {}, 404),
        ("DELETE", "/lab", {}, 405),
        ("POST", "/lab", {"content-length": "7"}, 413),
        ("POST", "/nowhere", {"transfer-encoding": "chunked"}, 413),
        ("GET", "/lab?" + "x" * LIMITS.link, {}, 414),
        ("GET", "/" + "x" * 8_000, {}, 414),
        ("GET", "/lab", {"cookie": "x" * 32_000}, 431),
    ],
)
def test_every_answer_carries_the_headers(
    client: TestClient, method: str, address: str, headers: dict[str, str], status: int
) -> None:
    response = client.request(method, address, headers=headers)
    assert response.status_code == status
    assert_headed(response.headers)


def test_so_does_the_answer_when_something_broke(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_content: object, _request: Request) -> Response:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("thalweg.server.content.Content.answer", broken)
    monkeypatch.setattr(Laboratory, "error", lambda *_: Response("sorry", 500))
    response = client.get("/lab")
    assert (response.status_code, response.text) == (500, "sorry")
    assert_headed(response.headers)


def assert_headed(headers: Mapping[str, str]) -> None:
    """Check every header, word by word."""
    found = {name.lower(): value for name, value in headers.items()}
    assert found["content-security-policy"] == POLICY
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert found["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in found["permissions-policy"]


def test_what_was_declined_unread_is_not_taken_for_the_next_request(client: TestClient) -> None:
    assert client.post("/lab", content="seven b").headers["connection"] == "close"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py",
        "/assets/%2e%2e/app.py",
        "/assets/..%2fapp.py",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/.vite/manifest.json",
        "/assets/%00",
        "/kernels/../assets.py",
        "/lab/",
        "//lab",
    ],
)
def test_no_path_leads_to_what_was_not_put_there(lab_server: str, path: str) -> None:
    connection = http.client.HTTPConnection(lab_server.removeprefix("http://"))
    try:
        connection.request("GET", path)  # as written: most clients would tidy it up
        response = connection.getresponse()
        assert response.status == 404
        assert "There is nothing at this address." in response.read().decode()
        assert_headed(dict(response.headers))
        assert response.headers["Server"] is None
    finally:
        connection.close()
