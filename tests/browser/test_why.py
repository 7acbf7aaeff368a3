"""Why it moved there: steps told line by line, limits on the slider, settings, fair rates, undo."""

from __future__ import annotations

import math
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Position, expect

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab, Row
from thalweg.runs.ending import Outcome
from thalweg.runs.run import Run
from thalweg.runs.stability import stability_limit
from thalweg.runs.sweep import Sweep, sweep

FOUR = ["sgd", "momentum", "rmsprop", "adam"]


def assert_same(rows: list[Row], runs: thalweg.Comparison | list[Run], relative: float = 0.0) -> None:
    """Require that rows of the CSV are these runs, number for number."""
    expected = [
        (run.optimizer.key, step, x, y, loss)
        for run in runs
        for step, ((x, y), loss) in enumerate(zip(run.path.tolist(), run.loss.tolist(), strict=True))
    ]
    found = [(r["optimizer"], int(r["step"]), float(r["x"]), float(r["y"]), float(r["loss"])) for r in rows]
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for here, there in zip(found, expected, strict=True):
        for one, other in zip(here[2:], there[2:], strict=True):
            assert one == other or math.isclose(one, other, rel_tol=relative, abs_tol=0), (here, there)


# ------------------------------------------------------------------------------ settings and policies

SETTINGS = {"momentum": {"beta": 0.5}, "adam": {"lr": 0.05, "beta1": 0.8}}


def test_settings_of_single_optimizers_are_those_of_the_library(open_lab: OpenLab) -> None:
    query = "?landscape=valley&optimizers=sgd,momentum,adam&lr=0.01&start=-4,2&steps=60"
    lab = open_lab(query)
    lab.button("Settings of Momentum").click()
    lab.number("Momentum β").fill("0.5")
    lab.button("Settings of Adam").click()
    lab.number("Own learning rate α").fill("0.05")
    lab.number("Decay of the first moment β₁").fill("0.8")
    expect(lab.page).to_have_url(re.compile(r"&momentum\.beta=0\.5&adam\.lr=0\.05&adam\.beta1=0\.8$"))
    runs = thalweg.compare("valley", ["sgd", "momentum", "adam"], start=(-4, 2), lr=0.01, steps=60, settings=SETTINGS)
    assert_same(lab.rows(), runs, 1e-12)
    protocol = lab.page.locator(".protocol")
    expect(protocol).to_contain_text("learning rates SGD 0.01, Momentum 0.01, Adam 0.05 ·")
    expect(protocol).to_contain_text("· Momentum β 0.5; Adam β₁ 0.8, β₂ 0.999")
    rows = lab.rows()
    lab.page.reload()
    lab.painted()
    assert lab.rows() == rows
    lab.button("Settings of Adam").click()
    expect(lab.number("Own learning rate α")).to_have_value("0.05")
    lab.button("Back to defaults").click()
    expect(lab.number("Own learning rate α")).to_have_value("")
    expect(lab.page).to_have_url(re.compile(r"&momentum\.beta=0\.5$"))


def test_a_setting_out_of_range_changes_nothing_and_says_what_is_allowed(open_lab: OpenLab) -> None:
    lab = open_lab("?steps=50")
    rows = lab.rows()
    lab.button("Settings of Adam").click()
    for name, bad, allowed in (
        ("Own learning rate α", "-1", "Takes a number from 0."),
        ("Decay of the first moment β₁", "1", "Takes a number from 0 up to, but not including, 1."),
        ("Epsilon ε", "", "Takes a number from 0."),
    ):
        field = lab.number(name)
        field.fill(bad)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(allowed)
        assert lab.rows() == rows, name


def test_a_convention_is_another_rule_under_the_same_plate(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=momentum&lr=0.1&start=-4,3&steps=40")
    lab.button("Settings of Momentum").click()
    settings = lab.page.get_by_role("group", name="Settings of Momentum")
    expect(settings).to_contain_text("equals torch.optim.SGD(momentum=0.9) and optax.sgd(momentum=0.9)")
    lab.number("Momentum β").fill("0.8")
    expect(settings).to_contain_text("optax.sgd(momentum=0.9), with β at its default")
    settings.get_by_role("radio", name="averaged").check()
    lab.expect_link(optimizers="momentum-averaged", **{"momentum-averaged.beta": "0.8"})
    averaged = thalweg.compare(
        "bowl", ["momentum-averaged"], start=(-4, 3), lr=0.1, steps=40, settings={"momentum-averaged": {"beta": 0.8}}
    )
    assert_same(lab.rows(), averaged)
    expect(lab.results).to_contain_text(["Momentum (averaged)"])
    lab.button("Momentum (averaged)").click()
    expect(lab.results).to_have_count(0)
    lab.button("Settings of Adam").click()
    expect(lab.page.get_by_role("group", name="Settings of Adam")).to_contain_text(
        "equals apex.optimizers.FusedAdam(bias_correction=False)"
    )


@pytest.mark.parametrize("key", ["bowl", "valley", "himmelblau"])
def test_each_at_its_best_is_the_sweep_of_the_library(open_lab: OpenLab, key: str) -> None:
    start = thalweg.LANDSCAPES[key].starts[0]
    lab = open_lab(f"?landscape={key}&lr=0.01&steps=200&optimizers=sgd,momentum,rmsprop")
    lab.page.get_by_label("Learning rates", exact=True).select_option(label="each at its best")
    lab.expect_link(policy="best")
    runs = thalweg.compare(
        key, ["sgd", "momentum", "rmsprop"], start=(start.x, start.y), lr=0.01, steps=200, policy="best"
    )
    assert_same(lab.rows(), runs)
    expect(lab.page.locator(".protocol")).to_contain_text(
        "each the best of 49 from 1e-5 to 10 by final loss, and by steps where several converge at the lowest"
    )
    expect(lab.page.locator(".protocol")).not_to_contain_text("still being looked for")


def test_the_best_rates_come_while_nobody_waits(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=rosenbrock&steps=20000&policy=best")
    lab.number("Start x").fill("0.5")
    expect(lab.page.locator(".rate-note")).to_have_text(
        "Not in use: each has the best rate found for it.", timeout=60_000
    )
    expect(lab.page.locator(".protocol")).not_to_contain_text("still being looked for")


def test_equal_first_steps_are_those_of_the_library(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd,momentum,rmsprop&lr=0.002&start=0,0&steps=100")
    lab.page.get_by_label("Learning rates", exact=True).select_option(label="equal first steps")
    lab.expect_link(policy="first-step")
    runs = thalweg.compare(
        "himmelblau", ["sgd", "momentum", "rmsprop"], start=(0, 0), lr=0.002, steps=100, policy="first-step"
    )
    rows = lab.rows()
    assert_same(rows, runs)
    first = [math.hypot(float(row["x"]), float(row["y"])) for row in rows if row["step"] == "1"]
    assert first == pytest.approx([first[0]] * 3, rel=1e-6)
    # A mark is for whom it says, whoever is the measure of the others.
    lab.page.get_by_label("Marks for").select_option(label="RMSProp")
    good = sweep("himmelblau", "rmsprop", start=(0, 0), steps=100).best.hyperparameters["lr"]
    marks(lab).filter(has_text="Good:").click()
    expect(lab.page.locator(".protocol")).to_contain_text(f"RMSProp {good:g}, such that all first steps")
    lab.expect_link(policy="first-step")


def test_where_first_steps_cannot_be_equal_it_says_so(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&lr=0.1&start=0,0&steps=20&policy=first-step")
    expect(lab.page.locator(".protocol")).to_contain_text("does not move in its first step here")


def test_nonsense_in_the_settings_of_a_link_is_named_and_left_out(open_lab: OpenLab) -> None:
    lab = open_lab("?adam.beta1=1.5&adm.lr=1&sgd.__proto__=1&adam.lr=banana&policy=bst&adam.beta2=0.9")
    note = lab.page.locator(".notice:visible")
    expect(note).to_contain_text("adam.beta1”: “1.5” is not a number from 0 up to, but not including, 1")
    expect(note).to_contain_text("adm.lr”: no optimizer has such a setting")
    expect(note).to_contain_text("sgd.__proto__”: no optimizer has such a setting")
    expect(note).to_contain_text("“bst” is not known; best was taken")
    lab.expect_link(**{"adam.beta2": "0.9", "policy": "best"})


# ------------------------------------------------------------------------------ the limit on the slider


def marks(lab: Lab) -> Locator:
    return lab.page.get_by_role("group", name="Learning rates worth trying").get_by_role("button")


TIMES = {"Crawl": 0.02, "Good": 0.5, "Edge": 0.98, "Explode": 1.1}


@pytest.mark.parametrize(
    ("landscape", "kind", "highest"), [("valley", "exactly", 20.0), ("rosenbrock", "a local limit", 1001.6)]
)
def test_the_marks_are_those_of_the_theory(open_lab: OpenLab, landscape: str, kind: str, highest: float) -> None:
    lab = open_lab(f"?landscape={landscape}&lr=0.001&steps=200")
    for optimizer in (thalweg.OPTIMIZERS[key] for key in ("sgd", "momentum")):
        limit = stability_limit(optimizer, optimizer.defaults, highest)
        assert limit is not None
        lab.page.get_by_label("Marks for").select_option(label=optimizer.title)
        expect(lab.page.locator(".rate-theory")).to_contain_text(f"{optimizer.title} is stable below")
        expect(lab.page.locator(".rate-theory")).to_contain_text(kind)
        # Far from the minimizer the ravine is steeper than there: momentum explodes at its local edge.
        derived = TIMES if (landscape, optimizer.key) != ("rosenbrock", "momentum") else ("Crawl", "Explode")
        for name in derived:
            marks(lab).filter(has_text=f"{name}:").click()
            lab.painted()
            assert float(lab.number("Learning rate").input_value()) == pytest.approx(TIMES[name] * limit, rel=0.006)


CALLED = {
    "Crawl": lambda run: run.outcome is Outcome.STEPS,
    "Good": lambda run: run.outcome is not Outcome.DIVERGED and "minimum" in run.ended_at,
    "Edge": lambda run: run.outcome is not Outcome.DIVERGED and "minimum" in run.ended_at,
    "Explode": lambda run: run.outcome is Outcome.DIVERGED,
}
"""What a run does at a rate with a name."""


@pytest.mark.parametrize("landscape", ["saddle", "bowl", "plateau", "himmelblau", "rastrigin"])
def test_each_mark_does_what_it_is_called_or_is_not_there(open_lab: OpenLab, landscape: str) -> None:
    lab = open_lab(f"?landscape={landscape}&optimizers=sgd,momentum,nesterov&lr=0.01&steps=500")
    group = lab.page.get_by_role("group", name="Learning rates worth trying")
    for key in ("sgd", "momentum", "nesterov"):
        title = thalweg.OPTIMIZERS[key].title
        lab.page.get_by_label("Marks for").select_option(label=title)
        lab.painted()
        expect(group).not_to_have_attribute("aria-busy", "true")
        seen = set()
        for index in range(marks(lab).count()):
            button = marks(lab).nth(index)
            name = button.inner_text().split(":")[0]
            button.click()
            lab.painted()
            lr = float(lab.number("Learning rate").input_value())
            assert lr not in seen, f"{title}: {name} is a mark that there is already"
            seen.add(lr)
            run = thalweg.run(landscape, key, lr=lr, steps=500)
            assert CALLED[name](run), f"{title} at {name} {lr}: {run}"
            if "is-measured" in (button.get_attribute("class") or ""):
                assert lr in {each.hyperparameters["lr"] for each in sweep(landscape, key, steps=500).marks.values()}
                expect(button).to_have_attribute("title", re.compile("measured from this start, in 500 steps"))
                expect(lab.page.locator(".rate-theory")).to_contain_text("dashed: measured")
        assert len(seen) > 1


def test_explode_explodes_and_edge_does_not(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.01&start=-4,2&steps=2000")
    marks(lab).filter(has_text="Explode:").click()
    expect(lab.results).to_contain_text(["diverged"])
    marks(lab).filter(has_text="Edge:").click()
    expect(lab.results).to_contain_text(["converged"])


VALLEY = "?landscape=valley&optimizers=sgd,rmsprop,adam,adagrad&lr=0.01&start=-4,2&steps=200"

RESTS = {
    # 2 * sqrt(epsilon) / 20, and 2 * (1 + beta1) / (1 - beta1) * epsilon / 20
    "rmsprop": "RMSProp comes to rest near (0,\u00a00) only below 1e−5, a local limit; above that it hovers there",
    "adam": "Adam comes to rest near (0,\u00a00) only below 1.9e−8, a local limit; above that it hovers there",
    "adagrad": "AdaGrad has no local limit: something it keeps of past gradients never fades",
}


def measured(swept: Sweep) -> dict[str, float]:
    """Return the marks of a sweep by their names."""
    return {name: run.hyperparameters["lr"] for name, run in swept.marks.items()}


def assert_marked(lab: Lab, expected: dict[str, float]) -> None:
    """Require these marks, and that each sets its rate."""
    group = lab.page.get_by_role("group", name="Learning rates worth trying")
    expect(group.get_by_role("button")).to_have_text([re.compile(f"^{name}: ") for name in expected])
    for name, lr in expected.items():
        button = group.get_by_role("button", name=re.compile(f"^{name}: "))
        button.focus()
        button.press("Enter")
        expect(lab.number("Learning rate")).to_have_js_property("valueAsNumber", lr)
        expect(button).to_be_focused()


def beside(tick: Locator) -> Position:
    """Return where a tick of the slider can be pressed."""
    share = float(tick.evaluate("each => each.style.getPropertyValue('--at')"))
    return {"x": share * float(tick.evaluate("each => each.clientWidth")), "y": 2}


def test_without_a_closed_form_the_marks_are_measured(open_lab: OpenLab) -> None:
    lab = open_lab(VALLEY)
    words = lab.page.locator(".rate-why")
    for key, rests in RESTS.items():
        lab.page.get_by_label("Marks for").select_option(label=thalweg.OPTIMIZERS[key].title)
        expect(words).to_contain_text(rests)
        expect(words).to_contain_text("Measured: this start, 200 steps, 49 rates. None of them diverges.")
        assert_marked(lab, measured(sweep("valley", key, start=(-4, 2), steps=200)))
    ticks = lab.page.locator(".rate-tick")
    expect(ticks).to_have_count(len(sweep("valley", "adagrad", start=(-4, 2), steps=200).marks))
    # A tick is pressed above the thumb, by whoever has a pointer.
    ticks.first.hover(position=beside(ticks.first), force=True)
    lab.page.mouse.down()
    lab.page.mouse.up()
    crawl = sweep("valley", "adagrad", start=(-4, 2), steps=200).crawl
    assert crawl
    expect(lab.number("Learning rate")).to_have_js_property("valueAsNumber", crawl.hyperparameters["lr"])
    expect(ticks.first).to_have_attribute("title", re.compile(r"^Crawl: 0\.\d+, the largest"))
    lab.number("Steps").fill("3")
    expect(words).to_contain_text("this start, 3 steps, 49 rates. Even at the best of them it does not arrive")
    assert_marked(lab, measured(sweep("valley", "adagrad", start=(-4, 2), steps=3)))


TYPED = {
    # A step of one length returns to where it was, and in float64 to exactly 0; but it has been away.
    "theta = theta - lr*sign(g)": "comes to rest near (0,\u00a00) at no learning rate; at each it hovers there",
    "theta = theta + lr*g": "For Own rule no formula of a largest stable rate is known",
    # With m = 0.9*m + 0.1*g, what a step of 0.9*m + 0.1*g needs is lr/eps*20 < 3.8/0.28.
    "m = 0.9*m + 0.1*g\nv = 0.9*v + 0.1*g**2\ntheta = theta - lr*(0.9*m + 0.1*g)/(sqrt(v) + 1e-8)": "below 6.8e−9",
    "w = max(w, g**2)\ntheta = theta - lr*g/(sqrt(w) + 1e-8)": "has no local limit: something it keeps",
    "theta = theta - lr*g/sqrt(t)": "no formula of a largest stable rate is known",
}


def test_the_marks_of_an_own_rule_are_measured_too(open_lab: OpenLab) -> None:
    rule = "beta = 0.5\nv = beta*v + g\ntheta = theta - lr*v"
    lab = open_lab(f"?landscape=valley&optimizers=own&lr=0.01&start=-4,2&steps=60&rule={quote(rule)}")
    # It is momentum, whose limit 2*(1 + beta)/20 nobody has told it.
    expect(lab.page.locator(".rate-why")).to_contain_text("only below 0.15, a local limit.")
    assert_marked(lab, measured(sweep("valley", rule, start=(-4, 2), steps=60)))
    for typed, says in TYPED.items():
        lab.page.get_by_role("textbox", name="Rule", exact=True).fill(typed)
        expect(lab.page.locator(".rate-why")).to_contain_text(says, timeout=15_000)


def test_where_the_limit_is_off_the_slider_the_marks_are_measured(open_lab: OpenLab) -> None:
    formula = "12000*(x**2 + 10*y**2)"
    lab = open_lab(f"?landscape=own&optimizers=sgd&lr=0.01&start=1,1&steps=20&formula={quote(formula)}")
    expect(lab.page.locator(".rate-why")).to_contain_text("comes to rest near (0,\u00a00) only below 8.3e−6, a local")
    assert_marked(lab, measured(sweep(formula, "sgd", start=(1, 1), steps=20)))


def test_a_mark_sets_the_own_rate_of_an_optimizer_that_has_one(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd,adam&lr=0.01&sgd.lr=0.02")
    # The slider says whom it does not move, and how it would.
    note = lab.page.locator(".rate-note")
    expect(note).to_have_text("SGD has its own rate, 0.02.")
    expect(lab.slider("Learning rate")).to_have_accessible_description("SGD has its own rate, 0.02.")
    marks(lab).filter(has_text="Good:").click()
    lab.expect_link(lr="0.01", **{"sgd.lr": "0.05"})
    expect(note).to_have_text("SGD has its own rate, 0.05.")
    lab.button("Adam").click()
    expect(note).to_have_text("Not in use: SGD has its own rate, 0.05.")
    lab.button("Use the common rate").click()
    expect(note).to_have_text("")
    expect(lab.button("Use the common rate")).to_be_hidden()
    expect(lab.page).not_to_have_url(re.compile(r"sgd\.lr"))


def test_an_advice_to_one_optimizer_alone_moves_the_slider(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd&lr=0.11&start=-4,2&steps=200")
    lab.page.get_by_role("button", name=re.compile("^Lower the learning rate to")).first.click()
    lab.painted()
    lr = float(lab.number("Learning rate").input_value())
    assert lr < 0.1
    assert float(lab.slider("Learning rate").input_value()) == pytest.approx(math.log10(lr), abs=0.011)
    expect(lab.page.locator(".rate-note")).to_have_text("")
    lab.expect_link(lr=f"{lr:g}")
    assert "sgd.lr" not in lab.link()


def test_a_mark_ends_a_policy_that_found_the_rates_and_says_so(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=sgd,momentum&lr=0.01&start=-4,2&steps=200&policy=best")
    found = thalweg.compare("valley", ["sgd", "momentum"], start=(-4, 2), lr=0.01, steps=200, policy="best")
    expect(lab.page.locator(".rate-note")).to_contain_text("each has the best rate found for it")
    marks(lab).filter(has_text="Explode:").click()
    lab.expect_link(**{"sgd.lr": "0.11", "momentum.lr": repr(found[1].hyperparameters["lr"])})
    expect(lab.page.get_by_role("status")).to_contain_text("“each at its best” is off now; the others keep the rates")


# ------------------------------------------------------------------------------ this step


def lines(lab: Lab) -> Locator:
    return lab.page.get_by_role("list", name="The rule, line by line").get_by_role("listitem")


def test_a_step_is_told_with_the_numbers_of_the_run(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=sgd,adam&lr=0.05&start=1,2&steps=40")
    lab.button("Explain this step").click()
    lab.page.get_by_label("Explain", exact=True).select_option(label="Adam")
    lab.slider("Step").fill("7")
    expect(lab.page.get_by_text("Adam, from step 7 to 8")).to_be_visible()
    run = thalweg.run("himmelblau", "adam", start=(1, 2), lr=0.05, steps=40)
    results = lab.page.locator(".step-lines .result")
    told = [float(value) for value in results.evaluate_all("all => all.map(each => each.value)")]
    m, v, theta = run.states["m"][8], run.states["v"][8], run.path[8]
    mhat, vhat = m / (1 - 0.9**8), v / (1 - 0.999**8)
    assert told == pytest.approx([*m, *v, *mhat, *vhat, *theta], rel=1e-12)
    # Every number that was put in stands in a line in full, for whoever points at it.
    expect(lines(lab).first).to_contain_text("first moment: where the gradient has pointed lately")
    inside = (
        lines(lab)
        .first.locator("math [title]")
        .evaluate_all("all => all.map(each => Number(each.getAttribute('title')))")
    )
    for number in (*run.states["m"][7], *run.gradient[7]):
        assert any(math.isclose(number, each, rel_tol=1e-12) for each in inside)


def test_lines_are_walked_forwards_and_back_and_over_the_ends_of_a_step(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=valley&optimizers=momentum&lr=0.02&start=-4,2&steps=30")
    lab.slider("Step").fill("4")
    lab.button("Explain this step").click()
    now = lab.page.locator(".step-lines [aria-current=step]")
    expect(now).to_contain_text("move with the velocity")
    vectors = lab.page.locator("canvas.vectors")
    whole = vectors.evaluate("canvas => canvas.toDataURL()")
    lab.button("Previous line").click()
    expect(now).to_contain_text("velocity: keep part of the last one")
    assert vectors.evaluate("canvas => canvas.toDataURL()") != whole
    expect(lab.page.get_by_role("list", name="Vectors on the map")).not_to_contain_text("true to scale")
    lab.button("Previous line").click()
    expect(lab.page.get_by_text("Momentum, from step 3 to 4")).to_be_visible()
    expect(now).to_contain_text("move with the velocity")
    lab.button("Next line").click()
    expect(lab.page.get_by_text("Momentum, from step 4 to 5")).to_be_visible()
    lab.button("Next line").click()
    expect(lab.page.get_by_role("list", name="Vectors on the map")).to_contain_text("true to scale")
    assert vectors.evaluate("canvas => canvas.toDataURL()") == whole
    expect(lab.page.get_by_role("status")).to_contain_text("Line 2 of 2: move with the velocity")


def test_negative_numbers_stand_in_parentheses_and_products_have_a_sign(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=momentum&lr=0.1&start=-4,3&steps=30")
    lab.slider("Step").fill("1")
    lab.button("Explain this step").click()
    row = lab.page.locator(".step-row").first
    expect(row).to_contain_text("0.9·(−8)+(−6.4)")
    expect(row.locator("data")).to_have_attribute("value", re.compile(r"^-13\.6\d*$"))


def test_a_run_that_ends_where_it_starts_has_no_step_to_tell(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=0,0&steps=30")
    lab.button("Explain this step").click()
    expect(lab.page.get_by_text("No step to explain.")).to_be_visible()


# ------------------------------------------------------------------------------ undo and redo


def test_every_change_is_taken_back_and_brought_again(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd,adam&lr=0.1&start=-4,3&steps=50")
    links = [lab.page.url]
    changes = (
        lambda: lab.slider("Learning rate").press("ArrowRight"),
        lambda: lab.button("Adam").click(),
        lambda: lab.landscape.select_option("valley"),
        lambda: lab.page.get_by_label("Learning rates", exact=True).select_option("first-step"),
        lambda: marks(lab).filter(has_text="Good").click(),
        lambda: lab.number("Gradient noise").fill("3"),
        lambda: lab.button("New seed").click(),
        lambda: lab.button("Pin as A").click(),
        lambda: lab.button("Zoom in").click(),
        lambda: lab.page.get_by_role("radio", name="Distance").check(),
        lambda: lab.button("Basins").click(),
        lambda: lab.page.get_by_role("combobox", name="Presets").select_option(label="Too careful"),
    )
    for change in changes:
        change()
        expect(lab.page).not_to_have_url(links[-1])
        links.append(lab.page.url)
    for link in reversed(links[:-1]):
        lab.button("Undo").click()
        expect(lab.page).to_have_url(link)
    expect(lab.button("Undo")).to_have_attribute("aria-disabled", "true")
    for link in links[1:]:
        lab.page.keyboard.press("Control+Shift+Z")
        expect(lab.page).to_have_url(link)
    expect(lab.button("Redo")).to_have_attribute("aria-disabled", "true")
    lab.page.keyboard.press("Control+Z")
    expect(lab.page).to_have_url(links[-2])


def test_whom_marks_and_maps_are_of_is_in_the_link_and_is_taken_back(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=momentum,adam&lr=0.1&start=-4,3&steps=50")
    usual = lab.page.url
    choices = {"Marks for": "Momentum", "Sweep shows": "Final loss", "Map of": "Momentum"}
    others = {"Marks for": "Adam", "Sweep shows": "Steps until converged", "Map of": "Adam"}
    links = [usual]
    for label, other in others.items():
        choice = lab.page.get_by_label(label, exact=True)
        choice.scroll_into_view_if_needed()
        expect(choice.locator("option:checked")).to_have_text(choices[label])
        choice.select_option(label=other)
        expect(lab.page).not_to_have_url(links[-1])
        links.append(lab.page.url)
    lab.button("Basins").click()
    lab.page.get_by_label("Basins opacity").fill("35")
    expect(lab.page).to_have_url(re.compile("&basins=momentum&opacity=35&for=adam&sweep=steps&rates=adam$"))

    again = open_lab(f"?{lab.page.url.partition('?')[2]}")
    for label, other in others.items():
        choice = again.page.get_by_label(label, exact=True)
        choice.scroll_into_view_if_needed()
        expect(choice.locator("option:checked")).to_have_text(other)
    expect(again.page.get_by_label("Basins opacity")).to_have_value("35")
    expect(again.page.locator(".basin-map")).to_have_css("opacity", "0.35")

    for _ in ("opacity", "basins"):
        lab.button("Undo").click()
    for link in reversed(links[:-1]):
        lab.button("Undo").click()
        expect(lab.page).to_have_url(link)
    for label, first in choices.items():
        expect(lab.page.get_by_label(label, exact=True).locator("option:checked")).to_have_text(first)


def test_a_drag_is_one_entry(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd&lr=0.1&start=-4,3&steps=50")
    frame = lab.map.bounding_box()
    assert frame
    lab.start.hover()
    lab.page.mouse.down()
    for share in (0.3, 0.5, 0.7):
        lab.page.mouse.move(frame["x"] + share * frame["width"], frame["y"] + share * frame["height"])
        lab.painted()
    lab.page.mouse.up()
    expect(lab.number("Start x")).not_to_have_value("-4")
    lab.button("Undo").click()
    lab.expect_link(start="-4,3")
    expect(lab.button("Undo")).to_have_attribute("aria-disabled", "true")


def test_in_a_field_undo_is_the_fields_own(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&optimizers=sgd,adam&lr=0.1&start=-4,3&steps=50")
    lab.button("Adam").click()
    lab.expect_link(optimizers="sgd")
    lab.number("Steps").focus()
    lab.page.keyboard.press("Control+Z")
    lab.painted()
    lab.expect_link(optimizers="sgd")
