"""What the frames of the laboratory cost while something moves on it: script in each, and how long each lasts."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from playwright.sync_api import Page

from bench.report import Figure

SIX = "landscape=rosenbrock&optimizers=sgd,momentum,nesterov,adagrad,rmsprop,adam&lr=0.001&steps=2000"
"""Six paths of 2,000 steps."""

LONGEST = 33.5
"""Two frames of a screen that shows sixty a second, and the tenth of a millisecond that a page's clock is good for."""

# Everything that the page has called back later is timed; what it calls back, and when, stays as it is.
WATCH = """() => {
    const nextFrame = requestAnimationFrame.bind(window);
    const later = setTimeout.bind(window);
    let spent = 0;
    const timed = act => (...given) => {
        const begun = performance.now();
        try { return act(...given); } finally { spent += performance.now() - begun; }
    };
    window.requestAnimationFrame = act => nextFrame(timed(act));
    window.setTimeout = (act, ...more) => later(timed(act), ...more);
    window.watchFrames = (count, move) => new Promise(done => {
        const frames = [];
        let before;
        nextFrame(function turn(now) {
            if (before !== undefined) frames.push({ script: spent, lasted: now - before });
            before = now;
            spent = 0;
            if (frames.length === count) return done(frames);
            timed(move)(frames.length);
            nextFrame(turn);
        });
    });
}"""

DRAG = """([selector, low, high, frames]) => {
    const control = document.querySelector(selector);
    return watchFrames(frames, index => {
        control.value = String(low + (high - low) * (0.5 - 0.5 * Math.cos(index / 40)));
        control.dispatchEvent(new Event("input", { bubbles: true }));
    });
}"""

REST = "frames => watchFrames(frames, () => undefined)"


@dataclass(frozen=True)
class Frames:
    """Frames, one after the other, in milliseconds.

    Attributes:
        script: What the page did in each.
        lasted: How long each stood on screen.
    """

    script: tuple[float, ...]
    lasted: tuple[float, ...]


def figures_of(what: str, watched: Sequence[Frames], *, longest: float) -> list[Figure]:
    """Return the script in a frame, in the median and in the worst of a hundred, and the longest frame of each time."""
    script = tuple(chain.from_iterable(each.script for each in watched))
    return [
        Figure(f"{what}: script in a frame", script, "ms", 8),
        Figure(f"{what}: script in one frame of a hundred", (statistics.quantiles(script, n=100)[98],), "ms"),
        Figure(f"{what}: the longest frame", tuple(max(each.lasted) for each in watched), "ms", longest),
    ]


def dragged(page: Page, selector: str, low: float, high: float, frames: int) -> Frames:
    """Drag a slider to and fro, a little in every frame, and return these frames."""
    return _watched(page.evaluate(DRAG, [selector, low, high, frames]))


def rested(page: Page, frames: int) -> Frames:
    """Return so many frames of a page that is left to itself."""
    return _watched(page.evaluate(REST, frames))


def _watched(found: list[dict[str, Any]]) -> Frames:
    return Frames(tuple(each["script"] for each in found), tuple(each["lasted"] for each in found))
