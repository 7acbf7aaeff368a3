"""From checked expressions to straight-line scalar code that every target prints as it is.

Three things happen here, so that no target has to know them and all of them compute the same float64 numbers:

- an integer power becomes products, by squaring: `x**3` is `(x*x)*x`, `x**4` is `(x*x)*(x*x)`;
- what is computed more than once is computed once, under a name of its own;
- `beta**t` becomes a running product. It is kept in two float64 numbers, the second holding what the first rounds off,
  so that it is the rounded true power, as a good `pow` gives it, after any number of steps and in every language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thalweg.language.expression import (
    Assignment,
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    Number,
    integer_exponent,
    names,
    rebuilt,
)
from thalweg.language.grammar import read_assignments
from thalweg.language.rule import STEP, Rule


@dataclass(frozen=True, slots=True)
class Program:
    """Straight-line code: assignments to new names, then the values that are wanted."""

    body: tuple[Assignment, ...]
    outputs: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a rule as scalar code.

    Attributes:
        setup: Assignments made once, before the first step.
        carried: Names the code carries besides the states of the rule, with their values before the first step.
        body: The assignments of a step; they read and change `theta_x`, `theta_y` and the states.
    """

    setup: tuple[Assignment, ...]
    carried: tuple[tuple[str, float], ...]
    body: tuple[Assignment, ...]


def lower_formula(outputs: Sequence[Expression]) -> Program:
    """Return the code that computes the given expressions together.

    Example:
        >>> from thalweg.language.grammar import read_formula
        >>> [line.target for line in lower_formula([read_formula("(x - 1)**2")]).body]
        ['shared1']
    """
    return _shared(outputs, taken=0)


def lower_rule(rule: Rule, *, running_powers: bool = True) -> Step:
    """Return one step of a rule as scalar code.

    Args:
        rule: The rule.
        running_powers: Whether powers with exponent `t` become running products. Without them a step depends on nothing
            but its arguments, which is what a shader needs.
    """
    powers = _RunningPowers(rule.hyperparameters) if running_powers else None
    body: list[Assignment] = []
    taken = 0
    for line in rule.scalar_lines():
        value = powers.replaced(line.value) if powers else line.value
        program = _shared([value], taken)
        taken += len(program.body)
        body += [*program.body, Assignment(line.target, program.outputs[0])]
    return Step(powers.setup, powers.carried, (*powers.updates, *body)) if powers else Step((), (), tuple(body))


# ------------------------------------------------------------------------------------------------ what is computed once


class _Values:
    """Every distinct value that some expressions compute, numbered; equal computations have equal numbers."""

    def __init__(self) -> None:
        self.nodes: list[tuple[Expression, tuple[int, ...]]] = []
        """The operation, with placeholder operands, and the numbers of its operands."""
        self._numbers: dict[tuple[Expression, tuple[int, ...]], int] = {}

    def number(self, node: Expression) -> int:
        """Return the number of an expression's value."""
        exponent = integer_exponent(node)
        match node:
            case Binary(_, base, _) if exponent is not None:
                return self.power(self.number(base), exponent)
            case Negative(operand):
                return self._of(Negative(_OPERAND), self.number(operand))
            case Binary(operator, left, right):
                return self._of(Binary(operator, _OPERAND, _OPERAND), self.number(left), self.number(right))
            case Call(function, arguments):
                return self._of(Call(function, ()), *map(self.number, arguments))
            case _:
                return self._of(node)

    def power(self, base: int, exponent: int) -> int:
        """Return the number of an integer power, as products by repeated squaring."""
        if exponent == 0:
            return self._of(Number(1.0))
        if exponent < 0:
            return self._of(Binary("/", _OPERAND, _OPERAND), self._of(Number(1.0)), self.power(base, -exponent))
        if exponent == 1:
            return base
        half = self.power(base, exponent // 2)
        square = self._of(Binary("*", _OPERAND, _OPERAND), half, half)
        return square if exponent % 2 == 0 else self._of(Binary("*", _OPERAND, _OPERAND), square, base)

    def _of(self, node: Expression, *operands: int) -> int:
        key = (node, operands)
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(key)
        return self._numbers[key]


_OPERAND = Name("")


def _shared(outputs: Iterable[Expression], taken: int) -> Program:
    """Return code in which every value that is needed twice has a name; names start behind those `taken`."""
    values = _Values()
    wanted = [values.number(output) for output in outputs]
    uses = Counter(wanted)
    # Operands are numbered before what is computed from them, so going backwards meets every use of a value before it.
    for number in range(len(values.nodes) - 1, -1, -1):
        if uses[number]:
            uses.update(values.nodes[number][1])
    body: list[Assignment] = []
    printed: dict[int, Expression] = {}
    for number, (node, operands) in enumerate(values.nodes):
        if not uses[number]:
            continue
        whole = _with_operands(node, [printed[operand] for operand in operands])
        if operands and uses[number] > 1:
            name = Name(f"shared{taken + len(body) + 1}")
            body.append(Assignment(name.id, whole))
            whole = name
        printed[number] = whole
    return Program(tuple(body), tuple(printed[number] for number in wanted))


def _with_operands(node: Expression, operands: Sequence[Expression]) -> Expression:
    match node:
        case Negative():
            return Negative(operands[0])
        case Binary(operator):
            return Binary(operator, operands[0], operands[1])
        case Call(function):
            return Call(function, tuple(operands))
        case _:
            return node


# ------------------------------------------------------------------------------------------------------- running powers

# Products by Dekker (1971), with the splitting constant 2**27 + 1 of Veltkamp: high + low is the running power to about
# 32 digits. The guard keeps an overflow an infinity, where the correction would make it a NaN.
_RUNNING_SETUP = """
{name}_base_split = 134217729*{name}_base
{name}_base_high = {name}_base_split - ({name}_base_split - {name}_base)
{name}_base_low = {name}_base - {name}_base_high
"""

_RUNNING_UPDATE = """
{name}_product = {name}*{name}_base
{name}_split = 134217729*{name}
{name}_high = {name}_split - ({name}_split - {name})
{name}_rest = {name} - {name}_high
{name}_error = (({name}_high*{name}_base_high - {name}_product) + {name}_high*{name}_base_low + {name}_rest*{name}_base_high) + {name}_rest*{name}_base_low
{name}_error = where(abs({name}_product) < 1e290, {name}_error + {name}_low*{name}_base, 0)
{name} = {name}_product + {name}_error
{name}_low = where(abs({name}_product) < 1e290, {name}_error - ({name} - {name}_product), 0)
"""  # noqa: E501 - one line is one assignment


class _RunningPowers:
    """Replaces powers with exponent `t` and a base that stays the same during a run by running products."""

    def __init__(self, constants: Iterable[str]) -> None:
        self._constants = frozenset(constants)
        self._running: dict[Expression, str] = {}

    def replaced(self, node: Expression) -> Expression:
        match node:
            case Binary("**", base, Name(id=exponent)) if exponent == STEP and names(base) <= self._constants:
                return Name(self._running.setdefault(base, f"running{len(self._running) + 1}"))
            case _:
                return rebuilt(node, self.replaced)

    @property
    def setup(self) -> tuple[Assignment, ...]:
        return tuple(
            line
            for base, name in self._running.items()
            for line in (Assignment(f"{name}_base", base), *self._lines(_RUNNING_SETUP, name))
        )

    @property
    def carried(self) -> tuple[tuple[str, float], ...]:
        return tuple(pair for name in self._running.values() for pair in ((name, 1.0), (f"{name}_low", 0.0)))

    @property
    def updates(self) -> tuple[Assignment, ...]:
        return tuple(line for name in self._running.values() for line in self._lines(_RUNNING_UPDATE, name))

    @staticmethod
    def _lines(template: str, name: str) -> tuple[Assignment, ...]:
        given = (name, f"{name}_base", f"{name}_base_high", f"{name}_base_low", f"{name}_low")
        return read_assignments(template.format(name=name), given)
