"""What is handed out: the same bytes in every form, kept for as long as they hold."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest
from starlette.testclient import TestClient

from tests.server.conftest import FONT, SCRIPT

SCRIPT_ADDRESS = "/assets/lab-Aa11Aa11.js"


@pytest.mark.parametrize(("coding", "restored"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_text_comes_compressed_to_who_accepts_it(
    client: TestClient, coding: str, restored: Callable[[bytes], bytes]
) -> None:
    with client.stream("GET", SCRIPT_ADDRESS, headers={"accept-encoding": coding}) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == coding
    assert response.headers["vary"] == "Accept-Encoding"
    assert len(raw) == int(response.headers["content-length"]) < len(SCRIPT) / 10
    assert restored(raw) == SCRIPT.encode()


def test_text_comes_as_it_is_to_who_accepts_no_compression(client: TestClient) -> None:
    response = client.get(SCRIPT_ADDRESS)
    assert response.text == SCRIPT
    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "Accept-Encoding"


def test_a_font_is_compressed_already(client: TestClient) -> None:
    response = client.get("/assets/letters-Ee55Ee55.woff2", headers={"accept-encoding": "br, gzip"})
    assert response.content == FONT
    assert response.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in response.headers
    assert "vary" not in response.headers


def test_an_address_that_names_its_content_may_be_kept_for_ever(client: TestClient) -> None:
    assert client.get(SCRIPT_ADDRESS).headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/lab", "/assets/license.md"])
def test_an_address_whose_content_may_change_is_asked_about_again(client: TestClient, address: str) -> None:
    assert client.get(address).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["/nowhere", "/healthz"])
def test_an_answer_about_one_request_is_not_kept(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


@pytest.mark.parametrize("address", ["/lab", SCRIPT_ADDRESS])
@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', "*"])
def test_what_a_client_has_already_is_not_sent_again(client: TestClient, address: str, written: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": written.format(first.headers["etag"])})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == first.headers[name]


def test_each_form_of_a_content_has_a_tag_of_its_own(client: TestClient) -> None:
    codings = ("br", "gzip", "identity")
    tags = {client.get("/lab", headers={"accept-encoding": coding}).headers["etag"] for coding in codings}
    assert len(tags) == len(codings)


def test_another_form_is_not_what_a_client_has(client: TestClient) -> None:
    tag = client.get("/lab", headers={"accept-encoding": "br"}).headers["etag"]
    assert client.get("/lab", headers={"if-none-match": tag}).status_code == 200
