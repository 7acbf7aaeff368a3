"""What lies below the lab and over the map, for everybody: any width, light and dark, by keyboard."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from tests.browser.test_access import AXE

QUERY = "?landscape=himmelblau&optimizers=sgd,adam&lr=0.05&start=0,0&steps=60"


def everything_open(lab: Lab) -> None:
    """Open every panel, and have one refusal on the page."""
    lab.button("Basins").click()
    expect(lab.page.locator(".basin-map")).to_be_visible()
    lab.page.get_by_text("The sweep as a table").click()
    lab.slider("Learning rate to load").scroll_into_view_if_needed()
    lab.button("Copy as Python").click()
    lab.number("x from").fill("9")
    lab.page.get_by_role("combobox", name="Presets").select_option(label="Stuck on a saddle")
    lab.painted()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_with_every_panel_open(open_lab: OpenLab, width: int, theme: str) -> None:
    lab = open_lab(QUERY, viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True)
    everything_open(lab)
    assert lab.page.evaluate("document.documentElement.scrollWidth") == width, lab.beyond()
    lab.page.add_script_tag(path=AXE)
    violations = lab.page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    assert violations == [], json.dumps(violations, indent=1)


def test_every_target_below_the_lab_is_large_enough_for_a_finger(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY, viewport={"width": 375, "height": 812})
    everything_open(lab)
    small = lab.page.evaluate(
        """() => [...document.querySelectorAll(":is(.bench, .basins) :is(button, input, select, summary, a, textarea)")]
            .filter(each => each.getClientRects().length)
            .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 24)
            .map(each => each.outerHTML)"""
    )
    assert small == []


def test_basins_and_the_sweep_are_reached_by_the_keyboard(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Basins").focus()
    lab.page.keyboard.press("Space")
    expect(lab.page.get_by_role("group", name="Basins of attraction")).to_be_visible()
    lab.page.keyboard.press("Tab")
    expect(lab.page.get_by_label("Basins of", exact=True)).to_be_focused()
    lab.page.keyboard.press("Tab")
    expect(lab.slider("Basins opacity")).to_be_focused()
    lab.page.keyboard.press("ArrowLeft")
    expect(lab.slider("Basins opacity")).to_have_value("79")
