"""A step as it is drawn: what is called by which name, what cannot be seen, and where it lies on the surface."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab

HIMMELBLAU = "?landscape=himmelblau&lr=0.01&start=-4,0.5&steps=60"

NORMED = "beta = 0.9\nv = beta*v + g\nn = norm(v)\nk = 0.9*k + dot(g, g)\nu = v/(n + 1e-8)\ntheta = theta - lr*u"
TWO_CARRIED = "m = 0.9*m + 0.1*g\nd = 0.5*d - lr*(g + m)\ns = 0.99*s + 0.01*g**2\ntheta = theta + d/(sqrt(s) + 1e-8)"

SAMPLES = """list => [...list.querySelectorAll("li")].map(each => {
    const shape = each.querySelector("svg > *");
    return [shape.localName, shape.getAttribute("stroke"), shape.getAttribute("stroke-dasharray")].join(" ");
})"""

INK = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, at) => at % 4 === 3 && value > 0);
}"""


def legend(lab: Lab, view: str = "map") -> Locator:
    return lab.page.get_by_role("list", name=f"Vectors on the {view}")


def now(lab: Lab) -> Locator:
    return lab.page.locator(".step-lines [aria-current=step]")


def test_the_vectors_of_a_typed_rule(open_lab: OpenLab) -> None:
    lab = open_lab(f"{HIMMELBLAU}&optimizers=own&explain=own&step=7&rule={quote(NORMED)}")
    lines = lab.page.locator(".step-lines li")
    number = r"−?[\d.]+"
    expect(lines.nth(1)).to_contain_text(re.compile(rf"n←‖\({number},{number}\)‖"))
    expect(lines.nth(2)).to_contain_text(re.compile(rf"⟨\({number},{number}\),\({number},{number}\)⟩"))
    # A vector that is not kept has a scale of its own where it is no fixed multiple of one that is.
    expect(legend(lab)).to_contain_text(re.compile(r"−u not kept, ×"))

    lab.page.get_by_role("textbox", name="Rule", exact=True).fill(TWO_CARRIED)
    expect(legend(lab)).to_contain_text(re.compile(r"−0\.011\s·\sg added to d.*d both together"), timeout=15_000)
    expect(legend(lab)).to_contain_text(re.compile(r"−g downhill.*−m carried on"))
    expect(legend(lab)).to_contain_text("√s as an area, half-axes along x and y")
    samples = legend(lab).evaluate(SAMPLES)
    assert len(set(samples)) == len(samples) == 8
    for _ in range(3):
        lab.button("Previous line").click()
    expect(legend(lab)).to_contain_text(re.compile(r"−0\.1\s·\sg added to −m.*carried left of the −m before"))
    # Each keeps its style.
    assert set(legend(lab).evaluate(SAMPLES)) < set(samples)


def test_what_cannot_be_seen_is_said_and_can_be_gone_to(open_lab: OpenLab) -> None:
    lab = open_lab(f"{HIMMELBLAU}&optimizers=adam&explain=adam&step=7")
    expect(legend(lab)).to_contain_text("step 0.0142 long: too short to see here")
    expect(legend(lab)).to_contain_text("next point too near to see here")
    expect(legend(lab)).to_contain_text(re.compile(r"−m̂ not kept.*−0\.1\s·\sg added to −m.*√v̂ as an area"))
    lab.button("Fit this step").click()
    expect(lab.page).to_have_url(re.compile("&frame="))
    expect(legend(lab)).to_contain_text("step true to scale, 0.0142 long")
    expect(legend(lab)).not_to_contain_text("too near")
    lab.button("Fit landscape").click()
    expect(legend(lab)).to_contain_text("too short to see here")

    # On the surface lies the same.
    lying = lab.page.locator("canvas.lying-vectors")
    lab.page.get_by_role("radio", name="Surface").check()
    expect(legend(lab, "surface")).to_contain_text("−m both together")
    lab.page.wait_for_function(f"() => ({INK})(document.querySelector('canvas.lying-vectors'))")
    turned = lying.evaluate("canvas => canvas.toDataURL()")
    lab.button("Rotate left").click()
    lab.painted()
    assert lying.evaluate("canvas => canvas.toDataURL()") != turned
    lab.page.locator("#explain-step").click()
    lab.painted()
    assert not lying.evaluate(INK)

    lab.page.goto(
        f"{lab.server}/lab?landscape=rosenbrock&optimizers=sgd,adam&lr=0.01&start=-1.5,2&steps=40&explain=sgd"
    )
    expect(legend(lab)).to_have_text(
        re.compile(r"^\s*this point lies off the map, above, to the right, and with it all")
    )
    expect(lab.button("Fit this step")).to_be_disabled()


def test_the_panel_opens_at_its_beginning_and_follows_whoever_steps(open_lab: OpenLab) -> None:
    lab = open_lab(f"{HIMMELBLAU}&optimizers=momentum,adam&step=7")
    lab.page.set_viewport_size({"width": 1280, "height": 720})
    lab.page.get_by_label("Marks for").select_option(label="Adam")
    lab.button("Explain this step").click()
    panel = lab.page.locator(".step-told")
    expect(now(lab)).to_contain_text("go that way, in units of that size")
    assert panel.evaluate("panel => panel.scrollHeight > panel.clientHeight"), "it all fits; the test shows nothing"
    assert panel.evaluate("panel => panel.scrollTop") == 0
    expect(lab.page.get_by_text("Adam, from step 7 to 8")).to_be_in_viewport()
    lab.button("Step forward").click()
    expect(lab.page.get_by_text("Adam, from step 8 to 9")).to_be_in_viewport()
    lab.button("Previous line").click()
    expect(now(lab)).to_contain_text("the same for the second moment")
    expect(now(lab)).to_be_in_viewport()
    assert panel.evaluate("panel => panel.scrollTop") > 0
    # One is shown before the next is asked for: of two choices within a frame the page sees the last alone.
    for title in ("Momentum", "Adam"):
        lab.page.get_by_label("Explain", exact=True).select_option(label=title)
        expect(lab.page.get_by_text(f"{title}, from step 8 to 9")).to_be_in_viewport()
    assert panel.evaluate("panel => panel.scrollTop") == 0


def test_parentheses_stand_where_a_sign_or_a_power_needs_them(open_lab: OpenLab) -> None:
    rule = "m = 0.9*m + 0.1*(g - 2)\nd = (g + m)/3\ntheta = theta - lr*sign(g)*abs(m)*d**2/(d**2 + 1)"
    lab = open_lab(f"{HIMMELBLAU}&optimizers=own&explain=own&step=2&rule={quote(rule)}")
    rows = lab.page.locator(".step-row")
    number = r"[\d.]+"
    expect(rows.nth(0)).to_contain_text(re.compile(rf"←0\.9·\(−{number}\)\+0\.1·\(−{number}−2\)"))
    expect(rows.nth(2)).to_contain_text(re.compile(rf"←−{number}\+\(−{number}\)3"))
    expect(rows.nth(4)).to_contain_text(
        re.compile(rf"←−{number}−0\.01·sign\u2061?\(−{number}\)·\|−{number}\|·\(−{number}\)2")
    )
