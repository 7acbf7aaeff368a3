"""A whole module walked as a learner does: predictions, wrong answers, right ones, and back again the next day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Response, expect

from tests.browser.conftest import NewContext, OpenLesson
from tests.lessons.vectors import right, wrong
from thalweg import lessons
from thalweg.lessons.grading import grade
from thalweg.lessons.keys import AnyKey, key
from thalweg.lessons.module import Module

MODULE = lessons.course().module("gradient-descent")
FIRST_LOAD = 150_000
"""Bytes, compressed and with their headers, of everything that comes until the first figure is there."""

KEYS: dict[str, AnyKey] = {question: key(MODULE, found) for question, found in MODULE.questions.items()}


def test_every_question_of_the_first_module_is_answered_wrongly_and_then_rightly(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(MODULE.id)
    total = len(KEYS)
    asked = [section.get_attribute("data-question") for section in lesson.page.locator("[data-question]").all()]
    assert set(asked) == set(KEYS)
    for done, name in enumerate(filter(None, asked)):
        of, question = KEYS[name], lesson.question(name)
        mistake = next(wrong(of))
        question.answer(mistake)
        question.expect_verdict(grade(of, mistake).verdict)
        expect(question.explanation).to_have_count(0)
        question.put_back()
        question.answer(right(of))
        question.expect_verdict("correct")
        expect(question.explanation).to_be_visible()
        expect(question.standing).to_have_text("Best: right · 2 tries")
        expect(lesson.page.locator(".quiz-score")).to_have_text(re.compile(f"^Quiz: {done + 1} of {total} right"))
    beside = open_lesson(MODULE.id, beside=lesson)
    expect(beside.page.locator(".quiz-score")).to_have_text(f"Quiz: {total} of {total} right; score 100 %.")
    for name in KEYS:
        expect(beside.question(name).standing).to_have_text("Best: right · 2 tries")


def test_nothing_that_is_served_before_an_answer_gives_it_away(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(MODULE.id)
    served: list[str] = []

    def keep(response: Response) -> None:
        if response.ok and response.request.resource_type in {"document", "script", "fetch", "xhr"}:
            served.append(response.text())

    lesson.page.on("response", keep)
    lesson.open()
    lesson.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    lesson.page.wait_for_load_state("networkidle")
    assert any(MODULE.summary in text for text in served)
    for name, of in KEYS.items():
        assert [text[:80] for text in served if of.explain in text] == [], name
        for mistake in wrong(of):
            for told in grade(of, mistake).feedback:
                # What every question says alike stands in the page's own grader, which is fetched by nobody here.
                assert told.startswith("<p>") or told in of.says.values()
                assert [text[:80] for text in served if told in text] == [], name


@pytest.mark.parametrize("module", lessons.course().modules, ids=lambda module: module.id)
def test_a_lesson_is_opened_with_little(lab_server: str, new_context: NewContext, module: Module) -> None:
    page = new_context().new_page()
    received: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda loaded: received.append(loaded["encodedDataLength"]))
    page.goto(f"{lab_server}/learn/{module.id}")
    # A figure comes with what draws it, as soon as somebody reads on to it.
    page.locator(".lesson-figure").first.scroll_into_view_if_needed()
    expect(page.locator(".lesson-figure .plot[data-ground]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sum(received) < FIRST_LOAD
