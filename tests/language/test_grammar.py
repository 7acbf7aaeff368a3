"""What may be written, what is refused, and what the refusal says."""

from __future__ import annotations

import ast
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from thalweg.backends.python import Python
from thalweg.language import limits
from thalweg.language.derive import derive
from thalweg.language.expression import Binary, Expression, Name, Negative, Number
from thalweg.language.grammar import read_assignments, read_condition, read_formula, read_number
from thalweg.language.lower import lower_formula
from thalweg.language.refusal import Misreading, Refusal
from thalweg.runs.ending import CRITERIA

X, Y = Name("x"), Name("y")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y - 1", Binary("-", Binary("+", X, Y), Number(1))),
        ("x - (y - 1)", Binary("-", X, Binary("-", Y, Number(1)))),
        ("x / y * 2", Binary("*", Binary("/", X, Y), Number(2))),
        ("-x**2", Negative(Binary("**", X, Number(2)))),
        ("x**-2", Binary("**", X, Negative(Number(2)))),
        ("2**x**y", Binary("**", Number(2), Binary("**", X, Y))),
        ("+x", X),
        ("  x\n + y ", Binary("+", X, Y)),
        (".5 + 1. + 1e-3", Binary("+", Binary("+", Number(0.5), Number(1)), Number(0.001))),
        ("pi", Number(math.pi)),
    ],
)
def test_the_written_order_is_kept(text: str, expected: Expression) -> None:
    assert read_formula(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 1, 1, "nothing to read"),
        ("x +", 1, 4, "cannot be read"),
        ("x +* y", 1, 4, "cannot be read"),
        ("2x", 1, 1, "a product needs its sign"),
        ("2(x)", 1, 1, "a product needs its sign"),
        ("x(y)", 1, 1, "a product needs its sign"),
        ("x^2", 1, 2, "write ** for a power"),
        ("x² + y", 1, 2, "write **2"),
        ("x − y", 1, 3, "write - for minus"),
        ("x\n + z", 2, 4, 'unknown name "z"; known here: e, pi, x, y'),
        ("sine(x)", 1, 1, 'did you mean "sin"'),
        ("sin", 1, 1, "write sin(…)"),
        ("sin(x, y)", 1, 1, "takes 1 argument(s), got 2"),
        ("max(x, y)", 1, 1, 'unknown function "max"'),
        ("(x + y", 1, 1, "never closed"),
        ("x + y)", 1, 6, "never opened"),
        ("x < y", 1, 3, '"<" is not allowed here'),
        ("(x + 1) == (y)", 1, 9, '"==" is not allowed here'),
        ("x**2 +\n x//2", 2, 3, '"//" is not allowed here'),
        ("x and y", 1, 3, '"and" is not allowed here'),
        ("1 + (x or y)", 1, 8, '"or" is not allowed here'),
        ("x if y else 2", 1, 1, "not allowed here"),
        ("1_000*x", 1, 1, '"1_000" is not a number here'),
        ("0x10*x", 1, 1, '"0x10" is not a number here'),
        ("1j*x", 1, 1, "not allowed here"),
        ("1e400*x", 1, 1, "too large for float64"),
        ("True", 1, 1, "not allowed here"),
        ("y + x**65", 1, 8, "an exponent of 65 is too large"),
        ("x**(2**9)", 1, 5, "an exponent of 512 is too large"),
        ("x**sin(1)", 1, 4, "an exponent is too large"),
        ("x**(1/0)", 1, 5, "an exponent is too large"),
        ("x + 2*((y**16)**16)**16", 1, 7, "powers of powers multiply to 4,096"),
        ("x + 2*((y**(8 + 8))**(2**4))**16", 1, 7, "powers of powers multiply to 4,096"),
        ("y + 3*exp(sin(exp(x*exp(y))))", 1, 7, "3 exponentials inside one another"),
        ("x" + " + x" * 600, 1, 1, "characters; at most 2,000"),
    ],
)
def test_a_refusal_says_where_and_what(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(Misreading) as refused:
        read_formula(text)
    assert (refused.value.line, refused.value.column) == (line, column), refused.value
    assert says in str(refused.value)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_formula_built_to_do_harm_is_refused_before_any_work_is_done(text: str) -> None:
    """The steps of the work are bounded; that it takes less than half a second is measured in bench/."""
    with pytest.raises(Refusal):
        derive(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    _read_or_refused(text)


@given(st.text(alphabet="xy0123456789.e+-*/()<= \nsincoexplgtabqr,", max_size=120))
def test_any_text_of_the_languages_own_characters_is_read_or_refused(text: str) -> None:
    _read_or_refused(text)


def _read_or_refused(text: str) -> None:
    refusal = None
    try:
        read_formula(text)
    except Misreading as refused:
        refusal = refused
    if refusal is not None:
        lines = text.split("\n")
        assert 1 <= refusal.line <= len(lines)
        assert 1 <= refusal.column <= len(lines[refusal.line - 1]) + 1


leaves = st.sampled_from([X, Y]) | st.integers(0, 9).map(lambda n: Number(float(n))) | st.just(Number(0.25))
expressions = st.recursive(
    leaves,
    lambda below: st.builds(Binary, st.sampled_from("+-*"), below, below) | st.builds(Negative, below),
    max_leaves=20,
)


def _evaluated(node: Expression, x: float, y: float) -> float:
    match node:
        case Number(value):
            return value
        case Name(name):
            return {"x": x, "y": y}[name]
        case Negative(operand):
            return -_evaluated(operand, x, y)
        case Binary("+", left, right):
            return _evaluated(left, x, y) + _evaluated(right, x, y)
        case Binary("-", left, right):
            return _evaluated(left, x, y) - _evaluated(right, x, y)
        case Binary(_, left, right):
            return _evaluated(left, x, y) * _evaluated(right, x, y)
    raise AssertionError(node)


@given(expressions, st.floats(-3, 3), st.floats(-3, 3))
def test_what_is_printed_reads_back_and_computes_the_same_number(node: Expression, x: float, y: float) -> None:
    printed = Python(CRITERIA).expression(node)
    again = read_formula(printed)
    value = _evaluated(node, x, y)
    assert _evaluated(again, x, y) == value
    # The same through common values and names for them.
    program = lower_formula([node])
    code = "\n".join(f"{line.target} = {Python(CRITERIA).expression(line.value)}" for line in program.body)
    names: dict[str, float] = {"x": x, "y": y}
    exec(code, {}, names)  # noqa: S102 - generated from a checked tree, which is what is tested
    assert eval(Python(CRITERIA).expression(program.outputs[0]), {}, names) == value  # noqa: S307


literals = st.floats(0, 10, allow_subnormal=False) | st.sampled_from([0.0, 1.0, 0.5, 1e200, 1e-200])
arithmetic = st.recursive(
    literals.map(repr),
    lambda below: (
        st.tuples(below, st.sampled_from(["+", "-", "*", "/", "**"]), below).map(lambda parts: f"({' '.join(parts)})")
        | below.map(lambda text: f"(-{text})")
    ),
    max_leaves=12,
)


def _by_python(text: str) -> float:
    """Return what Python's float arithmetic makes of it, NaN where any part of it is no finite real number."""
    try:
        parts = [ast.Expression(part) for part in ast.walk(ast.parse(text, mode="eval")) if isinstance(part, ast.expr)]
        values = [eval(compile(part, "", "eval")) for part in parts]  # noqa: S307 - made of numbers and signs above
    except ArithmeticError:
        return math.nan
    return values[0] if all(isinstance(value, float) and math.isfinite(value) for value in values) else math.nan


@given(arithmetic)
def test_arithmetic_with_plain_numbers_comes_to_what_python_makes_of_it(text: str) -> None:
    by_python = _by_python(text)
    assert read_number(text) == (None if math.isnan(by_python) else by_python)


@given(arithmetic, st.sampled_from(["x", "sin(1)", "x < 1"]), st.sampled_from(["+", "-", "*", "/", "**"]))
def test_what_depends_on_more_than_plain_numbers_is_no_number(text: str, other: str, sign: str) -> None:
    assert read_number(f"{text} {sign} {other}") is None
    assert read_number(f"({other}) {sign} {text}") is None


def test_a_rule_keeps_the_sentence_of_each_line() -> None:
    lines = read_assignments("\n  v = 0.9*v + g   # keep some\n# only a comment\n\ntheta = theta - v\n", ["theta", "g"])
    assert [(line.target, line.sentence) for line in lines] == [("v", "keep some"), ("theta", "")]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("theta", 1, 1, "name = expression"),
        ("theta = theta\nv == 2", 2, 1, "name = expression"),
        ("theta = gg", 1, 9, 'did you mean "g"'),
        ("sqrt = g", 1, 1, "is a function"),
        ("lambda = g", 1, 1, "word of the syntax"),
        ("a__b = g", 1, 1, "cannot be a name"),
        ("v_ = g", 1, 1, "cannot be a name"),
        ("theta, v = g, g", 1, 1, "name = expression"),
        ("theta = where(g, 1, 2)", 1, 15, "compares two values"),
        ("theta = where(g < 0, 1)", 1, 9, "takes 3 argument(s)"),
        ("theta = import os", 1, 9, "cannot be read"),
        ("\n".join(f"v{i} = g" for i in range(60)), limits.LINES + 1, 1, "too many lines"),
    ],
)
def test_a_line_that_is_no_assignment_is_refused_at_its_place(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(Misreading) as refused:
        read_assignments(text, ["theta", "g"])
    assert (refused.value.line, refused.value.column) == (line, column), refused.value
    assert says in str(refused.value)


def test_a_condition_joins_comparisons() -> None:
    condition = read_condition("x < 1 and y >= 2", ["x", "y"])
    assert condition == Binary("and", Binary("<", X, Number(1)), Binary(">=", Y, Number(2)))
    with pytest.raises(Misreading, match="compares two values"):
        read_condition("x", ["x"])
