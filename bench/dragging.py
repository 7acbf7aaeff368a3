"""What a drag of the learning rate costs with six optimizers of 2,000 steps: in each view, with the step explained."""

from __future__ import annotations

from bench.browsed import browsed
from bench.frames import LONGEST, SIX, WATCH, dragged, figures_of
from bench.report import Figure

FRAMES = 240
WARMING = 60
DRAGS = 3
"""A machine that others use too takes a frame away now and then; it seldom does so in every drag."""

VIEWS = {
    "drag, on the map": SIX,
    "drag, Himmelblau": SIX.replace("rosenbrock", "himmelblau"),
    "drag, step sizes charted": f"{SIX}&chart=step",
    "drag, a step explained": f"{SIX}&explain=adam",
    "drag, on the surface": f"{SIX}&view=surface",
}


def figures() -> list[Figure]:
    """Return what was measured, in milliseconds."""
    found: list[Figure] = []
    with browsed() as (address, page, _):
        page.add_init_script(f"({WATCH})()")
        for what, query in VIEWS.items():
            page.goto(f"{address}?{query}")
            page.wait_for_load_state("networkidle")
            dragged(page, "#lr-slider", -4.5, -2.5, WARMING)
            drags = [dragged(page, "#lr-slider", -4.5, -2.5, FRAMES) for _ in range(DRAGS)]
            found.extend(figures_of(what, drags, longest=LONGEST))
    return found
