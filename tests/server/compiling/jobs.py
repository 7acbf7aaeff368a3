"""A worker process whose work is whatever the text says: `python jobs.py` speaks as the real one does."""

from __future__ import annotations

import os
import socket

from thalweg.server.compiling import worker
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.work import Compiled, Outcome


def do(asked: Asked) -> Outcome:
    """Do what the text says; of any other text, make a module that consists of it."""
    word, _, rest = asked.text.partition(" ")
    match word:
        case "hang":
            while True:
                pass
        case "hold":  # as "hang", and whoever listens there notices when it ends
            held = socket.create_connection(("127.0.0.1", int(rest)))
            held.sendall(b"here")
            while True:
                pass
        case "eat":
            return Compiled(str(len(bytearray(2 * 2**30))))
        case "die":
            os._exit(3)
        case "break":
            raise LookupError(rest)
        case "print":
            print(rest, flush=True)  # noqa: T201 - that is what it does
        case "long":
            return Compiled("x" * int(rest))
        case "who":
            return Compiled(str(os.getpid()))
    return Compiled(asked.text)


if __name__ == "__main__":
    worker.serve(do)
