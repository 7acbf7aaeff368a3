"""The pages of progress and of bookmarks, as a learner uses them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.lab import BEYOND
from tests.browser.learner import KEPT, PUT
from tests.browser.test_access import AXE
from thalweg import lessons
from thalweg.progress import read

MODULE = lessons.course().modules[0]
SECTIONS = [section.id for section in MODULE.sections]
FIRST = MODULE.sections[0]
QUESTION = next(question for section in MODULE.sections for question in section.questions)

DEVICE = "0123456789abcdef"
STAMP = f"019ab697e800-0000-{DEVICE}"
LATER = f"019ab697e801-0000-{DEVICE}"


def attempt(score: int) -> dict[str, object]:
    """Return an attempt with a score."""
    return {"score": score, "at": STAMP, "variant": 0, "answer": ""}


def mark(title: str, note: str = "", link: str = "", at: str = STAMP) -> dict[str, object]:
    """Return a bookmark."""
    return {"at": at, "kept": {"title": title, "note": note, "link": link}}


STATE: dict[str, Any] = {
    "version": 1,
    "modules": {
        MODULE.id: {
            "epoch": 0,
            "seen": {FIRST.id: 1, SECTIONS[2]: 2},
            "quizzes": {
                question: {
                    "first": attempt(0),
                    "best": attempt(1_000_000),
                    "last": attempt(500_000),
                    "tries": {DEVICE: 3},
                }
                for question in FIRST.questions
            },
            "position": None,
        },
        "old-module": {"epoch": 0, "seen": {"a": 1, "b": 1}, "quizzes": {}, "position": None},
    },
    "bookmarks": {
        f"{MODULE.id}/{FIRST.id}": mark(FIRST.title, note="look at it again"),
        f"{MODULE.id}/figure/0123abcd": mark("Figure: a valley", link="?landscape=bowl&lr=0.1", at=LATER),
        "old-module/a": mark("Something old"),
    },
    "spent": {f"{MODULE.id}/{FIRST.id}": {DEVICE: 1500}},
}


class Kept:
    """A page that shows what is kept."""

    def __init__(self, page: Page, server: str) -> None:
        """Watch a page from before it loads."""
        self.page = page
        self.server = server

    def put(self, state: object) -> None:
        """Have this kept on the device."""
        self.page.goto(f"{self.server}/glossary")
        self.page.evaluate(PUT, ["anonymous", state if isinstance(state, str) else json.dumps(state)])

    def open(self, name: str) -> None:
        """Open a page, and wait until it is filled in; the first one has no line that would tell."""
        self.page.goto(f"{self.server}/{name}")
        if name:
            expect(self.page.locator(".saved")).to_be_attached()

    def button(self, name: str) -> Locator:
        """Return a button."""
        return self.page.get_by_role("button", name=name, exact=True)

    def module(self, module: str = MODULE.id) -> Locator:
        """Return what is said of a module."""
        return self.page.locator(f"[data-module={module}]")

    @property
    def said(self) -> Locator:
        """What is said to what was just done."""
        return self.page.locator(".said")

    @property
    def dialog(self) -> Locator:
        """The question that is asked before something goes for good."""
        return self.page.get_by_role("dialog")

    def kept(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Return what is kept, once it has been read as Python reads it; None where nothing is."""
        shelf = self.page.evaluate(KEPT)
        if not shelf or "anonymous" not in shelf:
            return None
        read(shelf["anonymous"].encode())
        return json.loads(shelf["anonymous"])


OpenKept = Callable[..., Kept]


@pytest.fixture
def open_kept(lab_server: str, new_context: NewContext) -> Iterator[OpenKept]:
    """Open a page with this kept on the device, and at the end require that no page complained."""
    complaints: list[str] = []

    def opened(
        name: str,
        state: object = None,
        *,
        beside: Kept | None = None,
        script: str = "",
        clock: bool = False,
        **options: object,
    ) -> Kept:
        context: BrowserContext = beside.page.context if beside else new_context(**options)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        kept = Kept(page, lab_server)
        if state is not None:
            kept.put(state)
        if script:
            page.add_init_script(script)
        if clock:
            # It stands still but where a test lets it run: otherwise a busy machine would count as time that was spent.
            page.clock.install(time="2026-11-01T12:00:00Z")
            page.clock.pause_at("2026-11-01T12:00:01Z")
        kept.open(name)
        return kept

    yield opened
    assert complaints == []


# ------------------------------------------------------------------------------------------------------------- progress


def test_each_module_says_how_far_it_is_done(open_kept: OpenKept) -> None:
    page = open_kept("progress", STATE)
    module = page.module()
    expect(module).to_contain_text(f"1 of {len(SECTIONS)} sections · ")
    expect(module).to_contain_text("Time: 25 min.")
    expect(module).to_contain_text(f"Farthest read: {MODULE.sections[2].title}.")
    expect(module.get_by_role("progressbar")).to_have_attribute("value", "1")
    module.get_by_text("Sections and questions").click()
    expect(module.get_by_role("listitem").first).to_contain_text("complete")
    expect(module.get_by_role("listitem").nth(1)).to_contain_text("not read")
    row = module.get_by_role("row").nth(1)
    expect(row.get_by_role("cell")).to_have_text(["wrong", "right", "50 %", "3"])
    expect(page.page.get_by_role("heading", name="Old module")).to_be_visible()
    expect(page.page.get_by_text("2 sections read, 0 questions tried")).to_be_visible()
    expect(page.page.locator(".saved")).to_have_text("Saved on this device")


def test_who_has_done_nothing_is_shown_the_course_and_leaves_nothing_behind(open_kept: OpenKept) -> None:
    page = open_kept("progress")
    expect(page.module()).to_contain_text(f"0 of {len(SECTIONS)} sections")
    expect(page.page.locator(".saved")).to_have_text("")
    expect(page.button(f"Start again: {MODULE.title}")).to_be_hidden()
    assert page.page.evaluate("indexedDB.databases()") == []


def test_a_module_is_started_again_only_if_that_is_meant_and_can_be_taken_back(open_kept: OpenKept) -> None:
    page = open_kept("progress", STATE)
    again = page.button(f"Start again: {MODULE.title}")
    again.click()
    expect(page.dialog).to_contain_text(f"Start “{MODULE.title}” again?")
    expect(page.button("Leave it as it is")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(page.dialog).to_have_count(0)
    expect(again).to_be_focused()
    assert page.kept() == STATE
    again.click()
    page.button("Start again").click()
    expect(page.module()).to_contain_text("0 of")
    assert page.kept()["modules"][MODULE.id] == {"epoch": 1, "seen": {}, "quizzes": {}, "position": None}
    assert page.kept()["bookmarks"] == STATE["bookmarks"]
    expect(page.button("Undo")).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(page.module()).to_contain_text("1 of")
    page.page.reload()
    expect(page.module()).to_contain_text("1 of")


def test_what_is_saved_cleared_and_restored_is_what_it_was(open_kept: OpenKept, tmp_path: Path) -> None:
    page = open_kept("progress", STATE)
    page.button("Clear this device").click()
    page.button("Keep it").click()
    assert page.kept() == STATE
    page.button("Clear this device").click()
    with page.page.expect_download() as download:
        page.dialog.get_by_role("button", name="Save as a file").click()
    file = tmp_path / download.value.suggested_filename
    assert re.fullmatch(r"thalweg-progress-\d{4}-\d\d-\d\d\.json", file.name)
    download.value.save_as(file)
    page.button("Forget everything").click()
    expect(page.said).to_have_text("Everything is forgotten.")
    expect(page.module()).to_contain_text("0 of")
    assert page.kept() is None
    page.page.get_by_label("Restore from a file").set_input_files(file)
    expect(page.said).to_have_text("The file is merged into what was here.")
    expect(page.module()).to_contain_text("1 of")
    assert page.kept() == STATE
    page.page.reload()
    expect(page.module()).to_contain_text("1 of")


def test_a_file_that_is_none_of_ours_is_refused_with_a_sentence(open_kept: OpenKept) -> None:
    page = open_kept("progress", STATE)
    chosen = page.page.get_by_label("Restore from a file")
    for content in (b"", b"\xff\xfe", b'{"version": 1, "modules": {"x": 5}, "bookmarks": {}, "spent": {}}'):
        chosen.set_input_files({"name": "mine.json", "mimeType": "application/json", "buffer": content})
        expect(page.said).to_contain_text("nothing has changed")
    expect(page.said).to_contain_text('What stands at "/modules/x" in it is not an object')
    assert page.kept() == STATE


def test_a_second_tab_follows(open_kept: OpenKept) -> None:
    one = open_kept("progress", STATE)
    other = open_kept("progress", beside=one)
    expect(other.module()).to_contain_text("1 of")
    one.button("Clear this device").click()
    one.button("Forget everything").click()
    expect(other.module()).to_contain_text("0 of")


def test_what_could_not_be_read_is_handed_out_and_thrown_away_only_on_request(open_kept: OpenKept) -> None:
    page = open_kept("progress", "{ broken")
    expect(page.page.get_by_role("alert")).to_contain_text("could not be read")
    with page.page.expect_download() as download:
        page.button("Save what could not be read").click()
    assert Path(download.value.path()).read_text() == "{ broken"
    page.button("Close this note").click()
    expect(page.page.get_by_role("alert")).to_be_hidden()
    page.button("Throw it away").click()
    expect(page.button("Throw it away")).to_have_count(0)
    page.page.reload()
    expect(page.module()).to_contain_text("0 of")
    expect(page.button("Throw it away")).to_have_count(0)


def test_where_nothing_can_be_kept_the_page_says_so(open_kept: OpenKept) -> None:
    script = """Object.defineProperty(IDBFactory.prototype, "open", {
        value() { throw new DOMException("not here", "SecurityError"); },
    });"""
    page = open_kept("progress", script=script)
    expect(page.page.get_by_role("alert")).to_contain_text("does not let the page keep anything")
    page.page.get_by_label("Restore from a file").set_input_files(
        {"name": "mine.json", "mimeType": "application/json", "buffer": json.dumps(STATE).encode()}
    )
    expect(page.module()).to_contain_text("1 of")
    expect(page.page.locator(".saved")).to_have_text("Not saved")


# ------------------------------------------------------------------------------------------------------------ bookmarks


def test_bookmarks_are_listed_by_module_and_lead_to_their_places(open_kept: OpenKept) -> None:
    page = open_kept("bookmarks", STATE).page
    assert page.get_by_role("heading", level=2).all_text_contents() == [MODULE.title, "No longer in the course"]
    expect(page.get_by_role("link", name=FIRST.title)).to_have_attribute("href", f"/learn/{MODULE.id}#{FIRST.id}")
    expect(page.get_by_role("link", name="Figure: a valley")).to_have_attribute("href", f"/learn/{MODULE.id}#figure")
    expect(page.get_by_role("link", name="This state in the lab")).to_have_attribute(
        "href", "/lab?landscape=bowl&lr=0.1"
    )
    expect(page.get_by_role("link", name="Something old")).to_have_count(0)
    expect(page.get_by_text("Something old", exact=True)).to_be_visible()
    items = page.get_by_role("listitem")
    expect(items.nth(0)).to_contain_text("Figure: a valley")
    expect(items.nth(1)).to_contain_text(FIRST.title)


def test_a_note_is_changed_where_it_is_listed(open_kept: OpenKept) -> None:
    one = open_kept("bookmarks", STATE)
    other = open_kept("bookmarks", beside=one)
    note = one.page.get_by_label(f"Note on {FIRST.title}")
    expect(note).to_have_value("look at it again")
    note.fill('<img src=x onerror="alert(1)"> & “more”')
    expect(other.page.get_by_label(f"Note on {FIRST.title}")).to_have_value('<img src=x onerror="alert(1)"> & “more”')
    one.page.reload()
    expect(note).to_have_value('<img src=x onerror="alert(1)"> & “more”')


def test_a_bookmark_is_removed_and_brought_back_by_the_keyboard(open_kept: OpenKept) -> None:
    page = open_kept("bookmarks", STATE)
    page.button(f"Remove: {FIRST.title}").focus()
    page.page.keyboard.press("Enter")
    expect(page.said).to_have_text(f"“{FIRST.title}” is removed.")
    expect(page.button("Undo")).to_be_focused()
    assert page.kept()["bookmarks"][f"{MODULE.id}/{FIRST.id}"]["kept"] is None
    page.page.keyboard.press("Enter")
    expect(page.page.get_by_label(f"Note on {FIRST.title}")).to_have_value("look at it again")
    expect(page.button(f"Remove: {FIRST.title}")).to_be_focused()
    page.button(f"Remove: {FIRST.title}").click()
    expect(page.button("Undo")).to_be_visible()
    page.page.reload()
    expect(page.page.get_by_role("link", name="Figure: a valley")).to_be_visible()
    expect(page.page.get_by_role("link", name=FIRST.title)).to_have_count(0)


def test_where_nothing_is_marked_the_page_says_how_to_mark(open_kept: OpenKept) -> None:
    page = open_kept("bookmarks")
    expect(page.page.get_by_text("Nothing is marked yet.")).to_be_visible()
    marked = open_kept("bookmarks", {**STATE, "bookmarks": {f"{MODULE.id}/{FIRST.id}": mark(FIRST.title)}})
    expect(marked.page.get_by_text("Nothing is marked yet.")).to_be_hidden()
    marked.button(f"Remove: {FIRST.title}").click()
    expect(marked.page.get_by_text("Nothing is marked yet.")).to_be_visible()
    expect(marked.button("Undo")).to_be_visible()


def test_a_script_in_a_title_stays_a_text(open_kept: OpenKept) -> None:
    title = "<script>alert(1)</script><b>bold</b>"
    marks = {f"{MODULE.id}/{FIRST.id}/0": mark(title, link="javascript:alert(1)")}
    page = open_kept("bookmarks", {**STATE, "bookmarks": marks}).page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("link", name="This state in the lab")).to_have_count(0)
    assert dialogs == []


# ------------------------------------------------------------------------------------------------------- for everybody


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("name", ["progress", "bookmarks"])
def test_axe_finds_nothing(open_kept: OpenKept, name: str, width: int, theme: str) -> None:
    page = open_kept(name, STATE, viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True).page
    for each in page.locator("details").all():
        each.locator("summary").click()
    if name == "bookmarks":
        page.get_by_role("button", name="Remove").first.click()
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width, page.evaluate(BEYOND)
    page.add_script_tag(path=AXE)
    axe = "async () => (await axe.run({ resultTypes: ['violations'] })).violations"
    assert page.evaluate(axe) == []
    if name == "progress":
        page.get_by_role("button", name="Clear this device").click()
        assert page.evaluate(axe) == []


@pytest.mark.parametrize("name", ["progress", "bookmarks"])
def test_every_target_is_large_enough_for_a_finger(open_kept: OpenKept, name: str) -> None:
    page = open_kept(name, STATE, viewport={"width": 375, "height": 812}).page
    small = page.evaluate(
        """() => [...document.querySelectorAll("main :is(button, input, textarea, summary)")]
            .filter(each => each.getClientRects().length)
            .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 24)
            .map(each => each.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize("name", ["progress", "bookmarks"])
def test_without_javascript_the_page_says_what_it_is_for(lab_server: str, new_context: NewContext, name: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{lab_server}/{name}")
    expect(page.get_by_text("in this browser, on this device")).to_be_visible()
    if name == "progress":
        expect(page.get_by_role("link", name=MODULE.title)).to_be_visible()
