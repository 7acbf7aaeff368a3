"""Lowering: powers as products, values computed once, and running powers that are the rounded true powers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thalweg.backends.python import Python
from thalweg.language.grammar import read_formula
from thalweg.language.lower import lower_formula
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import CRITERIA
from thalweg.runs.run import run


@pytest.mark.parametrize(
    ("formula", "body", "output"),
    [
        ("x**2", [], "x * x"),
        ("x**3", [], "x * x * x"),
        ("x**4", ["shared1 = x * x"], "shared1 * shared1"),
        ("x**5", ["shared1 = x * x"], "shared1 * shared1 * x"),
        ("x**0", [], "1.0"),
        ("x**1", [], "x"),
        ("x**-2", [], "divide(1.0, x * x)"),
        ("(x + 1)**2", ["shared1 = x + 1.0"], "shared1 * shared1"),
        ("x**2 + x**3", ["shared1 = x * x"], "shared1 + shared1 * x"),
        ("x**y", [], "power(x, y)"),
        ("x**0.5", [], "power(x, 0.5)"),
    ],
)
def test_small_integer_powers_are_products(formula: str, body: list[str], output: str) -> None:
    printer = Python(CRITERIA)
    program = lower_formula([read_formula(formula)])
    assert [f"{line.target} = {printer.expression(line.value)}" for line in program.body] == body
    assert printer.expression(program.outputs[0]) == output


def test_equal_parts_of_several_outputs_are_computed_once() -> None:
    program = lower_formula([read_formula("sin(x + y)"), read_formula("cos(x + y)*sin(x + y)")])
    assert len(program.body) == 2


@given(st.floats(0.5, 1, exclude_max=True), st.integers(1, 400))
def test_a_running_power_is_the_rounded_true_power(base: float, steps: int) -> None:
    _assert_rounded(base, steps)


@pytest.mark.parametrize("base", [0.0, 1e-3, 0.9, 0.999, 0.9999, 1.0, 1.5])
def test_running_powers_of_the_usual_bases_are_rounded_true_powers(base: float) -> None:
    _assert_rounded(base, 1500)


def _assert_rounded(base: float, steps: int) -> None:
    own = Optimizer.from_rule("p = b**t\nk = k + p*0\nq = p + 0*q\ntheta = theta - 0*g", hyperparameters={"b": base})
    powers = run("bowl", own, steps=steps, stop=None).states["q"]
    exact = Fraction(1)
    for step in range(1, steps + 1):
        exact *= Fraction(base)
        if not 1e-290 < exact < 1e290:
            break
        # Twice as many digits are kept as float64 has, so the sum is rounded as the true power is.
        assert powers[step] == float(exact)


def test_a_running_power_that_overflows_is_an_infinity_and_no_nan() -> None:
    own = Optimizer.from_rule("q = b**t + 0*q\ntheta = theta - 0*g", hyperparameters={"b": 1e100})
    powers = run("bowl", own, steps=6, stop=None).states["q"]
    assert powers[3] == pytest.approx(1e300)
    assert str(powers[4]) == "inf"
