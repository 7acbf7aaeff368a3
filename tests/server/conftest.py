"""A server around a front end of two files, for the tests that ask it in this process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from thalweg.server.app import create_app

SCRIPT = "import './engine-Bb22Bb22.js';\n" * 100
FONT = bytes(range(256)) * 8
MANIFEST = {
    "_engine-Bb22Bb22.js": {"file": "engine-Bb22Bb22.js", "css": ["engine-Cc33Cc33.css"]},
    "src/lab.ts": {
        "file": "lab-Aa11Aa11.js",
        "isEntry": True,
        "imports": ["_engine-Bb22Bb22.js"],
        "css": ["lab-Dd44Dd44.css"],
        "assets": ["letters-Ee55Ee55.woff2"],
    },
    **{
        f"src/{name}.ts": {"file": f"{name}-Ff66Ff66.js", "isEntry": True, "imports": ["_engine-Bb22Bb22.js"]}
        for name in ("bookmarks", "home", "lesson", "page", "progress")
    },
    "src/offline/worker.ts": {"file": "worker-Gg77Gg77.js", "isEntry": True},
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks as if Vite had built into it."""
    folder = tmp_path_factory.mktemp("built") / "assets"
    for path, text in {
        ".vite/manifest.json": json.dumps(MANIFEST),
        "engine-Bb22Bb22.js": "export const nothing = 0;",
        "engine-Cc33Cc33.css": "b { color: red }",
        "lab-Aa11Aa11.js": SCRIPT,
        "lab-Dd44Dd44.css": "i { color: red }",
        "license.md": "Free to use.",
        "worker-Gg77Gg77.js": "nothing(KEPT);",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "letters-Ee55Ee55.woff2").write_bytes(FONT)
    return folder


@pytest.fixture
def client(built: Path) -> Iterator[TestClient]:
    """Return a client that follows nothing, asks for no compression, and sees a failure as the browser would."""
    with TestClient(create_app(built), raise_server_exceptions=False, follow_redirects=False) as client:
        client.headers["accept-encoding"] = "identity"
        yield client


@pytest.fixture(autouse=True, scope="module")
def _no_other_loop() -> Iterator[None]:
    """Take Playwright's loop, which rests between browser tests, off the thread while a module runs its own."""
    resting = asyncio._get_running_loop()  # noqa: SLF001 - asyncio has no public way to say so
    asyncio._set_running_loop(None)  # noqa: SLF001
    yield
    asyncio._set_running_loop(resting)  # noqa: SLF001
