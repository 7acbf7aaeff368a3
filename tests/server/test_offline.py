"""What is kept for the time without a network."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from thalweg.server import offline
from thalweg.server.app import create_app
from thalweg.server.content import ASK_AGAIN, Content


def page(text: str) -> Content:
    """Return a page."""
    return Content(text.encode(), "text/html", ASK_AGAIN)


WORKER = Content(b"work(KEPT);", "text/javascript", ASK_AGAIN)
PAGES = {"/": page("home"), "/lab": page("lab")}
FILES = ["/assets/a-1.js"]


def kept(script: Content) -> dict[str, Any]:
    """Return what a script was told to keep."""
    told = re.match(r"const KEPT = (\{.*\});\n", script.body.decode())
    assert told
    result: dict[str, Any] = json.loads(told[1])
    return result


def test_the_script_is_the_same_for_the_same_and_begins_with_what_there_is_to_keep() -> None:
    script = offline.script(WORKER, PAGES, FILES)
    assert script.body.endswith(b"};\nwork(KEPT);")
    assert kept(script) == {"version": kept(script)["version"], "pages": ["/", "/lab"], "files": FILES}
    assert offline.script(WORKER, dict(reversed(PAGES.items())), FILES).body == script.body


@pytest.mark.parametrize(
    "other",
    [
        offline.script(WORKER, PAGES | {"/lab": page("lab, another")}, FILES),
        offline.script(WORKER, {"/": PAGES["/"]}, FILES),
        offline.script(WORKER, PAGES, [*FILES, "/assets/b-2.js"]),
        offline.script(Content(b"work(KEPT) ;", "text/javascript", ASK_AGAIN), PAGES, FILES),
    ],
)
def test_whatever_is_another_makes_it_another_version(other: Content) -> None:
    assert kept(other)["version"] != kept(offline.script(WORKER, PAGES, FILES))["version"]


def test_every_page_and_every_file_that_names_its_content_is_kept_and_nothing_else(client: TestClient) -> None:
    response = client.get("/offline.js")
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    told = kept(Content(response.content, "", ""))
    assert {"/", "/lab", "/glossary", "/offline"} <= set(told["pages"])
    assert all(client.get(address).status_code == 200 for address in (*told["pages"], *told["files"]))
    kernel = next(address for address in told["files"] if address.startswith("/kernels/catalogue-"))
    assert set(told["files"]) == {
        kernel,
        "/assets/engine-Bb22Bb22.js",
        "/assets/engine-Cc33Cc33.css",
        "/assets/lab-Aa11Aa11.js",
        "/assets/lab-Dd44Dd44.css",
        "/assets/letters-Ee55Ee55.woff2",
    }


def test_two_servers_with_the_same_hand_out_the_same(built: Path) -> None:
    one, other = (TestClient(create_app(built)).get("/offline.js").content for _ in range(2))
    assert one == other
