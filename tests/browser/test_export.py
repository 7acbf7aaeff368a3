"""The export as a learner meets it: on a host of files, below its root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import NewContext
from tests.hosting import hosted
from thalweg import lessons
from thalweg.server.export import export

BASE = "/a/course"


@dataclass
class Visit:
    """A visit of the export.

    Attributes:
        page: The page it is seen in.
        site: Its address.
        answers: What was answered to every request, by address.
        complaints: What the pages complained of.
    """

    page: Page
    site: str
    answers: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str = "/") -> None:
        """Go to a page and wait for all that it asks for."""
        self.page.goto(self.site + address)
        self.page.wait_for_load_state("networkidle")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Export everything, and hand it out below the root of a host."""
    folder = tmp_path_factory.mktemp("host")
    export(folder / BASE[1:], f"{BASE}/", lambda files: files)
    with hosted(Path(folder)) as (_, address):
        yield address


@pytest.fixture
def visit(host: str, new_context: NewContext) -> Iterator[Visit]:
    """Visit it, and at the end require that all was found, under its base, and that no page complained."""
    visit = Visit(new_context().new_page(), host + BASE)

    def answered(response: Response) -> None:
        visit.answers[response.url] = response.status

    visit.page.on("response", answered)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("console", lambda said: visit.complaints.append(said.text) if said.type == "error" else None)
    yield visit
    assert {url: status for url, status in visit.answers.items() if status >= 400} == {}
    assert [url for url in visit.answers if not url.startswith((f"{host}{BASE}/", "data:", "blob:"))] == []
    assert visit.complaints == []


def test_every_page_is_reached_from_the_first_by_its_links(visit: Visit) -> None:
    waiting, seen = [visit.site + "/"], set[str]()
    while waiting:
        page = waiting.pop()
        seen.add(page)
        visit.page.goto(page)
        links = visit.page.evaluate("[...document.links].map(link => link.href.split(/[?#]/)[0])")
        waiting += sorted({link for link in links if link.startswith(visit.site)} - seen - set(waiting))
    reached = {re.sub("(?<=.)/$", "", page.removeprefix(visit.site)) for page in seen}
    wanted = {"/", "/lab", "/glossary", "/bookmarks", "/progress"}
    assert wanted | {f"/learn/{module.id}" for module in lessons.course().modules} == reached


def test_the_figures_of_a_lesson_are_alive(visit: Visit) -> None:
    visit.open("/learn/momentum")
    figure = visit.page.locator(".lesson-figure").first
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
    figure.get_by_role("link", name="Open in the lab").click()
    expect(visit.page).to_have_url(re.compile(f"{BASE}/lab/?\\?landscape="))
    expect(visit.page.locator(".plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))


def test_what_is_typed_is_said_to_need_a_server(visit: Visit) -> None:
    visit.open("/lab")
    visit.page.get_by_role("textbox", name="Formula").fill("x**4 + y**4")
    refusal = visit.page.locator("#formula-refusal")
    expect(refusal).to_have_text(re.compile("files alone, and nothing in it derives gradients"))
    assert not any("/api/" in url for url in visit.answers)


def test_a_question_is_graded_by_its_key_which_is_fetched_when_it_is_answered(visit: Visit) -> None:
    module = lessons.course().module("momentum")
    question = next(each for each in module.questions.values() if each.type == "single")
    visit.open("/learn/momentum")
    assert not any("/answers/" in url for url in visit.answers)
    element = visit.page.locator(f"#{question.id}")
    element.get_by_role("radio").first.check()
    element.get_by_role("button", name="Check").click()
    expect(element).to_have_attribute("data-state", re.compile("correct|incorrect"))
    key = f"{visit.site}/learn/momentum/answers/{question.id}.0.json"
    assert [url for url in visit.answers if "/answers/" in url] == [key]
