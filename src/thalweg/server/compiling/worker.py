"""A process that does the work: a line of JSON in, a line of JSON out, and an end when the server ends.

It is the server's child and never its equal: it holds none of its connections, its standard error goes nowhere, and
the server kills it when it takes too long.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from thalweg.server.compiling import limits, sentences
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.work import Outcome, Refused

READY = b"ready\n"
"""What it says when it has imported everything and waits for work."""

GRACE_SECONDS = 2
"""How much longer than the server it waits before it ends itself."""

SAMPLE = Asked("formula", "sin(x*y) + x**3*y")
"""A formula that nobody derived before, so that deriving it imports everything."""


def serve(work: Callable[[Asked], Outcome]) -> None:
    """Do the work that lines of standard input ask for, until it is closed."""
    answers = answering()
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    # A thread of its own: the server's end is noticed in the middle of the work, too.
    threading.Thread(target=listen, args=(lines,), daemon=True).start()
    bound_memory()
    say(answers, READY)
    while True:
        say(answers, json.dumps(answered(work, lines.get())).encode() + b"\n")


def answering() -> BinaryIO:
    """Return what was standard output; whatever a library prints from now on goes nowhere, not into an answer."""
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return answers


def say(answers: BinaryIO, line: bytes) -> None:
    """Write a line to the server."""
    answers.write(line)
    answers.flush()


def listen(lines: queue.SimpleQueue[bytes]) -> None:
    """Pass the lines on, and end the process when there can be no more."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)


def bound_memory() -> None:
    """Have the system refuse memory above the bound, and leave no picture of it on the disk; where it can."""
    with contextlib.suppress(ImportError):  # Windows has no such bounds
        import resource

        for which, bound in ((resource.RLIMIT_DATA, limits.MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):  # a bound that is lower already
                resource.setrlimit(which, (bound, bound))


def answered(work: Callable[[Asked], Outcome], line: bytes) -> dict[str, object]:
    """Return the answer to one line, whatever comes of it."""
    try:
        with ended_in_time():
            return asdict(work(asked_in(line)))
    except (MemoryError, RecursionError):
        return asdict(Refused(sentences.TOO_MUCH_MEMORY))
    except Exception as error:  # noqa: BLE001 - what nobody foresaw is the server's to report, without what was typed
        place = traceback.extract_tb(error.__traceback__)[-1]
        return {"broke": f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"}


def asked_in(line: bytes) -> Asked:
    """Return what a line asks for."""
    given = json.loads(line)
    domain = given["domain"]
    return Asked(given["kind"], given["text"], given["title"], domain and tuple(map(tuple, domain)))


@contextlib.contextmanager
def ended_in_time() -> Iterator[None]:
    """Have the system end this process should the work go on for ever and the server not be there to kill it.

    The alarm is not handled: a handler would wait for an operation on huge numbers that never returns to Python.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(limits.WORK_SECONDS) + GRACE_SECONDS)
    try:
        yield
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)


if __name__ == "__main__":
    from thalweg.server.compiling.work import compiled

    compiled(SAMPLE)
    serve(compiled)
