"""How long `import thalweg` takes, in a fresh interpreter each time, and how long until it can run an optimizer."""

from __future__ import annotations

import subprocess
import sys

from bench.report import Figure

REPEATS = 15
PROGRAM = "import time; start = time.perf_counter(); {}; print((time.perf_counter() - start) * 1000)"


def figures() -> list[Figure]:
    """Return what was measured, in milliseconds."""
    statements = {"import thalweg": 150, "import thalweg; thalweg.run": None}
    times: dict[str, list[float]] = {statement: [] for statement in statements}
    for _ in range(REPEATS):
        for statement, taken in times.items():
            command = [sys.executable, "-c", PROGRAM.format(statement)]
            taken.append(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return [Figure(f"`{name}`", tuple(taken), "ms", statements[name]) for name, taken in times.items()]
