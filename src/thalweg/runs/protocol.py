"""The settings of a run or a comparison, and the line that states them under every picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thalweg.landscapes.landscape import Landscape, Point
from thalweg.language.notation import symbol
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.ending import Stop
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.policy import Policy


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
    """

    start: Point
    steps: int
    stop: Stop
    entrants: tuple[tuple[Optimizer, Mapping[str, float]], ...]
    landscape: Landscape
    policy: Policy | None = None
    noise: Noise = SILENCE

    @property
    def rates(self) -> str:
        """The learning rates in words."""
        rates = {values["lr"] for _, values in self.entrants if "lr" in values}
        if len(rates) == 1:
            policy = f", {self.policy}" if len(self.entrants) > 1 else ""
            return f"learning rate {rates.pop():g}{policy}"
        each = ", ".join(f"{o.title} {v['lr']:g}" for o, v in self.entrants if "lr" in v)
        # Rates that somebody set one by one were given out by no policy.
        return f"learning rates {each}" + (
            f", {self.policy}" if self.policy in {Policy.BEST, Policy.FIRST_STEP} else ""
        )

    def __str__(self) -> str:
        """Return the protocol line."""
        others = "; ".join(
            f"{optimizer.title} "
            + ", ".join(f"{symbol(name)} {value:g}" for name, value in values.items() if name != "lr")
            for optimizer, values in self.entrants
            if set(values) - {"lr"}
        )
        parts = (
            f"{self.landscape.title}: {self.landscape.formula}",
            f"start ({self.start[0]:g}, {self.start[1]:g})",
            self.rates,
            others,
            str(self.noise),
            f"at most {self.steps:,} {'step' if self.steps == 1 else 'steps'}, one gradient each",
            f"stop at {self.stop}",
        )
        return " · ".join(filter(None, parts))
