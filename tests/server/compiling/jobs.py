"""A worker process whose work is whatever the text says: `python jobs.py` speaks as the real one does."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from thalweg.server.compiling import limits, worker
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.work import Compiled, Outcome


def hang(_: str) -> str:
    """Never come to an end."""
    while True:
        pass


def hold(port: str) -> str:
    """Never come to an end, and let whoever listens there notice when the process does."""
    held = socket.create_connection(("127.0.0.1", int(port)))
    held.sendall(b"here")
    return hang(port)


def eat(_: str) -> str:
    """Take more memory than there is."""
    return str(len(bytearray(2 * limits.MEMORY_BYTES)))


def die(_: str) -> str:
    """End without a word."""
    os._exit(3)


def fail(reason: str) -> str:
    """Fail as nobody foresaw."""
    raise LookupError(reason)


def chatter(text: str) -> str:
    """Print, as a library might."""
    print(text, flush=True)  # noqa: T201 - that is what it does
    return "done"


JOBS: dict[str, Callable[[str], str]] = {
    "hang": hang,
    "hold": hold,
    "eat": eat,
    "die": die,
    "fail": fail,
    "print": chatter,
    "long": lambda length: "x" * int(length),
    "who": lambda _: str(os.getpid()),
    "say": lambda text: text,
}


def do(asked: Asked) -> Outcome:
    """Do the job that the first word names with the rest of the text."""
    word, _, rest = asked.text.partition(" ")
    return Compiled(JOBS[word](rest))


if __name__ == "__main__":
    worker.serve(do)
