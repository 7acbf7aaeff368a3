"""Experiments worth opening: some go well, some fail on purpose, each with the one sentence that says why.

A sentence claims something, so each preset states what its runs do; tests/test_presets.py runs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thalweg.landscapes.landscape import Point
from thalweg.runs.ending import Outcome
from thalweg.runs.place import Place


@dataclass(frozen=True, slots=True)
class Preset:
    """An experiment with a reason to look at it.

    Attributes:
        key: Its name.
        title: What it is called on the page.
        because: Why it ends as it does, in one sentence.
        landscape: Key of the landscape.
        lr: The learning rate of all.
        start: Where all begin.
        steps: Most steps of each.
        ends: The optimizers, each with how its run ends and where.
        fails: Whether it is there to go wrong.
    """

    key: str
    title: str
    because: str
    landscape: str
    lr: float
    start: Point
    steps: int
    ends: Mapping[str, tuple[Outcome, Place]]
    fails: bool = False


_SETTLED = (Outcome.GRADIENT_NORM, Place.GLOBAL_MINIMUM)
_STILL = (Outcome.LOSS_CHANGE, Place.GLOBAL_MINIMUM)
_NEAR = (Outcome.STEPS, Place.GLOBAL_MINIMUM)
_ON_THE_WAY = (Outcome.STEPS, Place.NOWHERE)
_STUCK = (Outcome.GRADIENT_NORM, Place.SADDLE)
_GONE = (Outcome.DIVERGED, Place.NOWHERE)

PRESETS = (
    Preset(
        key="ravine",
        title="Across and along a ravine",
        because="At 0.09 plain descent still zig-zags inward, because the limit of the steep direction, 2/20, is 0.1.",
        landscape="valley",
        lr=0.09,
        start=(-4, 2),
        steps=500,
        ends={"sgd": _SETTLED, "momentum": _SETTLED, "adam": _SETTLED},
    ),
    Preset(
        key="curved-valley",
        title="Momentum follows the curve",
        because="Along the floor the slope is small and constant, so what is gathered over many steps arrives first.",
        landscape="rosenbrock",
        lr=0.0015,
        start=(-1.5, 2),
        steps=4000,
        ends={"sgd": _ON_THE_WAY, "momentum": _SETTLED, "adam": _ON_THE_WAY},
    ),
    Preset(
        key="part-ways",
        title="One start, two minimizers",
        because="Almost on the summit every push counts, and the push that momentum keeps leads to another basin.",
        landscape="himmelblau",
        lr=0.01,
        start=(-0.27, -0.9),
        steps=1000,
        ends={"sgd": _SETTLED, "momentum": _SETTLED, "rmsprop": _SETTLED, "adam": _SETTLED},
    ),
    Preset(
        key="off-the-ridge",
        title="A hair beside the ridge",
        because="A thousandth off the ridge is enough: what grows by a factor each step leaves any saddle in the end.",
        landscape="saddle",
        lr=0.05,
        start=(-2, 0.001),
        steps=500,
        ends={"sgd": _STILL, "momentum": _STILL, "adam": _STILL},
    ),
    Preset(
        key="explodes",
        title="A tenth too fast",
        because="Above 2/20 = 0.1 each step across the valley ends higher than it began; momentum's limit is higher.",
        landscape="valley",
        lr=0.11,
        start=(-4, 2),
        steps=500,
        ends={"sgd": _GONE, "momentum": _SETTLED},
        fails=True,
    ),
    Preset(
        key="on-the-edge",
        title="Exactly on the edge",
        because="At exactly 2/20 the step across the valley mirrors the point, so the loss stays as it is.",
        landscape="valley",
        lr=0.1,
        start=(-4, 2),
        steps=500,
        ends={"sgd": (Outcome.LOSS_CHANGE, Place.NOWHERE)},
        fails=True,
    ),
    Preset(
        key="crawls",
        title="Too careful",
        because="At a twentieth of its limit plain descent is safe, and a thousand steps take it nowhere.",
        landscape="rosenbrock",
        lr=0.0001,
        start=(-1.5, 2),
        steps=1000,
        ends={"sgd": _ON_THE_WAY},
        fails=True,
    ),
    Preset(
        key="on-the-ridge",
        title="Stuck on a saddle",
        because="Exactly on the ridge the slope across it is zero, so nothing leaves it and all end at the saddle.",
        landscape="saddle",
        lr=0.05,
        start=(-2, 0),
        steps=500,
        ends={"sgd": _STUCK, "momentum": _STUCK, "rmsprop": _STUCK, "adam": _STUCK},
        fails=True,
    ),
    Preset(
        key="dent",
        title="The nearest dent",
        because="With small steps both end in the dent they began in: a gradient knows of no lower one elsewhere.",
        landscape="rastrigin",
        lr=0.002,
        start=(-3.4, 2.7),
        steps=500,
        ends={"sgd": (Outcome.GRADIENT_NORM, Place.LOCAL_MINIMUM), "adam": (Outcome.STEPS, Place.LOCAL_MINIMUM)},
        fails=True,
    ),
    Preset(
        key="flat",
        title="No slope to go by",
        because="On the flat a step in proportion to the slope is next to nothing; a rescaled one is as long as ever.",
        landscape="plateau",
        lr=0.05,
        start=(-4, 2.5),
        steps=500,
        ends={"sgd": _ON_THE_WAY, "adam": _NEAR},
        fails=True,
    ),
    Preset(
        key="steep-wall",
        title="Thrown off a wall",
        because="On the steep wall the first step lands in the opposite corner, and the fifth tens of millions away.",
        landscape="himmelblau",
        lr=0.03,
        start=(-5, 5),
        steps=100,
        ends={"sgd": _GONE},
        fails=True,
    ),
)
"""Every preset, the ones that go well first."""
