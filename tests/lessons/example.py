"""The command `thalweg` with the course of the tests, which has a block of every kind, in place of its own."""

from __future__ import annotations

from pathlib import Path

from thalweg import lessons
from thalweg.cli import main
from thalweg.lessons.reading import read_course

lessons.course = lambda: read_course(Path(__file__).with_name("content"))

if __name__ == "__main__":
    main()
