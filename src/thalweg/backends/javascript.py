"""JavaScript (ES2020, float64): what the browser runs. The same operations in the same order as the Python backend.

A formula or a rule becomes an object literal, so that a module can hold any number of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from thalweg.backends.infix import InfixPrinter, indented, lines_of
from thalweg.backends.interface import Criteria, End
from thalweg.language.derive import Surface
from thalweg.language.expression import Assignment, Expression
from thalweg.language.lower import lower_formula, lower_rule
from thalweg.language.procedure import ROW, Fold, Procedure
from thalweg.language.rule import RESERVED, Rule

_KEYWORDS = """
    arguments await break case catch class const continue debugger default delete do else enum eval export extends false
    finally for function if implements import in instanceof interface let new null package private protected public
    return static super switch this throw true try typeof undefined var void while with yield Math Float64Array Infinity
    NaN
"""

_TRACE_NAMES = """
    landscape surface hyperparameters steps stop record columns row at count window divergence power
"""


class JavaScript(InfixPrinter):
    """Prints JavaScript."""

    reserved: ClassVar[frozenset[str]] = frozenset((_KEYWORDS + _TRACE_NAMES).split())
    operators: ClassVar[dict[str, str]] = {"and": "&&", "or": "||", "==": "===", "!=": "!=="}

    def __init__(self, criteria: Criteria) -> None:
        """Remember what a trajectory is tested by."""
        self._criteria = criteria

    def number(self, value: float) -> str:
        """Return the shortest literal of a float64."""
        return repr(value).removesuffix(".0")

    def call(self, function: str, arguments: list[str]) -> str:
        """Return a call of the standard library; a choice is a conditional expression."""
        if function == "where":
            condition, chosen, other = arguments
            return f"({condition} ? {chosen} : {other})"
        return f"Math.{function}({', '.join(arguments)})"

    def power(self, base: str, exponent: str) -> str:
        """Return a power."""
        return f"Math.pow({base}, {exponent})"

    def formula(self, surface: Surface) -> str:
        """Return `{ loss(x, y), evaluate(x, y, out), hessian(x, y, out) }`."""
        loss = lower_formula([surface.formula])
        evaluation = lower_formula([surface.formula, *surface.gradient])
        hessian = lower_formula(surface.hessian)
        return f"""{{
{indented((f"// {line}" for line in lines_of(surface.text)), by=2)}
  loss(x, y) {{
{indented(self._assignments(loss.body))}
    return {self.expression(loss.outputs[0])};
  }},
  evaluate(x, y, out) {{
{indented([*self._assignments(evaluation.body), *self._results(evaluation.outputs)])}
  }},
  hessian(x, y, out) {{
{indented([*self._assignments(hessian.body), *self._results(hessian.outputs)])}
  }},
}}"""

    def rule(self, rule: Rule) -> str:
        """Return `{ columns, trace(landscape, hyperparameters, x, y, steps, stop, record) }`.

        `trace` writes into the Float64Array `record` one row of `columns` numbers for the start and for every step, and
        returns `{ steps, outcome, diverged_at }`, the outcome as an `End`.
        """
        step = lower_rule(rule)
        recorded = ("theta_x", "theta_y", "loss", "g_x", "g_y", *rule.state_scalars)
        initial = [
            f"let {self.name(scalar)} = {self.number(state.initial)};"
            for state in rule.states
            for scalar in state.scalars
        ]
        carried = [f"let {name} = {self.number(value)};" for name, value in step.carried]
        unpacked = [f"const [{self.names(rule.hyperparameters)}] = hyperparameters;"] if rule.hyperparameters else []
        known = {"theta_x", "theta_y", *rule.state_scalars, *(name for name, _ in step.carried)}
        return f"""{{
{indented((f"// {line}" for line in lines_of(rule.text)), by=2)}
  columns: {len(recorded)},
  trace(landscape, hyperparameters, theta_x, theta_y, steps, stop, record) {{
    const gradient_tolerance = stop.gradient_norm, loss_tolerance = stop.loss_change;
    const window = stop.window, divergence = stop.divergence;
    const surface = new Float64Array(3);
{indented([*unpacked, *initial, *carried, *self._assignments(step.setup)])}
    let loss_before = NaN, count = 0;
    for (let t = 0, at = 0; ; ) {{
      const x = theta_x, y = theta_y;
      landscape.evaluate(x, y, surface);
      const loss = surface[0], g_x = surface[1], g_y = surface[2];
{indented((f"record[at++] = {self.name(name)};" for name in recorded), by=6)}
      if (divergence && !({self.expression(self._criteria.bounded)})) {{
        return {{ steps: t, outcome: {End.DIVERGED:d}, diverged_at: t }};
      }}
      const norm = Math.sqrt(g_x * g_x + g_y * g_y);
      if ({self.expression(self._criteria.small_gradient)}) {{
        return {{ steps: t, outcome: {End.GRADIENT_NORM:d}, diverged_at: -1 }};
      }}
      count = {self.expression(self._criteria.settled)} ? count + 1 : 0;
      if (count >= window) return {{ steps: t, outcome: {End.LOSS_CHANGE:d}, diverged_at: -1 }};
      if (t === steps) return {{ steps: t, outcome: {End.STEPS:d}, diverged_at: -1 }};
      loss_before = loss;
      t += 1;
{indented(self._assignments(step.body, known), by=6)}
    }}
  }},
}}"""

    def explanation(self, rule: Rule) -> str:
        """Return a method `explain(hyperparameters, t, row, told)` that makes one step line by line.

        `row` is a row of the record that `trace` writes. What each written line reads and gives is kept in `told`,
        by scalar name, and returned; whoever explains many steps hands the same one in again. A step by itself has no
        running powers: `beta**t` is `Math.pow` there.
        """
        given = ("theta_x", "theta_y", "_", "g_x", "g_y", *rule.state_scalars)
        known = set(given)
        pieces: list[str] = []
        for number, (line, scalars) in enumerate(zip(rule.lines, rule.scalar_lines_of_each(), strict=True)):
            # What joins the coordinates is part of the line; it is not given by it.
            gives = [scalar.target for scalar in scalars if not scalar.target.startswith(RESERVED)]
            pieces += [
                *self._told(f"told[{number}].reads", rule.read_by(line)),
                *self._assignments(scalars, known, keyword="let"),
                *self._told(f"told[{number}].gives", gives),
            ]
            known |= {scalar.target for scalar in scalars}
        unpacked = [f"const [{self.names(rule.hyperparameters)}] = hyperparameters;"] if rule.hyperparameters else []
        entries = [f"let {self.name(name)} = row[{at}];" for at, name in enumerate(given) if name != "_"]
        lines = f"Array.from({{ length: {len(rule.lines)} }}, () => ({{ reads: {{}}, gives: {{}} }}))"
        return f"""explain(hyperparameters, t, row, told = {lines}) {{
{indented([*unpacked, *entries, *pieces])}
    return told;
}}"""

    def procedure(self, procedure: Procedure) -> str:
        """Return a procedure as a method of an object literal."""
        results = self.names(procedure.results)
        returned = results if len(procedure.results) == 1 else f"[{results}]"
        body = indented([*self._assignments(procedure.lines), f"return {returned};"])
        return f"{procedure.name}({self.names(procedure.arguments)}) {{\n{body}\n}}"

    def fold(self, fold: Fold) -> str:
        """Return a fold as a method of an object literal: over the rows `first` to `last` of a record."""
        carried = [f"let {self.name(name)} = {self.number(value)};" for name, value in fold.carried]
        columns = [f"{name} = record[step * columns + {column}]" for column, name in enumerate(ROW[1:])]
        lines = self._assignments(fold.lines, {name for name, _ in fold.carried})
        return f"""{fold.name}(record, columns, first, last, {self.names(fold.arguments)}) {{
{indented(carried)}
    for (let step = first; step <= last; step += 1) {{
        const {", ".join(columns)};
{indented(lines, by=8)}
    }}
    return [{self.names(fold.results)}];
}}"""

    def _told(self, members: str, scalars: Iterable[str]) -> Iterator[str]:
        """Yield what keeps the values of names under those names."""
        return (f"{members}.{name} = {self.name(name)};" for name in scalars)

    def _assignments(
        self, lines: tuple[Assignment, ...], known: set[str] | None = None, keyword: str = ""
    ) -> Iterator[str]:
        """Yield assignments; a name that is not known yet is declared, by the keyword if there is one."""
        known = set(known or ())
        targets = [line.target for line in lines]
        for line in lines:
            fitting = keyword or ("const" if targets.count(line.target) == 1 else "let")
            declaration = "" if line.target in known else f"{fitting} "
            known.add(line.target)
            yield f"{declaration}{self.name(line.target)} = {self.expression(line.value)};"

    def _results(self, outputs: tuple[Expression, ...]) -> Iterator[str]:
        return (f"out[{index}] = {self.expression(output)};" for index, output in enumerate(outputs))
