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
    "?landscape=valley&optimizers=sgd,momentum,rmsprop&lr=0.02&start=-4,2&steps=400&noise=8&batch=3&seed=11",
)
"""Nothing but + - × ÷ √ is involved, except in Adam."""

USUAL_NOISE = (("noise", 0), ("batch", 1), ("seed", 1))

CLOSE = (
    "?landscape=rastrigin&optimizers=sgd,momentum,adam&lr=0.001&start=2.2,1.4&steps=60",
    "?landscape=plateau&optimizers=sgd,momentum,adam&lr=0.05&start=2,1&steps=100",
    "?landscape=saddle&optimizers=sgd,momentum,adam&lr=0.05&start=1.5,0.01&steps=100",
    "?landscape=rosenbrock&optimizers=adam&lr=0.05&start=-1.5,2&steps=200",
)


@pytest.mark.parametrize("query", EXACT)
def test_the_csv_equals_the_library_bit_for_bit(open_lab: OpenLab, query: str) -> None:
    # Adam raises its decays to the power t, and the last digit of a power is the library's own.
    relative = 1e-12 if "adam" in query else 0.0
    assert_same(open_lab(query).rows(), query, relative)


@pytest.mark.parametrize("query", CLOSE)
def test_the_csv_equals_the_library_as_far_as_two_cosines_agree(open_lab: OpenLab, query: str) -> None:
    assert_same(open_lab(query).rows(), query, 1e-12)


def test_the_csv_holds_every_step_of_the_opening_experiment(open_lab: OpenLab) -> None:
    lab = open_lab()
    link = lab.page.evaluate("location.search")
    assert_same(lab.rows(), link, 1e-12)


def assert_same(rows: list[Row], query: str, relative: float) -> None:
    """Require that rows of the CSV are the steps of the same comparison in Python."""
    asked = {name: values[0] for name, values in parse_qs(query.removeprefix("?")).items()}
    x, y = map(float, asked["start"].split(","))
    optimizers = asked["optimizers"].split(",")
    lr, steps = float(asked["lr"]), int(asked["steps"])
    noise = thalweg.Noise(*(int(asked.get(name, usual)) for name, usual in USUAL_NOISE))
    runs = thalweg.compare(asked["landscape"], optimizers, start=(x, y), lr=lr, steps=steps, noise=noise)
    assert [(row["optimizer"], int(row["step"])) for row in rows] == [
        (run.optimizer.key, step) for run in runs for step in range(run.steps + 1)
    ]
    columns = {
        "x": [x for run in runs for x in run.path[:, 0]],
        "y": [y for run in runs for y in run.path[:, 1]],
        "loss": [loss for run in runs for loss in run.loss],
        "gradient_norm": [norm for run in runs for norm in run.gradient_norm],
    }
    for name, expected in columns.items():
        found = [float(row[name]) for row in rows]
        different = [
            row for row, here, there in zip(rows, found, expected, strict=True) if not same(here, there, relative)
        ]
        assert different == [], f"{name} differs first at {different[0]}"


def same(here: float, there: float, relative: float) -> bool:
    """Whether two numbers are one, or differ by no more than a share of them; two that are none are the same."""
    if math.isnan(here) or math.isnan(there):
        return math.isnan(here) and math.isnan(there)
    return here == there or math.isclose(here, there, rel_tol=relative, abs_tol=0)
