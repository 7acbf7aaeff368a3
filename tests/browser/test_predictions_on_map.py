"""A figure whose paths are to be predicted: nothing gives them away, and points can be laid on its map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.watched import PAINTED

PREDICTION, FIGURE = "first-walk", "foggy-slope"


@pytest.fixture
def lesson(lab_server: str, new_context: NewContext) -> Iterator[Page]:
    """Open a module at its first prediction."""
    page = new_context(viewport={"width": 1280, "height": 1000}).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{lab_server}/learn/gradient-descent#{PREDICTION}")
    expect(page.locator(f"#{FIGURE} .plot[data-ground]")).to_be_visible()
    yield page
    assert errors == []


def points(lesson: Page) -> Locator:
    """Return the list of the points that were given."""
    return lesson.locator(f"#{PREDICTION} ol li")


def test_nothing_in_the_figure_says_where_the_runs_go(lesson: Page) -> None:
    figure = lesson.locator(f"#{FIGURE}")
    legend = figure.get_by_role("list", name="Optimizers").get_by_role("listitem")
    expect(legend).to_have_text("SGD ")
    expect(figure.locator("[id$=map-summary]")).to_have_text(
        "Contour map of Elongated valley, x from −5 to 5, y from −5 to 5. Start (−4, 2)."
    )
    expect(figure.get_by_role("slider", name="Step")).to_have_value("0")
    lesson.locator(f"#{PREDICTION}").get_by_role("button", name="Show me").click()
    expect(legend).to_have_text("SGD steps exhausted, 100 steps")
    expect(figure.locator("[id$=map-summary]")).to_contain_text("SGD: steps exhausted")
    expect(figure.get_by_role("slider", name="Step")).to_have_value("100")


def test_a_click_gives_a_point_and_leaves_the_start_where_it_is(lesson: Page) -> None:
    plot = lesson.locator(f"#{FIGURE} .plot")
    box = plot.bounding_box()
    assert box is not None
    plot.click(position={"x": box["width"] / 2, "y": box["height"] / 4})
    plot.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    expect(points(lesson)).to_have_count(2)
    expect(points(lesson).first).to_contain_text("2.5")
    expect(lesson.locator(f"#{FIGURE}").get_by_role("link", name="Open in the lab")).to_have_attribute(
        "href", "/lab?landscape=valley&optimizers=sgd&lr=0.02&start=-4,2&steps=100"
    )


def test_a_drag_gives_no_point(lesson: Page) -> None:
    box = lesson.locator(f"#{FIGURE} .plot").bounding_box()
    assert box is not None
    lesson.mouse.move(box["x"] + 100, box["y"] + 100)
    lesson.mouse.down()
    lesson.mouse.move(box["x"] + 200, box["y"] + 200, steps=4)
    lesson.mouse.up()
    expect(points(lesson)).to_have_count(0)


def test_a_tap_gives_a_point(lab_server: str, new_context: NewContext) -> None:
    page = new_context(has_touch=True, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{lab_server}/learn/gradient-descent#{FIGURE}")
    expect(page.locator(f"#{FIGURE} .plot[data-ground]")).to_be_visible()
    page.locator(f"#{FIGURE} .plot").tap(position={"x": 60, "y": 60})
    expect(points(page)).to_have_count(1)


def test_points_are_given_by_keys(lesson: Page) -> None:
    cross = lesson.locator(f"#{FIGURE}").get_by_role("button", name="Point at")
    expect(cross).to_have_accessible_name("Point at (−4, 2); Enter takes it")
    cross.press("Shift+ArrowRight")
    cross.press("ArrowDown")
    expect(cross).to_have_accessible_name("Point at (−3, 1.9); Enter takes it")
    cross.press("Enter")
    cross.press("Shift+ArrowRight")
    cross.press(" ")
    expect(points(lesson)).to_have_count(2)
    expect(points(lesson).last).to_contain_text("−2")


def test_what_was_given_is_drawn_beside_what_happens(lesson: Page) -> None:
    sketch = lesson.locator(f"#{FIGURE} canvas.sketch")
    empty = sketch.evaluate("canvas => canvas.toDataURL()")
    cross = lesson.locator(f"#{FIGURE}").get_by_role("button", name="Point at")
    for _ in range(2):
        cross.press("Shift+ArrowRight")
        cross.press("Enter")
    expect(points(lesson)).to_have_count(2)
    # Both points, and not the first of them alone.
    lesson.evaluate(PAINTED)
    drawn = sketch.evaluate("canvas => canvas.toDataURL()")
    lesson.locator(f"#{PREDICTION}").get_by_role("button", name="Check").click()
    expect(lesson.locator(f"#{FIGURE}").get_by_role("list", name="Optimizers")).to_contain_text("100 steps")
    assert empty != drawn == sketch.evaluate("canvas => canvas.toDataURL()")
