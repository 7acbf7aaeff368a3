"""Each preset does what its sentence claims."""

from __future__ import annotations

import numpy as np
import pytest

from thalweg.presets import PRESETS, Preset
from thalweg.runs.compare import Comparison, compare
from thalweg.runs.stability import stability_limit


def runs_of(preset: Preset) -> Comparison:
    """Return what happens."""
    return compare(preset.landscape, preset.ends, lr=preset.lr, start=preset.start, steps=preset.steps)


def by_key(key: str) -> Preset:
    """Return a preset."""
    return next(preset for preset in PRESETS if preset.key == key)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_run_ends_as_stated(preset: Preset) -> None:
    assert {run.optimizer.key: (run.outcome, run.ended_at) for run in runs_of(preset)} == dict(preset.ends)


def test_titles_and_keys_are_different_and_some_fail_on_purpose() -> None:
    assert len({preset.key for preset in PRESETS}) == len({preset.title for preset in PRESETS}) == len(PRESETS)
    assert {preset.fails for preset in PRESETS} == {True, False}
    assert all(preset.because.endswith(".") and preset.because.count(". ") == 0 for preset in PRESETS)


def test_the_limits_that_sentences_name_are_the_limits() -> None:
    sgd, momentum = (run.optimizer for run in runs_of(by_key("explodes")))
    assert stability_limit(sgd, {"lr": 0.0}, 20.0) == 2 / 20
    assert (stability_limit(momentum, momentum.defaults, 20.0) or 0) > by_key("explodes").lr
    crawls = runs_of(by_key("crawls"))[0]
    highest = np.linalg.eigvalsh([[802, -400], [-400, 200]])[-1]
    assert crawls.hyperparameters["lr"] == pytest.approx(2 / highest / 20, rel=0.01)


def test_exactly_on_the_edge_the_point_is_mirrored() -> None:
    path = runs_of(by_key("on-the-edge"))[0].path
    assert np.abs(path[:, 1]) == pytest.approx(2.0)


def test_one_start_leads_to_two_minimizers() -> None:
    ends = {run.optimizer.key: tuple(np.round(run.path[-1], 2)) for run in runs_of(by_key("part-ways"))}
    assert ends["sgd"] != ends["momentum"]


def test_the_wall_throws_the_first_step_into_the_opposite_corner_and_the_fifth_away() -> None:
    path = runs_of(by_key("steep-wall"))[0].path
    assert (path[0] * path[1] < 0).all()
    assert 1e7 < np.hypot(*path[5]) < 1e8
