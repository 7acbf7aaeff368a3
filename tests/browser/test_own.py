"""Mathematics of one's own: typed, derived, run, marked, linked, kept; refused without losing anything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Route, expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from thalweg.catalogue import landscape_module, optimizer_module
from thalweg.landscapes.landscape import Domain
from thalweg.runs.sweep import sweep

FORMULA = "x**2 - y**2 + y**4/4"
RULE = "beta = 0.5\nv = beta*v + sign(g)\ntheta = theta - lr*v"

SLOWLY = 30_000
"""The first derivation waits for SymPy to be imported, on a machine that may be busy."""

MARKED = """box => {
    const mark = document.createRange();
    mark.setStart(box.firstChild, box.firstChild.length - 1);
    mark.setEnd(box.firstChild, box.firstChild.length);
    const [outer, inner] = [box.getBoundingClientRect(), mark.getBoundingClientRect()];
    return [(inner.left - outer.left) / outer.width, (inner.right - outer.left) / outer.width];
}"""
"""Where the mark begins and ends, as shares of its box."""

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
CORRUPT = "localStorage.setItem('thalweg.own', '{\"formula\": 3');"


def editor(lab: Lab, name: str) -> Locator:
    """Return a text area."""
    return lab.page.get_by_role("textbox", name=name, exact=True)


def type_formula(lab: Lab, text: str) -> None:
    """Type a formula, and wait until it is shown."""
    editor(lab, "Formula").fill(text)
    expect(lab.landscape).to_have_value("own", timeout=SLOWLY)


def test_a_formula_becomes_the_landscape_with_its_gradient_and_its_points(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=1,1&steps=50")
    ground = lab.map.screenshot()
    type_formula(lab, FORMULA)
    lab.painted()
    assert lab.map.screenshot() != ground
    expect(lab.page.locator(".own-found")).to_contain_text("2 minimizers and 1 saddle. Condition number at the best")
    assert lab.page.locator(".own-gradient math").count() == 1
    x, y = (float(lab.number(f"Start {axis}").input_value()) for axis in "xy")
    run = thalweg.run(FORMULA, "sgd", start=(x, y), lr=0.05, steps=50)
    assert [float(row["loss"]) for row in lab.rows()] == run.loss.tolist()


def test_a_rule_becomes_an_optimizer_that_is_switched_like_the_others(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=1,1&steps=50")
    editor(lab, "Rule").fill(RULE)
    plate = lab.button("Own rule")
    expect(plate).to_have_attribute("aria-pressed", "true", timeout=SLOWLY)
    run = thalweg.run("bowl", RULE, start=(1, 1), lr=0.05, steps=50)
    lab.painted()
    assert [float(row["x"]) for row in lab.rows() if row["optimizer"] == "own"] == run.path[:, 0].tolist()
    plate.click()
    lab.painted()
    assert {row["optimizer"] for row in lab.rows()} == {"sgd"}


def test_it_has_a_learning_rate_of_its_own_under_its_plate(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=own&lr=0.05&start=1,1&steps=50&rule=" + quote(RULE))
    editor(lab, "Rule").fill(RULE.replace("0.5", "0.25"))
    expect(lab.page).to_have_url(re.compile(r"0\.25"), timeout=SLOWLY)
    lab.button("Settings of Own rule").click()
    panel = lab.page.get_by_role("group", name="Settings of Own rule")
    expect(panel.get_by_role("spinbutton")).to_have_count(1)
    panel.get_by_role("spinbutton", name="Own learning rate").fill("0.01")
    lab.expect_link(**{"own.lr": "0.01"})
    run = thalweg.run("bowl", RULE.replace("0.5", "0.25"), start=(1, 1), lr=0.01, steps=50)
    assert [float(row["x"]) for row in lab.rows()] == run.path[:, 0].tolist()
    panel.get_by_role("button", name="Back to defaults").click()
    expect(lab.page).not_to_have_url(re.compile(r"own\.lr"))


def test_its_numbers_are_sliders_and_fields_that_change_its_own_line(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=own&lr=0.05&start=1,1&steps=50&rule=" + quote(RULE))
    lab.slider("beta of the own rule").press("End")
    expect(editor(lab, "Rule")).to_have_value(RULE.replace("0.5", "0.995"))
    expect(lab.number("beta of the own rule")).to_have_value("0.995")
    lab.number("beta of the own rule").fill("")
    expect(lab.number("beta of the own rule")).to_have_accessible_description(re.compile("^Takes a number from"))
    lab.number("beta of the own rule").fill("0.25")
    expect(editor(lab, "Rule")).to_have_value(RULE.replace("0.5", "0.25"))
    lab.painted()
    run = thalweg.run("bowl", RULE.replace("0.5", "0.25"), start=(1, 1), lr=0.05, steps=50)
    assert [float(row["x"]) for row in lab.rows()] == run.path[:, 0].tolist()


def test_a_number_that_is_worked_out_is_one_too(open_lab: OpenLab) -> None:
    rule = "beta = 9/10  # kept\nv = beta*v + sign(g)\ntheta = theta - lr*v"
    lab = open_lab("?landscape=bowl&optimizers=own&lr=0.05&start=1,1&steps=50&rule=" + quote(rule))
    expect(lab.number("beta of the own rule")).to_have_value("0.9")
    lab.number("beta of the own rule").fill("0.25")
    expect(editor(lab, "Rule")).to_have_value(rule.replace("9/10", "0.25"))
    lab.painted()
    run = thalweg.run("bowl", rule, start=(1, 1), lr=0.05, steps=50, beta=0.25)
    assert [float(row["x"]) for row in lab.rows()] == run.path[:, 0].tolist()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Formula", "x**2 + 3*z", re.compile('^Line 1, column 10: .*"z"')),
        ("Rule", "lr = 0.1\ntheta = theta - lr*g", re.compile('^Line 1, column 1: "lr" is set with the learning rate')),
        ("Rule", "theta = theta -", re.compile("^Line 1")),
    ],
)
def test_a_refusal_says_where_and_changes_nothing(
    open_lab: OpenLab, name: str, text: str, said: re.Pattern[str]
) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=1,1&steps=50")
    rows, picture = lab.rows(), lab.picture()
    editor(lab, name).fill(text)
    expect(editor(lab, name)).to_have_accessible_description(said, timeout=SLOWLY)
    expect(editor(lab, name)).to_have_attribute("aria-invalid", "true")
    expect(editor(lab, name)).to_have_value(text)
    assert lab.page.locator(f"#{name.lower()}-mark").text_content() != ""
    assert lab.rows() == rows
    assert lab.picture() == picture
    lab.page.reload()
    expect(editor(lab, name)).to_have_value(text)


def test_the_mark_under_a_long_line_is_in_sight(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=1,1&steps=50", viewport={"width": 360, "height": 740})
    long = "x**2" + " + y**2" * 40
    mark = lab.page.locator("#formula-mark")
    for text in (f"{long} + 3*z + {long}", f"z + {long}", f"\t\t{long} + z"):
        editor(lab, "Formula").fill(text)
        expect(editor(lab, "Formula")).to_have_accessible_description(
            re.compile(f"column {text.index('z') + 1}:"), timeout=SLOWLY
        )
        left, right = mark.evaluate(MARKED)
        assert 0 <= left < right <= 1, (text[:9], left, right)
        before, under = (mark.text_content() or "").split("\n")
        assert under == "".join("\t" if letter == "\t" else " " for letter in before[: before.index("z")]) + "▲"


def test_what_was_typed_lives_in_the_link(open_lab: OpenLab) -> None:
    lab = open_lab("?optimizers=adam&steps=40")
    lab.number("x from").fill("-3")
    type_formula(lab, FORMULA)
    editor(lab, "Rule").fill(RULE)
    expect(lab.button("Own rule")).to_have_attribute("aria-pressed", "true", timeout=SLOWLY)
    expect(lab.page).to_have_url(re.compile("&formula=.*&domain=-3,5,-5,5&rule="))
    rows, link = lab.rows(), lab.page.evaluate("location.search")
    other = open_lab(link)
    assert other.rows() == rows
    expect(editor(other, "Formula")).to_have_value(FORMULA)
    expect(other.number("x from")).to_have_value("-3")


def test_what_is_too_long_for_a_link_is_said_and_the_last_link_that_fits_stays(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=1,1&steps=50")
    editor(lab, "Rule").fill(RULE)
    expect(lab.page).to_have_url(re.compile("&rule=beta"), timeout=SLOWLY)
    lab.painted()
    link = lab.link()
    long = RULE + "   # " + "🏔" * 1_700
    editor(lab, "Rule").fill(long)
    note = lab.page.locator(".notice:visible")
    expect(note).to_contain_text(
        re.compile(r"would have 2\d,\d{3} characters, and at most 20,000 are opened; the address")
    )
    lab.number("beta of the own rule").fill("0.25")
    changed = long.replace("0.5", "0.25")
    expect(editor(lab, "Rule")).to_have_value(changed)
    for name in ("Copy link", "Present it"):
        lab.page.locator("#take").get_by_text(name, exact=True).click()
        expect(lab.page.locator(".take-said")).to_contain_text("at most 20,000 are opened; copy it as Python")
    lab.button("Copy as Python").click()
    assert lab.link() == link
    lab.page.reload()
    expect(editor(lab, "Rule")).to_have_value(changed)
    expect(note).to_contain_text("at most 20,000 are opened", timeout=SLOWLY)
    editor(lab, "Rule").fill(RULE.replace("0.5", "0.75"))
    expect(lab.page).to_have_url(re.compile(r"&rule=beta%20%3D%200\.75"), timeout=SLOWLY)


def test_the_editors_follow_what_is_taken_back_unless_something_else_has_been_typed(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.05&start=1,1&steps=50")
    found = lab.page.locator(".own-found")
    type_formula(lab, FORMULA)
    editor(lab, "Formula").fill("x**2 + 4*y**2")
    expect(found).to_contain_text("Condition number at the best minimizer: 4.", timeout=SLOWLY)
    lab.button("Undo").click()
    expect(editor(lab, "Formula")).to_have_value(FORMULA)
    expect(found).to_contain_text("2 minimizers")
    editor(lab, "Formula").fill("x**2 + 4*z")
    expect(editor(lab, "Formula")).to_have_attribute("aria-invalid", "true", timeout=SLOWLY)
    lab.button("Redo").click()
    expect(lab.page).to_have_url(re.compile(re.escape(quote("x**2 + 4*y**2", safe="*"))))
    expect(editor(lab, "Formula")).to_have_value("x**2 + 4*z")


def test_what_is_pinned_is_let_go_by_another_formula(open_lab: OpenLab) -> None:
    lab = open_lab(f"?landscape=own&optimizers=sgd&lr=0.05&start=1,1&steps=50&formula={quote(FORMULA)}")
    lab.button("Pin as A").click()
    expect(lab.results).to_have_count(2)
    editor(lab, "Formula").fill("x**2 + 4*y**2")
    expect(lab.results).to_have_count(1, timeout=SLOWLY)


def test_a_half_typed_domain_survives_a_reload_with_the_formula_beside_it(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30")
    lab.number("x from").fill("9")
    lab.number("y to").fill("")
    editor(lab, "Formula").fill(FORMULA)
    lab.page.reload()
    expect(editor(lab, "Formula")).to_have_value(FORMULA)
    expect(lab.number("x from")).to_have_value("9")
    expect(lab.number("y to")).to_have_value("")
    expect(lab.page.get_by_role("group", name="Domain")).to_have_accessible_description(
        re.compile("the smaller one first")
    )
    assert lab.rows()


def test_what_is_typed_over_what_is_shown_survives_a_reload(open_lab: OpenLab) -> None:
    lab = open_lab(
        f"?landscape=own&optimizers=sgd,own&lr=0.02&start=1,1&steps=40&formula=x**2%2By**2&rule={quote(RULE)}"
    )
    formula, rule = (lab.page.get_by_role("textbox", name=name, exact=True) for name in ("Formula", "Rule"))
    rows = lab.rows()
    formula.fill("x**2 + y**2 + 7*sin(")
    rule.fill(f"{RULE}\nu = ")
    lab.page.reload()
    for field, text in ((formula, "x**2 + y**2 + 7*sin("), (rule, f"{RULE}\nu = ")):
        expect(field).to_have_value(text)
        expect(field).to_have_attribute("aria-invalid", "true")
    assert lab.rows() == rows
    lab.open("?landscape=own&optimizers=sgd&lr=0.02&start=1,1&steps=40&formula=3*x**2%2By**2")
    expect(formula).to_have_value("3*x**2+y**2")


def test_what_was_typed_is_offered_on_the_next_visit(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl")
    type_formula(lab, FORMULA)
    lab.page.goto(f"{lab.server}/lab?landscape=bowl")
    expect(editor(lab, "Formula")).to_have_value(FORMULA)
    expect(lab.landscape).to_have_value("bowl")
    expect(lab.landscape.get_by_role("option", name="Own landscape")).to_be_attached(timeout=SLOWLY)
    lab.landscape.select_option(label="Own landscape")
    lab.painted()
    assert lab.rows()
    expect(lab.page.get_by_role("heading", name="Own landscape").first).to_be_visible()


def test_a_link_with_bad_mathematics_opens_a_working_lab(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=own&optimizers=sgd,own&formula=x%2B&domain=3,1&rule=theta%3D1%2F%2F0")
    note = lab.page.locator(".notice:visible")
    expect(note).to_contain_text("formula: Line 1, column ")
    expect(note).to_contain_text("rosenbrock was taken")
    expect(editor(lab, "Formula")).to_have_value("x+")
    expect(editor(lab, "Formula")).to_have_attribute("aria-invalid", "true")
    assert lab.rows()


def own_losses(lab: Lab) -> list[float]:
    """Return the final losses in the table of results, to all their digits."""
    losses = lab.results.locator("data").evaluate_all("all => all.map(each => each.value)")
    return [float(loss) for loss in losses][::2]


def test_a_pinned_rule_stays_what_it_was_in_the_link_too(open_lab: OpenLab) -> None:
    lab = open_lab(f"?landscape=valley&optimizers=own&lr=0.05&start=1,1&steps=50&rule={quote(RULE)}")
    lab.button("Pin as A").click()
    lab.number("beta of the own rule").fill("0.25")
    changed = RULE.replace("0.5", "0.25")
    expected = [
        thalweg.run("valley", rule, start=(1, 1), lr=0.05, steps=50).loss[-1].item() for rule in (changed, RULE)
    ]
    expect(lab.results).to_have_count(2)
    lab.painted()
    assert own_losses(lab) == expected
    expect(lab.page).to_have_url(re.compile(r"&rule=beta%20%3D%200\.25%"))
    other = open_lab(lab.page.evaluate("location.search"))
    expect(other.results).to_have_count(2)
    assert own_losses(other) == expected
    # Without a rule of its own beside it, the pin brings its own along.
    other.button("Own rule").click()
    expect(other.results).to_have_count(1)
    other.expect_link(optimizers="")
    third = open_lab(other.page.evaluate("location.search"))
    expect(third.results).to_have_count(1)
    assert own_losses(third) == expected[1:]


def test_the_best_rate_of_another_rule_is_another(open_lab: OpenLab) -> None:
    rules = ["theta = theta - lr*g", "theta = theta - 0.1*lr*g"]
    lab = open_lab(f"?landscape=valley&optimizers=own&start=1,1&steps=50&policy=best&rule={quote(rules[0])}")
    for rule in rules:
        editor(lab, "Rule").fill(rule)
        expect(lab.page).to_have_url(re.compile(re.escape(quote(rule, safe="*"))), timeout=SLOWLY)
        (run,) = thalweg.compare("valley", [rule], start=(1, 1), steps=50, policy="best")
        assert [float(row["loss"]) for row in lab.rows()] == run.loss.tolist()


def test_maps_and_sweep_know_the_own_landscape_and_the_own_rule(open_lab: OpenLab) -> None:
    landscape = f"&formula={quote(FORMULA)}&domain=-3,3,-3,3"
    lab = open_lab(f"?landscape=own&optimizers=own&lr=0.02&start=1.5,1&steps=60{landscape}&rule={quote(RULE)}")
    lab.button("Basins").click()
    expect(lab.page.locator(".basins-said")).to_contain_text("Where Own rule ends from", timeout=SLOWLY)
    expect(lab.page.locator(".basins-shares")).to_contain_text("reach (0, 1.41)")
    lab.button("Basins").click()
    lab.page.get_by_role("radio", name="Surface", exact=True).check()
    expect(lab.page.locator("#map-summary")).to_contain_text(re.compile("Surface of Own landscape.*Own rule: "))
    with lab.page.expect_download() as saved:
        lab.button("Download SVG").click()
    svg = Path(saved.value.path()).read_text()
    assert ">Own rule<" in svg
    assert f">{FORMULA}<" in svg
    chart = lab.slider("Learning rate to load")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_attribute("aria-busy", "false", timeout=SLOWLY)
    best = sweep(FORMULA, RULE, start=(1.5, 1), steps=60).best.hyperparameters["lr"]
    expect(lab.page.locator(".sweep-summary")).to_contain_text(f"Own rule is at its best at {best:.4g}")
    pair = lab.page.get_by_role("region", name="Learning rate × momentum")
    pair.locator(".rates-plot").scroll_into_view_if_needed()
    expect(pair.locator(".rates-axis")).to_contain_text("Up: beta β, from 0 to below 1.")
    expect(pair.locator(".rates-said")).to_contain_text("bring Own rule to a known minimizer", timeout=SLOWLY)
    pair.get_by_label("Learning rate of the pair").fill("100")
    pair.get_by_label("beta of the pair").fill("64")
    lab.button("Load this pair").click()
    expect(editor(lab, "Rule")).to_have_value(RULE.replace("0.5", "0.252"))
    lab.expect_link(**{"own.lr": "0.00227"})
    rows = lab.rows()
    rule = RULE.replace("0.5", "0.252")
    run = thalweg.run(FORMULA, rule, start=(1.5, 1), lr=0.00227, steps=60)
    assert [[float(row["x"]), float(row["y"])] for row in rows] == run.path.tolist()
    editor(lab, "Rule").fill("theta = theta - lr*g/norm(g)")
    expect(lab.page).to_have_url(re.compile("norm"), timeout=SLOWLY)
    pair.get_by_role("heading").scroll_into_view_if_needed()
    said = pair.locator(".rates-said")
    expect(said).to_contain_text("None of the optimizers that are shown has a momentum, a number that says")
    lab.button("Momentum").click()
    pair.get_by_role("heading").scroll_into_view_if_needed()
    expect(said).to_contain_text("bring Momentum to a known minimizer", timeout=SLOWLY)


@pytest.mark.parametrize(("script", "said"), [(BLOCKED, "keeps nothing"), (CORRUPT, "could not be read")])
def test_storage_that_fails_costs_a_note_and_nothing_else(open_lab: OpenLab, script: str, said: str) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30", script=script)
    type_formula(lab, FORMULA)
    expect(lab.page.locator(".notice:visible")).to_contain_text(said)
    assert lab.rows()


def stub(lab: Lab, status: int, answer: object, modules: dict[str, str]) -> None:
    """Answer in the server's place."""

    def compile_(route: Route) -> None:
        route.fulfill(status=status, body=json.dumps(answer), content_type="application/json")

    def module(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        route.fulfill(body=modules[name], content_type="text/javascript")

    lab.page.route("**/api/compile", compile_)
    for name in modules:
        lab.page.route(f"**/kernels/{name}", module)


def test_a_module_from_our_own_origin_is_taken(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30")
    text = landscape_module("x**2 + 4*y**2", domain=Domain((-2, 2), (-2, 2)))
    stub(lab, 200, {"module": "/kernels/landscape-test.js"}, {"landscape-test.js": text})
    type_formula(lab, "anything")
    expect(lab.page.locator(".own-found")).to_contain_text("Condition number at the best minimizer: 4.")


def test_a_module_from_elsewhere_is_not(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30")
    stub(lab, 200, {"module": "https://example.org/evil.js"}, {})
    editor(lab, "Formula").fill("x")
    expect(editor(lab, "Formula")).to_have_accessible_description(re.compile("cannot be read"))


def test_a_server_that_is_gone_is_named(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&steps=30")
    lab.page.route("**/api/compile", lambda route: route.abort())
    editor(lab, "Rule").fill(RULE)
    expect(editor(lab, "Rule")).to_have_accessible_description(re.compile("could not be reached"))
    lab.complaints.clear()  # the browser's own words about the connection


def test_rules_that_are_typed_on_use_the_newest_answer(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=1,1&steps=5")
    stub(lab, 200, {"module": "/kernels/optimizer-test.js"}, {"optimizer-test.js": optimizer_module(RULE)})
    editor(lab, "Rule").press_sequentially(" ")
    expect(lab.button("Own rule")).to_have_attribute("aria-pressed", "true")
