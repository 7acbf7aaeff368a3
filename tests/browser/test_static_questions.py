"""Questions without a server behind them: the page fetches the key when an answer is checked, and grades itself."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EXAMPLE, NewContext
from tests.browser.questions import Lesson
from tests.browser.test_questions import INVALID, KEYS, PREDICTIONS, RIGHT, SOLUTIONS, WRONG
from thalweg.lessons.grading import grade

BASE = "/a/course"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Hands out files, and writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an export of the tests' course as a host of files does, and give its address."""
    root = tmp_path_factory.mktemp("host")
    command = [sys.executable, str(EXAMPLE), "export", str(root / BASE[1:]), "--base-path", f"{BASE}/"]
    subprocess.run(command, check=True, capture_output=True)
    handler = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
        thread.join()


@pytest.fixture
def lesson(files: str, new_context: NewContext) -> Iterator[Lesson]:
    """Open the lesson, and at the end require that the page did not complain."""
    opened = Lesson(new_context().new_page(), files, "example")
    opened.open()
    yield opened
    assert opened.complaints == []
    assert opened.origins == {files.removesuffix(BASE)}


def keys_asked_for(lesson: Lesson) -> list[str]:
    """Return the keys that the page has fetched."""
    return [Path(address).stem.partition(".")[0] for address in lesson.asked if "/answers/" in address]


def test_every_question_is_graded_by_the_page_with_a_key_fetched_for_it_alone(lesson: Lesson) -> None:
    for done, (name, answer) in enumerate(RIGHT.items()):
        assert keys_asked_for(lesson) == [*RIGHT][:done]
        question = lesson.question(name)
        question.answer(answer)
        question.expect_verdict("correct")
        expect(question.explanation).to_be_visible()


def test_wrong_answers_get_the_verdicts_of_the_server(lesson: Lesson) -> None:
    for name, answer in WRONG.items():
        question = lesson.question(name)
        question.answer(answer)
        verdict = grade(KEYS[name], answer)
        question.expect_verdict(verdict.verdict)
        expect(question.verdict.locator(".feedback > div")).to_have_count(len(verdict.feedback))
        question.put_back()


def test_what_cannot_be_read_does_not_count(lesson: Lesson) -> None:
    for name, answer in INVALID.items():
        question = lesson.question(name)
        question.answer(answer)
        question.expect_verdict("invalid")
        expect(question.standing).to_be_hidden()


def test_answers_are_shown_and_variants_are_fetched(lesson: Lesson) -> None:
    for name, solution in SOLUTIONS.items():
        question = lesson.question(name)
        question.button("Show me" if name in PREDICTIONS else "Give up and show the answer").click()
        expect(question.verdict).to_contain_text(solution)
    limit = lesson.question("limit")
    limit.button("Another variant").click()
    expect(limit.section.locator(".ask")).to_contain_text("curvature is 4?")
    limit.answer("1/2")
    limit.expect_verdict("correct")


def test_without_a_connection_the_answer_waits(lesson: Lesson) -> None:
    question = lesson.question("who-wins")
    lesson.page.context.set_offline(True)
    question.answer(RIGHT["who-wins"])
    expect(question.verdict).to_contain_text("Your answer stays here")
    lesson.page.context.set_offline(False)
    question.expect_verdict("correct")
