"""A hybrid logical clock: the device's own time, but never behind anything that is already known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thalweg.progress import limits
from thalweg.progress.state import State

LAST_COUNT = 0xFFFF
"""Counters end here; what comes after it belongs to the next millisecond."""


@dataclass(frozen=True)
class Clock:
    """A moment on one device.

    Attributes:
        ms: Milliseconds since 1970.
        counter: What orders the moments of one millisecond.
        device: Sixteen hexadecimal digits.
    """

    ms: int
    counter: int
    device: str

    @property
    def stamp(self) -> str:
        """The moment as a text that orders as time does."""
        return f"{self.ms:012x}-{self.counter:04x}-{self.device}"


def after(state: State, now: int, device: str) -> Clock:
    """Return the moment after everything in a state, and not before now.

    Example:
        >>> from thalweg.progress.state import EMPTY
        >>> after(EMPTY, 1_764_000_000_000, "0123456789abcdef").stamp
        '019ab697e800-0000-0123456789abcdef'
    """
    ms, counter = newest(state)
    if ms < now < limits.END_OF_TIME:
        return Clock(now, 0, device)
    return Clock(ms, counter + 1, device) if counter < LAST_COUNT else Clock(ms + 1, 0, device)


def newest(state: State) -> tuple[int, int]:
    """Return milliseconds and counter of the latest stamp of a state."""
    latest = max(stamps(state), default="000000000000-0000")
    ms, counter, *_ = latest.split("-")
    return int(ms, 16), int(counter, 16)


def stamps(state: State) -> Iterator[str]:
    """Yield the stamp of the last thing that was done with each part of a state."""
    for module in state.modules.values():
        yield from (quiz.last.at for quiz in module.quizzes.values())
        if module.position:
            yield module.position.at
    yield from (mark.at for mark in state.bookmarks.values())
