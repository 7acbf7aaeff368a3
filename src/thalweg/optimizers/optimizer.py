"""What an optimizer is."""

from __future__ import annotations

import functools
import math
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thalweg.language.grammar import read_number
from thalweg.language.refusal import Misreading, Refusal, UnknownName, shortened
from thalweg.language.rule import Rule, fault_of_hyperparameter, read_rule


@dataclass(frozen=True, slots=True)
class Hyperparameter:
    """A number that is chosen before a run.

    Attributes:
        name: How the rule and the command spell it.
        title: What it is called on the page.
        default: Its value unless one is given.
        low: Smallest value that makes sense, included.
        high: Largest value that makes sense; included only where `high_included`.
        high_included: Whether `high` itself is allowed.
    """

    name: str
    title: str
    default: float
    low: float = 0.0
    high: float = math.inf
    high_included: bool = False

    def checked(self, value: float) -> float:
        """Return the value as a float.

        Raises:
            Refusal: It is no number, or outside the range.
        """
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        is_allowed = self.low <= number <= self.high if self.high_included else self.low <= number < self.high
        if not is_allowed or math.isinf(number):
            raise Refusal(f"{self.name} is {shortened(f'{value}').removesuffix('.0')}; allowed are {self.range}")
        return number

    @property
    def range(self) -> str:
        """The allowed values in words, for example "numbers from 0 up to, but not including, 1"."""
        if math.isinf(self.high):
            return f"finite numbers from {self.low:g}"
        return f"numbers from {self.low:g} {'to' if self.high_included else 'up to, but not including,'} {self.high:g}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was published.

    Attributes:
        citation: Authors and year.
        place: Title, and the section or equation in it.
        url: Where to read it.
    """

    citation: str
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A rule with its hyper-parameters.

    Attributes:
        key: Its name in commands and links.
        title: Its name on the page.
        rule: The update rule, as text of the language.
        hyperparameters: What may be chosen, in the order of explanation; `lr` first where there is one.
        source: Where it was published.
        matches: The library classes whose steps it equals.
        summary: What it does, in one sentence.
        initial: Values of states before the first step, where they are not 0.
        convention: What tells it from its alternatives, in a word or two; empty where there are none.
        alternatives: The same idea under other conventions, each an optimizer of its own.
        stability: The learning rate above which it leaves a quadratic bowl, as text of the language in its
            hyper-parameters and `curvature`, the largest one at the minimizer; empty where no closed form is known.
    """

    key: str
    title: str
    rule: str
    hyperparameters: tuple[Hyperparameter, ...]
    source: Source = Source("")
    matches: tuple[str, ...] = ()
    summary: str = ""
    initial: Mapping[str, float] = field(default_factory=dict)
    convention: str = ""
    alternatives: tuple[Optimizer, ...] = ()
    stability: str = ""

    @classmethod
    def from_rule(
        cls,
        rule: str,
        *,
        title: str = "Own rule",
        hyperparameters: Mapping[str, float] | None = None,
        initial: Mapping[str, float] | None = None,
    ) -> Optimizer:
        """Return an optimizer of one's own.

        Args:
            rule: Assignments, one a line; they may read `theta`, `g`, `t`, `lr` and the hyper-parameters. A name
            that is only given a number, as in `beta = 0.9` or `beta = 9/10`, is a hyper-parameter.
            title: Its name.
            hyperparameters: Names and default values, besides `lr`; the default of `lr` is 0.01 unless it is given
            here.
            initial: Values of states before the first step, where they are not 0.

        Raises:
            Misreading: A line cannot be read.
            Refusal: The lines make no rule.

        Example:
            >>> Optimizer.from_rule("theta = theta - lr*sign(g)", title="Sign descent").defaults
            {'lr': 0.01}
        """
        text, declared = declarations(rule)
        values = {"lr": 0.01, **{each.name: each.value for each in declared}, **(hyperparameters or {})}
        given = tuple(
            Hyperparameter(name, name, _finite(name, value), low=-math.inf, high=math.inf)
            for name, value in values.items()
        )
        start = {name: _finite(name, value) for name, value in (initial or {}).items()}
        read_rule(text, values, start)
        return cls(key=rule, title=title, rule=_at_the_margin(text), hyperparameters=given, initial=start)

    @property
    def program(self) -> Rule:
        """The rule, read and checked."""
        return _read(self.rule, tuple(h.name for h in self.hyperparameters), tuple(self.initial.items()))

    @property
    def defaults(self) -> dict[str, float]:
        """The hyper-parameters at their default values."""
        return {hyperparameter.name: hyperparameter.default for hyperparameter in self.hyperparameters}

    def chosen(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return all hyper-parameters: the given values, and the defaults of the others.

        Raises:
            UnknownName: A name is not one of its hyper-parameters.
            Refusal: A value is outside its range.
        """
        known = [hyperparameter.name for hyperparameter in self.hyperparameters]
        for name in values:
            if name not in known:
                raise UnknownName(f"hyper-parameter of {self.title}", name, known)
        return {h.name: h.checked(values.get(h.name, h.default)) for h in self.hyperparameters}


@dataclass(frozen=True, slots=True)
class Declaration:
    """A line of a rule that does nothing but give a name a number.

    Attributes:
        name: The name.
        value: The number.
        line: Line of the rule, from 1.
        column: Column of the name, from 1.
    """

    name: str
    value: float
    line: int
    column: int


def declarations(rule: str) -> tuple[str, tuple[Declaration, ...]]:
    r"""Return a rule without the lines that declare hyper-parameters, each left empty, and what they declare.

    Raises:
        Misreading: A name cannot be that of a hyper-parameter.

    Example:
        >>> text, declared = declarations("beta = 9/10\ntheta = theta - beta*g")
        >>> text, declared[0].value
        ('\ntheta = theta - beta*g', 0.9)
    """
    lines = rule.split("\n")
    targets = [line.partition("=")[0].strip() for line in lines]
    declared = []
    for index, (line, name) in enumerate(zip(lines, targets, strict=True)):
        value = read_number(line.partition("#")[0].partition("=")[2])
        if value is None or targets.count(name) > 1 or not re.fullmatch(r"[A-Za-z]\w*", name):
            continue
        found = Declaration(name, value, line=index + 1, column=line.index(name) + 1)
        if fault := fault_of_hyperparameter(name):
            raise Misreading(found.line, found.column, fault)
        declared.append(found)
        lines[index] = ""
    return "\n".join(lines), tuple(declared)


def _at_the_margin(rule: str) -> str:
    return textwrap.dedent(rule).strip("\n")


def _finite(name: str, value: float) -> float:
    if not math.isfinite(value):
        raise Refusal(f"{name} is {value}; allowed are finite numbers")
    return float(value)


@functools.lru_cache(maxsize=256)
def _read(rule: str, names: Iterable[str], initial: tuple[tuple[str, float], ...]) -> Rule:
    return read_rule(_at_the_margin(rule), names, dict(initial))
