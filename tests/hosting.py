"""A host of files, as simple as they come: it hands out what lies in a folder, and nothing else."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """A host that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Host(ThreadingHTTPServer):
    """A host for a browser that asks for a whole course at once: nobody is turned away while others are let in."""

    request_queue_size = 128


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[ThreadingHTTPServer, str]]:
    """Hand out a folder on a free port of this machine, and give the host and its address."""
    with Host(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as host:
        thread = threading.Thread(target=host.serve_forever)
        thread.start()
        try:
            yield host, f"http://127.0.0.1:{host.server_port}"
        finally:
            host.shutdown()
            thread.join()
