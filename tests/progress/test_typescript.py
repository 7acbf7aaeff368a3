"""The browser's side of progress does what Python's does: its TypeScript, built and run in Node, on the same cases."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

import hatch_build
from tests.progress.history import Line, World, part_of
from tests.progress.hostile import GOOD, HOSTILE
from tests.progress.states import DEVICES, some_state
from thalweg.progress import Mark, State, after, limits, merge, read, write

VECTORS = 5_000

BUILD = """
    import { build } from "vite";
    const [outDir, ...names] = process.argv.slice(1);
    const input = Object.fromEntries(names.map((name) => [name, `src/learner/${name}.ts`]));
    await build({ configFile: false, logLevel: "error", build: { ssr: true, outDir, rolldownOptions: { input } } });
"""

MODULES = ("merge", "form", "clock", "changes", "limits")

Ask = Callable[[str, list[Any]], list[Any]]
"""Asks the browser's side about something, once for each question."""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Build the modules and return what asks them."""
    node = shutil.which("node")
    assert node, "Node builds the front end, and so it is there wherever these tests are"
    folder = tmp_path_factory.mktemp("learner")
    # Outside the front end's folder, Node would not know that these are modules.
    (folder / "package.json").write_text('{"type": "module"}')
    build = [node, "--input-type=module", "--eval", BUILD, str(folder / "built"), *MODULES]
    subprocess.run(build, cwd=hatch_build.FRONT_END, check=True)

    def answers(about: str, questions: list[Any]) -> list[Any]:
        lines = "".join(f"{json.dumps([about, question])}\n" for question in questions)
        command = [node, str(Path(__file__).with_name("learner.mjs")), str(folder / "built")]
        said = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        return [json.loads(line) for line in said.splitlines()]

    return answers


def plain(state: State) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a state as JSON has it."""
    return msgspec.to_builtins(state)


def test_the_same_states_merge_into_the_same(ask: Ask) -> None:
    random = Random(1)  # noqa: S311 - the same states every time
    pairs = [(some_state(random), some_state(random)) for _ in range(VECTORS)]
    merged = ask("merge", [[plain(a), plain(b)] for a, b in pairs])
    assert len(merged) == VECTORS
    assert [index for index, (a, b) in enumerate(pairs) if plain(merge(a, b)) != merged[index]] == []


def test_what_one_writes_the_other_reads(ask: Ask) -> None:
    random = Random(2)  # noqa: S311 - as above
    states = [some_state(random) for _ in range(500)]
    written = ask("form", [plain(state) for state in states])
    assert [read(text.encode()) for text in written] == states


def test_both_take_what_is_good_and_refuse_what_is_not(ask: Ask) -> None:
    texts = [json.dumps(GOOD).encode(), *HOSTILE.values(), b" " * (limits.FILE_BYTES + 1)]
    good, *others = ask("file", [base64.b64encode(text).decode() for text in texts])
    assert good == {"state": plain(read(texts[0]))}
    taken = [name for name, answer in zip(HOSTILE, others, strict=False) if answer.get("as") != "Unreadable"]
    assert taken == []
    assert others[-1]["refused"] == "It is larger than 8 MB."


def test_both_tell_a_later_form_from_what_is_broken(ask: Ask) -> None:
    (answer,) = ask("file", [base64.b64encode(b'{"version": 7, "and": "whatever comes"}').decode()])
    assert answer["as"] == "TooNew"
    assert "written by a later version of Thalweg, in form 7" in answer["refused"]


def test_both_clocks_show_the_same_moment(ask: Ask) -> None:
    random = Random(3)  # noqa: S311 - as above
    asked = [(some_state(random), random.randint(-3, 9), random.choice(DEVICES)) for _ in range(500)]
    asked += [(state, limits.END_OF_TIME, device) for state, _, device in asked[:20]]
    stamps = ask("moment", [[plain(state), now, device] for state, now, device in asked])
    assert stamps == [after(*each).stamp for each in asked]


def test_what_a_learner_does_adds_the_same_to_the_state(ask: Ask) -> None:
    random = Random(4)  # noqa: S311 - as above
    done: list[tuple[State, Line]] = []

    class Watched(World):
        def noted(self, state: State, line: Line) -> None:
            done.append((state, line))

    for _ in range(60):
        Watched(merge, random).live(moments=40)
    asked = [(state, line) for state, line in done if not is_removal_of_nothing(state, line)]
    assert len(asked) > 1_000
    answers = ask("change", [change(state, line) for state, line in asked])
    assert [
        line
        for (state, line), answer in zip(asked, answers, strict=True)
        if plain(merge(state, part_of(line, state))) != answer
    ] == []


def is_removal_of_nothing(state: State, line: Line) -> bool:
    """Whether a bookmark was removed that was not there: the browser leaves no trace of that."""
    mark = state.bookmarks.get(line.module)
    return isinstance(line.value, Mark) and line.value.kept is None and (mark is None or mark.kept is None)


def change(state: State, line: Line) -> list[Any]:
    """Return a line as a question: the state, the moment, the change and what it is given."""
    moment = {"ms": line.moment.ms, "counter": line.moment.counter, "device": line.moment.device}
    value = msgspec.to_builtins(line.value)
    call: list[Any]
    match line.kind:
        case "seen":
            call = ["seen", line.module, line.part]
        case "tried":
            tried = {"verdict": "incorrect", "score": value["score"], "variant": value["variant"]}
            call = ["tried", line.module, line.part, tried]
        case "placed":
            call = ["placed", line.module, {name: each for name, each in value.items() if name != "at"}]
        case "marked" if value["kept"]:
            call = ["bookmarked", line.module, value["kept"]]
        case "marked":
            call = ["unbookmarked", line.module]
        case "spent":
            call = ["spent", line.module, value]
        case _:
            call = ["restarted", line.module]
    return [plain(state), moment, *call]


def test_both_have_the_same_limits(ask: Ask) -> None:
    (theirs,) = ask("limits", [None])
    ours = {name.lower().replace("_", ""): value for name, value in vars(limits).items() if name.isupper()}
    assert {name.lower(): value for name, value in theirs.items()} == ours


def test_there_is_nothing_written_that_the_other_side_would_not_write(ask: Ask) -> None:
    (text,) = ask("form", [GOOD])
    assert json.loads(write(read(text.encode()))) == GOOD
