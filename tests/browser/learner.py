"""The learner's side without its pages: the front end's own modules, built and put to work in a page of the site."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

import hatch_build

COURSE = {
    "modules": [
        {
            "id": "momentum",
            "title": "Momentum",
            "minutes": 10,
            "level": "beginner",
            "sections": [
                {"id": "ravine", "title": "Ravines", "minutes": 4, "questions": ["zig-zag", "damping"]},
                {"id": "ball", "title": "The ball", "minutes": 6, "questions": []},
            ],
            "aliases": {"gorge": "ravine", "zigzag": "zig-zag"},
        }
    ]
}

BUILD = """
    import { build } from "vite";
    const [outDir] = process.argv.slice(1);
    const input = { learner: "src/learner/learner.ts" };
    const output = { format: "es", entryFileNames: "[name].js" };
    const rolldownOptions = { input, output, preserveEntrySignatures: "exports-only" };
    await build({ configFile: false, logLevel: "error", publicDir: false, build: { outDir, rolldownOptions } });
"""

ADDRESS = "/learner-under-test.js"

OPEN = """async ([address, course]) => {
    const { openLearner } = await import(address);
    window.learner = await openLearner(course);
}"""

PUT = """async ([key, text]) => {
    const database = await new Promise((resolve) => {
        const request = indexedDB.open("thalweg", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("progress");
        request.onsuccess = () => resolve(request.result);
    });
    await new Promise((resolve) => {
        const transaction = database.transaction("progress", "readwrite");
        transaction.objectStore("progress").put(text, key);
        transaction.oncomplete = resolve;
    });
    database.close();
}"""

KEPT = """async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "thalweg")) return null;
    const database = await new Promise((resolve) => {
        const request = indexedDB.open("thalweg", 1);
        request.onsuccess = () => resolve(request.result);
    });
    const shelf = database.transaction("progress").objectStore("progress");
    const all = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const [keys, values] = await Promise.all([all(shelf.getAllKeys()), all(shelf.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((key, index) => [key, values[index]]));
}"""

RIGHT = {"verdict": "correct", "score": 1_000_000, "variant": 0, "answer": "yes"}
WRONG = {"verdict": "incorrect", "score": 0, "variant": 0, "answer": "no"}


def build(folder: Path) -> str:
    """Build the modules of the learner as the front end has them, and return their text."""
    node = shutil.which("node")
    assert node, "Node builds the front end, and so it is there wherever these tests are"
    subprocess.run([node, "--input-type=module", "--eval", BUILD, str(folder)], cwd=hatch_build.FRONT_END, check=True)
    return (folder / "learner.js").read_text(encoding="utf-8")


class Tab:
    """An open page with a learner in it."""

    def __init__(self, page: Page, server: str, module: str) -> None:
        """Open the learner in a page of the site that has nothing to do with it."""
        self.page = page

        def hand_out(route: Route) -> None:
            route.fulfill(body=module, content_type="text/javascript")

        page.route(f"**{ADDRESS}", hand_out)
        page.goto(f"{server}/glossary")
        self.open()

    def open(self) -> None:
        """Open the learner, as a page does when it is loaded."""
        self.page.evaluate(OPEN, [ADDRESS, COURSE])

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        self.open()

    def do(self, act: str, *values: object) -> Any:  # noqa: ANN401 - whatever it resolves with
        """Have the learner do something, and wait until it is done."""
        return self.page.evaluate("([act, values]) => learner[act](...values)", [act, list(values)])

    def restore(self, text: str) -> str | None:
        """Restore a file with this text, and return what is said if it is not taken."""
        said = self.page.evaluate("(text) => learner.restore(new Blob([text]))", text)
        assert said is None or isinstance(said, str)
        return said

    @property
    def state(self) -> Any:  # noqa: ANN401 - JSON is anything
        """What is known."""
        return self.page.evaluate("learner.state")

    @property
    def trouble(self) -> str | None:
        """What is said to be wrong."""
        said = self.page.evaluate("learner.trouble ?? null")
        assert said is None or isinstance(said, str)
        return said

    @property
    def is_kept(self) -> bool | None:
        """Whether what is known is kept."""
        kept = self.page.evaluate("learner.isKept ?? null")
        assert kept is None or isinstance(kept, bool)
        return kept

    def saved(self) -> Any:  # noqa: ANN401 - JSON is anything
        """What the file holds that is handed out."""
        return json.loads(self.page.evaluate("learner.save().text()"))

    def shelf(self) -> dict[str, str] | None:
        """What lies in the browser's storage, or None where nothing ever did."""
        kept = self.page.evaluate(KEPT)
        assert kept is None or isinstance(kept, dict)
        return kept

    def put(self, key: str, text: str) -> None:
        """Lay a text into the browser's storage."""
        self.page.evaluate(PUT, [key, text])
