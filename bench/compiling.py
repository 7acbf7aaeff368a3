"""How long typed mathematics takes to come back as a module, and what hostile mathematics costs everybody else."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from bench.report import Figure
from tests.serving import laboratory
from thalweg.server.compiling.limits import WORK_SECONDS
from thalweg.server.compiling.service import ADDRESS

HOSTILE = 50
WATCHED_SECONDS = 8.0
"""Long enough that processes are killed and replaced meanwhile."""

LANDSCAPES = [f"(1 - x)**2 + {n}*(y - x**2)**2 + sin(x*y)" for n in range(1, 16)]
RULES = [f"m = 0.9*m + 0.{n}*g\ntheta = theta - lr*m/(abs(m) + 1e-8)" for n in range(1, 16)]


def figures() -> list[Figure]:
    """Return what was measured, in milliseconds."""
    return [*typed(), *under_attack()]


def typed() -> list[Figure]:
    """Return how long the answers take that people wait for."""
    with laboratory() as (_, address), connected(address) as connection:
        first = [milliseconds(connection, {"formula": "x**2 + 3*y**2 + x*y"}, 200)]
        landscapes = [milliseconds(connection, {"formula": formula}, 200) for formula in LANDSCAPES]
        again = [milliseconds(connection, {"formula": formula}, 200) for formula in LANDSCAPES]
        rules = [milliseconds(connection, {"rule": rule}, 200) for rule in RULES]
        refused = [milliseconds(connection, {"formula": f"x + z{n}"}, 422) for n in range(15)]
        endless = [milliseconds(connection, hostile(0), 422) / 1_000]
    return [
        Figure("a typed landscape, the first of all: a process starts", tuple(first), "ms"),
        Figure("a typed landscape, the next ones", tuple(landscapes), "ms"),
        Figure("a typed landscape that was typed before", tuple(again), "ms"),
        Figure("a typed rule", tuple(rules), "ms"),
        Figure("a typed formula that cannot be read", tuple(refused), "ms"),
        Figure("a formula that never ends, until it is refused", tuple(endless), "s", WORK_SECONDS + 0.5),
    ]


def under_attack() -> list[Figure]:
    """Return how long others wait while formulas are derived that never end."""
    waits: list[float] = []
    with laboratory() as (_, address), ExitStack() as stack:
        for number in range(HOSTILE):
            connection = stack.enter_context(connected(address))
            connection.request("POST", ADDRESS, json.dumps(hostile(number)), {"content-type": "application/json"})
        end = time.perf_counter() + WATCHED_SECONDS
        while time.perf_counter() < end:
            start = time.perf_counter()
            with connected(address) as other:
                other.request("GET", "/healthz")
                assert other.getresponse().read()
            waits.append((time.perf_counter() - start) * 1_000)
    what = f"`/healthz` while {HOSTILE} formulas are derived that never end"
    return [Figure(what, tuple(waits), "ms"), Figure(f"the slowest of {len(waits):,}", (max(waits),), "ms", 100)]


@contextmanager
def connected(address: str) -> Iterator[http.client.HTTPConnection]:
    """Give a connection to the laboratory."""
    with closing(http.client.HTTPConnection(address.removeprefix("http://"))) as connection:
        yield connection


def hostile(number: int) -> dict[str, str]:
    """Return a formula that SymPy looks for the factors of a number of 20,000 digits for."""
    return {"formula": f"sqrt(1e308**64 + {number + 1})"}


def milliseconds(connection: http.client.HTTPConnection, body: dict[str, str], status: int) -> float:
    """Return how long an answer took."""
    start = time.perf_counter()
    connection.request("POST", ADDRESS, json.dumps(body), {"content-type": "application/json"})
    response = connection.getresponse()
    said = response.read()
    taken = (time.perf_counter() - start) * 1_000
    assert response.status == status, said
    return taken


if __name__ == "__main__":
    from bench.report import table

    print(table(figures()))
