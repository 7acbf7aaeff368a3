"""How long it takes to refuse a formula that is built to blow up: the slowest of a collection, in one process."""

from __future__ import annotations

import time

from bench.report import Figure
from tests.hostile import HOSTILE
from thalweg.language.derive import derive
from thalweg.language.refusal import Refusal

REPEATS = 5


def figures() -> list[Figure]:
    """Return the time of the slowest refusal of each round, in milliseconds."""
    slowest = tuple(max(map(_milliseconds, HOSTILE.values())) for _ in range(REPEATS))
    return [Figure(f"the slowest refusal of {len(HOSTILE)} hostile formulas", slowest, "ms", 500)]


def _milliseconds(text: str) -> float:
    start = time.perf_counter()
    try:
        derive(text)
    except Refusal:
        return (time.perf_counter() - start) * 1000
    raise AssertionError(f"not refused: {text!r}")
