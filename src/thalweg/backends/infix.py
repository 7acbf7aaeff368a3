"""Printing expressions for languages with infix operators: parentheses where they are needed, order kept as written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from thalweg.language.expression import Binary, Call, Expression, Name, Negative, Number

_PRECEDENCE = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), 3),
    **dict.fromkeys(("+", "-"), 4),
    **dict.fromkeys(("*", "/"), 5),
}
_NEGATION = 6
_ATOM = 7


class InfixPrinter:
    """Prints expressions; a target overrides what it writes differently."""

    reserved: ClassVar[frozenset[str]] = frozenset()
    """Words that cannot be names in the target; a name that is one gets an underscore at its end."""

    operators: ClassVar[dict[str, str]] = {}
    """Operators the target spells differently."""

    def expression(self, node: Expression) -> str:
        """Return the expression as text of the target."""
        return self._printed(node)[0]

    def name(self, name: str) -> str:
        """Return a name as the target can use it."""
        return f"{name}_" if name in self.reserved else name

    def names(self, names: Iterable[str]) -> str:
        """Return names separated by commas."""
        return ", ".join(map(self.name, names))

    def number(self, value: float) -> str:
        """Return a literal that reads back as the same float64."""
        return repr(value)

    def call(self, function: str, arguments: list[str]) -> str:
        """Return a call of a function of the language."""
        return f"{function}({', '.join(arguments)})"

    def power(self, base: str, exponent: str) -> str:
        """Return a power whose exponent is not a literal integer."""
        return f"power({base}, {exponent})"

    def division(self, node: Binary) -> str | None:
        """Return a division the target writes as a call, None where it writes `/`."""
        del node
        return None

    def _printed(self, node: Expression) -> tuple[str, int]:
        """Return the text and how tightly it holds together."""
        match node:
            case Number(value):
                return self.number(value), _ATOM
            case Name(name):
                return self.name(name), _ATOM
            case Negative(operand):
                return f"-{self._inside(operand, _ATOM)}", _NEGATION
            case Binary("**", left, right):
                return self.power(self.expression(left), self.expression(right)), _ATOM
            case Binary("/") if call := self.division(node):
                return call, _ATOM
            case Binary(operator, left, right):
                own = _PRECEDENCE[operator]
                sign = self.operators.get(operator, operator)
                # The right operand needs parentheses at equal strength too: a - (b - c) is not a - b - c.
                return f"{self._inside(left, own)} {sign} {self._inside(right, own + 1)}", own
            case Call(function, arguments):
                return self.call(function, [self.expression(argument) for argument in arguments]), _ATOM

    def _inside(self, node: Expression, needed: int) -> str:
        text, strength = self._printed(node)
        return text if strength >= needed else f"({text})"


def lines_of(source: str) -> list[str]:
    """Return the lines of a formula or a rule without comments, fit for a comment in generated code."""
    lines = (" ".join(line.partition("#")[0].split()) for line in source.split("\n"))
    return [line for line in lines if line]


def indented(lines: Iterable[str], by: int = 4) -> str:
    """Return the lines as one text, indented."""
    return "\n".join(f"{' ' * by}{line}" if line else "" for line in lines)
