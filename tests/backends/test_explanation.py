"""A step told line by line is the step that was taken."""

from __future__ import annotations

import base64
import math
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from tests.backends.conftest import Script
from thalweg.catalogue import optimizer_module
from thalweg.optimizers import LEADING
from thalweg.runs.run import run

EXPLAIN = """(_, optimizer, values, t, row) => {
    const mover = catalogue.optimizers.find((each) => each.key === optimizer);
    const told = mover.explain(values, t, row);
    const last = told.at(-1).gives;
    return [told.length, last.theta_x, last.theta_y];
}"""


@pytest.mark.parametrize("key", LEADING)
def test_the_last_line_gives_the_next_point(script: Script, key: str) -> None:
    ours = run("himmelblau", key, lr=0.01, steps=12, stop=None)
    states = [state.reshape(13, -1) for state in ours.states.values()]
    rows = np.hstack([ours.path, ours.loss[:, None], ours.gradient, *states])
    for t in range(1, 13):
        row = rows[t - 1].tolist()
        lines, x, y = script(EXPLAIN, key, list(ours.hyperparameters.values()), t, row)
        assert lines == len(LEADING[key].program.lines)
        assert (x, y) == pytest.approx(tuple(ours.path[t]), rel=1e-14)


def test_every_line_says_what_it_reads_and_what_it_gives(page: Any) -> None:  # noqa: ANN401
    module = optimizer_module("v = 0.5*v + g/norm(g)\ncount = count + 1\ntheta = theta - lr*v*count")
    told = page.evaluate(
        """async (source) => {
            const made = (await import("data:text/javascript;base64," + source)).default;
            window.made = made;
            return made.explain([0.1], 1, [5, 6, 0, 3, 4, 0, 0, 0]);
        }""",
        base64.b64encode(module.encode()).decode(),
    )
    assert told[0] == {"reads": {"g_x": 3, "g_y": 4, "v_x": 0, "v_y": 0}, "gives": {"v_x": 0.6, "v_y": 0.8}}
    assert told[1] == {"reads": {"count": 0}, "gives": {"count": 1}}
    assert told[2]["reads"] == {"count": 1, "lr": 0.1, "theta_x": 5, "theta_y": 6, "v_x": 0.6, "v_y": 0.8}
    places = page.evaluate("() => made.lines.map((line) => line.numbers)")
    assert [len(numbers) for numbers in places] == [2, 1, 2]
    assert "<mn>{v_x}</mn>" in places[2][0]
    assert "<mn>{lr}</mn>" in places[2][1]


JOINED = (
    "n = norm(g)\nu = g/(n + 1e-8)\ntheta = theta - lr*u",
    "k = 0.9*k + dot(g, g)\ntheta = theta - lr*g/sqrt(k)",
    "v = 0.5*v + g\nc = dot(v, 2*g - v)/(norm(v)*norm(g))\ntheta = theta - lr*v/norm(v)",
    "u = g/norm(g)\nw = norm(u - g/norm(g)/2)\ntheta = theta - lr*w*u",
)
"""Rules that join coordinates: in lines of a number, in lines of a vector, twice the same, and one within another."""


@pytest.mark.parametrize("rule", JOINED)
def test_what_a_line_shows_is_what_it_gives(page: Any, rule: str) -> None:  # noqa: ANN401
    source = base64.b64encode(optimizer_module(rule).encode()).decode()
    lines, told = page.evaluate(
        """async (source) => {
            const made = (await import("data:text/javascript;base64," + source)).default;
            return [made.lines, made.explain([0.1], 3, [5, 6, 0, -3, 4, 0.25, -0.5])];
        }""",
        source,
    )
    for line, said in zip(lines, told, strict=True):
        for shown, given in zip(line["numbers"], said["gives"].values(), strict=True):
            right = shown.partition("<mo>←</mo>")[2]
            for name, value in said["reads"].items():
                right = right.replace(f"<mn>{{{name}}}</mn>", f"<mn>({value})</mn>")
            assert _value_of(right) == pytest.approx(given, rel=1e-12), right


def _value_of(mathml: str) -> float:
    """Return what an expression comes to that is shown with its numbers."""
    tree = ET.fromstring(f"<math>{mathml.removesuffix('</math>')}</math>")  # noqa: S314 - our own text
    text = _written(tree).replace("−", "-").replace("·", "*").replace("\u2062", "*")
    return float(eval(text, {"math": math, "np": np}))  # noqa: S307 - our own text


def _written(node: ET.Element) -> str:
    parts = [_written(child) for child in node]
    match node.tag:
        case "mfrac":
            return f"(({parts[0]})/({parts[1]}))"
        case "msqrt":
            return f"math.sqrt({''.join(parts)})"
        case "msup":
            return f"(({parts[0]})**({parts[1]}))"
        case "mrow" if parts[0] == "‖":
            return f"math.hypot(*{''.join(parts[1:-1])})"
        case "mrow" if parts[0] == "⟨":
            return f"np.dot({''.join(parts[1:-1])})"
        case _:
            return (node.text or "") + "".join(parts)
