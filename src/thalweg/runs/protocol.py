"""The settings of a run or a comparison, and the line that states them under every picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thalweg.landscapes.landscape import Landscape, Point
from thalweg.language.notation import symbol
from thalweg.language.numbers import spelled
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import Stop
from thalweg.runs.noise import PHRASE as NOISE
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.policy import Policy

PHRASES = {
    "landscape": "{title}: {formula}",
    "start": "start ({x}, {y})",
    "rate": "learning rate {lr}",
    "rates": "learning rates {each}",
    "tried": "{count} learning rates from {lowest} to {highest}",
    "noise": NOISE,
    "steps": "at most {steps} steps, one gradient each",
    "step": "at most 1 step, one gradient each",
    "stop": "stop at {criteria}",
}
"""What a protocol line is made of, for whoever writes one; names in braces are filled in."""

APART = " · "
"""Stands between them."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """Everything that decides a run, or several runs that share it.

    Attributes:
        start: Where every run begins.
        steps: Most steps of each.
        stop: When a run ends earlier.
        entrants: Each optimizer with its hyper-parameters.
        landscape: Where they run.
        policy: How learning rates were given out; None for a single run.
        noise: What was added to every gradient.
        tried: The learning rates of a sweep, smallest first; they stand in the place of those of the entrants.
    """

    start: Point
    steps: int
    stop: Stop
    entrants: tuple[tuple[Optimizer, Mapping[str, float]], ...]
    landscape: Landscape
    policy: Policy | None = None
    noise: Noise = SILENCE
    tried: tuple[float, ...] = ()

    def __str__(self) -> str:
        """Return the protocol line."""
        x, y = self.start
        parts = (
            self._ground,
            PHRASES["start"].format(x=spelled(x), y=spelled(y)),
            self._rates,
            "; ".join(filter(None, (_others(optimizer, values) for optimizer, values in self.entrants))),
            str(self.noise),
            PHRASES["step" if self.steps == 1 else "steps"].format(steps=f"{self.steps:,}"),
            PHRASES["stop"].format(criteria=self.stop),
        )
        return APART.join(filter(None, parts))

    @property
    def _ground(self) -> str:
        """The landscape; a formula of one's own is its own name."""
        title, formula = self.landscape.title, self.landscape.formula
        return formula if self.landscape.key == formula else PHRASES["landscape"].format(title=title, formula=formula)

    @property
    def _rates(self) -> str:
        """The learning rates, and what gave them out; rates that somebody set one by one were given out by nothing."""
        if self.tried:
            return tried(self.tried)
        each = [(optimizer.title, values["lr"]) for optimizer, values in self.entrants if "lr" in values]
        if not each:
            return ""
        policy: Policy | None
        if len({lr for _, lr in each}) == 1:
            rates, policy = PHRASES["rate"].format(lr=spelled(each[0][1])), self.policy
        else:
            rates = PHRASES["rates"].format(each=", ".join(f"{title} {spelled(lr)}" for title, lr in each))
            policy = None if self.policy is Policy.SAME else self.policy
        return f"{rates}, {policy}" if policy and len(self.entrants) > 1 else rates


def tried(rates: Sequence[float]) -> str:
    """Return in words which learning rates are tried, smallest first.

    Example:
        >>> tried([1e-5, 0.01, 10.0])
        '3 learning rates from 1e-5 to 10'
    """
    return PHRASES["tried"].format(count=len(rates), lowest=spelled(rates[0]), highest=spelled(rates[-1]))


def _others(optimizer: Optimizer, values: Mapping[str, float]) -> str:
    """Return the other hyper-parameters; nothing where there are none."""
    each = ", ".join(f"{symbol(name)} {spelled(value)}" for name, value in values.items() if name != "lr")
    return each and f"{optimizer.title} {each}"
