"""Gradient and Hessian of a formula: worked out by SymPy, and read back as text through the grammar.

SymPy reorders what it prints. That is harmless for derivatives, and the reason why it touches nothing else: a formula
or a rule keeps the order it was written in.

SymPy takes most of a second to import. The derivatives of the declared landscapes are therefore worked out when the
package is built and shipped beside this file; SymPy is imported for a formula that nobody has derived yet.
"""

from __future__ import annotations

import functools
import json
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thalweg.language import limits
from thalweg.language.expression import Binary, Call, Expression, Name, Negative, Number, children
from thalweg.language.functions import FUNCTIONS
from thalweg.language.grammar import COORDINATES, Places, read_derived, read_formula
from thalweg.language.refusal import Misreading, Refusal

SHIPPED = Path(__file__).with_name("derived.json")
"""Formula → its derivatives as text, made by `write_shipped` when the package is built."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A formula with its derivatives, all as expressions in `x` and `y`.

    Attributes:
        text: The formula as it was written.
        formula: The loss.
        gradient: ∂/∂x and ∂/∂y.
        hessian: ∂²/∂x², ∂²/∂x∂y and ∂²/∂y².
    """

    text: str
    formula: Expression
    gradient: tuple[Expression, Expression]
    hessian: tuple[Expression, Expression, Expression]


@functools.lru_cache(maxsize=256)
def derive(text: str) -> Surface:
    """Return a formula with its gradient and Hessian.

    Raises:
        Misreading: The text is not a formula.
        Refusal: Its derivatives are too large, take too long, or do not exist in the language.

    Example:
        >>> from thalweg.language.grammar import read_formula
        >>> derive("x**2 + 10*y**2").gradient[1] == read_formula("20*y")
        True
    """
    places = Places()
    formula = read_formula(text, places)
    d_x, d_y, d_xx, d_xy, d_yy = map(read_derived, _shipped().get(text) or _derivatives(formula, places))
    return Surface(text, formula, (d_x, d_y), (d_xx, d_xy, d_yy))


def write_shipped(formulas: Iterable[str], path: Path) -> None:
    """Derive the formulas and write the file that saves everybody else the time."""
    # What is declared is known to be derivable, and a machine may be slow when it builds: there is no deadline.
    derived = {text: _derivatives(read_formula(text), Places(), seconds=math.inf) for text in formulas}
    path.write_text(json.dumps(derived, indent=2) + "\n", encoding="utf-8")


@functools.cache
def _shipped() -> dict[str, list[str]]:
    derived: dict[str, list[str]] = json.loads(SHIPPED.read_text(encoding="utf-8")) if SHIPPED.exists() else {}
    return derived


def _derivatives(formula: Expression, places: Places, seconds: float | None = None) -> list[str]:
    """Return ∂x, ∂y, ∂xx, ∂xy, ∂yy as text of the language, checked to be readable."""
    _check_derived_size(formula)
    try:
        sympy = _Sympy()
        # From here on: how long SymPy takes to be imported says nothing of the formula.
        deadline = time.monotonic() + (limits.DERIVED_SECONDS if seconds is None else seconds)
        whole = sympy.converted(formula)
        if sympy.is_undefined(whole):
            raise _nowhere_finite(sympy.undefined_part(formula), places)
        d_x, d_y = (sympy.derivative(whole, axis, deadline) for axis in COORDINATES)
        d_xx, d_xy = (sympy.derivative(d_x, axis, deadline) for axis in COORDINATES)
        d_yy = sympy.derivative(d_y, "y", deadline)
        texts = [sympy.printed(derivative) for derivative in (d_x, d_y, d_xx, d_xy, d_yy)]
    except Refusal:
        raise
    except (ValueError, RecursionError, OverflowError) as error:
        raise Refusal(_NOT_IN_FLOAT64) from error
    for text in texts:
        try:
            read_derived(text)
        except (Misreading, RecursionError) as error:  # a place in a derivative would be none in the formula
            raise Refusal(_NOT_IN_FLOAT64) from error
    return texts


def _nowhere_finite(part: Expression, places: Places) -> Misreading:
    """Return the refusal of a part that has no finite value anywhere, at the divisor where it is a quotient."""
    match part:
        case Binary("/", _, divisor):
            return places.refusal(divisor, "this is zero everywhere, and divided by it there is no landscape to draw")
        case _:
            return places.refusal(part, "this has no finite value anywhere; there is no landscape to draw")


_NOT_IN_FLOAT64 = "its gradient and Hessian cannot be written as float64 expressions; try a simpler formula"


class _Sympy:
    """SymPy as it is used here: exact numbers, and the two symbols of the one table.

    A symbol with other assumptions is another symbol to SymPy, and the derivative by it is silently 0; so every name
    goes through `symbols`.
    """

    def __init__(self) -> None:
        import sympy
        from sympy.printing.str import StrPrinter

        class Absolute(sympy.Function):  # type: ignore[misc]
            """|u|, whose derivative is sign(u) whether or not SymPy can prove that u is real."""

            def fdiff(self, argindex: int = 1) -> Any:  # noqa: ANN401
                del argindex
                return Sign(self.args[0])

        class Sign(sympy.Function):  # type: ignore[misc]
            """The sign of u; its derivative is 0 wherever it has one."""

            def fdiff(self, argindex: int = 1) -> Any:  # noqa: ANN401
                del argindex
                return sympy.Integer(0)

        class Printer(StrPrinter):  # type: ignore[misc]
            """Prints in the words of the language."""

            def _print_Exp1(self, _: Any) -> str:  # noqa: ANN401, N802
                return "e"

            def _print_Absolute(self, node: Any) -> str:  # noqa: ANN401, N802
                return f"abs({self._print(node.args[0])})"

            def _print_Sign(self, node: Any) -> str:  # noqa: ANN401, N802
                return f"sign({self._print(node.args[0])})"

            def _print_Abs(self, node: Any) -> str:  # noqa: ANN401, N802
                return f"abs({self._print(node.args[0])})"

            def _print_sign(self, node: Any) -> str:  # noqa: ANN401
                return f"sign({self._print(node.args[0])})"

            def _print_DiracDelta(self, _: Any) -> str:  # noqa: ANN401, N802
                return "0"

        self.symbols = {name: sympy.Symbol(name, real=True) for name in COORDINATES}
        self._constants = {"pi": sympy.pi, "e": sympy.E}
        self._functions: dict[str, Callable[..., Any]] = {
            **{name: getattr(sympy, name) for name, function in FUNCTIONS.items() if hasattr(sympy, name)},
            "abs": Absolute,
            "sign": Sign,
        }
        self._rational = sympy.Rational
        self._undefined = (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo)
        self.printed: Callable[[Any], str] = Printer().doprint

    def converted(self, node: Expression) -> Any:  # noqa: ANN401
        """Return SymPy's form of an expression."""
        match node:
            case Number():
                return self._constants.get(node.text) or self._rational(str(node))
            case Name(name):
                return self.symbols[name]
            case Negative(operand):
                return -self.converted(operand)
            case Binary("+", left, right):
                return self.converted(left) + self.converted(right)
            case Binary("-", left, right):
                return self.converted(left) - self.converted(right)
            case Binary("*", left, right):
                return self.converted(left) * self.converted(right)
            case Binary("/", left, right):
                return self.converted(left) / self.converted(right)
            case Binary("**", left, right):
                return self.converted(left) ** self.converted(right)
            case Call(function, arguments):
                return self._functions[function](*map(self.converted, arguments))
            case _:
                raise Refusal(f"a formula has no comparisons, got {node}")

    def is_undefined(self, whole: Any) -> bool:  # noqa: ANN401
        """Whether an expression has an infinity or an undefined number in it."""
        return bool(whole.has(*self._undefined))

    def undefined_part(self, node: Expression) -> Expression:
        """Return the innermost part of an undefined expression that is undefined itself."""
        inner = (part for part in children(node) if self.is_undefined(self.converted(part)))
        part = next(inner, None)
        return node if part is None else self.undefined_part(part)

    def derivative(self, whole: Any, axis: str, deadline: float) -> Any:  # noqa: ANN401
        """Return the derivative by one coordinate, unless the time is over."""
        if time.monotonic() > deadline:
            raise Refusal(f"its derivatives take more than {limits.DERIVED_SECONDS:g} s; try a simpler formula")
        return whole.diff(self.symbols[axis])


def _check_derived_size(formula: Expression) -> None:
    """Refuse a formula whose second derivatives would be too large, before SymPy begins."""
    _, _, second = _derived_sizes(formula)
    if second > limits.DERIVED_NODES:
        raise Refusal(
            f"its second derivatives would have about {second:,} parts; at most {limits.DERIVED_NODES:,} are allowed"
        )


def _derived_sizes(node: Expression) -> tuple[int, int, int]:
    """Return bounds on the size of an expression and of its first and second derivative, by the rules of calculus."""
    match node:
        case Number() | Name():
            return 1, 1, 1
        case Negative(operand):
            size, first, second = _derived_sizes(operand)
            return size + 1, first + 1, second + 1
        case Binary("+" | "-", left, right):
            (a, a1, a2), (b, b1, b2) = _derived_sizes(left), _derived_sizes(right)
            return a + b + 1, a1 + b1 + 1, a2 + b2 + 1
        case Binary("**", base, Number()):
            size, first, second = _derived_sizes(base)
            return size + 2, size + first + 6, 2 * size + 2 * first + second + 12
        case Binary(_, left, right):
            (a, a1, a2), (b, b1, b2) = _derived_sizes(left), _derived_sizes(right)
            return a + b + 1, a1 + b + a + b1 + 3, a2 + b2 + 2 * (a1 + b1) + a + b + 8
        case Call(_, arguments):
            size, first, second = _derived_sizes(arguments[0])
            return size + 1, 2 * size + first + 6, 4 * size + 2 * first + second + 16
