"""Every type of question in a real page: answered rightly, wrongly, unreadably, not at all, again, and given up."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLesson
from tests.browser.questions import Lesson, Question
from tests.browser.test_access import AXE
from tests.lessons.vectors import EXAMPLE, right, wrong
from thalweg.lessons.grading import grade
from thalweg.lessons.keys import AnyKey, PredictKey, key

KEYS: dict[str, AnyKey] = {question: key(EXAMPLE, found) for question, found in EXAMPLE.questions.items()}

RIGHT: dict[str, Any] = {question: right(of) for question, of in KEYS.items()}
WRONG: dict[str, Any] = {question: next(wrong(of)) for question, of in KEYS.items()}

INVALID: dict[str, Any] = {
    "limit": "1,234",
    "name-it": "…",
    "where-to": ["1", "nan"],
    "which-way": [[0, 0]],
}
"""What can be typed and is no answer."""

BLANK = [question for question in KEYS if question not in {"steps-in-order", "drag-it"}]
"""Questions that can be left without an answer: an order always has one, and so has a figure."""

ANOTHER_WRONG: dict[str, Any] = {"limit": "0.3", "name-it": "valley"}

SOLUTIONS = {
    "who-wins": "Momentum",
    "how": "It ends going round in a cycle",
    "where-to": "(",
    "limit": "0.1",
    "steps-in-order": "work out the",
    "good-or-bad": "It is not.",
    "all-that": "The first moment",
    "name-it": "saddle",
    "drag-it": "The figure now shows one way.",
}
"""What is shown to whoever gives up; of a path, the figure shows it."""

PREDICTIONS = [question for question, of in KEYS.items() if isinstance(of, PredictKey)]

# ------------------------------------------------------------------------------------------------------------- verdicts
# A page with figures takes seconds to load, so each is asked every question: they are none of each other's business.


def test_a_right_answer_is_right_and_explained(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    for name, answer in RIGHT.items():
        question = lesson.question(name)
        question.answer(answer)
        question.expect_verdict("correct")
        expect(question.explanation).to_be_visible()
        expect(question.standing).to_have_text("Best: right · 1 try")
        lesson.expect_said("Right")
    expect(lesson.page.locator(".quiz-score")).to_have_text(f"Quiz: {len(RIGHT)} of {len(RIGHT)} right; score 100 %.")


def test_a_wrong_answer_is_told_why_and_not_what_is_right(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    for name, answer in WRONG.items():
        question = lesson.question(name)
        question.answer(answer)
        verdict = grade(KEYS[name], answer)
        question.expect_verdict(verdict.verdict)
        expect(question.verdict.locator(".feedback > div")).to_have_count(len(verdict.feedback))
        expect(question.explanation).to_have_count(0)
        expect(question.standing).to_have_text(re.compile(r"^Best: (not yet|\d+ %) right · 1 try$"))
        lesson.expect_said("Not yet|Partly right")
        question.put_back()


def test_what_cannot_be_read_stays_and_does_not_count(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    for name, answer in INVALID.items():
        question = lesson.question(name)
        question.answer(answer)
        question.expect_verdict("invalid")
        expect(question.verdict.locator(".feedback")).to_have_text(re.compile(r"\w{3}.*\."))
        expect(question.standing).to_be_hidden()
        lesson.expect_said("Not counted")
        if question.kind in {"numeric", "text"}:
            expect(question.field).to_have_value(answer)
            expect(question.field).to_have_attribute("aria-invalid", "true")
            expect(question.field).to_have_accessible_description(re.compile("Not counted"))
        question.answer(RIGHT[name])
        question.expect_verdict("correct")
        expect(question.standing).to_have_text("Best: right · 1 try")
        expect(question.section.locator("[aria-invalid=true]")).to_have_count(0)


def test_no_answer_does_not_count(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    for name in BLANK:
        question = lesson.question(name)
        question.check()
        question.expect_verdict("invalid")
        expect(question.standing).to_be_hidden()


def test_it_can_be_tried_again_and_the_best_counts(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    for name in KEYS:
        question = lesson.question(name)
        question.answer(WRONG[name])
        question.put_back()
        question.check()
        expect(question.verdict).to_contain_text("given this answer before")
        question.put_back()
        question.answer(RIGHT[name])
        question.expect_verdict("correct")
        expect(question.standing).to_have_text("Best: right · 2 tries")
    lesson.open()
    for name in KEYS:
        question = lesson.question(name)
        expect(question.standing).to_have_text("Best: right · 2 tries")
        question.answer(ANOTHER_WRONG.get(name, WRONG[name]))
        expect(question.headline).to_have_text(re.compile("Not yet|Partly right"))
        expect(question.standing).to_have_text(re.compile("^Best: right · "))
        question.put_back()


def test_the_answer_is_shown_to_whoever_asks(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    for name in KEYS:
        question = lesson.question(name)
        asked = question.button("Show me" if name in PREDICTIONS else "Give up and show the answer")
        asked.click()
        expect(question.section).to_have_attribute("data-state", "revealed")
        expect(question.verdict).to_contain_text(SOLUTIONS.get(name, ""))
        expect(question.explanation).to_be_visible()
        expect(question.standing).to_have_text("Best: not yet right · 1 try")
        # What was pressed is gone, and reading goes on at what it brought.
        expect(asked).to_be_hidden()
        expect(question.verdict.locator(":focus")).to_have_count(1)
        question.answer(RIGHT[name])
        question.expect_verdict("correct")


def test_the_answer_is_offered_after_two_tries(open_lesson: OpenLesson) -> None:
    question = open_lesson().question("limit")
    for text in ("0.05", "0.3"):
        expect(question.button("Give up and show the answer")).to_be_visible()
        question.answer(text)
    expect(question.button("Show the answer")).to_be_visible()


def test_hints_come_one_by_one(open_lesson: OpenLesson) -> None:
    question = open_lesson().question("limit")
    hints = question.section.locator(".hint")
    expect(hints.nth(0)).to_be_visible()
    expect(hints.nth(1)).to_be_hidden()
    hints.nth(0).locator("summary").press("Enter")
    expect(hints.nth(0)).to_contain_text("It is 2 divided by something.")
    expect(hints.nth(1)).to_be_visible()


# ------------------------------------------------------------------------------------------------------------- variants


def test_another_variant_asks_something_else_and_is_graded_by_its_own_key(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("limit")
    question.answer("0.1")
    for answer, curvature in (("0.5", "4"), ("0.4", "5"), ("0.25", "8"), ("0.1", "20")):
        question.button("Another variant").click()
        expect(question.section.locator(".ask")).to_contain_text(f"curvature is {curvature}?")
        expect(question.button("Another variant")).to_be_focused()
        expect(question.verdict).to_be_hidden()
        expect(question.field).to_have_value("")
        question.answer("0.05")
        question.expect_verdict("incorrect")
        expect(question.verdict).not_to_contain_text("given this answer before")
        question.answer(answer)
        question.expect_verdict("correct")


def test_a_question_without_variants_offers_none(open_lesson: OpenLesson) -> None:
    expect(open_lesson().question("name-it").button("Another variant")).to_be_hidden()


# ----------------------------------------------------------------------------------------------------- without a server


def test_without_a_connection_the_answer_waits_and_is_checked_when_there_is_one(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("limit")
    question.give("0.1")
    lesson.page.context.set_offline(True)
    question.check()
    expect(question.verdict).to_contain_text("Your answer stays here")
    expect(question.field).to_have_value("0.1")
    expect(question.standing).to_be_hidden()
    question.button("Another variant").click()
    expect(question.verdict).to_contain_text("this one stays")
    question.check()
    lesson.page.context.set_offline(False)
    question.expect_verdict("correct")
    expect(question.standing).to_have_text("Best: right · 1 try")


def test_what_is_changed_while_it_waits_is_checked_as_it_stands(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("limit")
    lesson.page.context.set_offline(True)
    question.answer("0.05")
    question.give("0.1")
    lesson.page.context.set_offline(False)
    question.expect_verdict("correct")


def test_a_server_that_breaks_costs_nothing(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("limit")
    lesson.page.route("**/api/grade", lambda route: route.abort())
    question.answer("0.1")
    expect(question.verdict).to_contain_text("Your answer stays here")
    lesson.page.unroute("**/api/grade")
    question.check()
    question.expect_verdict("correct")
    lesson.complaints.clear()  # the browser reports the request that was broken off


# -------------------------------------------------------------------------------------------------------------- figures


def test_a_wrong_answer_is_shown_in_the_figure_and_taken_back(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("good-or-bad")
    lesson.set_figure("edge", "?lr=0.07")
    question.answer("yes")
    expect(question.verdict).to_contain_text("The figure now shows what this answer overlooks.")
    assert lesson.figure_link("edge")["lr"] == "0.11"
    back = question.button("Put it back")
    back.click()
    expect(question.button("Show it again")).to_be_focused()
    assert lesson.figure_link("edge")["lr"] == "0.07"
    question.button("Show it again").click()
    expect(question.button("Put it back")).to_be_focused()
    assert lesson.figure_link("edge")["lr"] == "0.11"
    question.check()
    question.button("Put it back").click()
    expect(question.button("Show it again")).to_be_visible()
    assert lesson.figure_link("edge")["lr"] == "0.07"


def test_a_wrong_answer_to_a_question_without_a_figure_leads_to_the_lab(open_lesson: OpenLesson) -> None:
    question = open_lesson().question("limit")
    question.answer("0.05")
    link = question.verdict.get_by_role("link", name="See in the lab what this answer overlooks")
    expect(link).to_have_attribute("href", "/lab?landscape=valley&optimizers=sgd&lr=0.05")


@pytest.mark.parametrize(("name", "given_up"), [*((name, False) for name in PREDICTIONS), ("who-wins", True)])
def test_a_prediction_hides_the_paths_until_it_is_made_or_given_up(
    open_lesson: OpenLesson, name: str, *, given_up: bool
) -> None:
    lesson = open_lesson()
    question = lesson.question(name)
    figure = lesson.figure(question.attribute("figure"))
    summary = figure.locator("[id$=map-summary]")
    told = re.compile("converged|exhausted|diverged")
    expect(summary).to_have_text(re.compile("^Contour map"))
    expect(summary).not_to_have_text(told)
    hidden = picture(lesson, name)
    question.check()
    question.expect_verdict("invalid")
    assert picture(lesson, name) == hidden
    if given_up:
        question.button("Show me").click()
    else:
        question.answer(WRONG[name])
    expect(summary).to_have_text(told)
    way = question.verdict.get_by_role("link", name="figure", exact=True)
    expect(way).to_have_attribute("href", f"#{question.attribute('figure')}")
    figure.scroll_into_view_if_needed()
    assert picture(lesson, name) != hidden
    lesson.open()
    lesson.figure(question.attribute("figure"))
    if name == "how":  # the other figure is waited for by more than one prediction
        expect(summary).to_have_text(told)


def picture(lesson: Lesson, name: str) -> str:
    """Return the paths on the map of a question's figure, pixel by pixel."""
    figure = lesson.question(name).attribute("figure")
    lesson.painted()
    canvas = lesson.page.locator(f".lesson-figure[data-figure={figure}] .trajectories")
    return str(canvas.evaluate("canvas => canvas.toDataURL()"))


def test_a_point_is_given_by_a_click_on_the_map(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("where-to")
    plot = lesson.figure("slow-and-fast").locator(".plot")
    take_points(question)
    box = plot.bounding_box()
    assert box
    plot.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    x, y = (float(question.section.get_by_label(axis, exact=True).input_value()) for axis in "xy")
    assert abs(x) < 0.1
    assert abs(y) < 0.1
    assert lesson.figure_link("slow-and-fast")["start"] == "-4,2"
    question.check()
    question.expect_verdict("correct")
    # Once the paths are shown the map is a map again.
    expect(question.button("Point on the map")).to_have_attribute("aria-pressed", "false")
    plot.click(position={"x": box["width"] / 4, "y": box["height"] / 4})
    expect(question.section.get_by_label("x", exact=True)).to_have_value(f"{x:g}")


def test_a_path_is_drawn_point_by_point_and_seen_beside_the_true_one(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(has_touch=True)
    question = lesson.question("which-way")
    plot = lesson.figure("slow-and-fast").locator(".plot")
    take_points(question)
    before = plot.inner_html()
    box = plot.bounding_box()
    assert box
    for across, down in ((0.12, 0.47), (0.2, 0.5), (0.5, 0.5)):
        plot.tap(position={"x": across * box["width"], "y": down * box["height"]})
    points = question.section.locator(".points li")
    expect(points).to_have_count(3)
    lesson.expect_said("Point 3")
    assert plot.inner_html() != before
    question.button("Remove last").click()
    expect(points).to_have_count(2)
    question.give(RIGHT["which-way"])
    question.check()
    question.expect_verdict("correct")
    expect(points).to_have_count(len(RIGHT["which-way"]))


def test_a_path_takes_no_more_points_than_it_may_have(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("which-way")
    question.give([[place / 10, 0] for place in range(13)])
    expect(question.section.locator(".points li")).to_have_count(12)
    lesson.expect_said("12 points at most")
    question.section.get_by_label("x", exact=True).fill("1e")
    question.button("Add point").click()
    expect(question.section.get_by_label("x", exact=True)).to_have_attribute("aria-invalid", "true")


def take_points(question: Question) -> None:
    """Have the map give points to this question."""
    button = question.button("Point on the map")
    if button.get_attribute("aria-pressed") != "true":
        button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_what_a_question_leaves_alone_in_its_figure_has_to_be_left_alone(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("drag-it")
    question.give(RIGHT["drag-it"])
    lesson.figure("edge").get_by_role("button", name="Start", exact=True).press("ArrowLeft")
    lesson.painted()
    question.check()
    question.expect_verdict("invalid")
    expect(question.verdict).to_contain_text("leaves the start as the figure has it")
    expect(question.standing).to_be_hidden()


def test_giving_up_a_figure_sets_it_as_it_has_to_be_set(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("drag-it")
    lesson.figure("edge")
    question.button("Give up and show the answer").click()
    expect(question.verdict).to_contain_text("The figure now shows one way.")
    assert lesson.figure_link("edge")["lr"] == "0.09"
    question.check()
    question.expect_verdict("correct")


# ------------------------------------------------------------------------------------------------------------- keyboard


def test_every_type_is_answered_by_the_keyboard_alone(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    page = lesson.page
    lesson.question("who-wins").section.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    lesson.question("who-wins").expect_verdict("correct")
    lesson.question("limit").field.focus()
    page.keyboard.type("1/10")
    page.keyboard.press("Enter")
    lesson.question("limit").expect_verdict("correct")
    expect(lesson.question("limit").field).to_be_focused()
    several = lesson.question("all-that").section.locator("input")
    several.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(lesson.question("all-that").button("Check")).to_be_focused()
    page.keyboard.press("Enter")
    lesson.question("all-that").expect_verdict("correct")
    expect(lesson.question("all-that").button("Check")).to_be_focused()


def test_an_order_is_made_by_buttons_that_keep_the_focus(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    question = lesson.question("steps-in-order")
    first, *others = question.order()
    down = question.section.locator(f"[data-item={first}]").get_by_role("button", name=re.compile("^Down: "))
    down.focus()
    for place in range(1, 3):
        lesson.page.keyboard.press("Enter")
        assert question.order().index(first) == place
        expect(down).to_be_focused()
        lesson.expect_said(f": now {place + 1} of 3")
    expect(down).to_have_attribute("aria-disabled", "true")
    lesson.page.keyboard.press("Enter")
    assert question.order() == [*others, first]


def test_an_order_is_made_by_dragging_too(open_lesson: OpenLesson) -> None:
    question = open_lesson().question("steps-in-order")
    first, second, third = question.order()
    item = question.section.locator
    item(f"[data-item={third}] > span").drag_to(item(f"[data-item={first}] > span"))
    assert question.order() == [third, first, second]


# ---------------------------------------------------------------------------------------------------------------- tasks


def test_a_task_sets_the_lab_up_and_says_when_it_is_done(open_lesson: OpenLesson) -> None:
    lesson = open_lesson()
    task = lesson.page.locator("[data-task=reach-it]")
    lab = lesson.page.locator("[data-lab]")
    task.get_by_role("button", name="Set it up").click()
    expect(lab).to_be_focused()
    rate = lab.get_by_role("spinbutton", name="Learning rate", exact=True)
    expect(rate).to_have_value("0.01")
    goal = task.locator(".goal")
    expect(goal).to_have_text("SGD: loss < 0.05")
    rate.fill("0.02")
    lesson.painted()
    expect(goal).to_have_text("SGD: loss < 0.05")
    rate.fill("0.09")
    expect(goal).to_have_text("SGD: loss < 0.05Done")
    lesson.expect_said("The task is done.")
    rate.fill("0.01")
    lesson.painted()
    expect(goal).to_have_text("SGD: loss < 0.05Done")
    task.get_by_role("button", name="Set it up").click()
    expect(goal).to_have_text("SGD: loss < 0.05")


# -------------------------------------------------------------------------------------------------------- accessibility


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_axe_finds_nothing_in_any_state(open_lesson: OpenLesson, width: int, theme: str) -> None:
    lesson = open_lesson(viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True)
    lesson.question("limit").answer("0.1")
    lesson.question("name-it").check()
    lesson.question("good-or-bad").answer("yes")
    lesson.question("all-that").answer(["first"])
    lesson.question("how").button("Show me").click()
    expect(lesson.question("how").explanation).to_be_visible()
    lesson.question("which-way").give([[1, 1], [0, 0]])
    lesson.page.locator("[data-task=reach-it]").get_by_role("button", name="Set it up").click()
    expect(lesson.page.locator(".goal")).to_be_visible()
    assert lesson.beyond() == []
    lesson.page.add_script_tag(path=AXE)
    violations = lesson.page.evaluate(
        "async () => (await axe.run('.question, .task', { resultTypes: ['violations'] })).violations"
    )
    assert violations == [], json.dumps(violations, indent=1)


def test_every_target_is_large_enough_for_a_finger(open_lesson: OpenLesson) -> None:
    lesson = open_lesson(viewport={"width": 375, "height": 812})
    lesson.question("good-or-bad").answer("yes")
    small = lesson.page.evaluate(
        """() => [...document.querySelectorAll(":is(.question, .task) :is(button, summary, label, input[type=text])")]
            .filter(each => each.getClientRects().length)
            .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 24)
            .map(each => each.outerHTML)"""
    )
    assert small == []
