"""The expression tree: six kinds of immutable nodes in the order a person wrote them, and ways to walk them.

Not here: types, evaluation, simplification. `a + b + c` stays `(a + b) + c`, because float64 is not associative and
every target has to do the same operations in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    """A finite, non-negative float64; `text` is how it was written, as digits or as the name of a constant."""

    value: float
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the literal as it was written, or its shortest exact form."""
        return self.text or (repr(self.value).removesuffix(".0"))


@dataclass(frozen=True, slots=True)
class Name:
    """A variable or a hyper-parameter."""

    id: str


@dataclass(frozen=True, slots=True)
class Negative:
    """The operand with its sign turned."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands joined by `+ - * / **`, by a comparison `< <= > >= == !=`, or by `and`, `or`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table in `functions.py` applied to its arguments."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Negative | Binary | Call

ARITHMETIC = frozenset({"+", "-", "*", "/", "**"})
COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
CONNECTIVES = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line `target = value`; the sentence is the comment behind it, empty when there is none."""

    target: str
    value: Expression
    sentence: str = ""


def children(node: Expression) -> tuple[Expression, ...]:
    """Return the operands of a node, left to right."""
    match node:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def rebuilt(node: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Return the node with `change` applied to each operand."""
    match node:
        case Negative(operand):
            return Negative(change(operand))
        case Binary(operator, left, right):
            return Binary(operator, change(left), change(right))
        case Call(function, arguments):
            return Call(function, tuple(map(change, arguments)))
        case _:
            return node


def walk(node: Expression) -> Iterator[Expression]:
    """Yield the node and everything below it, parents first."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(children(node)))


def names(node: Expression) -> set[str]:
    """Return the names an expression reads."""
    return {part.id for part in walk(node) if isinstance(part, Name)}


def substituted(node: Expression, values: dict[str, Expression]) -> Expression:
    """Return the expression with names replaced by expressions."""
    if isinstance(node, Name):
        return values.get(node.id, node)
    return rebuilt(node, lambda part: substituted(part, values))


def integer_exponent(node: Expression) -> int | None:
    """Return the exponent of a power when it is a literal integer such as 2 or -3, else None."""
    if not (isinstance(node, Binary) and node.operator == "**"):
        return None
    sign, exponent = (-1, node.right.operand) if isinstance(node.right, Negative) else (1, node.right)
    if isinstance(exponent, Number) and exponent.value.is_integer():
        return sign * int(exponent.value)
    return None
