"""The pages for everybody: any width, light and dark, by keyboard, by ear, on paper, and without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.lab import BEYOND
from tests.browser.watched import TAKEN
from thalweg import lessons

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

LESSONS = [f"/learn/{module.id}" for module in lessons.course().modules]
PAGES = ["/", *LESSONS, "/glossary", "/bookmarks", "/progress", "/offline", "/nowhere"]

TEXT_SPACING = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
    p { margin-bottom: 2em !important }
}"""


class OpenPage(Protocol):
    """Opens a page of the site."""

    def __call__(self, address: str, **context: object) -> Page:
        """Open it in a browser context with these options."""


@pytest.fixture
def open_page(lab_server: str, new_context: NewContext) -> Iterator[OpenPage]:
    """Open pages, and at the end require that none complained and that nobody else was asked for anything."""
    complaints: list[str] = []
    asked_for: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        expected = re.search(f"{TAKEN}|status of 404", message.text)
        if message.type in {"error", "warning"} and not expected:
            complaints.append(message.text)

    def open_at(address: str, **context: object) -> Page:
        page = new_context(**context).new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: asked_for.append(asked.url))
        page.goto(lab_server + address)
        page.wait_for_load_state("networkidle")
        return page

    yield open_at
    assert complaints == []
    assert [each for each in asked_for if not each.startswith((lab_server, "data:", "blob:"))] == []


def violations(page: Page) -> list[dict[str, object]]:
    """Return what axe finds, by rule and place."""
    found = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    return [{"rule": each["id"], "where": [node["html"][:200] for node in each["nodes"]]} for each in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(open_page: OpenPage, address: str, theme: str) -> None:
    # The page's own policy would keep the tool out, as it keeps everything out that is not ours.
    page = open_page(address, viewport={"width": 320, "height": 900}, color_scheme=theme, bypass_csp=True)
    page.add_script_tag(path=AXE)
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        found = violations(page)
        assert found == [], f"at {width}: {json.dumps(found, indent=1)}"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_scrolls_sideways(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport={"width": 320, "height": 800})
    for width in (320, 375, 768, 1024, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width, page.evaluate(BEYOND)


@pytest.mark.parametrize("address", PAGES)
def test_text_set_wider_still_does_not_scroll_sideways(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport={"width": 375, "height": 800}, bypass_csp=True)
    page.add_style_tag(content=TEXT_SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") == 375, page.evaluate(BEYOND)


@pytest.mark.parametrize("address", PAGES)
def test_the_first_key_leads_past_the_head_to_what_the_page_is_about(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('header').contains(document.activeElement)")


def test_every_place_of_the_keyboard_on_the_first_page_is_seen(open_page: OpenPage) -> None:
    page = open_page("/")
    reached: list[str] = []
    for _ in range(25):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => [document.activeElement.getAttribute("aria-label") || document.activeElement.textContent.trim(),
                      getComputedStyle(document.activeElement).outlineStyle]"""
        )
        reached.append(name)
        if name == "Play":
            break
        assert outline != "none", name
    assert {"Learn", "Lab", "Glossary", "Begin the course", "Open the lab", "Start", "Play"} <= set(reached)


@pytest.mark.parametrize("address", PAGES)
def test_links_and_buttons_are_large_enough_for_a_finger(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport={"width": 375, "height": 812})
    small = page.evaluate(
        # Links inside a sentence are as high as its lines; everything else can be hit.
        """() => [...document.querySelectorAll("body :is(button, select, input, nav a, .wordmark, .way, summary)")]
            .filter(each => each.getClientRects().length && !each.matches(".choice input"))
            .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 23.9)
            .map(each => each.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("address", PAGES)
def test_there_is_one_heading_above_all_others_and_none_is_left_out(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    levels = page.evaluate(
        """[...document.querySelectorAll("h1, h2, h3, h4")]
            .filter(each => each.checkVisibility()).map(each => Number(each.tagName[1]))"""
    )
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def test_the_words_stay_readable_when_the_browser_chooses_the_colours(open_page: OpenPage) -> None:
    page = open_page("/", forced_colors="active")
    way = page.get_by_role("link", name="Begin the course")
    assert way.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"


# ------------------------------------------------------------------------------------------------- without JavaScript


@pytest.mark.parametrize("address", LESSONS)
def test_a_lesson_reads_well_without_javascript(open_page: OpenPage, address: str) -> None:
    page = open_page(address, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    module = lessons.course().module(address.rpartition("/")[2])
    expect(page.get_by_role("heading", level=1)).to_have_text(module.title)
    for section in module.sections:
        expect(page.locator(f"#{section.id} > h2")).to_be_visible()
    for figure in module.figures.values():
        picture = page.locator(f"#{figure.id} img")
        picture.scroll_into_view_if_needed()
        expect(picture).to_be_visible()
        assert picture.get_attribute("alt") == figure.alt
    expect(page.locator("#lab-template")).to_be_hidden()


def test_the_first_page_has_its_picture_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False, viewport={"width": 1440, "height": 900})
    picture = page.get_by_role("img", name="A map with four valleys.")
    expect(picture).to_be_visible()
    assert picture.bounding_box()


# ------------------------------------------------------------------------------------------------------- on the way


def test_the_figure_on_the_first_page_is_alive_and_above_the_fold(open_page: OpenPage) -> None:
    page = open_page("/", viewport={"width": 1440, "height": 900})
    play = page.get_by_role("button", name="Play", exact=True)
    expect(page.locator(".hero .plot")).to_be_in_viewport(ratio=1)
    expect(play).to_be_in_viewport(ratio=1)
    expect(page.locator(".hero .plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
    step = page.get_by_role("slider", name="Step", exact=True)
    page.get_by_role("button", name="Step back", exact=True).click()
    expect(step).to_have_value("359")


def test_from_the_first_page_through_all_modules_and_back(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("link", name="Begin the course").click()
    for address in LESSONS:
        expect(page).to_have_url(re.compile(re.escape(address) + "$"))
        page.locator(".contents a").last.click()
        last = lessons.course().module(address.rpartition("/")[2]).sections[-1]
        expect(page).to_have_url(re.compile(f"#{last.id}$"))
        expect(page.locator(f"#{last.id} > h2")).to_be_in_viewport()
        if address != LESSONS[-1]:
            page.locator("a[rel=next]").click()
    page.get_by_role("link", name="Thalweg", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How optimizers find their way down")


def test_a_word_of_a_lesson_leads_to_its_meaning(open_page: OpenPage) -> None:
    page = open_page("/learn/momentum")
    word = page.locator("a.word").first
    anchor = str(word.get_attribute("href")).partition("#")[2]
    word.click()
    expect(page.locator(f"[id='{anchor}'] dd")).to_be_in_viewport()


def test_the_contents_mark_the_section_that_is_being_read(open_page: OpenPage) -> None:
    page = open_page(LESSONS[0])
    marked = page.locator(".contents [aria-current]")
    section = lessons.course().modules[0].sections[3]
    page.locator(f"#{section.id}").evaluate("each => each.scrollIntoView()")
    expect(marked).to_have_text(re.compile(f"^{re.escape(section.title)}"))
    expect(marked).to_have_count(1)


# ---------------------------------------------------------------------------------------------------------- on paper


def test_on_paper_there_is_the_text_and_where_its_links_lead(open_page: OpenPage) -> None:
    page = open_page(LESSONS[0], viewport={"width": 800, "height": 1000})
    page.emulate_media(media="print")
    for hidden in (".masthead nav", ".contents", ".skip", ".onward"):
        expect(page.locator(hidden).first).to_be_hidden()
    outward = page.locator('.prose a[href^="https"]').first
    shown = outward.evaluate("each => getComputedStyle(each, '::after').content")
    assert str(outward.get_attribute("href")) in str(shown)


def test_on_paper_every_figure_that_nobody_has_come_by_has_its_picture(open_page: OpenPage) -> None:
    page = open_page("/learn/momentum", viewport={"width": 800, "height": 1000})
    asleep = page.locator(".figure-stage > .still")
    count = asleep.count()
    assert count > 10
    assert asleep.evaluate_all("all => all.every(each => !each.checkVisibility() && each.naturalWidth === 0)")
    page.pdf()
    assert asleep.evaluate_all("all => all.every(each => each.complete && each.naturalWidth > 0)")


def test_what_is_dark_on_screen_is_light_on_paper(open_page: OpenPage) -> None:
    page = open_page(LESSONS[0], color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(17, 24, 28)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(paper) == "rgb(251, 250, 246)"
