"""Scalar Python: the reference that every other backend is held to.

Generated text is made from checked expressions only and compiled here; the text a person typed never is.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeAlias

from thalweg.backends import ieee
from thalweg.backends.infix import InfixPrinter, indented, lines_of
from thalweg.backends.interface import Criteria, End
from thalweg.language.derive import Surface
from thalweg.language.expression import Assignment, Binary, Number
from thalweg.language.lower import Program, lower_formula, lower_rule
from thalweg.language.procedure import ROW, Fold, Procedure
from thalweg.language.rule import Rule

_TRACE_NAMES = ("evaluate", "hyperparameters", "steps", "stop", "record", "count", "window", "divergence", "float")


Evaluate: TypeAlias = Callable[[float, float], tuple[float, float, float]]
"""Loss, ∂/∂x and ∂/∂y at a point."""


@dataclass(frozen=True, slots=True)
class CompiledFormula:
    """A landscape's functions as Python.

    Attributes:
        source: The generated text.
        loss: `loss(x, y)`.
        evaluate: `evaluate(x, y)` → loss, ∂/∂x, ∂/∂y.
        hessian: `hessian(x, y)` → ∂²/∂x², ∂²/∂x∂y, ∂²/∂y².
        derivatives: `derivatives(x, y)` → those of both orders, the same numbers at little more than the cost of one.
    """

    source: str
    loss: Callable[[float, float], float]
    evaluate: Evaluate
    hessian: Callable[[float, float], tuple[float, float, float]]
    derivatives: Callable[[float, float], tuple[float, float, float, float, float]]


class Trace(Protocol):
    """Follows an optimizer; see `Python.rule`."""

    def __call__(
        self,
        evaluate: Evaluate,
        hyperparameters: tuple[float, ...],
        x: float,
        y: float,
        steps: int,
        stop: tuple[float, float, int, bool],
        record: Callable[[tuple[float, ...]], object],
        /,
    ) -> tuple[int, int]:
        """Return the number of steps taken and the `End`."""
        ...


class Python(InfixPrinter):
    """Prints scalar Python and compiles it."""

    reserved: ClassVar[frozenset[str]] = frozenset((*keyword.kwlist, *ieee.FUNCTIONS, *_TRACE_NAMES))

    def __init__(self, criteria: Criteria) -> None:
        """Remember what a trajectory is tested by."""
        self._criteria = criteria

    def call(self, function: str, arguments: list[str]) -> str:
        """Return a call; a choice is Python's own conditional expression."""
        if function == "where":
            condition, chosen, other = arguments
            return f"({chosen} if {condition} else {other})"
        return super().call(function, arguments)

    def division(self, node: Binary) -> str | None:
        """Return a division that does not raise, unless the denominator is a number."""
        if isinstance(node.right, Number) and node.right.value != 0:
            return None
        return f"divide({self.expression(node.left)}, {self.expression(node.right)})"

    def formula(self, surface: Surface) -> str:
        """Return the functions `loss`, `evaluate`, `hessian` and `derivatives` of a landscape."""
        source = indented((f"# {line}" for line in lines_of(surface.text)), by=0)
        return "\n\n\n".join(
            (
                source,
                self._function("loss", lower_formula([surface.formula])),
                self._function("evaluate", lower_formula([surface.formula, *surface.gradient])),
                self._function("hessian", lower_formula(surface.hessian)),
                self._function("derivatives", lower_formula([*surface.gradient, *surface.hessian])),
            )
        )

    def rule(self, rule: Rule) -> str:
        """Return `trace(evaluate, hyperparameters, x, y, steps, stop, record)`.

        It calls `record` with a row for the start and for every step, `x, y, loss, g_x, g_y` and the states, and
        returns the number of steps and an `End`. `stop` is gradient norm, loss change, window, and whether divergence
        ends the run.
        """
        step = lower_rule(rule)
        names = self.names
        unpacked = [f"({names(rule.hyperparameters)},) = hyperparameters"] if rule.hyperparameters else []
        initial = [
            f"{self.name(scalar)} = {self.number(state.initial)}" for state in rule.states for scalar in state.scalars
        ]
        carried = [f"{name} = {self.number(value)}" for name, value in step.carried]
        columns = names(("theta_x", "theta_y", "loss", "g_x", "g_y", *rule.state_scalars))
        return f"""
{indented((f"# {line}" for line in lines_of(rule.text)), by=0)}
def trace(evaluate, hyperparameters, theta_x, theta_y, steps, stop, record):
    gradient_tolerance, loss_tolerance, window, divergence = stop
{indented([*unpacked, *initial, *carried, *self._assignments(step.setup)])}
    loss_before = nan()
    count = 0
    t = 0.0
    while True:
        x, y = theta_x, theta_y
        loss, g_x, g_y = evaluate(x, y)
        record(({columns}))
        if divergence and not ({self.expression(self._criteria.bounded)}):
            return int(t), {End.DIVERGED:d}
        norm = sqrt(g_x * g_x + g_y * g_y)
        if {self.expression(self._criteria.small_gradient)}:
            return int(t), {End.GRADIENT_NORM:d}
        count = count + 1 if {self.expression(self._criteria.settled)} else 0
        if count >= window:
            return int(t), {End.LOSS_CHANGE:d}
        if t == steps:
            return int(t), {End.STEPS:d}
        loss_before = loss
        t = t + 1.0
{indented(self._assignments(step.body), by=8)}
""".strip()

    def procedure(self, procedure: Procedure) -> str:
        """Return a procedure as a function."""
        arguments, results = self.names(procedure.arguments), self.names(procedure.results)
        body = indented([*self._assignments(procedure.lines), f"return {results}"])
        return f"def {procedure.name}({arguments}):\n{body}"

    def fold(self, fold: Fold) -> str:
        """Return a fold as a function of rows and its arguments."""
        carried = indented(f"{self.name(name)} = {self.number(value)}" for name, value in fold.carried)
        return f"""
def {fold.name}(rows, {self.names(fold.arguments)}):
{carried}
    for {self.names(ROW)} in rows:
{indented(self._assignments(fold.lines), by=8)}
    return {self.names(fold.results)},
""".strip()

    def compiled_formula(self, surface: Surface) -> CompiledFormula:
        """Return a landscape's functions, ready to call."""
        source = self.formula(surface)
        made = _compiled(source, "formula")
        return CompiledFormula(source, made["loss"], made["evaluate"], made["hessian"], made["derivatives"])

    def compiled_rule(self, rule: Rule) -> Trace:
        """Return an optimizer's trace, ready to call."""
        trace: Trace = _compiled(self.rule(rule), "rule")["trace"]
        return trace

    def compiled_procedure(self, procedure: Procedure) -> Callable[..., Any]:
        """Return a procedure, ready to call: a float for one result, a tuple for several."""
        function: Callable[..., Any] = _compiled(self.procedure(procedure), "procedure")[procedure.name]
        return function

    def compiled_fold(self, fold: Fold) -> Callable[..., tuple[float, ...]]:
        """Return a fold, ready to call with rows and its arguments."""
        function: Callable[..., tuple[float, ...]] = _compiled(self.fold(fold), "fold")[fold.name]
        return function

    def _function(self, name: str, program: Program) -> str:
        outputs = ", ".join(map(self.expression, program.outputs))
        return f"def {name}(x, y):\n{indented([*self._assignments(program.body), f'return {outputs}'])}"

    def _assignments(self, lines: tuple[Assignment, ...]) -> Iterator[str]:
        return (f"{self.name(line.target)} = {self.expression(line.value)}" for line in lines)


def _compiled(source: str, kind: str) -> dict[str, Any]:
    """Return the names that generated Python defines; it can reach the functions of `ieee` and nothing else."""
    names: dict[str, Any] = {"__builtins__": {"int": int}, **ieee.FUNCTIONS}
    exec(compile(source, f"<generated from a {kind}>", "exec"), names)  # noqa: S102 - made from checked expressions
    return names
