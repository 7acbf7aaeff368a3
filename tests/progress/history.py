"""Learners who do things on several devices, and a second, simpler account of what has to come of it.

A device knows its own state and what others have sent it; its clock may be years off. Everything that is done is
written down once, with the epoch it was done in, and `known` says from these lines alone what must be known in the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.progress.states import DEVICES, IDS, SCORES, TARGETS
from thalweg.progress import EMPTY, Attempt, Bookmark, Clock, Mark, Module, Position, Quiz, State, after

Merge = Callable[[State, State], State]

UNTOUCHED = Module(epoch=0, seen={}, quizzes={}, position=None)
SKEWS = (0, 0, 3, 315_360_000_000)
"""Milliseconds that the clocks of devices are ahead: the last is ten years."""


class Line(NamedTuple):
    """One thing that was done: to which module and part of it, in which epoch, when, and what."""

    kind: str
    module: str
    part: str
    epoch: int
    moment: Clock
    value: object


@dataclass
class World:
    """Devices, each with its state, and the lines of everything that was done."""

    merge: Merge
    random: Random
    now: int = 1
    states: dict[str, State] = field(default_factory=lambda: dict.fromkeys(DEVICES, EMPTY))
    lines: list[Line] = field(default_factory=list)

    def live(self, moments: int) -> None:
        """Let so many things happen."""
        skews = {device: self.random.choice(SKEWS) for device in DEVICES}
        for _ in range(moments):
            self.now += self.random.randint(0, 1)
            device = self.random.choice(DEVICES)
            if self.random.random() < 0.4:
                self.send(device, self.random.choice(DEVICES))
            else:
                self.act(device, self.now + skews[device])

    def send(self, sender: str, receiver: str) -> None:
        """Let one device learn what another knows."""
        self.states[receiver] = self.merge(self.states[receiver], self.states[sender])

    def act(self, device: str, now: int) -> None:
        """Let a learner do something on a device."""
        kind = self.random.choice(("seen", "tried", "tried", "placed", "marked", "spent", "restarted"))
        if kind == "restarted" and self.random.random() < 0.7:
            return
        state = self.states[device]
        moment = after(state, now, device)
        module = self.random.choice(TARGETS if kind in {"marked", "spent"} else IDS)
        epoch = state.modules.get(module, UNTOUCHED).epoch + (kind == "restarted")
        line = Line(kind, module, self.random.choice(IDS), epoch, moment, self.value(kind, moment))
        self.noted(state, line)
        self.states[device] = self.merge(state, part_of(line, state))

    def noted(self, state: State, line: Line) -> None:
        """Write down what is done, and in which state."""
        del state
        self.lines.append(line)

    def value(self, kind: str, moment: Clock) -> object:
        """Return what is done."""
        match kind:
            case "tried":
                return Attempt(score=self.random.choice(SCORES), at=moment.stamp, variant=0, answer="")
            case "placed":
                return Position(at=moment.stamp, block="a", section="a", nth=0, part=self.random.choice((0, 1000)))
            case "marked":
                kept = Bookmark(title="", note=self.random.choice(("", "x")), link="")
                return Mark(at=moment.stamp, kept=self.random.choice((None, kept)))
            case "spent":
                return self.random.randint(1, 3)
            case _:
                return None

    def settle(self) -> list[State]:
        """Let every device hear from every other, some of them twice, and return what each knows."""
        order = list(DEVICES) * 3
        self.random.shuffle(order)
        for receiver in [*order, *DEVICES]:
            for sender in self.random.sample(DEVICES, len(DEVICES)):
                self.send(sender, receiver)
        return list(self.states.values())


def part_of(line: Line, state: State) -> State:
    """Return the part of a state that a line adds to what its device knew."""
    before = state.modules.get(line.module, UNTOUCHED)
    empty = Module(epoch=line.epoch, seen={}, quizzes={}, position=None)
    device = line.moment.device
    match line.kind, line.value:
        case "marked", Mark() as mark:
            return State(version=1, modules={}, bookmarks={line.module: mark}, spent={})
        case "spent", int(seconds):
            seconds += state.spent.get(line.module, {}).get(device, 0)
            return State(version=1, modules={}, bookmarks={}, spent={line.module: {device: seconds}})
        case "tried", Attempt() as attempt:
            known = before.quizzes.get(line.part)
            tries = {device: (known.tries.get(device, 0) if known else 0) + 1}
            quiz = Quiz(first=attempt, best=attempt, last=attempt, tries=tries)
            module = Module(epoch=line.epoch, seen={}, quizzes={line.part: quiz}, position=None)
        case "seen", _:
            module = Module(epoch=line.epoch, seen={line.part: line.moment.ms}, quizzes={}, position=None)
        case "placed", Position() as position:
            module = Module(epoch=line.epoch, seen={}, quizzes={}, position=position)
        case _:
            module = empty
    return State(version=1, modules={line.module: module}, bookmarks={}, spent={})


def known(lines: list[Line]) -> State:
    """Return what has to be known once everybody has heard of everything."""
    of_modules = [line for line in lines if line.kind not in {"marked", "spent"}]
    return State(
        version=1,
        modules={
            name: known_module([line for line in of_modules if line.module == name]) for name in names(of_modules)
        },
        bookmarks={
            name: max(
                (mark for mark in values(lines, "marked", name) if isinstance(mark, Mark)), key=lambda mark: mark.at
            )
            for name in names([line for line in lines if line.kind == "marked"])
        },
        spent={
            name: counted([line for line in lines if (line.kind, line.module) == ("spent", name)])
            for name in names([line for line in lines if line.kind == "spent"])
        },
    )


def known_module(lines: list[Line]) -> Module:
    """Return what has to be known of a module: what was done in its highest epoch, and nothing else."""
    epoch = max(line.epoch for line in lines)
    lines = [line for line in lines if line.epoch == epoch]
    places = [line.value for line in lines if isinstance(line.value, Position)]
    return Module(
        epoch=epoch,
        seen={
            part: min(line.moment.ms for line in lines if (line.kind, line.part) == ("seen", part))
            for part in {line.part for line in lines if line.kind == "seen"}
        },
        quizzes={
            part: known_quiz([line for line in lines if (line.kind, line.part) == ("tried", part)])
            for part in {line.part for line in lines if line.kind == "tried"}
        },
        position=max(places, key=lambda place: place.at, default=None),
    )


def known_quiz(lines: list[Line]) -> Quiz:
    """Return what became of a question that was tried so often."""
    attempts = sorted((line.value for line in lines if isinstance(line.value, Attempt)), key=lambda each: each.at)
    best = next(each for each in attempts if each.score == max(other.score for other in attempts))
    tries = {device: sum(line.moment.device == device for line in lines) for device in DEVICES}
    return Quiz(
        first=attempts[0],
        best=best,
        last=attempts[-1],
        tries={device: count for device, count in tries.items() if count},
    )


def counted(lines: list[Line]) -> dict[str, int]:
    """Return the seconds by device."""
    devices = {line.moment.device for line in lines}
    return {
        device: sum(line.value for line in lines if line.moment.device == device and isinstance(line.value, int))
        for device in devices
    }


def names(lines: list[Line]) -> set[str]:
    """Return what the lines are about."""
    return {line.module for line in lines}


def values(lines: list[Line], kind: str, name: str) -> list[object]:
    """Return what was done to one thing."""
    return [line.value for line in lines if (line.kind, line.module) == (kind, name)]
