"""What holds of a merge, each as a function that is given the merge, so that broken ones can be held to it too."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from tests.progress import history
from tests.progress.history import Merge
from tests.progress.states import some_state
from thalweg.progress import EMPTY, Module, read, write

Law = Callable[[Merge, Random], None]


def commutative(merge: Merge, random: Random) -> None:
    a, b = some_state(random), some_state(random)
    assert merge(a, b) == merge(b, a)


def associative(merge: Merge, random: Random) -> None:
    a, b, c = some_state(random), some_state(random), some_state(random)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


def idempotent(merge: Merge, random: Random) -> None:
    a = some_state(random)
    assert merge(a, a) == a


def with_nothing(merge: Merge, random: Random) -> None:
    a = some_state(random)
    assert merge(a, EMPTY) == a == merge(EMPTY, a)


def upper_bound(merge: Merge, random: Random) -> None:
    """Require that both are at or below what holds both, and that telling it either again is no news."""
    a, b = some_state(random), some_state(random)
    both = merge(a, b)
    assert merge(a, both) == both == merge(both, b)


def pure(merge: Merge, random: Random) -> None:
    a, b = some_state(random), some_state(random)
    before = copy.deepcopy((a, b))
    merge(a, b)
    assert (a, b) == before


def writable(merge: Merge, random: Random) -> None:
    """Require that what comes out can be written and read back, and is what it was."""
    both = merge(some_state(random), some_state(random))
    assert read(write(both)) == both


def nothing_lost(merge: Merge, random: Random) -> None:
    """Require that nothing completed and no better score is lost, except to a restart."""
    a, b = some_state(random), some_state(random)
    both = merge(a, b)
    for state in (a, b):
        for name, module in state.modules.items():
            joined = both.modules[name]
            assert joined.epoch >= module.epoch
            if joined.epoch == module.epoch:
                _holds(joined, module)


def _holds(joined: Module, module: Module) -> None:
    assert joined.seen.keys() >= module.seen.keys()
    assert all(joined.seen[section] <= ms for section, ms in module.seen.items())
    for name, quiz in module.quizzes.items():
        assert joined.quizzes[name].best.score >= quiz.best.score
        assert sum(joined.quizzes[name].tries.values()) >= sum(quiz.tries.values())


def convergent(merge: Merge, random: Random) -> None:
    """Require that all devices end up with one state, whichever way and however often they heard of each other."""
    world = history.World(merge, random)
    world.live(moments=25)
    one, *others = world.settle()
    assert all(other == one for other in others)


def as_it_was_done(merge: Merge, random: Random) -> None:
    """Require that what is known in the end is what was done, by the plain account of it."""
    world = history.World(merge, random)
    world.live(moments=25)
    assert world.settle()[0] == history.known(world.lines)


LAWS: tuple[Law, ...] = (
    commutative,
    associative,
    idempotent,
    with_nothing,
    upper_bound,
    pure,
    writable,
    nothing_lost,
    convergent,
    as_it_was_done,
)
