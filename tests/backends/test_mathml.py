"""Formulas and rules as mathematics: well formed, in written order, with the parentheses they need."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from thalweg.backends.mathml import MathMl
from thalweg.landscapes import LANDSCAPES
from thalweg.language.grammar import read_assignments, read_formula
from thalweg.optimizers import OPTIMIZERS


def _text(markup: str) -> str:
    tree = ET.fromstring(f"<math>{markup}</math>")  # noqa: S314 - our own text
    return "".join(tree.itertext()).replace("\u2062", "").replace("\u2061", "")


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("x**2 + y**2", "x2+y2"),
        ("x - (y - 1)", "x−(y−1)"),
        ("(x - y) - 1", "x−y−1"),
        ("2*x*y", "2xy"),
        ("2*3*x", "2·3x"),
        ("x*2**y", "x·2y"),
        ("x*-y", "x(−y)"),
        ("-(x + y)", "−(x+y)"),
        ("-x**2", "−x2"),
        ("(-x)**2", "(−x)2"),
        ("(x + y)*(x - y)", "(x+y)(x−y)"),
        ("x/(y + 1)", "xy+1"),
        ("sin(2*pi*x)", "sin(2πx)"),
        ("1e-8*x", "10−8x"),
        ("2.5e3*x", "2.5·103x"),
        ("abs(x)", "|x|"),
        ("exp(-x)", "e−x"),
        ("(x**2)**3", "(x2)3"),
    ],
)
def test_a_formula_reads_as_it_was_written(formula: str, shown: str) -> None:
    assert _text(MathMl().expression(read_formula(formula))) == shown


@pytest.mark.parametrize(
    ("formula", "raised"), [("(x**2 + y)**2", ["x", ")"]), ("(x/2 + y)**2", ["(x2+y)"]), ("(-x)**3", [")"])]
)
def test_a_power_of_a_sum_stands_at_its_parenthesis_unless_that_has_to_grow(formula: str, raised: list[str]) -> None:
    tree = ET.fromstring(f"<math>{MathMl().expression(read_formula(formula))}</math>")  # noqa: S314 - our own text
    assert ["".join(power[0].itertext()) for power in tree.iter("msup")] == raised


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("theta = theta - lr*g", "θ←θ−αg"),
        ("mhat = m / (1 - beta1**t)", "m^←m1−β1t"),
        ("s = where(norm(g) < 1 and t > 2, g, 0*g)", "s←{g‖g‖<1andt>20gotherwise"),
        ("k = dot(g, theta)", "k←⟨g,θ⟩"),
        ("weight_decay = 2*t", "weight decay←2t"),
    ],
)
def test_a_line_of_a_rule_reads_as_an_assignment(line: str, shown: str) -> None:
    assignment = read_assignments(line, ["theta", "g", "t", "lr", "beta1", "m"])[0]
    assert _text(MathMl().line(assignment)) == shown


def test_everything_declared_is_well_formed_and_needs_no_style() -> None:
    pieces = [MathMl().formula(landscape.surface) for landscape in LANDSCAPES.values()]
    pieces += [MathMl().line(line) for optimizer in OPTIMIZERS.values() for line in optimizer.program.lines]
    for piece in pieces:
        ET.fromstring(piece)  # noqa: S314 - our own text
        assert not re.search(r"style=|class=|<script", piece)
