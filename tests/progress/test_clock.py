"""The clock never runs backwards, whatever the device's own one does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.progress.states import DEVICES, some_state
from thalweg.progress import EMPTY, Mark, State, after
from thalweg.progress.clock import stamps
from thalweg.progress.limits import END_OF_TIME

DEVICE = DEVICES[1]


def state_at(ms: int, counter: int) -> State:
    """Return a state whose last stamp shows this."""
    mark = Mark(at=f"{ms:012x}-{counter:04x}-{DEVICE}", kept=None)
    return State(version=1, modules={}, bookmarks={"a": mark}, spent={})


@given(random=st.randoms(use_true_random=False), now=st.integers(-10, 10))
def test_a_moment_is_after_everything_that_is_known(random: Random, now: int) -> None:
    state = some_state(random)
    moment = after(state, now, DEVICE)
    assert all(moment.stamp[:17] > stamp[:17] for stamp in stamps(state))


@pytest.mark.parametrize(
    ("ms", "counter", "now", "expected"),
    [
        (5, 3, 9, (9, 0)),
        (5, 3, 5, (5, 4)),
        (5, 3, 1, (5, 4)),
        (5, 0xFFFF, 1, (6, 0)),
        (5, 3, -100, (5, 4)),
        (5, 3, END_OF_TIME, (5, 4)),
    ],
)
def test_the_next_moment(ms: int, counter: int, now: int, expected: tuple[int, int]) -> None:
    moment = after(state_at(ms, counter), now, DEVICE)
    assert (moment.ms, moment.counter) == expected


def test_a_device_whose_clock_is_before_1970_still_has_moments() -> None:
    assert after(EMPTY, -5, DEVICE).stamp == f"000000000000-0001-{DEVICE}"
