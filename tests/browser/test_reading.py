"""A lesson notices what is read, says how far it is, and leads back to where somebody was."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.test_access import AXE
from tests.browser.test_progress import (
    DEVICE,
    LATER,
    MODULE,
    SECTIONS,
    STAMP,
    STATE,
    Kept,
    OpenKept,
    attempt,
    open_kept,
)
from thalweg import lessons
from thalweg.lessons.questions import Single

__all__ = ["open_kept"]  # a fixture that is asked for by its name

LESSON = f"learn/{MODULE.id}"
FIRST, SECOND, THIRD, *_ = MODULE.sections
FIGURE = next(iter(MODULE.figures))

END = "document.querySelector('#{id} > .section-end').scrollIntoView({{ block: 'center' }})"

OBSERVED = """(id) => new Promise((resolve) => {
    const end = document.querySelector(`#${id} > .section-end`);
    new IntersectionObserver(([{ isIntersecting }], observer) => {
        observer.disconnect();
        resolve(isIntersecting);
    }).observe(end);
})"""
"""Whether the end of a section is in view, once every observer that was there before has been told."""


def with_position(**position: object) -> dict[str, Any]:
    """Return what is kept of somebody who was reading at this place."""
    at = {"at": STAMP, "block": SECOND.id, "section": SECOND.id, "nth": 1, "part": 400}
    module = {"epoch": 0, "seen": {FIRST.id: 1}, "quizzes": {}, "position": at | position}
    return {"version": 1, "modules": {MODULE.id: module}, "bookmarks": {}, "spent": {}}


def with_answers(section: Any) -> dict[str, Any]:  # noqa: ANN401 - a section of a lesson
    """Return what is kept of somebody who has tried every question of a section, and read nothing."""
    quiz = {"first": attempt(0), "best": attempt(0), "last": attempt(0), "tries": {DEVICE: 1}}
    module = {"epoch": 0, "seen": {}, "quizzes": dict.fromkeys(section.questions, quiz), "position": None}
    return {"version": 1, "modules": {MODULE.id: module}, "bookmarks": {}, "spent": {}}


def read_to_the_end(page: Page, section: str, for_ms: int = 1000) -> None:
    """Bring the end of a section into view, and let time pass."""
    page.evaluate(END.format(id=section))
    assert page.evaluate(OBSERVED, section) is True
    page.clock.run_for(for_ms)


def scroll_as_a_hand_does(page: Page, section: str) -> None:
    """Bring a section under the reading line, after a turn of the wheel."""
    page.mouse.wheel(0, 10)
    page.evaluate(
        "(id) => scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - innerHeight / 4)",
        section,
    )


def in_contents(page: Page, section: str) -> Locator:
    """Return a section's line in the contents."""
    return page.locator(f"[data-contents={section}]")


KEPT_TEXT = """async () => {
    const database = await new Promise((done) => {
        const request = indexedDB.open("thalweg", 1);
        request.onsuccess = () => done(request.result);
    });
    const request = database.transaction("progress").objectStore("progress").get("anonymous");
    const text = await new Promise((done) => { request.onsuccess = () => done(request.result); });
    database.close();
    return text;
}"""


def wait_until_kept(page: Page, condition: str) -> None:
    """Wait until what is kept fulfils a condition on `state`."""
    page.wait_for_function(f"async () => {{ const state = JSON.parse(await ({KEPT_TEXT})()); return {condition}; }}")


# ------------------------------------------------------------------------------------------------------- what was read


def test_a_section_is_complete_when_its_end_was_seen_and_its_questions_were_tried(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, with_answers(FIRST), clock=True)
    page = kept.page
    expect(in_contents(page, FIRST.id)).to_have_class("is-begun")
    expect(page.get_by_text(f"0 of {len(SECTIONS)} sections")).to_be_visible()
    read_to_the_end(page, FIRST.id)
    expect(in_contents(page, FIRST.id)).to_have_class("is-complete")
    expect(
        page.get_by_text(f"1 of {len(SECTIONS)} sections · {MODULE.minutes - FIRST.minutes} min left")
    ).to_be_visible()
    expect(page.get_by_role("link", name=f"{FIRST.title} (complete)")).to_be_visible()
    read_to_the_end(page, SECOND.id)
    expect(in_contents(page, SECOND.id)).to_have_class("is-begun")
    expect(page.get_by_role("link", name=re.compile(rf"^{SECOND.title} \(read to its end, .* open\)$"))).to_be_visible()
    page.reload()
    expect(in_contents(page, FIRST.id)).to_have_class("is-complete")
    other = open_kept("progress", beside=kept)
    expect(other.module()).to_contain_text("1 of")


def test_answers_in_the_lesson_are_results_on_the_page_of_progress(open_kept: OpenKept) -> None:
    question = next(each for each in MODULE.questions.values() if isinstance(each, Single))
    wrong, right = (next(each for each in question.choices if each.right is is_right) for is_right in (False, True))
    kept = open_kept(LESSON)
    form = kept.page.locator(f"#{question.id} form")
    for choice in (wrong, wrong, right):
        form.locator(f"input[value={choice.id}]").check()
        with kept.page.expect_response("**/api/grade"):
            form.get_by_role("button", name="Check").click()
    wait_until_kept(kept.page, f"state.modules['{MODULE.id}'].quizzes['{question.id}'].best.score === 1000000")
    other = open_kept("progress", beside=kept)
    expect(other.module()).to_contain_text("Mark:")
    other.module().get_by_text("Sections and questions").click()
    row = other.module().get_by_role("row").nth(1)
    expect(row.get_by_role("cell")).to_have_text(["wrong", "right", "right", "2"])


def test_scrolling_past_is_not_reading(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, clock=True)
    read_to_the_end(kept.page, FIRST.id, for_ms=900)
    kept.page.evaluate("scrollTo(0, 0)")
    assert kept.page.evaluate(OBSERVED, FIRST.id) is False
    kept.page.clock.run_for(5_000)
    read_to_the_end(kept.page, SECOND.id)
    expect(in_contents(kept.page, SECOND.id)).to_have_class("is-begun")
    assert list(kept.kept()["modules"][MODULE.id]["seen"]) == [SECOND.id]


def test_who_only_opens_a_lesson_leaves_nothing_behind(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, clock=True)
    kept.page.clock.run_for(60_000)
    expect(kept.page.locator(".saved")).to_have_text("")
    assert kept.page.evaluate("indexedDB.databases()") == []
    read_to_the_end(kept.page, FIRST.id)
    expect(kept.page.locator(".saved")).to_have_text("Saved on this device")


def test_a_lesson_that_is_open_twice_is_one_lesson(open_kept: OpenKept) -> None:
    one = open_kept(LESSON, with_answers(FIRST), clock=True)
    other = open_kept(LESSON, beside=one, clock=True)
    read_to_the_end(one.page, FIRST.id)
    expect(in_contents(other.page, FIRST.id)).to_have_class("is-complete")
    read_to_the_end(other.page, SECOND.id)
    expect(in_contents(one.page, SECOND.id)).to_have_class("is-begun")


# -------------------------------------------------------------------------------------------------------- the way back


def test_the_way_back_leads_to_where_somebody_was(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, clock=True)
    page = kept.page
    expect(page.locator(".resume")).to_have_count(0)
    scroll_as_a_hand_does(page, THIRD.id)
    page.clock.run_for(1_500)
    expect(page.locator(".saved")).to_have_text("Saved on this device")
    page.evaluate("scrollTo(0, 0)")
    page.goto("about:blank")
    page.goto(f"{kept.server}/{LESSON}")
    way = page.locator(".resume").get_by_role("link", name=THIRD.title)
    way.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{THIRD.id}")).to_be_focused()
    expect(page.locator(f"#{THIRD.id} > h2")).to_be_in_viewport()


def test_a_page_that_the_browser_scrolled_by_itself_is_not_being_read(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, clock=True)
    kept.page.evaluate("scrollTo(0, 4000)")
    kept.page.clock.run_for(5_000)
    assert kept.kept() is None


@pytest.mark.parametrize(
    ("position", "section", "is_moved"),
    [
        ({}, SECOND, False),
        ({"block": "gone"}, SECOND, True),
        ({"block": "gone", "section": "gone-too", "nth": 2}, THIRD, True),
        ({"block": "gone", "section": "gone-too", "nth": 900}, MODULE.sections[-1], True),
    ],
)
def test_the_way_back_to_what_has_gone_leads_to_the_nearest(
    open_kept: OpenKept,
    position: dict[str, object],
    section: Any,  # noqa: ANN401 - a section of a lesson
    is_moved: bool,  # noqa: FBT001 - a column of the table
) -> None:
    page = open_kept(LESSON, with_position(**position)).page
    banner = page.locator(".resume")
    expect(banner.get_by_role("link").first).to_have_text(section.title)
    moved = banner.get_by_text("The place you were at is no longer in this lesson; this is the nearest that is left.")
    expect(moved).to_have_count(1 if is_moved else 0)


def test_who_has_gone_back_is_offered_the_farthest_point_too(open_kept: OpenKept) -> None:
    state = with_position()
    state["modules"][MODULE.id]["seen"][SECTIONS[4]] = 1
    banner = open_kept(LESSON, state).page.locator(".resume")
    expect(banner.get_by_role("link")).to_have_text([SECOND.title, MODULE.sections[4].title])


def test_the_first_page_leads_back_to_what_was_read_last_on_any_device(open_kept: OpenKept) -> None:
    state = with_position()
    other = lessons.course().modules[1]
    later = {"at": LATER, "block": other.sections[2].id, "section": other.sections[2].id, "nth": 2, "part": 0}
    state["modules"][other.id] = {"epoch": 0, "seen": {other.sections[0].id: 1}, "quizzes": {}, "position": later}
    page = open_kept("", state).page
    way = page.get_by_role("link", name=f"Continue with {other.sections[2].title}")
    expect(way).to_have_attribute("href", f"/learn/{other.id}#{other.sections[2].id}")
    untouched = open_kept("").page
    expect(untouched.get_by_role("link", name="Begin the course")).to_have_attribute("href", f"/{LESSON}")
    modules = page.locator(".module")
    expect(modules.nth(0)).to_contain_text(f"0 of {len(SECTIONS)} sections")
    expect(modules.nth(1).get_by_role("progressbar")).to_be_visible()
    expect(modules.nth(2).get_by_role("progressbar")).to_have_count(0)


def test_a_link_to_a_place_that_has_gone_is_told(open_kept: OpenKept) -> None:
    page = open_kept(f"{LESSON}#not-there-any-more").page
    expect(page.get_by_text("leads to a place that is no longer in this lesson")).to_be_visible()


# ---------------------------------------------------------------------------------------------------------------- time


SPENT = "Object.values(state.spent).flatMap((counts) => Object.values(counts)).reduce((sum, each) => sum + each, 0)"


def seconds(kept: Kept) -> int:
    """Return the seconds that are kept of the module."""
    state = kept.kept() or {"spent": {}}
    return sum(sum(counts.values()) for counts in state["spent"].values())


def test_time_counts_while_somebody_is_there(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, clock=True)
    page = kept.page
    page.clock.run_for(120_000)
    assert seconds(kept) == 0
    for _ in range(3):
        page.mouse.move(200, 300)
        page.mouse.move(210, 310)
        page.clock.run_for(30_000)
    expect(page.locator(".saved")).to_have_text("Saved on this device")
    wait_until_kept(page, f"{SPENT} === 90")
    page.clock.run_for(600_000)
    wait_until_kept(page, f"{SPENT} === 120")
    page.clock.run_for(600_000)
    assert seconds(kept) == 120


# ----------------------------------------------------------------------------------------------------------- bookmarks


def test_sections_questions_and_figures_are_marked_with_a_note(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON)
    page = kept.page
    mark = kept.button(f"Bookmark: {FIRST.title}")
    expect(mark).to_have_attribute("aria-pressed", "false")
    mark.focus()
    page.keyboard.press("Space")
    expect(kept.button(f"Bookmarked: {FIRST.title}")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_label(f"Note on {FIRST.title}")).to_be_focused()
    page.keyboard.type("fog, and one slope")
    page.locator(f"#{FIGURE} .bookmark").click()
    page.locator(f"#{FIRST.questions[0]} .bookmark").click()
    expect(page.locator(f"#{FIRST.questions[0]} .bookmark")).to_have_attribute("aria-pressed", "true")
    wait_until_kept(page, "JSON.stringify(state).includes('fog, and one slope')")
    page.reload()
    expect(page.get_by_label(f"Note on {FIRST.title}")).to_have_value("fog, and one slope")
    other = open_kept("bookmarks", beside=kept)
    expect(other.page.get_by_role("listitem")).to_have_count(3)
    expect(other.page.get_by_label(f"Note on {FIRST.title}")).to_have_value("fog, and one slope")
    lab = other.page.get_by_role("link", name="This state in the lab").get_attribute("href")
    assert lab == f"/lab{MODULE.figures[FIGURE].link}"


def test_a_note_is_whole_however_soon_something_else_is_done(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, STATE, clock=True)
    note = kept.page.get_by_label(f"Note on {FIRST.title}")
    note.fill("")
    note.press_sequentially("every letter of it")
    kept.page.locator(f"#{FIGURE} .bookmark").click()
    expect(kept.page.locator(f"#{FIGURE} .bookmark")).to_have_attribute("aria-pressed", "true")
    expect(note).to_have_value("every letter of it")
    wait_until_kept(kept.page, "JSON.stringify(state).includes('every letter of it')")


def test_a_bookmark_that_is_removed_in_the_lesson_can_be_brought_back(open_kept: OpenKept) -> None:
    kept = open_kept(LESSON, STATE)
    tool = kept.page.locator(f"#{FIRST.id} > .bookmark-tool")
    expect(tool.get_by_role("textbox")).to_have_value("look at it again")
    kept.button(f"Bookmarked: {FIRST.title}").click()
    expect(kept.page.get_by_role("status").filter(has_text="Bookmark removed.")).to_be_attached()
    expect(tool.get_by_role("textbox")).to_be_hidden()
    tool.get_by_role("button", name="Undo").click()
    expect(tool.get_by_role("textbox")).to_have_value("look at it again")
    expect(kept.button(f"Bookmarked: {FIRST.title}")).to_be_focused()


# -------------------------------------------------------------------------------------------------------- for everybody


def test_where_nothing_can_be_kept_the_lesson_goes_on_and_hands_out_a_file(open_kept: OpenKept) -> None:
    script = """Object.defineProperty(IDBFactory.prototype, "open", {
        value() { throw new DOMException("not here", "SecurityError"); },
    });"""
    kept = open_kept(LESSON, script=script, clock=True)
    expect(kept.page.get_by_role("alert")).to_contain_text("does not let the page keep anything")
    read_to_the_end(kept.page, FIRST.id)
    expect(in_contents(kept.page, FIRST.id)).to_have_class("is-begun")
    expect(kept.page.locator(".saved")).to_have_text("Not saved")
    with kept.page.expect_download() as download:
        kept.button("Save as a file").click()
    saved = json.loads(Path(download.value.path()).read_text())
    assert list(saved["modules"][MODULE.id]["seen"]) == [FIRST.id]


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_under_the_eyes_when_the_script_comes(
    lab_server: str, new_context: NewContext, width: int
) -> None:
    def top_of_the_text(is_scripted: bool) -> float:  # noqa: FBT001 - with it and without it
        page = new_context(viewport={"width": width, "height": 900}).new_page()
        if not is_scripted:
            page.route("**/lesson-*.js", lambda route: route.abort())
        page.goto(f"{lab_server}/{LESSON}")
        expect(page.locator(".saved")).to_have_count(int(is_scripted))
        top = page.locator(f"#{FIRST.id} > p").first.evaluate("each => each.getBoundingClientRect().top")
        assert isinstance(top, float | int)
        return top

    assert top_of_the_text(is_scripted=True) == pytest.approx(top_of_the_text(is_scripted=False), abs=0.5)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_what_is_said_of_the_learner(open_kept: OpenKept, width: int, theme: str) -> None:
    state = {**STATE, "modules": with_position()["modules"]}
    page = open_kept(LESSON, state, viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True).page
    page.locator(f"#{FIGURE} .bookmark").click()
    page.add_script_tag(path=AXE)
    violations = page.evaluate(
        """async () => (await axe.run({ include: [".contents", ".resume", ".bookmark-tool"] },
            { resultTypes: ["violations"] })).violations"""
    )
    assert violations == []
