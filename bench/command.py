"""One run of 500 steps as a whole process: our command, and the same run written with each peer."""

from __future__ import annotations

import importlib.util
import json
import math
import subprocess
import sys
import time
from pathlib import Path

from bench.report import Figure
from tests.serving import THALWEG

REPEATS = 15
PEERS = Path(__file__).parent / "peers"
RUN = [THALWEG, "run", "rosenbrock", "adam", "--start=-1.5,2", "--lr", "0.05", "--steps", "500"]


def figures() -> list[Figure]:
    """Return what was measured, in seconds."""
    peers = {name: [sys.executable, str(PEERS / f"{name}_adam.py")] for name in ("torch", "optax")}
    here = {name: command for name, command in peers.items() if importlib.util.find_spec(name)}
    end = ours()
    for name, command in here.items():
        x, y = (float(word) for word in output(command).split())
        assert math.isclose(x, end[0], rel_tol=1e-9), f"{name} ended at x = {x}, we at {end[0]}"
        assert math.isclose(y, end[1], rel_tol=1e-9), f"{name} ended at y = {y}, we at {end[1]}"
    commands = {
        "`thalweg run …`, whole process": RUN,
        "`thalweg run … --json`": [*RUN, "--json"],
        **{f"the same run with {name}": command for name, command in here.items()},
        "Python itself, doing nothing": [sys.executable, "-c", "pass"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(REPEATS):  # in turn, so that whatever else the machine does falls on all of them alike
        for name, command in commands.items():
            start = time.perf_counter()
            output(command)
            times[name].append(time.perf_counter() - start)
    return [Figure(name, tuple(taken), "s", 0.6 if commands[name] is RUN else None) for name, taken in times.items()]


def ours() -> tuple[float, float]:
    """Return where our command ends, after every one of the 500 steps."""
    said = json.loads(output([*RUN, "--json"]))
    assert said["steps"] == 500, "the run ended early: this is not the run that the peers make"
    x, y = said["path"][-1]
    return x, y


def output(command: list[str]) -> str:
    """Run a command to its end and return what it printed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
