"""A page of the course whose sections hold the figures that a test wants, on the real server, with its real script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from playwright.sync_api import Locator, Page, Route, expect

ADDRESS = "/learn/gradient-descent"

SECTIONS = re.compile(r'(<div class="sections prose">).*?(</div>\s*<nav class="onward")', re.DOTALL)

SECTION = """<section class="lesson-section" id="about-{id}"><h2>About {id}</h2><p>{words}</p>
<figure class="lesson-figure" id="{id}" data-figure="{id}" data-link="{link}" data-parts="{parts}">
<div class="figure-stage"></div>
<figcaption><p>What it shows.</p> <a class="open-in-lab" href="/lab{link}">Open in the lab</a></figcaption>
</figure></section>"""

WORDS = "Words that stand between two figures, as many as a reader takes in. " * 20

WHOLE_LAB = (
    '<section class="lesson-section" id="explore"><h2>Explore</h2><div class="lesson-lab" data-lab></div></section>'
)


class Wanted(NamedTuple):
    """A figure to be put on the page."""

    link: str
    parts: str = ""


class Lesson:
    """The open page."""

    def __init__(self, page: Page, server: str, figures: Mapping[str, Wanted], *, whole_lab: bool = False) -> None:
        """Have the page answered with these figures in it, and open it."""
        self.page = page
        sections = [
            SECTION.format(id=id_, words=WORDS, link=escape(wanted.link), parts=wanted.parts)
            for id_, wanted in figures.items()
        ]
        self.sections = "\n".join([*sections, WHOLE_LAB] if whole_lab else sections)
        page.route(f"**{ADDRESS}", self._answer)
        page.goto(server + ADDRESS)

    def _answer(self, route: Route) -> None:
        response = route.fetch()
        text, count = SECTIONS.subn(lambda found: found[1] + self.sections + found[2], response.text())
        assert count == 1
        route.fulfill(response=response, body=text)

    def figure(self, id_: str) -> Locator:
        """Return a figure."""
        return self.page.locator(f"#{id_}")

    def stage(self, id_: str) -> Locator:
        """Return where a figure's lab stands."""
        return self.figure(id_).locator(".figure-stage")

    def go_to(self, id_: str) -> Locator:
        """Scroll to a figure, and wait until it is awake and drawn."""
        self.figure(id_).evaluate("figure => figure.scrollIntoView({ block: 'center' })")
        self.expect_awake(id_)
        return self.figure(id_)

    def expect_awake(self, id_: str) -> None:
        """Wait until a figure is awake and drawn."""
        expect(self.stage(id_).locator(".plot[data-ground]")).to_be_visible()
        expect(self.stage(id_)).not_to_have_attribute("inert", "")

    def expect_asleep(self, id_: str, drawn: str = ".plot") -> None:
        """Wait until a figure sleeps, with a picture of what it showed there."""
        expect(self.stage(id_)).to_have_attribute("inert", "")
        expect(self.stage(id_).locator(f"{drawn} > img.picture")).to_be_visible()

    def link(self, id_: str) -> str:
        """Return where "Open in the lab" leads."""
        return self.figure(id_).get_by_role("link", name="Open in the lab").get_attribute("href") or ""
