"""A state as JSON: what is written is read back, and nothing else is read."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.progress.hostile import HOSTILE
from tests.progress.states import some_state
from thalweg.language.refusal import Refusal
from thalweg.progress import limits, read, write


@given(random=st.randoms(use_true_random=False))
def test_what_is_written_is_read_back(random: Random) -> None:
    state = some_state(random)
    assert read(write(state)) == state


@given(random=st.randoms(use_true_random=False))
def test_equal_states_are_written_alike(random: Random) -> None:
    state = some_state(random)
    turned = type(state)(
        version=1, modules=dict(reversed(state.modules.items())), bookmarks=state.bookmarks, spent=state.spent
    )
    assert write(turned) == write(state)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_state_is_refused_with_a_sentence(text: bytes) -> None:
    with pytest.raises(Refusal, match=r"^this (is no progress|progress was written)"):
        read(text)


def test_a_later_form_is_told_from_what_is_broken() -> None:
    with pytest.raises(Refusal, match="written by a later Thalweg, in form 7; form 1 is read here"):
        read(b'{"version": 7, "and": "whatever comes"}')


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    with pytest.raises(Refusal, match="8 MB at the most"):
        read(b" " * (limits.FILE_BYTES + 1))
