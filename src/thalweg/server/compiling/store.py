"""A table of bounded size: what was longest unused goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Store(Generic[Key, Value]):
    """Values by key, at most so many and at most so many bytes.

    Example:
        >>> store = Store[str, str](entries=2, size=100)
        >>> for letter in "abac":
        ...     store.put(letter, letter.upper(), size=1)
        >>> store.get("a"), store.get("b")
        ('A', None)
    """

    def __init__(self, *, entries: int, size: int) -> None:
        """Begin with nothing.

        Args:
            entries: Most values.
            size: Most bytes of all values together.
        """
        self.most_entries = entries
        self.most_size = size
        self.size = 0
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, which counts as a use of it, or None."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def put(self, key: Key, value: Value, *, size: int) -> None:
        """Keep a value of so many bytes, and let go of what there is no room for."""
        _, before = self._kept.pop(key, (None, 0))
        self._kept[key] = (value, size)
        self.size += size - before
        while len(self._kept) > self.most_entries or self.size > self.most_size:
            _, (_, gone) = self._kept.popitem(last=False)
            self.size -= gone
