"""Noise in the gradients, as a person uses it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab

NOISY = "?landscape=valley&optimizers=sgd,momentum&lr=0.02&start=-4,2&steps=200&noise=8&batch=4&seed=3"


def test_noise_is_switched_on_by_its_number_and_off_by_0(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.02&start=-4,2&steps=200")
    expect(lab.number("Batch size")).to_be_hidden()
    exact = lab.rows()
    lab.number("Gradient noise").fill("8")
    lab.expect_link(noise="8")
    expect(lab.number("Batch size")).to_have_value("1")
    assert lab.rows() != exact
    expect(lab.page.locator(".protocol")).to_contain_text("gradient noise 8 per sample, batch size 1")
    lab.number("Gradient noise").fill("0")
    lab.painted()
    assert lab.rows() == exact
    expect(lab.number("Batch size")).to_be_hidden()


def test_a_new_seed_is_another_run_and_the_old_one_comes_back_with_its_seed(open_lab: OpenLab) -> None:
    lab = open_lab(NOISY)
    third = lab.rows()
    lab.button("New seed").click()
    lab.expect_link(seed="4")
    assert lab.rows() != third
    lab.number("Seed").fill("3")
    lab.expect_link(seed="3")
    assert lab.rows() == third


def test_the_same_run_plays_again_and_changes_nothing(open_lab: OpenLab) -> None:
    lab = open_lab(NOISY)
    before = lab.rows()
    lab.button("Same run").click()
    expect(lab.button("Pause")).to_be_visible()
    lab.button("Pause").click()
    assert lab.rows() == before
    assert lab.link()["seed"] == "3"


def test_what_is_no_noise_is_refused_and_the_picture_stays(open_lab: OpenLab) -> None:
    lab = open_lab(NOISY)
    before = lab.rows()
    for field, value, words in (
        ("Gradient noise", "-1", "Takes a number from 0"),
        ("Batch size", "0", "Takes a whole number from 1"),
        ("Seed", "1.5", "Takes a whole number from 1"),
    ):
        lab.number(field).fill(value)
        expect(lab.page.locator(".noise-fields .refusal").filter(has_text=words)).to_be_visible()
        assert lab.rows() == before
        lab.number(field).fill("1")
        lab.button("Undo").click()


def test_a_link_with_other_noise_is_corrected(open_lab: OpenLab) -> None:
    lab = open_lab()
    for query, correction in (
        ("noise=-3", "noise: “-3” is not between 0 and"),
        ("noise=2&batch=many", "batch: “many” is not a number; 1 was taken"),
        ("noise=2&seed=0", "seed: “0” is not between 1 and"),
    ):
        lab.open(f"?landscape=bowl&optimizers=sgd&lr=0.1&start=1,1&steps=50&{query}")
        expect(lab.page.locator(".notice")).to_contain_text(correction)
