"""What playback costs: script in a frame, garbage a frame leaves, and what ten minutes of it leave in memory."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page

from bench.browsed import browsed
from bench.frames import LONGEST, SIX, WATCH, figures_of, rested
from bench.report import Figure

FRAMES = 240

EXPLAINED = f"{SIX}&explain=adam"

MINUTES = 10
HURRY = 12
"""Frames of the ten minutes that are drawn in one frame of ours."""

# The page's clock runs ahead of ours, by a sixtieth of a second for each frame drawn in between.
HURRIED = """() => {
    const nextFrame = requestAnimationFrame.bind(window);
    const clock = performance.now.bind(performance);
    let ahead = 0;
    let called = 0;
    let due = new Map();
    window.hurry = 1;
    window.drawn = 0;
    performance.now = () => clock() + ahead;
    window.requestAnimationFrame = act => { due.set(++called, act); return called; };
    window.cancelAnimationFrame = number => due.delete(number);
    nextFrame(function turn(now) {
        for (let frame = 0; frame < hurry; frame++) {
            if (frame > 0) ahead += 1000 / 60;
            const acts = due;
            due = new Map();
            for (const act of acts.values()) act(now + ahead);
            window.drawn++;
        }
        nextFrame(turn);
    });
}"""

PLAY = """([frames, hurry]) => new Promise(done => {
    const play = document.querySelector("#play");
    window.hurry = hurry;
    const until = drawn + frames;
    const watch = setInterval(() => {
        // A playback that has come to its end is begun again.
        if (drawn < until) {
            if (!play.classList.contains("is-playing")) play.click();
            return;
        }
        clearInterval(watch);
        window.hurry = 1;
        if (play.classList.contains("is-playing")) play.click();
        done();
    });
})"""

FINE = 512
"""Bytes between two samples of what is allocated."""


def figures() -> list[Figure]:
    """Return milliseconds, and kilobytes of 1,000."""
    with browsed() as (address, page, _):
        page.add_init_script(f"({WATCH})()")
        page.goto(f"{address}?{SIX}")
        page.wait_for_load_state("networkidle")
        page.click("#play")
        frames = rested(page, FRAMES)
    with browsed() as (address, page, tools):
        page.add_init_script(f"({HURRIED})()")
        page.goto(f"{address}?{SIX}")
        page.wait_for_load_state("networkidle")
        minute = 60 * 60
        page.evaluate(PLAY, [minute, HURRY])
        before = held(tools)
        page.evaluate(PLAY, [MINUTES * minute, HURRY])
        after = held(tools)
        garbage = left_behind(page, tools)
        page.goto(f"{address}?{EXPLAINED}")
        page.wait_for_load_state("networkidle")
        # What is compiled and laid out once is no part of a frame.
        page.evaluate(PLAY, [FRAMES, 1])
        explained = left_behind(page, tools)
    return [
        *figures_of("playback", [frames], longest=LONGEST),
        Figure("garbage of a frame of playback", (garbage,), "kB", 8),
        Figure("garbage of a frame of playback, a step explained", (explained,), "kB"),
        Figure("heap before ten minutes of playback", (before,), "kB"),
        Figure("what the ten minutes added to it", (after - before,), "kB", 200),
    ]


def held(tools: CDPSession) -> float:
    """Return what a page holds in memory once all garbage is gone, in kilobytes."""
    tools.send("HeapProfiler.enable")
    tools.send("HeapProfiler.collectGarbage")
    return float(tools.send("Runtime.getHeapUsage")["usedSize"]) / 1_000


def left_behind(page: Page, tools: CDPSession) -> float:
    """Return what a frame of playback allocates, in kilobytes; our own counting of frames is not the page's."""
    begun = int(page.evaluate("drawn"))
    kinds = {"includeObjectsCollectedByMajorGC": True, "includeObjectsCollectedByMinorGC": True}
    tools.send("HeapProfiler.startSampling", {"samplingInterval": FINE, **kinds})
    page.evaluate(PLAY, [FRAMES, 1])
    profile = tools.send("HeapProfiler.stopSampling")["profile"]
    return _allocated(profile["head"]) / (int(page.evaluate("drawn")) - begun) / 1_000


def _allocated(node: dict[str, Any]) -> float:
    """Return what a function and all that it called allocated, where it came from a module of the page."""
    own = node["selfSize"] if node["callFrame"]["url"].endswith(".js") else 0
    return float(own + sum(_allocated(child) for child in node["children"]))
