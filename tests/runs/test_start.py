"""Where a run begins that was not told where."""

from __future__ import annotations

import math

import pytest

import thalweg
from thalweg.landscapes import LANDSCAPES
from thalweg.landscapes.landscape import Domain, Landscape
from thalweg.links import read_link
from thalweg.runs.compiled import compiled_formula
from thalweg.runs.start import first_start
from thalweg.runs.stationary import explored

HOLED = ["log(x) + y**2", "sqrt(x*y)", "sqrt(x) + y**2", "log(x - 4.8)"]


@pytest.mark.parametrize("formula", HOLED)
def test_it_has_a_loss_wherever_it_is_asked_for(formula: str) -> None:
    run = thalweg.run(formula, "sgd", steps=3)
    assert math.isfinite(run.loss[0])
    assert all(map(math.isfinite, compiled_formula(formula).evaluate(*run.start)))
    start = explored(Landscape.from_formula(formula)).starts[0]
    link = f"?landscape=own&formula={formula.replace('+', '%2B')}"
    assert run.start == (start.x, start.y) == read_link(link).start
    assert thalweg.compare(formula, ["sgd"], steps=3)[0].start == run.start


def test_it_is_as_plain_as_it_can_be() -> None:
    start = first_start(Landscape.from_formula("log(x)", domain=Domain((-1, 3), (-1, 1))))
    assert (start.x, start.y) == (0.03, 0.425)


def test_what_was_given_is_kept_though_there_is_no_loss() -> None:
    run = thalweg.run("log(x)", "sgd", start=(-1, 0), steps=3)
    assert run.start == (-1, 0)
    assert math.isnan(run.loss[0])


def test_where_there_is_no_loss_anywhere_it_stays_where_it_was() -> None:
    start = first_start(Landscape.from_formula("log(-1 - x**2)"))
    assert (start.x, start.y) == (-3, 2)


def test_declared_landscapes_begin_at_their_first_start() -> None:
    assert all(first_start(each) == each.starts[0] for each in LANDSCAPES.values())


@pytest.mark.parametrize(
    ("domain", "start"),
    [
        (Domain((-3, 5), (-5, 5)), (-1.4, 2)),
        (Domain((-1, 1), (0, 1)), (-0.6, 0.7)),
        (Domain((1000, 1001), (-1e-7, 2e-7)), (1000.2, 1.1e-7)),
        (Domain((-1e308, 1e308), (0, 5e-324)), (-6e307, 0)),
    ],
)
def test_it_is_a_point_that_a_person_would_write(domain: Domain, start: tuple[float, float]) -> None:
    found = Landscape.from_formula("x + y", domain=domain).starts[0]
    assert (found.x, found.y) == start
