"""Sweeps as comma-separated values: what the lab hands over, character for character.

frontend/src/views/sweep/csv.ts writes the same.
"""

from __future__ import annotations

from itertools import chain, repeat

from thalweg.language.numbers import exactly
from thalweg.links import OWN, key_of
from thalweg.runs.run import Run
from thalweg.runs.sweeps import Sweeps

COLUMNS = ("optimizer", "lr", "loss", "steps", "outcome", "protocol")
"""A row is a run; the protocol of all stands in the first one."""


def sweep_csv(sweeps: Sweeps) -> str:
    """Return every run of every sweep as a row, numbers in full precision."""
    rows = [_row(name, run) for name, swept in zip(_names(sweeps), sweeps, strict=True) for run in swept.runs]
    protocols = chain([_in_quotes(str(sweeps.protocol))], repeat(""))
    return "\n".join([",".join(COLUMNS), *map(",".join, zip(rows, protocols, strict=False)), ""])


def _names(sweeps: Sweeps) -> list[str]:
    """Return what each optimizer is called: its key, `own` for the one rule that was typed, else the rule."""
    keys = [key_of(swept.optimizer) for swept in sweeps]
    is_one = keys.count(OWN) == 1
    return [
        key if key != OWN or is_one else _in_quotes(swept.optimizer.key)
        for key, swept in zip(keys, sweeps, strict=True)
    ]


def _row(name: str, run: Run) -> str:
    numbers = map(exactly, (run.hyperparameters["lr"], float(run.loss[-1])))
    return ",".join([name, *numbers, str(run.steps), _in_quotes(run.outcome)])


def _in_quotes(words: str) -> str:
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
