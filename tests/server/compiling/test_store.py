"""What is kept, and what goes when there is no room."""

from __future__ import annotations

from collections import OrderedDict

from hypothesis import given
from hypothesis import strategies as st

from thalweg.server.compiling.store import Store

ENTRIES, SIZE = 4, 20


def test_what_was_longest_unused_goes_first() -> None:
    store = Store[str, int](entries=2, size=100)
    store.put("a", 1, size=1)
    store.put("b", 2, size=1)
    assert store.get("a") == 1
    store.put("c", 3, size=1)
    assert (store.get("a"), store.get("b"), store.get("c")) == (1, None, 3)


def test_as_much_goes_as_there_is_no_room_for() -> None:
    store = Store[str, int](entries=100, size=10)
    for key in "abc":
        store.put(key, 0, size=3)
    store.put("d", 0, size=8)
    assert [key for key in "abcd" if store.get(key) is not None] == ["d"]
    assert store.size == 8


def test_what_is_larger_than_all_the_room_is_not_kept() -> None:
    store = Store[str, int](entries=100, size=10)
    store.put("a", 0, size=11)
    assert (len(store), store.size, store.get("a")) == (0, 0, None)


def test_what_is_put_again_counts_once() -> None:
    store = Store[str, int](entries=100, size=10)
    store.put("a", 1, size=7)
    store.put("a", 2, size=6)
    assert (len(store), store.size, store.get("a")) == (1, 6, 2)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7), st.integers(0, 25))))
def test_whatever_is_put_and_asked_for_the_bounds_hold(uses: list[tuple[bool, int, int]]) -> None:
    store = Store[int, int](entries=ENTRIES, size=SIZE)
    kept: OrderedDict[int, int] = OrderedDict()
    for is_put, key, size in uses:
        if is_put:
            store.put(key, size, size=size)
            kept.pop(key, None)
            kept[key] = size
            while len(kept) > ENTRIES or sum(kept.values()) > SIZE:
                kept.popitem(last=False)
        else:
            assert store.get(key) == kept.get(key)
            if key in kept:
                kept.move_to_end(key)
        assert (len(store), store.size) == (len(kept), sum(kept.values()))
