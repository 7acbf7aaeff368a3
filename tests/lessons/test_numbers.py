"""Reading what a learner typed as a number."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thalweg.lessons.numbers import SAYS, NoNumber, read_number

CORPUS = json.loads((Path(__file__).parent / "numbers.json").read_text())


def test_the_corpus_is_large_and_says_each_thing_once() -> None:
    assert len(CORPUS) >= 120
    assert len({case["text"] for case in CORPUS}) == len(CORPUS)
    assert {case["reason"] for case in CORPUS if case["reading"] is None} == set(SAYS)


@pytest.mark.parametrize("case", CORPUS, ids=[ascii(case["text"][:20]) for case in CORPUS])
def test_every_text_of_the_corpus_is_read_as_it_says(case: dict[str, object]) -> None:
    text = str(case["text"])
    if case["reading"] is None:
        with pytest.raises(NoNumber) as refused:
            read_number(text)
        assert refused.value.reason == case["reason"]
        assert str(refused.value).startswith(SAYS[refused.value.reason].partition("{given}")[0])
        assert "{given}" not in str(refused.value)
    else:
        assert isinstance(case["reading"], int | float)
        assert read_number(text) == case["reading"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_read_as_python_writes_it(value: float) -> None:
    assert read_number(repr(value)) == value


@given(st.text(max_size=70))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        assert math.isfinite(read_number(text))
    except NoNumber as refused:
        assert refused.reason in SAYS  # noqa: PT017 - most texts are refused, and some are not


@given(st.text("0123456789.,/eE+-− ½²", max_size=9))
def test_what_could_be_a_number_is_one_or_refused(text: str) -> None:
    try:
        value = read_number(text)
    except NoNumber:
        return
    assert math.isfinite(value)
    # Nothing but a comma stands for more than it does in Python.
    plain = text.strip().replace(",", ".").replace("−", "-").replace("½", "1/2").replace(" ", "")
    above, _, below = plain.partition("/")
    assert value == float(above) / float(below or "1")
