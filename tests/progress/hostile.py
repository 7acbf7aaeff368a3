"""Texts that are no state, for both languages to refuse: each is a good one with one thing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

STAMP = "019ab697e800-0000-0123456789abcdef"
DEVICE = "0123456789abcdef"
ATTEMPT = {"score": 500_000, "at": STAMP, "variant": 0, "answer": '"adam"'}
POSITION = {"at": STAMP, "block": "ravine", "section": "ravine", "nth": 2, "part": 500}
MODULE = {
    "epoch": 1,
    "seen": {"ravine": 1_764_000_000_000},
    "quizzes": {"limit": {"first": ATTEMPT, "best": ATTEMPT, "last": ATTEMPT, "tries": {DEVICE: 1}}},
    "position": POSITION,
}
MARK = {"at": STAMP, "kept": {"title": "Ravine", "note": "look", "link": ""}}
GOOD = {
    "version": 1,
    "modules": {"momentum": MODULE},
    "bookmarks": {"momentum/ravine": MARK},
    "spent": {"momentum/ravine": {DEVICE: 60}},
}


def with_value(path: str, value: object) -> bytes:
    """Return the good state with one value changed."""
    return changed(path, lambda holder, key: holder.__setitem__(key, value))


def without(path: str) -> bytes:
    """Return the good state with one value taken away."""
    return changed(path, lambda holder, key: holder.__delitem__(key))


def changed(path: str, change: Callable[[Any, str], None]) -> bytes:
    """Return the good state, changed at a path whose steps are parted by dots."""
    state = json.loads(json.dumps(GOOD))
    holder = state
    *steps, key = path.split(".")
    for step in steps:
        holder = holder[step]
    change(holder, key)
    return json.dumps(state).encode()


QUIZ = "modules.momentum.quizzes.limit"

HOSTILE = {
    "nothing": b"",
    "not JSON": b"progress",
    "not UTF-8": b"\xff\xfe{}",
    "cut short": json.dumps(GOOD).encode()[:-1],
    "NaN": b'{"version": NaN}',
    "a list": b"[]",
    "a text": b'"progress"',
    "null": b"null",
    "no version": without("version"),
    "version as a text": with_value("version", "1"),
    "version zero": with_value("version", 0),
    "no modules": without("modules"),
    "an unknown field": with_value("friends", {}),
    "modules as a list": with_value("modules", []),
    "a module with a name of capitals": with_value("modules.Momentum", MODULE),
    "a module that is a prototype": with_value("modules.__proto__", MODULE),
    "a module with a line end in its name": with_value("modules.a\n", MODULE),
    "a module with a path for a name": with_value("modules.a/b", MODULE),
    "a module that is null": with_value("modules.momentum", None),
    "a negative epoch": with_value("modules.momentum.epoch", -1),
    "half an epoch": with_value("modules.momentum.epoch", 0.5),
    "an epoch beyond counting": with_value("modules.momentum.epoch", 10**12),
    "seen as text": with_value("modules.momentum.seen.ravine", "1764000000000"),
    "seen before time": with_value("modules.momentum.seen.ravine", -1),
    "seen after the end of time": with_value("modules.momentum.seen.ravine", 2**43),
    "seen true": with_value("modules.momentum.seen.ravine", True),  # noqa: FBT003 - a value like the others
    "more sections than any module has": with_value("modules.momentum.seen", {f"s{n}": 0 for n in range(1001)}),
    "a score above all": with_value(f"{QUIZ}.best.score", 1_000_001),
    "a negative score": with_value(f"{QUIZ}.best.score", -1),
    "a question without its first attempt": without(f"{QUIZ}.first"),
    "a stamp with capitals": with_value(f"{QUIZ}.last.at", STAMP.upper()),
    "a stamp that is too short": with_value(f"{QUIZ}.last.at", STAMP[:-1]),
    "a stamp after the end of time": with_value(f"{QUIZ}.last.at", f"08{STAMP[2:]}"),
    "a stamp with a line end": with_value(f"{QUIZ}.last.at", f"{STAMP}\n"),
    "an answer without end": with_value(f"{QUIZ}.last.answer", "x" * 1001),
    "a device with a name": with_value(f"{QUIZ}.tries", {"phone": 1}),
    "more devices than anybody has": with_value(f"{QUIZ}.tries", {f"{n:016x}": 1 for n in range(65)}),
    "a position as a text": with_value("modules.momentum.position", "ravine"),
    "no position at all": without("modules.momentum.position"),
    "a position beyond the block": with_value("modules.momentum.position.part", 1001),
    "a bookmark to nowhere": with_value("bookmarks", {"": MARK}),
    "a bookmark up the tree": with_value("bookmarks", {"../ravine": MARK}),
    "a note without end": with_value("bookmarks.momentum/ravine.kept.note", "x" * 2001),
    "a note that is a number": with_value("bookmarks.momentum/ravine.kept.note", 5),
    "a note with half a character": with_value("bookmarks.momentum/ravine.kept.note", "\ud800"),
    "a bookmark without a title": without("bookmarks.momentum/ravine.kept.title"),
    "seconds that are negative": with_value("spent.momentum/ravine", {DEVICE: -5}),
    "seconds without a device": with_value("spent.momentum/ravine", 60),
    "a block four deep": with_value("spent", {"a/b/c/d": {DEVICE: 1}}),
    "deeper than anybody looks": b'{"version": 1, "modules": ' + b"[" * 100_000,
}
