"""Runs and declarations as tables for people and as JSON for machines."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from thalweg.landscapes.landscape import Landscape
from thalweg.language.numbers import spelled, three_digits
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.compare import Comparison
from thalweg.runs.diagnosis import Finding
from thalweg.runs.ending import Outcome
from thalweg.runs.run import Run
from thalweg.runs.sweep import Sweep
from thalweg.runs.sweeps import Sweeps

LEGEND = (
    "Arrives up to: the largest of the tried rates around the best one that end at a minimum as it does. "
    "Stable up to: the limit of theory at the known minimizer nearest to the start. "
    "Diverges from: the smallest tried rate that diverges. –: none."
)
"""What stands under the table of a sweep."""

NONE = "–"
"""Stands in a table where there is nothing."""


def print_run(console: Console, run: Run) -> None:
    """Print how a run ended and some of its points."""
    console.print(Text.assemble((run.optimizer.title, "bold"), " on ", (run.landscape.title, "bold")))
    facts = _table(show_header=False)
    facts.add_column(style="dim")
    facts.add_column()
    for name, value in (
        ("outcome", _outcome(run)),
        ("ended at", f"{run.ended_at}, ({_short(run.path[-1, 0])}, {_short(run.path[-1, 1])})"),
        ("steps", f"{run.steps:,}"),
        ("final loss", _short(run.loss[-1])),
        ("gradient norm", _short(run.gradient_norm[-1])),
    ):
        facts.add_row(name, value)
    console.print(facts)
    for finding in run.findings:
        _print_finding(console, f"{finding.kind.title}.", finding)
    points = _table()
    for heading in ("step", "x", "y", "loss", "gradient norm"):
        points.add_column(heading, justify="right")
    norms = run.gradient_norm
    for step in _milestones(run.steps):
        values = (run.path[step, 0], run.path[step, 1], run.loss[step], norms[step])
        points.add_row(f"{step:,}", *map(_short, values))
    console.print(points)
    _print_protocol(console, str(run.protocol))


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Print how each run ended."""
    console.print(Text(comparison[0].landscape.title, style="bold"))
    results = _table()
    for heading in ("optimizer", "outcome", "ended at"):
        results.add_column(heading)
    for heading in ("steps", "final loss", "x", "y"):
        results.add_column(heading, justify="right", no_wrap=True)
    for run in comparison:
        end = map(_short, (run.loss[-1], run.path[-1, 0], run.path[-1, 1]))
        results.add_row(run.optimizer.title, _outcome(run), run.ended_at, f"{run.steps:,}", *end)
    console.print(results)
    for run in comparison:
        for finding in run.findings:
            _print_finding(console, f"{run.optimizer.title}: {_lowered(finding.kind.title)}.", finding)
    _print_protocol(console, str(comparison.protocol))


def print_sweeps(console: Console, sweeps: Sweeps) -> None:
    """Print where each optimizer is at its best, where it is stable and where it explodes."""
    console.print(Text(sweeps.each[0].landscape.title, style="bold"))
    results = _table()
    results.add_column("optimizer", overflow="fold")
    for heading in ("best\nrate", "converges\nin", "final\nloss", "arrives\nup to", "stable\nup to", "diverges\nfrom"):
        results.add_column(heading, justify="right", no_wrap=True)
    for swept in sweeps:
        results.add_row(swept.optimizer.title, *_best(swept), *_reach(swept))
    console.print(results)
    console.print(Text(LEGEND, style="dim"))
    _print_protocol(console, str(sweeps.protocol))


def print_lists(console: Console, landscapes: Iterable[Landscape], optimizers: Iterable[Optimizer]) -> None:
    """Print everything that is declared."""
    ground = _table()
    for heading in ("landscape", "formula", "start", "what it teaches"):
        ground.add_column(heading, no_wrap=heading in {"landscape", "start"})
    for landscape in landscapes:
        first = landscape.starts[0]
        ground.add_row(landscape.key, landscape.formula, f"{first.x:g}, {first.y:g}", landscape.teaches)
    console.print(ground)
    movers = _table()
    for heading in ("optimizer", "hyper-parameters", "equals", "what it does"):
        movers.add_column(heading, no_wrap=heading == "optimizer", overflow="fold")
    for optimizer in optimizers:
        values = ", ".join(f"{name} {spelled(value)}" for name, value in optimizer.defaults.items())
        movers.add_row(optimizer.key, values, ", ".join(optimizer.matches), optimizer.summary)
    console.print(movers)


def run_json(run: Run) -> dict[str, object]:
    """Return a run as JSON values, but for numbers that are not finite; `print_json` writes them as null."""
    return {
        "landscape": run.landscape.key,
        "optimizer": run.optimizer.key,
        "hyperparameters": dict(run.hyperparameters),
        "start": list(run.start),
        "outcome": str(run.outcome),
        "ended_at": str(run.ended_at),
        "steps": run.steps,
        "diverged_at": run.diverged_at,
        "findings": [
            {
                "key": finding.kind.key,
                "sentence": finding.sentence,
                "advice": finding.advice,
                "evidence": dict(finding.evidence),
                "change": dict(finding.change),
            }
            for finding in run.findings
        ],
        "protocol": str(run.protocol),
        "path": run.path.tolist(),
        "loss": run.loss.tolist(),
        "gradient_norm": run.gradient_norm.tolist(),
    }


def comparison_json(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as JSON values."""
    return {"protocol": str(comparison.protocol), "runs": [run_json(run) for run in comparison]}


def sweeps_json(sweeps: Sweeps) -> dict[str, object]:
    """Return sweeps as JSON values."""
    return {"protocol": str(sweeps.protocol), "sweeps": [_sweep_json(swept) for swept in sweeps]}


def lists_json(landscapes: Iterable[Landscape], optimizers: Iterable[Optimizer]) -> dict[str, object]:
    """Return everything that is declared as JSON values."""
    return {
        "landscapes": [
            {
                "key": each.key,
                "title": each.title,
                "formula": each.formula,
                "domain": [list(each.domain.x), list(each.domain.y)],
                "starts": [[start.x, start.y] for start in each.starts],
                "teaches": each.teaches,
            }
            for each in landscapes
        ],
        "optimizers": [
            {
                "key": each.key,
                "title": each.title,
                "rule": each.program.text,
                "hyperparameters": each.defaults,
                "equals": list(each.matches),
            }
            for each in optimizers
        ],
    }


def print_json(values: Mapping[str, object]) -> None:
    """Print JSON on one line, numbers in full precision; a number that is not finite is null."""
    print(json.dumps(_finite(values), allow_nan=False))  # noqa: T201 - this is the output; Rich would wrap it


def _sweep_json(swept: Sweep) -> dict[str, object]:
    first, best = swept.runs[0], swept.best
    return {
        "landscape": swept.landscape.key,
        "optimizer": swept.optimizer.key,
        "hyperparameters": {name: value for name, value in first.hyperparameters.items() if name != "lr"},
        "start": list(first.start),
        "best": {
            "lr": _rate(best),
            "loss": float(best.loss[-1]),
            "steps": best.steps,
            "outcome": str(best.outcome),
            "ended_at": str(best.ended_at),
        }
        if best.outcome is not Outcome.DIVERGED
        else None,
        "limit": swept.limit,
        "arrives": [_rate(each) for each in (swept.arriving[0], swept.arriving[-1])] if swept.arriving else None,
        "diverges_from": _rate(swept.explosion) if swept.explosion else None,
        "lr": swept.lr.tolist(),
        "loss": swept.loss.tolist(),
        "steps": swept.steps.tolist(),
        "outcome": [str(each.outcome) for each in swept.runs],
    }


def _best(swept: Sweep) -> list[str]:
    """Return the best rate of a sweep, in how many steps it converges, and the loss at the end."""
    best = swept.best
    if best.outcome is Outcome.DIVERGED:
        return [NONE, NONE, NONE]
    steps = f"{best.steps:,} {'step' if best.steps == 1 else 'steps'}"
    steps = f"> {steps}" if best.outcome is Outcome.STEPS else steps
    return [three_digits(_rate(best)), steps, three_digits(float(best.loss[-1]))]


def _reach(swept: Sweep) -> list[str]:
    """Return up to where an optimizer arrives, up to where it is stable, and from where on it diverges."""
    edge = _rate(swept.arriving[-1]) if swept.arriving else None
    explosion = _rate(swept.explosion) if swept.explosion else None
    return [NONE if rate is None else three_digits(rate) for rate in (edge, swept.limit, explosion)]


def _rate(run: Run) -> float:
    return run.hyperparameters["lr"]


def _table(*, show_header: bool = True) -> Table:
    return Table(box=box.SIMPLE, show_header=show_header, header_style="bold", pad_edge=False)


def _print_finding(console: Console, title: str, finding: Finding) -> None:
    console.print(Text.assemble((title, "bold"), f" {finding.sentence} {finding.advice}".rstrip()))


def _lowered(title: str) -> str:
    return title[0].lower() + title[1:]


def _print_protocol(console: Console, line: str) -> None:
    console.print(Text(f"Protocol: {line}", style="dim"))


def _outcome(run: Run) -> str:
    return f"{run.outcome} at step {run.diverged_at:,}" if run.outcome is Outcome.DIVERGED else str(run.outcome)


def _short(value: float) -> str:
    return f"{value:.5g}"


def _finite(value: object) -> object:
    """Return JSON values with null for every number that JSON cannot write, however deep it lies."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return value


def _milestones(steps: int) -> list[int]:
    """Return the steps to show: 0, 1, 2, 5, 10, 20, 50, … and the last."""
    marks = [0, *(factor * 10**power for power in range(7) for factor in (1, 2, 5))]
    return [mark for mark in marks if mark < steps] + [steps]
