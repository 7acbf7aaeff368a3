"""The lab as its user meets it: controls by their names, figures by what they show."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, expect

from tests.browser.watched import Watched

Row = dict[str, str]

BEYOND = """() => [...document.querySelectorAll("body *")]
    .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 80))"""


class Lab(Watched):
    """One open page."""

    def open(self, query: str = "") -> None:
        """Go to a link and wait for the picture."""
        self.page.goto(f"{self.server}/lab{query}")
        expect(self.map).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
        expect(self.page).to_have_url(
            re.compile(r"\?landscape=[\w-]+&optimizers=[\w,-]*&lr=[^&]+&start=[^&]+&steps=\d+(&|$)")
        )
        self.painted()

    # ------------------------------------------------------------------------------------------------------- controls

    def button(self, name: str) -> Locator:
        """Return a button."""
        return self.page.get_by_role("button", name=name, exact=True)

    def number(self, name: str) -> Locator:
        """Return a number field."""
        return self.page.get_by_role("spinbutton", name=name, exact=True)

    def slider(self, name: str) -> Locator:
        """Return a slider."""
        return self.page.get_by_role("slider", name=name, exact=True)

    @property
    def landscape(self) -> Locator:
        """The choice of the landscape."""
        return self.page.get_by_role("combobox", name="Landscape", exact=True)

    @property
    def start(self) -> Locator:
        """The handle of the start on the map."""
        return self.button("Start")

    @property
    def map(self) -> Locator:
        """The square the landscape is drawn in."""
        return self.page.locator(".plot")

    # ------------------------------------------------------------------------------------------------------- figures

    @property
    def results(self) -> Locator:
        """The rows of the table of results, without its head."""
        return self.page.get_by_role("table", name="Results").locator("tbody tr")

    @property
    def step(self) -> int:
        """The step the markers stand at."""
        self.painted()
        return int(self.slider("Step").input_value())

    def beyond(self) -> list[str]:
        """Return what reaches over the right edge of the window."""
        return list(self.page.evaluate(BEYOND))

    def picture(self) -> str:
        """Return the paths on the map, pixel by pixel."""
        self.painted()
        return str(self.page.locator(".trajectories").evaluate("canvas => canvas.toDataURL()"))

    def rows(self) -> list[Row]:
        """Return what "Download CSV" hands over."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Download CSV").click()
        assert download.value.suggested_filename.endswith(".csv")
        with Path(download.value.path()).open(newline="") as file:
            return list(csv.DictReader(file))

    def link(self) -> dict[str, str]:
        """Return what the address bar says."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_link(self, **parts: str) -> None:
        """Wait until the address bar holds these parts."""
        for name, value in parts.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))
