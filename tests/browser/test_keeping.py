"""What a learner does is kept, by however many tabs at once, and what goes wrong with that costs nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import learner
from tests.browser.conftest import NewContext
from tests.browser.learner import RIGHT, WRONG, Tab
from thalweg.progress import read

OpenTab = Callable[..., Tab]

BLOCKED = """Object.defineProperty(IDBFactory.prototype, "open", {
    value() { throw new DOMException("not here", "SecurityError"); },
});"""

FULL = """
const put = IDBObjectStore.prototype.put;
window.isFull = true;
IDBObjectStore.prototype.put = function (...values) {
    if (window.isFull) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, values);
};"""

COUNTED = """
window.asked = 0;
navigator.storage.persisted = async () => false;
navigator.storage.persist = async () => { window.asked += 1; return true; };"""


@pytest.fixture(scope="module")
def learner_module(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the built modules of the learner."""
    return learner.build(tmp_path_factory.mktemp("learner"))


@pytest.fixture
def open_tab(lab_server: str, new_context: NewContext, learner_module: str) -> Iterator[OpenTab]:
    """Open a tab, of the same browser as another one or of a new one, and at the end require that none complained."""
    errors: list[str] = []

    def opened(beside: Tab | None = None, script: str = "") -> Tab:
        context: BrowserContext = beside.page.context if beside else new_context()
        page: Page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if script:
            page.add_init_script(script)
        return Tab(page, lab_server, learner_module)

    yield opened
    assert errors == []


def state_of(tab: Tab) -> bytes:
    """Return the text that is kept."""
    shelf = tab.shelf()
    assert shelf is not None
    return shelf["anonymous"].encode()


# ---------------------------------------------------------------------------------------------------------------- kept


def test_a_visit_that_leaves_nothing_behind_makes_no_database(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("unbookmark", "momentum/ravine")
    tab.do("clear")
    assert tab.do("setAside") == []
    assert tab.is_kept is None
    assert open_tab(beside=tab).shelf() is None


def test_what_was_done_is_there_after_a_reload(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "ravine")
    tab.do("tried", "momentum", "zig-zag", WRONG)
    tab.do("tried", "momentum", "zig-zag", RIGHT)
    tab.do("bookmark", "momentum/ravine", {"title": "Ravines", "note": "", "link": ""})
    tab.do("note", "momentum/ravine", "look again")
    tab.do("spent", "momentum/ravine", 12.4)
    tab.do("resumeAt", "momentum", {"block": "ravine", "section": "ravine", "nth": 0, "part": 250})
    before = tab.state
    tab.reload()
    assert tab.state == before
    assert tab.is_kept
    module = read(state_of(tab)).modules["momentum"]
    quiz = module.quizzes["zig-zag"]
    assert (quiz.first.score, quiz.best.score, quiz.last.score, sum(quiz.tries.values())) == (
        0,
        1_000_000,
        1_000_000,
        2,
    )
    assert module.position is not None
    assert module.position.part == 250


def test_a_wrong_answer_counts_once_however_often_it_is_given(open_tab: OpenTab) -> None:
    tab = open_tab()
    for answer in (WRONG, RIGHT, WRONG, RIGHT, {**WRONG, "verdict": "invalid"}, {**WRONG, "variant": 1}):
        tab.do("tried", "momentum", "zig-zag", answer)
        tab.reload()
    quiz = tab.do("result", "momentum", "zig-zag")
    assert sum(quiz["tries"].values()) == 3


def test_what_is_kept_under_an_old_name_counts_for_the_new_one(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "gorge")
    tab.do("tried", "momentum", "zigzag", RIGHT)
    tab.do("tried", "momentum", "damping", WRONG)
    tab.do("tried", "momentum", "given-up", WRONG)
    summary = tab.do("summary", "momentum")
    assert [(section["isSeen"], section["isComplete"]) for section in summary["sections"]] == [
        (True, True),
        (False, False),
    ]
    assert (summary["complete"], summary["minutesLeft"], summary["score"]) == (1, 6, 500_000)
    assert summary["furthest"]["id"] == "ravine"
    assert summary["gone"] == ["given-up"]
    assert tab.do("result", "momentum", "zig-zag")["best"]["score"] == 1_000_000


# ------------------------------------------------------------------------------------------------------------ two tabs


def test_two_tabs_at_once_lose_nothing_of_each_other(open_tab: OpenTab) -> None:
    one = open_tab()
    other = open_tab(beside=one)
    begin = """([name, wrong]) => {
        window.done = Promise.all(Array.from({ length: 40 }, (_, index) => [
            learner.tried("momentum", "zig-zag", { ...wrong, answer: `${name} ${index}` }),
            learner.seen("momentum", `${name}-${index}`),
            learner.spent("momentum/ravine", 1),
        ]).flat());
    }"""
    for tab, name in ((one, "one"), (other, "other")):
        tab.page.evaluate(begin, [name, WRONG])
    for tab in (one, other):
        tab.page.evaluate("window.done")
    for tab in (one, other):
        tab.page.wait_for_function("() => Object.keys(learner.state.modules.momentum.seen).length === 80")
    kept = read(state_of(one))
    assert sum(kept.modules["momentum"].quizzes["zig-zag"].tries.values()) == 80
    assert sum(kept.spent["momentum/ravine"].values()) == 80
    assert one.state == other.state


def test_what_one_tab_forgets_the_other_does_not_bring_back(open_tab: OpenTab) -> None:
    one = open_tab()
    other = open_tab(beside=one)
    one.do("seen", "momentum", "ravine")
    other.page.wait_for_function(
        "() => learner.summary('momentum').complete === 0 && 'momentum' in learner.state.modules"
    )
    one.do("clear")
    other.page.wait_for_function("() => !('momentum' in learner.state.modules)")
    other.do("seen", "momentum", "ball")
    assert list(read(state_of(one)).modules["momentum"].seen) == ["ball"]


def test_a_database_that_is_deleted_under_the_page_is_made_anew(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "ravine")
    tab.page.evaluate(
        """() => new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase("thalweg");
            request.onsuccess = resolve;
            request.onblocked = reject;
        })"""
    )
    tab.do("seen", "momentum", "ball")
    assert list(read(state_of(tab)).modules["momentum"].seen) == ["ball"]


# -------------------------------------------------------------------------------------------------------------- trouble


def test_where_nothing_may_be_kept_everything_goes_on_and_can_be_taken_along(open_tab: OpenTab) -> None:
    tab = open_tab(script=BLOCKED)
    assert tab.trouble is not None
    assert tab.trouble.startswith("This browser does not let the page keep anything")
    tab.do("seen", "momentum", "ravine")
    tab.do("tried", "momentum", "zig-zag", RIGHT)
    tab.do("tried", "momentum", "zig-zag", WRONG)
    assert tab.is_kept is False
    assert tab.do("summary", "momentum")["questions"] == {"total": 2, "tried": 1, "right": 1}
    assert tab.saved() == tab.state
    tab.do("clear")
    assert tab.state["modules"] == {}


def test_what_found_no_room_is_kept_as_soon_as_there_is_some(open_tab: OpenTab) -> None:
    tab = open_tab(script=FULL)
    tab.do("seen", "momentum", "ravine")
    tab.do("spent", "momentum/ravine", 30)
    assert tab.trouble is not None
    assert tab.trouble.startswith("There is no room left on this device")
    assert tab.is_kept is False
    tab.page.evaluate("window.isFull = false")
    tab.do("seen", "momentum", "ball")
    assert tab.trouble is None
    assert tab.is_kept
    kept = read(state_of(tab))
    assert set(kept.modules["momentum"].seen) == {"ravine", "ball"}
    assert sum(kept.spent["momentum/ravine"].values()) == 30


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 1}', "\u0000"])
def test_what_cannot_be_read_is_set_aside_and_not_thrown_away(open_tab: OpenTab, text: str) -> None:
    tab = open_tab()
    tab.put("anonymous", text)
    tab.reload()
    assert tab.trouble is not None
    assert tab.trouble.startswith("What was kept on this device could not be read.")
    assert tab.do("setAside") == [text]
    tab.do("seen", "momentum", "ravine")
    tab.reload()
    assert tab.trouble is None
    assert tab.do("summary", "momentum")["sections"][0]["isSeen"]
    assert tab.do("setAside") == [text]
    tab.do("forgetSetAside")
    assert tab.do("setAside") == []


def test_what_a_later_version_has_written_is_left_alone(open_tab: OpenTab) -> None:
    tab = open_tab()
    later = '{"version": 2, "modules": []}'
    tab.put("anonymous", later)
    tab.reload()
    assert tab.trouble is not None
    assert "written by a later version" in tab.trouble
    tab.do("seen", "momentum", "ravine")
    assert tab.is_kept is False
    assert tab.do("summary", "momentum")["sections"][0]["isSeen"]
    assert state_of(tab) == later.encode()


def test_what_could_not_be_read_back_is_never_written(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "ravine")
    before = state_of(tab)
    refused = tab.page.evaluate("learner.seen('momentum', 'Not an Id').catch((error) => String(error))")
    assert "nobody could read it again" in refused
    assert state_of(tab) == before
    tab.do("seen", "momentum", "ball")
    assert tab.do("summary", "momentum")["complete"] == 1


def test_titles_and_notes_are_cut_to_what_is_kept_and_to_whole_characters(open_tab: OpenTab) -> None:
    tab = open_tab()
    half, face = "\ud83d", "\U0001f600"
    tab.page.evaluate(
        "([title, note]) => learner.bookmark('momentum/ravine', { title, note, link: '' })",
        ["x" * 199 + face + "y", face * 3000],
    )
    tab.page.evaluate(f"() => learner.note('momentum/ravine', 'before {half.encode('unicode-escape').decode()} after')")
    tab.reload()
    kept = tab.state["bookmarks"]["momentum/ravine"]["kept"]
    assert kept["title"] == "x" * 199 + face
    assert kept["note"] == "before \ufffd after"


@pytest.mark.parametrize("years", [1970, 2038, 2300])
def test_a_clock_that_is_wrong_costs_nothing(open_tab: OpenTab, years: int) -> None:
    tab = open_tab()
    tab.do("tried", "momentum", "zig-zag", WRONG)
    tab.page.clock.set_system_time(f"{years}-01-02T00:00:00Z")
    tab.do("tried", "momentum", "zig-zag", RIGHT)
    tab.do("bookmark", "momentum", {"title": "", "note": "", "link": ""})
    tab.page.clock.set_system_time("2026-01-01T00:00:00Z")
    tab.do("unbookmark", "momentum")
    quiz = tab.do("result", "momentum", "zig-zag")
    assert (quiz["first"]["score"], quiz["last"]["score"]) == (0, 1_000_000)
    assert tab.state["bookmarks"]["momentum"]["kept"] is None
    tab.reload()
    assert tab.trouble is None
    assert tab.do("summary", "momentum")["questions"]["right"] == 1


# ---------------------------------------------------------------------------------------------------------- being asked


def test_the_browser_is_asked_to_hold_on_to_it_once_and_not_for_a_look(open_tab: OpenTab) -> None:
    tab = open_tab(script=COUNTED)
    tab.do("resumeAt", "momentum", {"block": "ravine", "section": "ravine", "nth": 0, "part": 0})
    tab.do("spent", "momentum/ravine", 5)
    assert tab.page.evaluate("asked") == 0
    tab.do("seen", "momentum", "ravine")
    tab.do("seen", "momentum", "ball")
    assert tab.page.evaluate("asked") == 1


# ---------------------------------------------------------------------------------------------------------------- files


def test_a_file_restores_what_was_cleared(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "ravine")
    tab.do("bookmark", "momentum/ravine", {"title": "Ravines", "note": "n", "link": "?lr=0.1"})
    before = tab.saved()
    tab.do("clear")
    assert tab.state["modules"] == {}
    tab.do("seen", "momentum", "ball")
    assert tab.restore(json.dumps(before)) is None
    tab.reload()
    assert set(tab.state["modules"]["momentum"]["seen"]) == {"ravine", "ball"}
    assert tab.state["bookmarks"] == before["bookmarks"]


def test_a_restart_can_be_taken_back_with_what_was_done_since(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "ravine")
    tab.page.evaluate("async () => { window.undo = await learner.restart('momentum'); }")
    assert tab.state["modules"]["momentum"]["seen"] == {}
    tab.do("seen", "momentum", "ball")
    tab.page.evaluate("undo()")
    tab.reload()
    assert set(tab.state["modules"]["momentum"]["seen"]) == {"ravine", "ball"}


@pytest.mark.parametrize("text", ["", "progress", "{}", '{"version": 9}', "\ufeff{}"])
def test_a_file_that_is_none_of_ours_changes_nothing_and_is_told_so(open_tab: OpenTab, text: str) -> None:
    tab = open_tab()
    tab.do("seen", "momentum", "ravine")
    before = tab.state
    said = tab.restore(text)
    assert said is not None
    assert said.startswith("This is not a file of progress that was saved here, and nothing has changed.")
    assert tab.state == before


def bookmarks(names: range) -> str:
    """Return a file with so many bookmarks."""
    marks = {
        f"m{name}": {"at": "019ab697e800-0000-0123456789abcdef", "kept": {"title": "", "note": "", "link": ""}}
        for name in names
    }
    return json.dumps({"version": 1, "modules": {}, "bookmarks": marks, "spent": {}})


def test_more_than_is_kept_is_refused_and_said(open_tab: OpenTab) -> None:
    tab = open_tab()
    assert tab.restore(bookmarks(range(5_000))) is None
    said = tab.restore(bookmarks(range(4_000, 6_000)))
    assert said is not None
    assert said.startswith("With what is here already, the file would be more than is kept")
    tab.do("bookmark", "momentum/ravine", {"title": "", "note": "", "link": ""})
    assert tab.trouble is not None
    assert tab.trouble.startswith("There are 5,000 bookmarks")
    tab.do("bookmark", "m7", {"title": "again", "note": "", "link": ""})
    assert tab.trouble is None
    tab.reload()
    assert len(tab.state["bookmarks"]) == 5_000
    assert tab.state["bookmarks"]["m7"]["kept"]["title"] == "again"
