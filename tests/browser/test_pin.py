"""A pinned run stands beside what is changed after it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab

QUERY = "?landscape=valley&optimizers=sgd,adam&lr=0.02&start=-4,2&steps=100"


BOTH = ["SGD", "Adam", "A · SGD", "A · Adam"]


def expect_results(lab: Lab, titles: list[str]) -> None:
    """Wait until the table of results has these rows."""
    expect(lab.page.locator(".results tbody th")).to_have_text(titles)


def test_what_is_pinned_stays_while_the_rest_changes(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Pin as A").click()
    lab.number("Learning rate").fill("0.09")
    expect_results(lab, BOTH)
    expect(lab.page.locator(".protocol")).to_contain_text("learning rate 0.09")
    losses = [
        float(value) for value in lab.page.locator(".results tbody data").evaluate_all("all => all.map(e => e.value)")
    ]
    pinned, changed = (
        thalweg.compare("valley", ["sgd", "adam"], start=(-4, 2), lr=lr, steps=100) for lr in (0.02, 0.09)
    )
    assert losses[::2] == pytest.approx([run.loss[-1] for run in (*changed, *pinned)], rel=1e-9)
    expect(lab.page.locator(".protocol")).to_contain_text("learning rate 0.09")
    expect(lab.page.locator(".protocol")).to_contain_text(
        "A is pinned: Elongated valley: x**2 + 10*y**2 · start (-4, 2) · learning rate 0.02, the same for all · Adam β₁"
    )


def test_the_link_carries_what_is_pinned(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Pin as A").click()
    lab.number("Steps").fill("40")
    lab.expect_link(steps="40")
    link = urlsplit(lab.page.url).query
    assert parse_qs(parse_qs(link)["pin"][0])["steps"] == ["100"]
    again = open_lab(f"?{link}")
    expect_results(again, BOTH)
    again.button("Unpin A").click()
    expect(again.page).not_to_have_url(re.compile("pin="))
    expect_results(again, ["SGD", "Adam"])


def test_pinning_can_be_undone_and_another_landscape_lets_go(open_lab: OpenLab) -> None:
    lab = open_lab(QUERY)
    lab.button("Pin as A").click()
    lab.button("Undo").click()
    expect_results(lab, ["SGD", "Adam"])
    lab.button("Redo").click()
    expect_results(lab, BOTH)
    lab.page.get_by_label("Landscape", exact=True).select_option("bowl")
    expect_results(lab, ["SGD", "Adam"])


def test_a_link_that_pins_another_landscape_is_corrected(open_lab: OpenLab) -> None:
    lab = open_lab(f"{QUERY}&pin=landscape%3Dbowl%26optimizers%3Dsgd")
    expect(lab.page.locator(".notice")).to_contain_text("pin: is on another landscape; nothing was pinned")


@pytest.mark.parametrize("landscape", ["rosenbrock", "valley"])
def test_a_pin_that_is_no_experiment_is_named_and_pins_nothing(open_lab: OpenLab, landscape: str) -> None:
    lab = open_lab(f"?landscape={landscape}&optimizers=sgd,adam&steps=20&pin=garbage")
    expect(lab.page.locator(".notice")).to_contain_text(
        "pin: “garbage” names no landscape, as an experiment does; nothing"
    )
    expect_results(lab, BOTH[:2])
