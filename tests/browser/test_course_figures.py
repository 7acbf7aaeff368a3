"""Every figure of the course: untouched it shows what the library finds, and touched it shows that too."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLesson
from tests.browser.questions import Lesson
from thalweg import lessons, links
from thalweg.lessons.module import Figure, Module
from thalweg.lessons.questions import Predict

MODULES = lessons.course().modules


Role = Literal["button", "combobox", "slider", "spinbutton"]


def by_key(name: str, role: Role = "slider", key: str = "ArrowRight") -> tuple[Role, str, str]:
    """Return a control of a figure and the key that uses it."""
    return role, name, key


TOUCHES = {
    "lr": by_key("Learning rate"),
    "start": by_key("Start", "button"),
    "steps": by_key("Steps", "spinbutton", "ArrowUp"),
    "noise": by_key("New seed", "button", "Enter"),
    "policy": by_key("Learning rates", "combobox", "ArrowDown"),
    "playback": by_key("Step back", "button", "Enter"),
}
"""One key press for each part that changes what is shown; the figures that have none of these show one thing."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_every_figure_shows_what_the_library_finds_untouched_and_touched(
    open_lesson: OpenLesson, module: Module
) -> None:
    lesson = open_lesson(module.id, viewport={"width": 1280, "height": 1400})
    predictions = {each.figure: each.id for each in module.questions.values() if isinstance(each, Predict)}
    for figure in module.figures.values():
        if figure.id in predictions:
            lesson.question(predictions[figure.id]).button("Show me").click()
        shown = lesson.figure(figure.id)
        declared = lesson.figure_address(figure.id)
        assert links.read_link(declared) == links.read_link(figure.link), figure.id
        expect_found(shown, declared)
        touch(lesson, figure, shown)


def touch(lesson: Lesson, figure: Figure, shown: Locator) -> None:
    """Use each part of a figure, one after the other."""
    for part, (role, name, key) in TOUCHES.items():
        if part not in figure.parts:
            continue
        before = lesson.figure_address(figure.id)
        shown.get_by_role(role, name=name, exact=True).press(key)
        expect(shown.locator(".open-in-lab")).not_to_have_attribute("href", f"/lab{before}")
        expect_found(shown, lesson.figure_address(figure.id))


def expect_found(shown: Locator, link: str) -> None:
    """Wait until the map's summary says of every run what the library finds."""
    for run in links.read_link(link).runs():
        ending = f"{run.outcome} at step {run.diverged_at:,}" if run.diverged_at is not None else str(run.outcome)
        # Compared by its beginning: the numbers that follow are rounded for the eye.
        expect(shown.locator("[id$=map-summary]")).to_contain_text(f"{run.optimizer.title}: {ending}, ")
