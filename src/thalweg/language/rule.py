"""A checked update rule: which of its names are state, which are vectors, and its lines coordinate by coordinate.

A rule is written for the parameter vector as a whole, `theta = theta - lr*g`. What runs is scalar code, so every line
that assigns a vector becomes two, `theta_x = …` and `theta_y = …`.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thalweg.language.expression import (
    Assignment,
    Binary,
    Call,
    Expression,
    Name,
    children,
    names,
    rebuilt,
    walk,
)
from thalweg.language.functions import FUNCTIONS, Kind
from thalweg.language.grammar import Places, read_assignments
from thalweg.language.refusal import Refusal, shortened

PARAMETERS = "theta"
GRADIENT = "g"
STEP = "t"
AXES = ("x", "y")

RUN_NAMES = ("x", "y", "loss", "norm", "loss_before", "gradient_tolerance", "loss_tolerance")
"""What a run knows besides the rule, and tests its end by; a rule cannot use these names for something else."""

RESERVED = ("joined", "shared", "running")
"""How names begin that are introduced between the text and the code; see also `lower`."""


@dataclass(frozen=True, slots=True)
class State:
    """A variable that an optimizer carries from one step to the next.

    Attributes:
        name: Its name in the rule.
        is_vector: Whether it has one value per coordinate.
        initial: Its value before the first step.
    """

    name: str
    is_vector: bool
    initial: float = 0.0

    @property
    def scalars(self) -> tuple[str, ...]:
        """Its names in scalar code, for example `("m_x", "m_y")`."""
        return tuple(f"{self.name}_{axis}" for axis in AXES) if self.is_vector else (self.name,)


@dataclass(frozen=True, slots=True)
class Rule:
    """An update rule that has been read and checked.

    Attributes:
        text: The rule as it was written.
        lines: Its assignments, with the sentence of each.
        hyperparameters: The names it is given besides `theta`, `g` and `t`.
        states: What it carries from step to step, in the order of first assignment.
        vectors: The names that have one value per coordinate.
    """

    text: str
    lines: tuple[Assignment, ...]
    hyperparameters: tuple[str, ...]
    states: tuple[State, ...]
    vectors: frozenset[str]

    @property
    def state_scalars(self) -> tuple[str, ...]:
        """The scalar names of all states, in order."""
        return tuple(scalar for state in self.states for scalar in state.scalars)

    def scalar_lines(self) -> tuple[Assignment, ...]:
        """Return the lines coordinate by coordinate.

        What joins the coordinates is computed before the first of them changes, under a name of its own.

        Example:
            >>> read_rule("theta = theta - lr*g/norm(g)", ["lr"]).scalar_lines()[0].target
            'joined1'
        """
        return tuple(scalar for scalars in self.scalar_lines_of_each() for scalar in scalars)

    def scalar_lines_of_each(self) -> tuple[tuple[Assignment, ...], ...]:
        """Return the scalar lines that each written line becomes, in order."""
        lines: list[Assignment] = []
        groups: list[tuple[Assignment, ...]] = []
        joined: dict[Expression, str] = {}
        for line in self.lines:
            before = len(lines)
            value = self._with_joins_named(line.value, joined, lines)
            if line.target in self.vectors:
                lines.extend(Assignment(f"{line.target}_{axis}", self._along(value, axis)) for axis in AXES)
            else:
                lines.append(Assignment(line.target, value))
            groups.append(tuple(lines[before:]))
            # What was joined from the old value of the target is not what it would be joined from now.
            joined = {call: name for call, name in joined.items() if line.target not in names(call)}
        return tuple(groups)

    def axes(self, name: str) -> tuple[str, ...]:
        """Return the axes a variable has values along; a number stands for one value along any."""
        return AXES if name in self.vectors else AXES[:1]

    def along(self, name: str, axis: str) -> str:
        """Return the scalar name of a variable along an axis; a number has one name for both."""
        return f"{name}_{axis}" if name in self.vectors else name

    def read_by(self, line: Assignment) -> tuple[str, ...]:
        """Return the scalar names that a written line reads, each once; what joins the coordinates reads both.

        Example:
            >>> rule = read_rule("theta = theta - lr*g/norm(g)", ["lr"])
            >>> rule.read_by(rule.lines[0])
            ('g_x', 'g_y', 'lr', 'theta_x', 'theta_y')
        """
        return tuple(sorted({self.along(name, axis) for name in names(line.value) for axis in AXES}))

    def _with_joins_named(self, node: Expression, joined: dict[Expression, str], lines: list[Assignment]) -> Expression:
        if not (isinstance(node, Call) and FUNCTIONS[node.function].kind is Kind.JOINED):
            return rebuilt(node, lambda part: self._with_joins_named(part, joined, lines))
        if node not in joined:
            arguments = tuple(self._with_joins_named(part, joined, lines) for part in node.arguments)
            joined[node] = f"joined{1 + sum(line.target.startswith('joined') for line in lines)}"
            lines.append(Assignment(joined[node], self._sum_of_products(node.function, arguments)))
        return Name(joined[node])

    def _sum_of_products(self, function: str, arguments: tuple[Expression, ...]) -> Expression:
        left, right = arguments[0], arguments[-1]
        products = [Binary("*", self._along(left, axis), self._along(right, axis)) for axis in AXES]
        total = Binary("+", products[0], products[1])
        return Call("sqrt", (total,)) if function == "norm" else total

    def _along(self, node: Expression, axis: str) -> Expression:
        if isinstance(node, Name):
            return Name(self.along(node.id, axis))
        return rebuilt(node, lambda part: self._along(part, axis))


def read_rule(text: str, hyperparameters: Iterable[str], initial: Mapping[str, float] | None = None) -> Rule:
    r"""Return the checked rule of a text.

    A name read before it is assigned in the step is state. It starts at 0, or at its value in `initial`.

    Args:
        text: Assignments, one a line; see `grammar.read_assignments`.
        hyperparameters: Names the rule may read besides `theta`, `g` and `t`.
        initial: Values of states before the first step.

    Raises:
        Misreading: A line cannot be read, or has no place in a rule.
        Refusal: The lines make no rule, whatever each of them says.

    Example:
        >>> rule = read_rule("v = beta*v + g\ntheta = theta - lr*v", ["lr", "beta"])
        >>> [state.name for state in rule.states]
        ['v']
    """
    initial = initial or {}
    hyperparameters = tuple(hyperparameters)
    _check_hyperparameters(hyperparameters)
    given = (PARAMETERS, GRADIENT, STEP, *hyperparameters)
    places = Places()
    lines = read_assignments(text, given, places)
    _check_targets(lines, given, places)
    carried = _carried(lines)
    _check_initial(initial, carried)
    vectors = _vectors(lines)
    _check_joins(lines, vectors, places)
    states = tuple(State(name, name in vectors, float(initial.get(name, 0.0))) for name in carried)
    return Rule(text, lines, hyperparameters, states, vectors)


def _check_hyperparameters(hyperparameters: tuple[str, ...]) -> None:
    for name in hyperparameters:
        if fault := fault_of_hyperparameter(name):
            raise Refusal(fault)
        if hyperparameters.count(name) > 1:
            raise Refusal(_taken(name))


def fault_of_hyperparameter(name: str) -> str:
    """Return why a name cannot be that of a hyper-parameter, nothing if it can.

    Example:
        >>> fault_of_hyperparameter("g"), fault_of_hyperparameter("beta")
        ('"g" already stands for something else; use another name', '')
    """
    if not re.fullmatch(r"[A-Za-z](_?[A-Za-z0-9])*", name) or name in FUNCTIONS or keyword.iskeyword(name):
        return f'"{shortened(name)}" cannot be a hyper-parameter; use letters, digits and single _ between them'
    return _taken(name) if name in (PARAMETERS, GRADIENT, STEP) else _fault_of_name(name)


def _taken(name: str) -> str:
    return f'"{name}" already stands for something else; use another name'


def _check_targets(lines: tuple[Assignment, ...], given: tuple[str, ...], places: Places) -> None:
    for line in lines:
        if line.target in given and line.target != PARAMETERS:
            sentence = f'"{line.target}" is given to the rule and cannot be assigned; use another name'
            raise places.refusal(line, sentence)
        if fault := _fault_of_name(line.target):
            raise places.refusal(line, fault)
    if PARAMETERS not in [line.target for line in lines]:
        raise Refusal("a rule has to assign theta, as in: theta = theta - lr*g")


def _fault_of_name(name: str) -> str:
    if name in RUN_NAMES or name.endswith(("_x", "_y")) or name.startswith(RESERVED):
        return f'"{name}" is a name that the generated code uses; choose another'
    return ""


def _carried(lines: tuple[Assignment, ...]) -> list[str]:
    """Return the names that are read before they are assigned in the step, in the order of assignment."""
    targets = list(dict.fromkeys(line.target for line in lines if line.target != PARAMETERS))
    assigned: set[str] = set()
    carried: set[str] = set()
    for line in lines:
        carried |= {name for name in names(line.value) if name in targets and name not in assigned}
        assigned.add(line.target)
    return [target for target in targets if target in carried]


def _check_initial(initial: Mapping[str, float], carried: list[str]) -> None:
    for name in initial:
        if name not in carried:
            raise Refusal(f'"{name}" has an initial value but is not carried from step to step by the rule')


def _vectors(lines: tuple[Assignment, ...]) -> frozenset[str]:
    """Return the names with one value per coordinate: the least set closed under "read by an elementwise line"."""
    vectors = {PARAMETERS, GRADIENT}
    while found := {line.target for line in lines if _is_vector(line.value, vectors)} - vectors:
        vectors |= found
    return frozenset(vectors)


def _is_vector(node: Expression, vectors: set[str] | frozenset[str]) -> bool:
    if isinstance(node, Name):
        return node.id in vectors
    if isinstance(node, Call) and FUNCTIONS[node.function].kind is Kind.JOINED:
        return False
    return any(_is_vector(part, vectors) for part in children(node))


def _check_joins(lines: tuple[Assignment, ...], vectors: frozenset[str], places: Places) -> None:
    for line in lines:
        for node in walk(line.value):
            if isinstance(node, Call) and FUNCTIONS[node.function].kind is Kind.JOINED:
                for argument in node.arguments:
                    if not _is_vector(argument, vectors):
                        raise places.refusal(argument, f"{node.function} takes vectors, such as g or theta")
