"""The findings of the page are those of the library: the same ones, in the same words, with the same advice."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from thalweg import LANDSCAPES
from thalweg.runs.diagnosis import Finding

FOUR = ("sgd", "momentum", "rmsprop", "adam")

RATES = (1e-4, 0.01, 0.1, 0.3, 1.0)

STEPS = 400

TOLD = """() => [...document.querySelectorAll(".findings-list > li")].map(each => ({
    optimizer: each.dataset.optimizer,
    kind: each.dataset.kind,
    sentence: each.querySelector("p").textContent,
    change: each.querySelector("button")?.value ?? "",
    advice: each.querySelector("button")?.firstChild.textContent ?? "",
}))"""


def told(lab: Lab) -> list[dict[str, str]]:
    """Return the list of findings, once it is that of the runs on screen."""
    expect(lab.page.locator(".findings")).to_have_attribute("aria-busy", "false")
    return list(lab.page.evaluate(TOLD))


def with_minus(text: str) -> str:
    """Return a sentence as the page sets it."""
    return re.sub(r"-(?=[\d.])", "−", text)


def values(finding: Finding) -> list[float | str]:
    """Return what a finding says to change, in the order in which the page names it."""
    change = finding.change
    start = change.get("start")
    parts = (
        change.get("lr"),
        change.get("steps"),
        *(start if isinstance(start, tuple) else ()),
        change.get("optimizer"),
    )
    return [part for part in parts if isinstance(part, float | int | str)]


def as_read(text: str) -> list[float | str]:
    """Return the values of a button."""
    return [part if part.isalpha() else float(part) for part in text.split(",") if part]


def same_as_in_the_library(lab: Lab, key: str, keys: tuple[str, ...], **settings: Any) -> set[str]:  # noqa: ANN401
    """Compare the list of findings with what the library finds, and return the kinds of changes that are suggested."""
    found, given = told(lab), []
    for run in thalweg.compare(key, keys, **settings):
        advised: set[str] = set()
        for finding in run.findings:
            # One button for two findings of a run that have the same remedy.
            given.append((run.optimizer.key, finding, finding.advice not in advised))
            advised.add(finding.advice)
    assert [(each["optimizer"], each["kind"]) for each in found] == [
        (optimizer, finding.kind.key) for optimizer, finding, _ in given
    ], settings
    for here, (_, finding, is_first) in zip(found, given, strict=True):
        assert here["sentence"] == with_minus(finding.sentence)
        assert here["advice"] == (with_minus(finding.advice).removesuffix(".") if is_first else "")
        assert as_read(here["change"]) == (pytest.approx(values(finding)) if is_first else [])
    return {"+".join(sorted(finding.change)) for _, finding, _ in given}


@pytest.mark.parametrize("key", LANDSCAPES)
def test_the_page_finds_what_the_library_finds(open_lab: OpenLab, key: str) -> None:
    start = LANDSCAPES[key].starts[0]
    lab = open_lab(f"?landscape={key}&optimizers={','.join(FOUR)}&start={start.x},{start.y}&steps={STEPS}")
    for lr in RATES:
        lab.number("Learning rate").fill(f"{lr:g}")
        lab.painted()
        same_as_in_the_library(lab, key, FOUR, start=(start.x, start.y), lr=lr, steps=STEPS)


def test_all_that_may_be_suggested_is_what_the_library_suggests_and_is_done_by_a_click(open_lab: OpenLab) -> None:
    lab = open_lab()
    for landscape, optimizer, settings, change, linked in (
        ("rosenbrock", "sgd", {"lr": 0.0018, "steps": 1000}, "steps", {"steps": "18000"}),
        ("valley", "rmsprop", {"lr": 0.01, "steps": 500}, "lr+steps", {"lr": "0.001", "steps": "5000"}),
        ("rosenbrock", "rmsprop", {"lr": 3, "steps": 300}, "optimizer", {"optimizers": "adam", "lr": "3"}),
        ("himmelblau", "sgd", {"lr": 0.03, "steps": 300}, "lr", {"lr": "0.0122"}),
    ):
        start = LANDSCAPES[landscape].starts[0]
        shown = "&".join(f"{name}={value}" for name, value in settings.items())
        lab.open(f"?landscape={landscape}&optimizers={optimizer}&start={start.x},{start.y}&{shown}")
        before = lab.page.url
        told_here = same_as_in_the_library(lab, landscape, (optimizer,), start=(start.x, start.y), **settings)
        assert told_here == {change}
        lab.page.locator(".findings-list button").click()
        lab.expect_link(**linked)
        lab.button("Undo").click()
        expect(lab.page).to_have_url(before)


@pytest.mark.parametrize(("optimizer", "lr"), [("adagrad", 1e-3), ("rmsprop", 3e-4)])
def test_a_start_nearer_to_the_lowest_minimizer_is_the_same_as_in_the_library(
    open_lab: OpenLab, optimizer: str, lr: float
) -> None:
    lab = open_lab(f"?landscape=rastrigin&optimizers={optimizer}&lr={lr}&start=3,-1&steps=200")
    same_as_in_the_library(lab, "rastrigin", (optimizer,), lr=lr, start=(3, -1), steps=200)
    lab.page.get_by_role("button", name=re.compile("^Start elsewhere")).first.click()
    expect(lab.page.locator(".findings-list")).not_to_contain_text("local minimum")


def test_a_landscape_of_ones_own_that_falls_for_ever_is_told_so_and_no_rate_is_offered(open_lab: OpenLab) -> None:
    lab = open_lab(f"?landscape=own&optimizers=sgd&lr=0.3&start=1,1&steps=200&formula={quote('x**3 - y**2')}")
    assert same_as_in_the_library(lab, "x**3 - y**2", ("sgd",), lr=0.3, start=(1, 1), steps=200) == {""}
    expect(lab.page.locator(".findings-list")).to_contain_text("SGD: falling without end")
    expect(lab.page.locator(".findings-list button")).to_have_count(0)


def test_following_an_advice_helps_and_can_be_taken_back(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd,adam&lr=0.11&start=-4,2&steps=300")
    expect(lab.results.first).to_contain_text("diverged")
    # It oscillates too, and the same rate mends that: one button.
    assert [(each["kind"], each["advice"]) for each in told(lab) if each["optimizer"] == "sgd"] == [
        ("exploding", "Lower the learning rate to 0.05"),
        ("oscillating", ""),
    ]
    lab.page.get_by_role("button", name=re.compile("^Lower the learning rate to 0.05 for SGD: exploding")).click()
    lab.expect_link(lr="0.11", **{"sgd.lr": "0.05"})
    expect(lab.results.first).to_contain_text("converged")
    expect(lab.page.locator(".findings-list")).not_to_contain_text("SGD")
    lab.button("Undo").click()
    expect(lab.results.first).to_contain_text("diverged")


def test_the_same_advice_for_two_runs_is_two_names_for_those_who_listen(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=rmsprop,adam&lr=0.001&start=-4,2&steps=300")
    advice = [each["advice"] for each in told(lab)]
    assert len({*advice}) < len(advice), "no two runs are given the same advice; the test shows nothing"
    for text in lab.page.locator(".findings-list button").all_inner_texts():
        expect(lab.button(text)).to_have_count(1)


def test_an_advice_to_start_elsewhere_moves_the_start(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=saddle&optimizers=sgd&lr=0.1&start=-2,0&steps=300")
    expect(lab.page.locator(".findings-list")).to_contain_text("stalled at a saddle")
    lab.page.locator(".findings-list").get_by_role("button", name=re.compile("^Start a little beside it")).click()
    expect(lab.page.locator(".findings-list")).not_to_contain_text("saddle")
    expect(lab.number("Start y")).not_to_have_value("0")


def test_an_oscillation_has_its_direction_on_the_map(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.099&start=-4,2&steps=60")
    assert [each["kind"] for each in told(lab)] == ["oscillating"]
    drawn = lab.page.locator("canvas.vectors").evaluate("canvas => canvas.toDataURL()")
    lab.number("Learning rate").fill("0.02")
    lab.painted()
    assert "oscillating" not in [each["kind"] for each in told(lab)]
    assert lab.page.locator("canvas.vectors").evaluate("canvas => canvas.toDataURL()") != drawn


def test_under_a_policy_the_others_keep_the_rates_they_were_given(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd,momentum&lr=0.15&start=-4,2&steps=200&policy=first-step")
    before = [row for row in lab.rows() if row["optimizer"] == "momentum"]
    told(lab)
    lab.page.locator(".findings-list li", has_text="SGD: exploding").get_by_role("button").click()
    expect(lab.page).to_have_url(re.compile(r"&sgd\.lr=0\.05&momentum\.lr=0\.15$"))
    assert [row for row in lab.rows() if row["optimizer"] == "momentum"] == before


def test_the_results_lead_to_the_findings(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.11&start=-4,2&steps=300")
    lab.page.get_by_role("link", name=re.compile(r"^\d findings$")).click()
    expect(lab.page.get_by_role("heading", name="Findings")).to_be_in_viewport()


def test_a_run_that_goes_well_has_none(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=-4,3&steps=200")
    assert told(lab) == []
    expect(lab.page.get_by_text("Nothing to find")).to_be_visible()
