"""Gradient noise: what an optimizer is given when each step looks at a batch of the samples and not at all of them.

The mean of a batch misses the true gradient by chance, the less the larger the batch. The noise is text of the
language and whole-number arithmetic inside float64, so the library and the browser add the same bits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from thalweg.backends.python import Evaluate
from thalweg.language.numbers import spelled
from thalweg.language.procedure import read_procedure
from thalweg.language.refusal import Refusal
from thalweg.runs.compiled import compiled_procedure

MODULUS = 2_147_483_647
"""The generator counts in whole numbers below this prime."""

MAX_BATCH = 1_000_000
MAX_SPREAD = 1e6

DRAW = read_procedure(
    "draw",
    ("state",),
    """
    first = 48271*state - 2147483647*floor(48271*state/2147483647)
    second = 48271*first - 2147483647*floor(48271*first/2147483647)
    third = 48271*second - 2147483647*floor(48271*second/2147483647)
    fourth = 48271*third - 2147483647*floor(48271*third/2147483647)
    value = (first + second + third + fourth - 2*2147483647)/2147483647*sqrt(3)
    """,
    results=("fourth", "value"),
)
"""The next state of the generator, and a value with mean 0 and standard deviation 1.

The generator is that of Park, Miller and Stockmeyer (1993): every product stays below 2^53, so float64 holds it
exactly. The value is a sum of four of its numbers, bell-shaped and never farther out than 3.5.
"""

WARM_UP = 8
"""Draws that are thrown away: seeds that lie close together start out alike."""

PHRASE = "gradient noise {spread} per sample, batch size {batch}, seed {seed}"
"""How a protocol states it; names in braces are filled in."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Noise in every gradient an optimizer is given.

    Attributes:
        spread: Standard deviation of the gradient of a single sample, along each coordinate; 0 is no noise.
        batch: How many samples a step looks at; the noise has the standard deviation spread/√batch.
        seed: Which of the possible noises it is: the same seed gives the same noise to every optimizer, step by step.
    """

    spread: float = 0.0
    batch: int = 1
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what is no noise."""
        if not 0 <= self.spread <= MAX_SPREAD:
            raise Refusal(f"noise is {self.spread:g}; allowed are numbers from 0 to {MAX_SPREAD:,.0f}")
        for name, most in (("batch", MAX_BATCH), ("seed", MODULUS - 1)):
            value = getattr(self, name)
            if not (1 <= value <= most and float(value).is_integer()):
                raise Refusal(f"{name} is {value:g}; allowed are whole numbers from 1 to {most:,}")
            object.__setattr__(self, name, int(value))

    @property
    def deviation(self) -> float:
        """Standard deviation of the noise in the gradient of a batch, along each coordinate."""
        return self.spread / math.sqrt(self.batch)

    def __str__(self) -> str:
        """Return the noise as a protocol states it; nothing where there is none."""
        if not self.spread:
            return ""
        return PHRASE.format(spread=spelled(self.spread), batch=f"{self.batch:,}", seed=self.seed)

    def around(self, evaluate: Evaluate) -> Evaluate:
        """Return a landscape's evaluation as an optimizer is given it: one call a step, the start first."""
        if not self.spread:
            return evaluate
        draw, deviation, state = compiled_procedure(DRAW), self.deviation, float(self.seed)
        for _ in range(WARM_UP):
            state, _value = draw(state)

        def noisy(x: float, y: float) -> tuple[float, float, float]:
            nonlocal state
            loss, g_x, g_y = evaluate(x, y)
            state, across = draw(state)
            state, up = draw(state)
            return loss, g_x + deviation * across, g_y + deviation * up

        return noisy


SILENCE = Noise()
"""Every gradient is exact."""
