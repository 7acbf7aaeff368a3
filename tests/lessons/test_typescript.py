"""The grader of pages without a server: TypeScript, run in a real browser on the same answers as Python's."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

import hatch_build
from tests.lessons.vectors import vectors
from thalweg.catalogue import catalogue_module
from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Domain
from thalweg.lessons.conditions import AT_A_STEP, COMPARISONS, QUANTITIES, WORDS, Written, read_condition
from thalweg.lessons.numbers import NoNumber, read_number
from thalweg.lessons.paths import inside, mean_distance
from thalweg.lessons.words import plain_words
from thalweg.links import read_link

ENTRY = """
    export { holds, isWritten } from "{source}/grading/condition";
    export { engineOf } from "{source}/grading/engine";
    export { grade } from "{source}/grading/grade";
    export { readNumber } from "{source}/grading/number";
    export { inside, meanDistance } from "{source}/grading/paths";
    export { plainWords } from "{source}/grading/words";
"""

BUILD = """
    import { build } from "vite";
    const [entry, outDir] = process.argv.slice(1);
    const lib = { entry, formats: ["es"], fileName: "grading" };
    await build({ configFile: false, logLevel: "error", build: { outDir, lib } });
"""

LOAD = """async ([grading, catalogue]) => {
    const imported = async (text) => import(`data:text/javascript;base64,${text}`);
    window.grading = await imported(grading);
    window.engine = window.grading.engineOf((await imported(catalogue)).default);
}"""

NUMBERS = json.loads(Path(__file__).with_name("numbers.json").read_text())

TEXTS = 5_000
"""Made up, beside the list."""

SAME = 1e-12
"""Relative difference of lengths: numpy sums in another order, and each language has a hypot of its own."""

RATES = {
    "valley": (0.001, 0.05, 0.0999, 0.1, 0.11),
    "rotated-valley": (0.01, 0.1),
    "saddle": (0.05,),
    "plateau": (0.01, 1.0),
    "himmelblau": (0.001, 0.02),
    "rastrigin": (0.001, 0.01),
    "rosenbrock": (0.0005, 0.1),
}
"""Learning rates at which the runs end in every way there is."""

NUMBER_TESTS = ("<1e-3", "<=0.05", ">1", ">=10", "=0.0", "=1", "=1e2", "=7.")

Ask = Callable[[str, Any], Any]
"""Evaluates a function of the page on something."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the grader as one module."""
    folder = tmp_path_factory.mktemp("grading")
    node = shutil.which("node")
    assert node, "Node builds the front end, and so it is there wherever these tests are"
    entry = folder / "entry.ts"
    entry.write_text(ENTRY.replace("{source}", (hatch_build.FRONT_END / "src").as_posix()))
    build = [node, "--input-type=module", "--eval", BUILD, str(entry), str(folder / "built")]
    subprocess.run(build, cwd=hatch_build.FRONT_END, check=True)
    return (folder / "built" / "grading.js").read_text()


@pytest.fixture
def ask(built: str, page: Page) -> Ask:
    """Return what asks the grader."""
    page.evaluate(LOAD, [base64.b64encode(text.encode()).decode() for text in (built, catalogue_module())])
    return page.evaluate


def test_every_answer_gets_the_same_verdict(ask: Ask) -> None:
    given = json.loads(json.dumps(vectors(), allow_nan=False))
    said = ask("given => given.map(({ key, answer, reveal }) => grading.grade(key, answer, reveal, engine))", given)
    assert len(given) > 1000
    assert [
        (vector, verdict)
        for vector, verdict in zip(given, said, strict=True)
        if verdict != vector["verdict"] and not is_unread_link(vector["verdict"], verdict)
    ] == []


def is_unread_link(verdict: dict[str, Any], mine: dict[str, Any]) -> bool:
    """Whether a link was refused by both: each says in its own words what is wrong with it."""
    is_unread = any(said.startswith("The figure could not be read") for said in verdict["feedback"])
    return is_unread and {**mine, "feedback": []} == {**verdict, "feedback": []}


def test_every_number_is_read_alike(ask: Ask) -> None:
    read = ask("texts => texts.map(grading.readNumber)", [number["text"] for number in NUMBERS])
    assert [
        (number, mine)
        for number, mine in zip(NUMBERS, read, strict=True)
        if (mine["reason"] if isinstance(mine, dict) else mine) != (number.get("reason") or number["reading"])
    ] == []


def test_any_text_is_read_alike_as_a_number_and_as_words(ask: Ask) -> None:
    random = Random(3)  # noqa: S311 - the same texts every time
    letters = "00123456789.,/eE+-− ½²\u00a0\u200b١２“”.!…saddİSßﬁ\n"
    texts = ["".join(random.choices(letters, k=random.randint(0, 9))) for _ in range(TEXTS)]
    read = ask("texts => texts.map((text) => [grading.readNumber(text), grading.plainWords(text)])", texts)
    assert [
        (text, mine) for text, mine in zip(texts, read, strict=True) if mine != [number(text), plain_words(text)]
    ] == []


def number(text: str) -> object:
    """Return how Python reads a text, as the page says it."""
    try:
        return read_number(text)
    except NoNumber as none:
        return {"reason": none.reason, "sentence": str(none)}


def test_every_condition_holds_in_both_or_in_neither(ask: Ask) -> None:
    keys = ("sgd", "momentum", "rmsprop", "adam")
    tests = [f"{each}{test}" for each, test in itertools.product(QUANTITIES, NUMBER_TESTS)]
    at_steps = [f"{each}@{step}<1" for each, step in itertools.product(AT_A_STEP, (0, 10, 500))]
    alone = [word for word in WORDS if word not in COMPARISONS]
    conditions = [f"{key} {what}" for key, what in itertools.product(keys, (*alone, *tests, *at_steps))]
    conditions += [
        f"{','.join(order)} {word}" for order, word in itertools.product(itertools.permutations(keys, 2), COMPARISONS)
    ]
    conditions += ["sgd,adam converges,steps<=300", "nobody converges"]
    links = [
        f"?landscape={landscape}&optimizers={','.join(keys)}&lr={lr}&start={start.x},{start.y}&steps=300"
        for landscape, rates in RATES.items()
        for lr, start in itertools.product(rates, LANDSCAPES[landscape].starts)
    ]
    here = ask(
        """([links, conditions]) => links.map((link) => {
            const shown = engine.shown(link);
            return conditions.map((condition) => grading.holds(condition, shown));
        })""",
        [links, conditions],
    )
    differing, met = [], set()
    for link, answers in zip(links, here, strict=True):
        experiment = read_link(link)
        runs = dict(zip(experiment.keys, experiment.runs(), strict=True))
        for condition, answer in zip(conditions, answers, strict=True):
            if answer is not (read_condition(condition).failure(runs) is None):
                differing.append((link, condition, answer))
            if answer:
                met.add(condition.split()[1])
    assert differing == []
    assert set(WORDS) <= met


@pytest.mark.parametrize("text", ["0.10", "1", "5.", ".5", "1e-3", "1.50E2", "-2.0", "+3e+1"])
def test_what_is_equal_goes_by_the_digits_that_are_written(ask: Ask, text: str) -> None:
    written = Written.read(text)
    edges = [written.value + sign * share * written.unsure for sign in (-1, 1) for share in (0.99, 1.01)]
    said = ask("([text, values]) => values.map((value) => grading.isWritten(value, text))", [text, edges])
    assert said == [written.is_met_by(value) for value in edges] == [True, False, True, False]


def test_paths_are_as_far_apart(ask: Ask) -> None:
    random = np.random.default_rng(4)
    frame = Domain.square(3.0)
    sides = {"x": [*frame.x], "y": [*frame.y]}
    paths = [random.normal(0, 2, (random.integers(1, 30), 2)).tolist() for _ in range(400)]
    for path in paths:
        path[0] = [0.0, 0.0]
        path.insert(1, list(path[0]))  # a step of no length
    here = ask(
        """([paths, frame]) => paths.map((path, nth) => [
            grading.inside(path, frame), grading.meanDistance(path, paths[(nth + 1) % paths.length]),
        ])""",
        [paths, sides],
    )
    points = [[(x, y) for x, y in path] for path in paths]
    for nth, (kept, distance) in enumerate(here):
        assert [tuple(point) for point in kept] == inside(points[nth], frame)
        assert distance == pytest.approx(mean_distance(points[nth], points[(nth + 1) % len(points)]), rel=SAME)
