"""The numbers of the page are the numbers of the library."""

from __future__ import annotations

import math
from urllib.parse import parse_qs

import pytest

import thalweg
from tests.browser.conftest import OpenLab
from tests.browser.lab import Row

EXACT = (
    "?landscape=bowl&optimizers=sgd,momentum,rmsprop,adam&lr=0.1&start=-4,3&steps=80",
    "?landscape=valley&optimizers=sgd,momentum,rmsprop,adam&lr=0.09&start=-4,2&steps=120",
    "?landscape=rosenbrock&optimizers=sgd,momentum,rmsprop&lr=0.0015&start=-1.5,2&steps=1000",
    "?landscape=rosenbrock&optimizers=sgd,momentum&lr=0.01&start=-1.5,2&steps=100",
    "?landscape=himmelblau&optimizers=sgd,momentum,rmsprop&lr=0.01&start=0.125,0.25&steps=300",
)
"""Nothing but + - × ÷ √ is involved, and Adam's powers stay those of whole exponents."""

CLOSE = (
    "?landscape=rastrigin&optimizers=sgd,momentum,adam&lr=0.001&start=2.2,1.4&steps=60",
    "?landscape=plateau&optimizers=sgd,momentum,adam&lr=0.05&start=2,1&steps=100",
    "?landscape=saddle&optimizers=sgd,momentum,adam&lr=0.05&start=1.5,0.01&steps=100",
    "?landscape=rosenbrock&optimizers=adam&lr=0.05&start=-1.5,2&steps=200",
)


@pytest.mark.parametrize("query", EXACT)
def test_the_csv_equals_the_library_bit_for_bit(open_lab: OpenLab, query: str) -> None:
    relative = 1e-12 if "adam" in query else 0.0
    assert_same(open_lab(query).rows(), query, relative)


@pytest.mark.parametrize("query", CLOSE)
def test_the_csv_equals_the_library_within_what_two_mathematical_libraries_differ(open_lab: OpenLab, query: str) -> None:
    assert_same(open_lab(query).rows(), query, 1e-9)


def test_the_csv_holds_every_step_of_the_opening_experiment(open_lab: OpenLab) -> None:
    lab = open_lab()
    link = lab.page.evaluate("location.search")
    assert_same(lab.rows(), link, 1e-6)


def assert_same(rows: list[Row], query: str, relative: float) -> None:
    """Require that rows of the CSV are the steps of the same comparison in Python."""
    asked = {name: values[0] for name, values in parse_qs(query.removeprefix("?")).items()}
    x, y = map(float, asked["start"].split(","))
    comparison = thalweg.compare(
        asked["landscape"], asked["optimizers"].split(","), start=(x, y), lr=float(asked["lr"]), steps=int(asked["steps"])
    )
    expected = [
        (run.optimizer.key, step, *run.path[step], run.loss[step], run.gradient_norm[step])
        for run in comparison
        for step in range(run.steps + 1)
    ]
    found = [
        (row["optimizer"], int(row["step"]), *(float(row[name]) for name in ("x", "y", "loss", "gradient_norm")))
        for row in rows
    ]
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for one, other in zip(found, expected, strict=True):
        assert all(
            same(float(here), float(there), relative) for here, there in zip(one[2:], other[2:], strict=True)
        ), f"{one} is not {other}"


def same(here: float, there: float, relative: float) -> bool:
    """Whether two numbers are one, or differ by no more than a share of them; two that are not numbers are the same."""
    return here == there or (math.isnan(here) and math.isnan(there)) or math.isclose(here, there, rel_tol=relative, abs_tol=0)
