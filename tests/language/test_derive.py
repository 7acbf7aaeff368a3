"""Derivatives come from SymPy and come back as text of the language."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
import sympy

from thalweg.landscapes import LANDSCAPES
from thalweg.language import derive as deriving
from thalweg.language.derive import derive
from thalweg.language.grammar import COORDINATES, read_formula
from thalweg.language.refusal import Misreading, Refusal
from thalweg.runs.compiled import compiled_formula


@pytest.mark.parametrize(
    ("formula", "point", "gradient"),
    [
        ("abs(x) + y", (-2.0, 0.0), (-1.0, 1.0)),
        ("abs(x*y)", (-2.0, 3.0), (-3.0, 2.0)),
        ("sign(x)*y", (-2.0, 3.0), (0.0, -1.0)),
        ("sqrt(x**2 + y**2)", (3.0, 4.0), (0.6, 0.8)),
        ("sqrt((x - y)**2)", (1.0, 3.0), (-1.0, 1.0)),
        ("e**x + exp(y)", (1.0, 0.0), (math.e, 1.0)),
        ("log(x)*y", (2.0, 4.0), (2.0, math.log(2))),
        ("x**y", (2.0, 3.0), (12.0, 8 * math.log(2))),
        ("tan(x) + asin(y)", (0.0, 0.0), (1.0, 1.0)),
        ("x/y", (6.0, 2.0), (0.5, -1.5)),
        ("7", (1.0, 1.0), (0.0, 0.0)),
        ("0.1*x", (1.0, 1.0), (0.1, 0.0)),
    ],
)
def test_gradients_of_every_kind_of_function(
    formula: str, point: tuple[float, float], gradient: tuple[float, float]
) -> None:
    assert compiled_formula(formula).evaluate(*point)[1:] == pytest.approx(gradient, rel=1e-14, abs=1e-14)


def test_a_symbol_with_other_assumptions_would_make_the_gradient_zero_and_does_not() -> None:
    """To SymPy a plain `x` and a real `x` are different symbols; the derivative of one by the other is silently 0."""
    assert sympy.diff(sympy.Symbol("x") ** 2, sympy.Symbol("x", real=True)) == 0
    table = deriving._Sympy()  # noqa: SLF001 - the one place where symbols are made
    whole = table.converted(read_formula("x**2 + 3*x*y + sin(y)"))
    assert whole.free_symbols == set(table.symbols.values())
    assert set(table.symbols) == set(COORDINATES)
    for x, y in ((1.0, 2.0), (-0.5, 0.25)):
        assert compiled_formula("x**2 + 3*x*y + sin(y)").evaluate(x, y)[1:] == pytest.approx(
            (2 * x + 3 * y, 3 * x + math.cos(y))
        )


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("*".join(f"sin(x*{i})" for i in range(60)), "second derivatives would have about"),
        ("(1e300*x)**64", "cannot be written as float64"),
    ],
)
def test_derivatives_that_cannot_be_had_are_refused(formula: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        derive(formula)


@pytest.mark.parametrize(
    ("formula", "column", "says"),
    [
        ("x/0", 3, "this is zero everywhere"),
        ("y + 1/(x - x)", 8, "this is zero everywhere"),
        ("y + sin(x/(1/3 - 2/6))", 12, "this is zero everywhere"),
        ("x*log(1 - 1)", 3, "no finite value anywhere"),
        ("x + 0**-1", 5, "no finite value anywhere"),
    ],
)
def test_what_is_finite_nowhere_is_refused_at_its_place(formula: str, column: int, says: str) -> None:
    with pytest.raises(Misreading, match=says) as refused:
        derive(formula)
    assert (refused.value.line, refused.value.column) == (1, column)


def test_a_derivation_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thalweg.language.limits.DERIVED_SECONDS", -1.0)
    with pytest.raises(Refusal, match="take more than"):
        derive("x**2 + 123*y")


def test_a_build_has_all_the_time_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thalweg.language.limits.DERIVED_SECONDS", -1.0)
    deriving.write_shipped(["x**2 + 3*y"], tmp_path / "derived.json")
    assert json.loads((tmp_path / "derived.json").read_text())["x**2 + 3*y"][:2] == ["2*x", "3"]


def test_what_is_shipped_is_what_sympy_says_now(tmp_path: Path) -> None:
    fresh = tmp_path / "derived.json"
    deriving.write_shipped([landscape.formula for landscape in LANDSCAPES.values()], fresh)
    assert json.loads(fresh.read_text()) == json.loads(deriving.SHIPPED.read_text())


def test_declared_landscapes_run_without_sympy() -> None:
    runs = "[thalweg.run(key, 'adam', steps=2) for key in thalweg.LANDSCAPES]"
    code = f"import sys, thalweg; {runs}; print('sympy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_a_formula_that_cannot_be_read_is_refused_at_its_place() -> None:
    with pytest.raises(Misreading, match="line 1, column 5"):
        derive("x + z")
