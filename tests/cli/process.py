"""The command as a process of its own."""

from __future__ import annotations

import subprocess
import sys


def command(*arguments: str, columns: int = 120, force_terminal: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the command where lines have that width, and return what it answers.

    Its output is no terminal; Rich can be made to take it for one.
    """
    return subprocess.run(
        [sys.executable, "-m", "thalweg", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"COLUMNS": str(columns), "PATH": "", "PYTHONUTF8": "1"} | ({"FORCE_COLOR": "1"} if force_terminal else {}),
    )
