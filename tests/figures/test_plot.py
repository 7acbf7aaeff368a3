"""The figure of a comparison: files that can be read, and what stands on them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import thalweg
from thalweg.figures.plot import figure, save
from thalweg.language.refusal import Refusal
from thalweg.optimizers import OPTIMIZERS


@pytest.fixture(scope="module")
def comparison() -> thalweg.Comparison:
    return thalweg.compare("rosenbrock", OPTIMIZERS, lr=0.01, steps=200)


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.svg", b"<?xml")])
def test_each_format_is_written_and_is_the_same_file_twice(
    comparison: thalweg.Comparison, tmp_path: Path, name: str, begins: bytes
) -> None:
    save(comparison, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    assert first.startswith(begins)
    save(comparison, tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


def test_the_protocol_the_outcomes_and_the_axes_stand_on_it(comparison: thalweg.Comparison, tmp_path: Path) -> None:
    save(comparison, tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text()
    for words in (
        "Protocol: Rosenbrock",
        "learning rate 0.01, the same for all",
        "SGD: diverged at step 5",
        "Adam: steps exhausted",
    ):
        assert words in text.replace("&#x27;", "'")


def test_the_paths_drawn_are_the_paths_run(comparison: thalweg.Comparison) -> None:
    ground, chart = figure(comparison).axes
    drawn = [line.get_xydata() for line in ground.lines]
    adam = comparison[3]
    assert any(np.array_equal(points, adam.path) for points in drawn)
    curves = [line.get_ydata() for line in chart.lines]
    assert any(np.array_equal(curve, adam.loss) for curve in curves)


def test_the_picture_is_not_blank(comparison: thalweg.Comparison, tmp_path: Path) -> None:
    save(comparison, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        assert len(picture.convert("RGB").getcolors(maxcolors=10**7) or []) > 1000


def test_a_landscape_that_is_not_finite_everywhere_can_be_drawn(tmp_path: Path) -> None:
    save(thalweg.compare("log(x) + y**2", ["sgd"], start=(2, 1), steps=20), tmp_path / "a.png")
    save(thalweg.compare("7 + 0*x", ["sgd"], start=(2, 1), steps=20), tmp_path / "b.png")


@pytest.mark.parametrize("name", ["a.gif", "a", "nowhere/a.png"])
def test_a_file_that_cannot_be_written_is_refused_in_a_sentence(
    comparison: thalweg.Comparison, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refusal):
        save(comparison, tmp_path / name)
