"""A sweep: its numbers, the rates of it that are worth trying, and several of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import thalweg
from thalweg.language.refusal import Refusal
from thalweg.runs.ending import Outcome
from thalweg.runs.entrants import Entrant
from thalweg.runs.policy import RATES
from thalweg.runs.sweep import Sweep, sweep
from thalweg.runs.sweeps import sweeps


@pytest.mark.parametrize(
    ("landscape", "optimizer", "steps"),
    [("valley", "sgd", 200), ("valley", "adam", 60), ("himmelblau", "rmsprop", 200), ("rastrigin", "sgd", 60)],
)
def test_up_to_the_edge_every_rate_arrives_and_the_next_ones_do_not(landscape: str, optimizer: str, steps: int) -> None:
    swept = sweep(landscape, optimizer, steps=steps)
    runs = swept.runs
    assert swept.best in swept.arriving
    assert swept.edge is swept.arriving[-1]
    first, last = runs.index(swept.arriving[0]), runs.index(swept.edge)
    arrives = ["minimum" in run.ended_at and run.outcome is not Outcome.DIVERGED for run in runs]
    assert all(arrives[first : last + 1])
    assert not any(arrives[at] for at in (first - 1, last + 1) if 0 <= at < len(RATES))
    if swept.crawl:
        # Below the stretch another one may arrive, with a gap between them: whoever crawls is below both.
        assert not any(arrives[: runs.index(swept.crawl) + 1])
        assert arrives[runs.index(swept.crawl) + 1]
        assert swept.crawl.loss[-1] > swept.best.loss[-1]


def test_an_edge_that_is_merely_the_last_rate_is_none_and_no_rate_has_two_names() -> None:
    plateau = sweep("plateau", "sgd", steps=500)
    assert plateau.arriving[-1] is plateau.runs[-1]
    assert plateau.edge is None
    # The good rate is the last that arrives, and more has been tried.
    ravine = sweep("valley", "nesterov", steps=500)
    assert ravine.edge is ravine.best
    assert list(ravine.marks) == ["Crawl", "Good", "Explode"]
    # Where every rate diverges there is none that is good.
    assert list(sweep("-exp(x**2 + y**2)", "sgd", start=(2, 2), steps=50).marks) == ["Explode"]


@pytest.mark.parametrize(("landscape", "optimizer"), [("bowl", "adam"), ("himmelblau", "adam"), ("bowl", "momentum")])
def test_the_best_of_those_that_converged_at_the_lowest_has_the_fewest_steps(landscape: str, optimizer: str) -> None:
    swept = sweep(landscape, optimizer, steps=500)
    converged = [run for run in swept.runs if run.outcome in (Outcome.GRADIENT_NORM, Outcome.LOSS_CHANGE)]
    lowest = min(converged, key=lambda run: float(run.loss[-1]))
    # Which of them ends lowest by the last digit is noise, and would be another one.
    assert swept.best.steps < lowest.steps
    assert swept.best.loss[-1] - lowest.loss[-1] < 1e-10
    assert swept.best.steps == min(run.steps for run in converged if run.loss[-1] < lowest.loss[-1] + 1e-10)


def test_who_converged_higher_up_is_not_the_best_however_soon() -> None:
    swept = sweep("rastrigin", "momentum", start=(-4.5, 3), steps=500)
    converged = [run for run in swept.runs if run.outcome in (Outcome.GRADIENT_NORM, Outcome.LOSS_CHANGE)]
    assert min(run.steps for run in converged) < swept.best.steps
    assert swept.best.loss[-1] < min(converged, key=lambda run: run.steps).loss[-1]


def test_its_arrays_are_the_rates_and_the_losses_at_the_ends_of_the_runs() -> None:
    swept = thalweg.sweep("valley", "sgd", steps=40)
    assert isinstance(swept, thalweg.Sweep)
    assert swept.lr.tolist() == list(RATES) == [run.hyperparameters["lr"] for run in swept.runs]
    alone = [thalweg.run("valley", "sgd", lr=lr, steps=40).loss[-1] for lr in RATES]
    assert swept.loss.tolist() == alone
    assert swept.steps.tolist() == [run.steps for run in swept.runs]
    assert repr(swept).startswith(
        "<Sweep of SGD on Elongated valley: best at 0.0749894, steps exhausted after 40 steps"
    )


@pytest.mark.parametrize(
    ("landscape", "optimizer", "settings", "limit"),
    [
        ("valley", "sgd", {}, 0.1),  # 2/20
        ("valley", "momentum", {"beta": 0.5}, 0.15),  # (1 + 0.5)·2/20
        ("rosenbrock", "sgd", {}, pytest.approx(2 / 1001.6, rel=1e-4)),
        ("valley", "adam", {}, None),  # no closed form
        ("x**2 + 10*y**2", "sgd", {}, None),  # no minimizer is known
        ("himmelblau", "sgd", {"start": (3.5, -2)}, pytest.approx(2 / 105.4, rel=1e-3)),  # at (3.58, -1.85)
        ("himmelblau", "sgd", {"start": (2, 2)}, pytest.approx(2 / (54 + 800**0.5))),  # at (3, 2)
    ],
)
def test_its_limit_is_that_of_the_minimizer_nearest_to_the_start(
    landscape: str, optimizer: str, settings: dict[str, Any], limit: float | None
) -> None:
    assert sweep(landscape, optimizer, steps=0, **settings).limit == limit


def test_its_protocol_names_all_rates_that_were_tried() -> None:
    line = str(sweep("valley", "momentum", start=(-4, 2), steps=60, beta=0.5).protocol)
    assert "start (-4, 2) · 49 learning rates from 1e-5 to 10 · Momentum β 0.5 · at most 60 steps" in line


def test_several_at_once_are_each_as_alone_under_one_protocol() -> None:
    seen: list[float] = []

    def watched(tried: Sequence[Entrant]) -> Sequence[Entrant]:
        seen.extend(values["lr"] for _, values in tried)
        return tried

    both = sweeps(
        "valley", ["sgd", "momentum"], steps=60, beta=0.8, settings={"momentum": {"beta": 0.5}}, watched=watched
    )
    assert seen == [*RATES, *RATES]
    for one, alone in zip(
        both, (sweep("valley", "sgd", steps=60), sweep("valley", "momentum", steps=60, beta=0.5)), strict=True
    ):
        assert isinstance(one, Sweep)
        assert one.loss.tolist() == alone.loss.tolist()
    assert "· 49 learning rates from 1e-5 to 10 · Momentum β 0.5 ·" in str(both.protocol)
    assert [entrant.key for entrant, _ in both.protocol.entrants] == ["sgd", "momentum"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"lr": 0.1}, "lr is 0.1, and a sweep tries 49 learning rates from 1e-5 to 10 by itself; leave lr out"),
        ({"gamma": 0.1}, 'unknown hyper-parameter of SGD "gamma"'),
        ({"steps": -1}, "steps is -1"),
    ],
)
def test_what_a_sweep_cannot_take_is_refused(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        sweep("bowl", "sgd", **arguments)


def test_several_refuse_a_learning_rate_of_one_as_that_of_all() -> None:
    for given in ({"lr": 0.1}, {"settings": {"sgd": {"lr": 0.1}}}):
        with pytest.raises(Refusal, match="leave lr out"):
            sweeps("bowl", ["sgd", "adam"], **given)
