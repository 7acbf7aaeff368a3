"""The course without a network, after it was visited once: of the server, and of files on any host."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.hosting import hosted
from tests.serving import laboratory
from thalweg import lessons
from thalweg.server.export import export

Visited = tuple[Page, str, Callable[[], None]]
"""A page that was visited once, the address of the site, and what takes the site away."""

KEPT = """async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
        await new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
}"""

LESSON = lessons.course().modules[0]


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Let the browser keep the course, as everywhere but in the other tests."""
    return browser_context_args | {"service_workers": "allow"}


def visited(page: Page, site: str) -> None:
    """Visit one page of a site, and wait until the browser has all of it."""
    page.goto(f"{site}/learn/{LESSON.id}")
    page.evaluate(KEPT)


def exported_an_hour_ago(folder: Path, base: str = "/") -> None:
    """Export the course as files of an hour ago.

    What is that old a browser may keep for minutes, unless it is told not to; and what is changed now is another file
    for a host that knows files by the second in which they were written.
    """
    export(folder, base, lambda files: files)
    for file in folder.rglob("*"):
        os.utime(file, (file.stat().st_mtime - 3600,) * 2)


@pytest.fixture(params=["server", "files"])
def site(request: pytest.FixtureRequest, new_context: NewContext, tmp_path: Path) -> Iterator[Visited]:
    """Visit one page of a server, or of an export below the root of a host."""
    page = new_context().new_page()
    if request.param == "server":
        with laboratory() as (server, address):
            visited(page, address)

            def take_away() -> None:
                server.kill()
                server.wait()

            yield page, address, take_away
    else:
        export(tmp_path / "a" / "course", "/a/course/", lambda files: files)
        with hosted(tmp_path) as (host, address):
            visited(page, f"{address}/a/course")

            def close() -> None:
                host.shutdown()
                host.server_close()

            yield page, f"{address}/a/course", close


def test_after_one_visit_the_whole_course_and_the_lab_are_there_without_a_network(site: Visited) -> None:
    page, address, take_away = site
    take_away()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(LESSON.title)
    figure = page.locator(".lesson-figure").first
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
    for module in lessons.course().modules:
        page.goto(f"{address}/learn/{module.id}")
        expect(page.get_by_role("heading", level=1)).to_have_text(module.title)
    page.get_by_role("link", name="Thalweg", exact=True).click()
    expect(page.locator(".hero .plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
    for name in ("Glossary", "Bookmarks", "Progress"):
        page.get_by_role("navigation", name="Thalweg").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.goto(f"{address}/lab?landscape=bowl&optimizers=adam&lr=0.1&start=1,2&steps=50")
    expect(page.get_by_role("combobox", name="Landscape", exact=True)).to_have_value("bowl")
    expect(page.locator(".plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
    page.get_by_role("radio", name="Surface", exact=True).check()
    expect(page.locator(".surface")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))


def test_what_is_not_kept_is_said_to_be_so(site: Visited) -> None:
    page, address, take_away = site
    take_away()
    page.goto(f"{address}/nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not kept here")
    page.get_by_role("main").get_by_role("link", name="To the laboratory").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^The lab"))


def test_answers_are_never_kept(site: Visited) -> None:
    page, address, take_away = site
    asked = f"{address}/api/question/{LESSON.id}/{next(iter(LESSON.questions))}/0"
    key = f"{address}/learn/{LESSON.id}/answers/{next(iter(LESSON.questions))}.0.json"
    reached = "async each => fetch(each).then(() => true, () => false)"
    assert page.evaluate(reached, asked) is page.evaluate(reached, key) is True
    take_away()
    assert page.evaluate(reached, asked) is page.evaluate(reached, key) is False


def test_while_there_is_a_network_pages_come_from_it(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context().new_page()
    exported_an_hour_ago(tmp_path)
    with hosted(tmp_path) as (_, address):
        visited(page, address)
        glossary = tmp_path / "glossary" / "index.html"
        glossary.write_text(glossary.read_text(encoding="utf-8").replace("<h1>Glossary", "<h1>New words"))
        page.goto(f"{address}/glossary")
        expect(page.get_by_role("heading", level=1)).to_have_text("New words")


def test_another_version_takes_the_place_of_the_one_before(new_context: NewContext, tmp_path: Path) -> None:
    context = new_context()
    page, beside = context.new_page(), context.new_page()
    exported_an_hour_ago(tmp_path / "course", "/course/")
    with hosted(tmp_path) as (host, address):
        # On the same host and not of the course: it keeps no version in use.
        beside.goto(address)
        visited(page, f"{address}/course")
        before = page.evaluate("caches.keys()")
        assert len(before) == 1
        script, glossary = tmp_path / "course" / "offline.js", tmp_path / "course" / "glossary" / "index.html"
        text = re.sub(r'"version": "\w+"', '"version": "another"', script.read_text(encoding="utf-8"))
        # The script last: as soon as it is another, the browser may keep everything anew.
        glossary.write_text(glossary.read_text(encoding="utf-8").replace("<h1>Glossary", "<h1>New words"))
        script.write_text(text, encoding="utf-8")
        page.evaluate("""async () => {
            const registration = await navigator.serviceWorker.ready;
            await registration.update();
            const isWaiting = () => registration.waiting !== null;
            for (let frame = 0; frame < 1800 && !isWaiting(); frame++) await new Promise(requestAnimationFrame);
            if (!isWaiting()) throw new Error("The other version was not kept.");
        }""")
        assert page.evaluate("caches.keys().then(keys => keys.length)") == 2
        # What is open goes on with the files it began with; once it is closed, the next page has the new ones.
        page.close()
        beside.wait_for_function("async () => (await caches.keys()).join() === 'thalweg /course/ another'")
        host.shutdown()
        host.server_close()
        page = context.new_page()
        page.goto(f"{address}/course/glossary")
        expect(page.get_by_role("heading", level=1)).to_have_text("New words")
