"""What the first visit to a lesson brings, how soon it can be read on a slow processor, and whether it stands still."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.browsed import browsed
from bench.report import Figure

LESSON = "/learn/gradient-descent"
REPEATS = 7
SLOWED = 4
WINDOWS = ({"width": 1280, "height": 800}, {"width": 375, "height": 812})

WATCH = """() => {
    window.painted = { largest: 0, shifted: 0 };
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) painted.largest = each.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) if (!each.hadRecentInput) painted.shifted += each.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""

PAINTED = """() => new Promise(done => {
    const look = () => painted.largest > 0 ? done({ ...painted }) : setTimeout(look, 50);
    look();
})"""

READ_THROUGH = """async () => {
    for (let y = 0; y < 12 * innerHeight; y += innerHeight / 4) {
        scrollTo(0, y);
        await new Promise(done => setTimeout(done, 100));
    }
}"""


def figures() -> list[Figure]:
    """Return what was measured."""
    with browsed() as (lab, page, _):
        site, browser = lab.removesuffix("/lab"), page.context.browser
        assert browser is not None
        weight = sum(first_load(browser, site))
        painted, still, read = [], [], []
        for _ in range(REPEATS):
            for window in WINDOWS:
                largest, at_rest, through = visit(browser, site, window)
                painted.append(largest)
                still.append(at_rest)
                read.append(through)
        kept = kept_weight(site)
    return [
        Figure("first load of a lesson, compressed", (weight,), "kB", 150),
        Figure(f"its largest contentful paint, processor slowed {SLOWED} times", tuple(painted), "ms", 1_200),
        Figure("its layout shift while it loads", tuple(still), "", 0.02),
        Figure("its layout shift when it is read through as well", tuple(read), "", 0.02),
        Figure("all that is kept for the time without a network, compressed", (kept,), "kB"),
    ]


def first_load(browser: Browser, site: str) -> list[float]:
    """Return the sizes of everything that a first visit brings, headers included, in kilobytes of 1,000."""
    received: list[float] = []

    def count(end: dict[str, Any]) -> None:
        received.append(end["encodedDataLength"] / 1_000)

    page, tools = opened(browser, WINDOWS[0])
    tools.on("Network.loadingFinished", count)
    tools.send("Network.enable")
    page.goto(site + LESSON)
    page.wait_for_load_state("networkidle")
    page.context.close()
    return received


def visit(browser: Browser, site: str, window: dict[str, int]) -> tuple[float, float, float]:
    """Return when the largest part of the text was painted, and how far things moved: at rest, and read through."""
    page, tools = opened(browser, window)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(f"({WATCH})()")
    page.goto(site + LESSON)
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(PAINTED)
    page.evaluate(READ_THROUGH)
    shifted = page.evaluate("painted.shifted")
    page.context.close()
    return loaded["largest"], loaded["shifted"], shifted


def opened(browser: Browser, window: dict[str, int]) -> tuple[Page, CDPSession]:
    """Return an empty page of somebody who has never been here, with its developer tools."""
    # What is kept for the time without a network comes after the page, and is weighed by itself.
    page = browser.new_context(viewport=window, service_workers="block").new_page()  # type: ignore[arg-type] # a size
    return page, page.context.new_cdp_session(page)


def kept_weight(site: str) -> float:
    """Return the size of all that a browser keeps, in kilobytes of 1,000; some of it came with the first page."""
    told = re.match(r"const KEPT = (\{.*\});", fetched(site + "/offline.js", "identity").decode())
    assert told
    kept = json.loads(told[1])
    return sum(len(fetched(site + address, "br")) for address in (*kept["pages"], *kept["files"])) / 1_000


def fetched(address: str, coding: str) -> bytes:
    """Return what an address holds, in a content coding."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": coding})) as response:  # noqa: S310 - our own server
        body: bytes = response.read()
    return body
