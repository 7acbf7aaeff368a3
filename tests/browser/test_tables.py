"""The tables of steps are views too: what is pointed at anywhere is marked in them, and their rows point as well."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab

LONG = "?landscape=himmelblau&optimizers=sgd,adam&lr=0.001&start=0,0&steps=400"


def test_a_marked_step_is_marked_and_in_sight_in_the_tables_and_a_row_marks_its_step_everywhere(
    open_lab: OpenLab,
) -> None:
    lab = open_lab(LONG)
    lab.button("Numbers of the paths").click()
    lab.page.get_by_text("Numbers", exact=True).click()
    chart = lab.page.locator(".losses-chart")
    tables = [lab.page.get_by_role("region", name=f"Numbers of the {figure}") for figure in ("paths", "chart")]
    chart.scroll_into_view_if_needed()
    lab.painted()
    scrolled = lab.page.evaluate("scrollY")

    chart.hover(position={"x": 300, "y": 40})
    step = step_read(lab)
    for table in tables:
        row = table.locator("tr[aria-current]")
        # It is a step that the fifty rows leave out: it has a row of its own while it is marked.
        expect(row.get_by_role("rowheader")).to_have_text(str(step))
        expect(table.locator("tbody tr")).to_have_count(51)
        assert is_in_sight(row)
    assert lab.page.evaluate("scrollY") == scrolled
    lab.page.mouse.move(2, 2)
    for table in tables:
        expect(table.locator("tbody tr")).to_have_count(50)
        expect(table.locator("tr[aria-current]")).to_have_count(0)

    # A cell is of a run; a row, under the keyboard's focus, of the one with the lowest loss.
    tables[0].evaluate("box => box.scrollTop = 0")
    tables[0].locator("tbody tr").nth(3).locator("td").nth(2).hover()
    expect(chart.locator(".readout")).to_contain_text("Adam, step 24")
    expect(lab.map.locator(".readout")).to_contain_text("Adam, step 24")
    expect(tables[1].locator("tr[aria-current]").get_by_role("rowheader")).to_have_text("24")
    lab.page.mouse.move(2, 2)
    expect(chart.locator(".readout")).to_be_hidden()

    rows = tables[1].locator("tbody tr")
    tables[1].focus()
    lab.page.keyboard.press("Tab")
    expect(rows.first).to_be_focused()
    lab.page.keyboard.press("PageDown")
    lab.page.keyboard.press("ArrowDown")
    expect(rows.nth(11)).to_be_focused()
    expect(lab.map.locator(".readout")).to_contain_text(re.compile("^(SGD|Adam), step 90\n"))
    assert is_in_sight(rows.nth(11))
    lab.page.keyboard.press("End")
    expect(rows.last).to_be_focused()
    expect(lab.map.locator(".readout")).to_contain_text("step 400")
    # The table is filled anew, and whoever is in it stays there.
    lab.page.keyboard.press("Home")
    lab.page.keyboard.press("ArrowDown")
    lab.page.evaluate("document.querySelector('.plate[aria-pressed=false]').click()")
    expect(tables[1].get_by_role("columnheader")).to_have_count(4)
    expect(rows.nth(1)).to_be_focused()
    lab.landscape.focus()
    expect(lab.map.locator(".readout")).to_be_hidden()


def step_read(lab: Lab) -> int:
    """Return the step that is read on the chart."""
    lab.painted()
    found = re.search(r"step (\d+)", lab.page.locator(".losses-chart .readout").inner_text())
    assert found
    return int(found[1])


def is_in_sight(row: Locator) -> bool:
    """Whether a row is seen in its box, below the names of the columns."""
    return bool(
        row.evaluate(
            """row => {
                const { top, bottom } = row.getBoundingClientRect();
                const box = row.closest(".scrolling").getBoundingClientRect();
                const head = row.closest("table").tHead.getBoundingClientRect();
                return top >= head.bottom - 2 && bottom <= box.bottom + 2;
            }"""
        )
    )
