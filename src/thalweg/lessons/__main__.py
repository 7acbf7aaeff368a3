"""Check the content: `python -m thalweg.lessons [FOLDER]` prints every fault as file:line: sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from thalweg.lessons.linter import faults_of
from thalweg.lessons.reading import content_folder


def main(arguments: list[str]) -> int:
    """Print the faults of a folder, the content's own unless one is named; return how the process ends."""
    folder = Path(arguments[0]) if arguments else content_folder()
    faults = faults_of(folder)
    for fault in faults:
        print(f"{os.path.relpath(folder)}/{fault}")  # noqa: T201 - it talks to a person
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
