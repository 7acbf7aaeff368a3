"""The laboratory as a process of its own, for the tests and benchmarks that need a real one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

THALWEG = str(Path(sys.executable).parent / "thalweg")
"""The command of this environment, however the tests were started."""


@contextmanager
def laboratory(
    *options: str, stderr: int | None = None, command: Sequence[str] = (THALWEG,)
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `thalweg lab` on a free port, and give the process and its address.

    It listens before it says so: whoever connects then is answered, without waiting or trying again.
    """
    command = [*command, "lab", "--no-browser", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as lab:
        try:
            assert lab.stdout is not None
            announced = re.search(r"(http://\S+)/lab", lab.stdout.readline())
            assert announced, "the laboratory did not start; it said why on its standard error"
            yield lab, announced[1]
        finally:
            lab.kill()
