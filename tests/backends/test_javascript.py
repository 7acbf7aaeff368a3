"""The browser's JavaScript computes what Python computes.

Where only + - * / and sqrt are involved, every number is the same to the last bit, through 2,000 steps and through
overflow. Elsewhere two languages may have different libraries for cos and tanh: there, trajectories are compared for as
long as round-off alone does not drive them apart. (Measured with Chromium 156 and glibc 2.36: no difference at all.)
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.backends.conftest import Numbers, Script
from tests.sensitivity import drift
from thalweg.landscapes import LANDSCAPES
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.compiled import compiled_formula
from thalweg.runs.ending import NEVER, Outcome, Stop
from thalweg.runs.run import Run, run
from thalweg.runs.terrain import terrain

RATIONAL = ("bowl", "valley", "rotated-valley", "rosenbrock", "himmelblau", "saddle")
"""Landscapes made of + - * / alone."""

RATES = (1e-3, 1e-2, 0.1, 1.1)
STEPS = 2000

SAME = 1e-12
"""Relative difference where cos or tanh is involved."""

TRACE = """(_, landscape, optimizer, values, x, y, steps, stop) => {
    const ground = catalogue.landscapes.find((each) => each.key === landscape);
    const everybody = catalogue.optimizers.flatMap((each) => [each, ...each.alternatives]);
    const mover = everybody.find((each) => each.key === optimizer);
    const record = new Float64Array((steps + 1) * mover.columns);
    const end = mover.trace(ground, values, x, y, steps, stop, record);
    return [end.steps, end.outcome, end.diverged_at, ...record.subarray(0, (end.steps + 1) * mover.columns)];
}"""

every_pair = pytest.mark.parametrize(
    ("landscape", "optimizer"), list(itertools.product(LANDSCAPES, OPTIMIZERS)), ids=str
)


def _traced(script: Script, ours: Run, steps: int, stop: Stop) -> tuple[int, int, int, Numbers]:
    """Return steps, outcome, first diverged step, and the rows that JavaScript recorded for the same run."""
    given = {
        "gradient_norm": stop.gradient_norm,
        "loss_change": stop.loss_change,
        "window": stop.window,
        "divergence": stop.divergence,
    }
    values = list(ours.hyperparameters.values())
    answer = script(TRACE, ours.landscape.key, ours.optimizer.key, values, *ours.start, steps, given)
    taken, outcome, diverged_at = (int(number) for number in answer[:3])
    return taken, outcome, diverged_at, answer[3:].reshape(taken + 1, -1)


def _rows(ours: Run) -> Numbers:
    states = [state.reshape(ours.steps + 1, -1) for state in ours.states.values()]
    return np.hstack([ours.path, ours.loss[:, None], ours.gradient, *states])


@every_pair
def test_every_recorded_number_is_pythons(script: Script, landscape: str, optimizer: str) -> None:
    for lr, start, stop in itertools.product(RATES, LANDSCAPES[landscape].starts, (Stop(), NEVER)):
        ours = run(landscape, optimizer, start=(start.x, start.y), lr=lr, steps=STEPS, stop=stop)
        taken, outcome, diverged_at, rows = _traced(script, ours, STEPS, stop)
        if landscape in RATIONAL:
            assert (taken, list(Outcome)[outcome]) == (ours.steps, ours.outcome)
            assert diverged_at == (-1 if ours.diverged_at is None else ours.diverged_at)
            np.testing.assert_array_equal(rows, _rows(ours))
        else:
            noise, size = drift(ours)
            wild = np.flatnonzero(~(noise <= SAME / 10 * size))
            shared = int(wild[0]) if len(wild) else ours.steps + 1
            assert shared >= 2
            np.testing.assert_allclose(rows[:shared, :2], ours.path[:shared], rtol=0, atol=SAME * size[shared - 1])
            if shared == ours.steps + 1:
                assert (taken, list(Outcome)[outcome]) == (ours.steps, ours.outcome)


@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_loss_gradient_and_hessian_are_pythons(script: Script, landscape: str) -> None:
    declared = LANDSCAPES[landscape]
    generator = np.random.default_rng(3)
    low, high = np.array([declared.domain.x, declared.domain.y]).T
    points = generator.uniform(2 * low, 2 * high, size=(500, 2))
    theirs = script(
        """(points, key) => {
            const ground = catalogue.landscapes.find((each) => each.key === key);
            const out = new Float64Array(points.length / 2 * 7);
            for (let i = 0; i < points.length / 2; i += 1) {
                out[7 * i] = ground.loss(points[2 * i], points[2 * i + 1]);
                ground.evaluate(points[2 * i], points[2 * i + 1], out.subarray(7 * i + 1));
                ground.hessian(points[2 * i], points[2 * i + 1], out.subarray(7 * i + 4));
            }
            return out;
        }""",
        landscape,
        numbers=points.ravel(),
    ).reshape(-1, 7)
    compiled = compiled_formula(declared.formula)
    ours = np.array([[compiled.loss(*p), *compiled.evaluate(*p), *compiled.hessian(*p)] for p in points.tolist()])
    if landscape in RATIONAL:
        np.testing.assert_array_equal(theirs, ours)
    else:
        np.testing.assert_allclose(theirs, ours, rtol=SAME, atol=SAME * np.max(np.abs(ours)))


def test_places_and_heights_are_pythons(script: Script) -> None:
    from thalweg.runs.compiled import compiled_procedure
    from thalweg.runs.place import PLACE
    from thalweg.runs.terrain import HEIGHT

    generator = np.random.default_rng(5)
    given = generator.normal(size=(2000, 9)) * 10.0 ** generator.integers(-6, 3, size=(2000, 9))
    given[:, 6:8] = np.abs(given[:, 6:8])
    given[::3, 8] = np.nan
    theirs = script(
        """(given) => {
            const row = (i) => given.subarray(9 * i, 9 * i + 9);
            return Array.from({ length: given.length / 9 }, (_, i) => catalogue.place(...row(i)));
        }""",
        numbers=given.ravel(),
    )
    place = compiled_procedure(PLACE)
    assert theirs.tolist() == [place(*row) for row in given.tolist()]
    assert len(set(theirs.tolist())) == 7
    whole = terrain(LANDSCAPES["rosenbrock"])
    scale = [whole.low, whole.high, whole.unit]
    losses = 10.0 ** generator.uniform(-12, 4, size=500)
    heights = script("(losses, scale) => losses.map((loss) => catalogue.height(loss, ...scale))", scale, numbers=losses)
    height = compiled_procedure(HEIGHT)
    np.testing.assert_allclose(heights, [height(loss, *scale) for loss in losses.tolist()], rtol=SAME)


def test_the_functions_that_never_raise_give_what_javascript_gives(script: Script) -> None:
    """Python's stand-ins for 1/0, sqrt(-1) and their like, against the real thing, on all special values."""
    from thalweg.backends import ieee

    special = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, -3.0, 1e-320, 1e300, -1e300, 710.0, np.inf, -np.inf, np.nan]
    pairs = np.array(list(itertools.product(special, special)))
    one = ("sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "abs", "sign")
    two = {"divide": "a / b", "power": "Math.pow(a, b)", "min": "Math.min(a, b)", "max": "Math.max(a, b)"}
    for name in one:
        theirs = script(
            f"(pairs) => pairs.filter((_, i) => i % 2 == 0).map((a) => Math.{name}(a))", numbers=pairs.ravel()
        )
        _assert_same(name, theirs, [ieee.FUNCTIONS[name](a) for a, _ in pairs.tolist()])
    for name, code in two.items():
        theirs = script(
            f"(p) => Array.from({{ length: p.length / 2 }}, (_, i) => ((a, b) => {code})(p[2 * i], p[2 * i + 1]))",
            numbers=pairs.ravel(),
        )
        _assert_same(name, theirs, [ieee.FUNCTIONS[name](a, b) for a, b in pairs.tolist()])


def _assert_same(name: str, theirs: Numbers, ours: list[float]) -> None:
    # The last places of sin and its like are each library's own; at 1e300 they are a matter of argument reduction.
    np.testing.assert_allclose(np.array(ours, dtype=float), theirs, rtol=1e-14, err_msg=name)
