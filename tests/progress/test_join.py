"""The merge keeps every law, and each way to break it that we could think of breaks one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.progress import laws
from tests.progress.laws import LAWS, Law
from thalweg.progress import Attempt, Mark, Module, Position, Quiz, join, merge

Value = TypeVar("Value")

SEEDS = 300
"""Of these, every mutant below is caught by the first dozens."""


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@settings(max_examples=200)
@given(random=st.randoms(use_true_random=False))
def test_the_merge_keeps(law: Law, random: Random) -> None:
    law(merge, random)


# -------------------------------------------------------------------------------------------- what is broken, and how

whole_module, whole_quiz, whole_table = join._module, join._quiz, join._each  # noqa: SLF001 - what the mutants are made of


def tombstones_win(a: Mark, b: Mark) -> Mark:
    return max(a, b, key=lambda mark: (mark.kept is None, mark.at))


def marks_win(a: Mark, b: Mark) -> Mark:
    return max(a, b, key=lambda mark: (mark.kept is not None, mark.at, str(mark.kept)))


def time_is_summed(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    return {device: a.get(device, 0) + b.get(device, 0) for device in a | b}


def the_smallest_count(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    return whole_table(a, b, min)


def a_later_epoch_keeps_the_old_sections(a: Module, b: Module) -> Module:
    return whole_module(a, b) if a.epoch == b.epoch else replace(a, epoch=max(a.epoch, b.epoch))


def epochs_are_united(a: Module, b: Module) -> Module:
    epoch = max(a.epoch, b.epoch)
    return whole_module(replace(a, epoch=epoch), replace(b, epoch=epoch))


def the_lower_epoch_wins(a: Module, b: Module) -> Module:
    return whole_module(a, b) if a.epoch == b.epoch else min(a, b, key=lambda module: module.epoch)


def the_nearer_of_equal_epochs_wins(a: Module, b: Module) -> Module:
    return a if a.epoch >= b.epoch else b


def sections_joined_by(choose: Callable[[int, int], int]) -> Callable[[Module, Module], Module]:
    def module(a: Module, b: Module) -> Module:
        joined = whole_module(a, b)
        return replace(joined, seen=whole_table(a.seen, b.seen, choose)) if a.epoch == b.epoch else joined

    return module


def the_last_is_the_best(a: Quiz, b: Quiz) -> Quiz:
    joined = whole_quiz(a, b)
    return replace(joined, best=joined.last)


def the_best_is_the_last(a: Quiz, b: Quiz) -> Quiz:
    joined = whole_quiz(a, b)
    return replace(joined, last=joined.best)


def the_first_is_the_later_one(a: Quiz, b: Quiz) -> Quiz:
    return replace(whole_quiz(a, b), first=max(a.first, b.first, key=lambda attempt: (attempt.at, str(attempt))))


def of_equals_the_latest_is_best(a: Quiz, b: Quiz) -> Quiz:
    best = max(a.best, b.best, key=lambda attempt: (attempt.score, attempt.at, str(attempt)))
    return replace(whole_quiz(a, b), best=best)


def the_earlier_place(a: Position, b: Position) -> Position:
    return min(a, b, key=str)


def what_both_have(
    a: dict[str, Value], b: dict[str, Value], choose: Callable[[Value, Value], Value]
) -> dict[str, Value]:
    return {key: choose(a[key], b[key]) for key in a if key in b}


def the_second_wins(
    a: dict[str, Value], b: dict[str, Value], choose: Callable[[Value, Value], Value]
) -> dict[str, Value]:
    del choose
    return a | b


def into_the_first(
    a: dict[str, Value], b: dict[str, Value], choose: Callable[[Value, Value], Value]
) -> dict[str, Value]:
    a.update(whole_table(a, b, choose))
    return a


def removed_marks_are_forgotten(
    a: dict[str, Value], b: dict[str, Value], choose: Callable[[Value, Value], Value]
) -> dict[str, Value]:
    table = whole_table(a, b, choose)
    return {key: value for key, value in table.items() if not isinstance(value, Mark) or value.kept}


def time_alone(attempt: Attempt) -> str:
    return attempt.at


def milliseconds_alone(attempt: Attempt) -> str:
    return attempt.at[:12]


def score_alone(attempt: Attempt) -> int:
    return -attempt.score


def time_of_mark_alone(mark: Mark) -> str:
    return mark.at


MUTANTS: tuple[tuple[str, Callable[..., object], Law], ...] = (
    ("_of_mark", time_of_mark_alone, laws.commutative),
    ("_later", tombstones_win, laws.as_it_was_done),
    ("_later", marks_win, laws.as_it_was_done),
    ("_each", removed_marks_are_forgotten, laws.with_nothing),
    ("_largest", time_is_summed, laws.idempotent),
    ("_largest", the_smallest_count, laws.nothing_lost),
    ("_module", a_later_epoch_keeps_the_old_sections, laws.commutative),
    ("_module", epochs_are_united, laws.as_it_was_done),
    ("_module", the_lower_epoch_wins, laws.nothing_lost),
    ("_module", the_nearer_of_equal_epochs_wins, laws.commutative),
    ("_module", sections_joined_by(lambda _, second: second), laws.commutative),
    ("_module", sections_joined_by(lambda one, other: (one + other) // 2), laws.associative),
    ("_module", sections_joined_by(max), laws.as_it_was_done),
    ("_quiz", the_last_is_the_best, laws.nothing_lost),
    ("_quiz", the_best_is_the_last, laws.as_it_was_done),
    ("_quiz", the_first_is_the_later_one, laws.as_it_was_done),
    ("_quiz", of_equals_the_latest_is_best, laws.as_it_was_done),
    ("_in_time", time_alone, laws.commutative),
    ("_in_time", milliseconds_alone, laws.convergent),
    ("_by_merit", score_alone, laws.convergent),
    ("_last_place", the_earlier_place, laws.as_it_was_done),
    ("_each", what_both_have, laws.with_nothing),
    ("_each", the_second_wins, laws.commutative),
    ("_each", into_the_first, laws.pure),
)
"""A function of the merge, what takes its place, and the law that notices."""


@pytest.mark.parametrize(("name", "mutant", "law"), MUTANTS, ids=lambda value: getattr(value, "__name__", value))
def test_a_broken_merge_is_caught(
    name: str, mutant: Callable[..., object], law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(join, name, mutant)
    assert any(is_broken(law, seed) for seed in range(SEEDS)), f"{law.__name__} has noticed nothing"


def is_broken(law: Law, seed: int) -> bool:
    """Whether the merge, as it is now, breaks a law."""
    try:
        law(join.merge, Random(seed))  # noqa: S311 - the same states every time
    except AssertionError:
        return True
    return False


def test_the_laws_hold_where_the_mutants_were_caught() -> None:
    assert not [law for law in LAWS for seed in range(SEEDS) if is_broken(law, seed)]
