"""Colours can be told apart by everybody, on light and on dark."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from thalweg.figures.palette import CASING, COLOURS, ramp, style, styles
from thalweg.optimizers import OPTIMIZERS
from thalweg.optimizers.optimizer import Optimizer

Vector = NDArray[np.float64]

# Machado, Oliveira & Fernandes 2009, table 1, severity 1.0; for linear sRGB.
EYES = {
    "usual": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

_LMS = np.array(
    [[0.41222147, 0.53633254, 0.05144599], [0.21190350, 0.68069955, 0.10739696], [0.08830246, 0.28171884, 0.62997870]]
)
_LAB = np.array(
    [
        [0.21045426, 0.79361779, -0.00407205],
        [1.97799850, -2.42859221, 0.45059371],
        [0.02590404, 0.78277177, -0.80867577],
    ]
)


def _linear(colour: str) -> Vector:
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _oklab(linear: Vector) -> Vector:
    lab: Vector = _LAB @ np.cbrt(_LMS @ np.clip(linear, 0, 1))
    return lab


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((float(_linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("page", ["on_light", "on_dark"])
def test_the_colours_stay_apart_for_every_kind_of_eyes(eyes: str, page: str) -> None:
    seen = [_oklab(EYES[eyes] @ _linear(getattr(colour, page))) for colour in COLOURS]
    # Measured: at least 0.132 on light and 0.167 on dark; two greys of lightness 50 % and 60 % are 0.1 apart.
    assert min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2)) > 0.13


def test_every_colour_has_the_contrast_of_text_on_its_page() -> None:
    assert min(_contrast(colour.on_light, "#ffffff") for colour in COLOURS) >= 4.5
    assert min(_contrast(colour.on_dark, CASING) for colour in COLOURS) >= 4.5


def test_the_heights_grow_in_even_steps_of_lightness_within_srgb() -> None:
    colours = ramp()
    assert all(len(colour) == 7 for colour in colours)
    lightness = np.array([_oklab(_linear(colour))[0] for colour in colours])
    steps = np.diff(lightness)
    # Rounding to 8 bits moves a colour by up to 0.003.
    assert np.max(np.abs(steps - steps.mean())) < 0.006
    assert steps.min() > 0


def test_sixteen_optimizers_are_drawn_differently() -> None:
    assert len({style(position) for position in range(16)}) == 16


def test_optimizers_compared_at_once_are_drawn_differently() -> None:
    own = [Optimizer.from_rule(f"theta = theta - {rate}*g") for rate in (0.1, 0.2)]
    everybody = [*OPTIMIZERS.values(), *own]
    assert len(set(styles(everybody))) == len(everybody)
    assert styles([OPTIMIZERS["adam"]]) == [styles(everybody)[list(OPTIMIZERS).index("adam")]]
