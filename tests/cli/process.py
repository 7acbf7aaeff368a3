"""The command as a process of its own."""

from __future__ import annotations

import subprocess
import sys


def command(*arguments: str, columns: int = 120) -> subprocess.CompletedProcess[str]:
    """Run the command on a terminal of that width, and return what it answers."""
    return subprocess.run(
        [sys.executable, "-m", "thalweg", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"COLUMNS": str(columns), "PATH": "", "PYTHONUTF8": "1"},
    )
