"""How soon the map of basins follows the hand: 256 × 256 starts of 300 steps of Adam, coarse first and then finer."""

from __future__ import annotations

from bench.browsed import browsed
from bench.report import Figure

REPEATS = 7
LINK = "landscape=himmelblau&optimizers=adam&lr=0.05&steps=300&basins=adam"

# The rate is let go of at another value; from there on count its first picture, and every frame until the finest.
RELEASE = """([rate]) => new Promise(done => {
    const control = document.querySelector("#lr-slider");
    const canvas = document.querySelector(".basin-map");
    const released = performance.now();
    let before = released, longest = 0, first;
    control.value = String(rate);
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
    new MutationObserver(() => {
        if (!canvas.classList.contains("is-stale")) first ??= performance.now() - released;
    }).observe(canvas, { attributes: true });
    requestAnimationFrame(function turn(now) {
        longest = Math.max(longest, now - before);
        before = Math.max(before, now);
        if (first !== undefined && canvas.dataset.size === "256") done({ first, longest });
        else requestAnimationFrame(turn);
    });
})"""


def figures() -> list[Figure]:
    """Return what was measured, in milliseconds."""
    with browsed() as (address, page, _):
        page.goto(f"{address}?{LINK}")
        page.wait_for_selector('.basin-map[data-size="256"]')
        found = [page.evaluate(RELEASE, [-1.5 + 0.1 * repeat]) for repeat in range(REPEATS)]
    longest = max(each["longest"] for each in found)
    return [
        Figure("basins: the first picture after release", tuple(each["first"] for each in found), "ms", 100),
        Figure("basins: the longest frame until the finest picture", (longest,), "ms", 100),
    ]
