"""The command `thalweg` with the course of the tests, which has a block of every kind, in place of its own."""

from __future__ import annotations

from pathlib import Path

from thalweg import lessons
from thalweg.cli import main
from thalweg.lessons.reading import read_course

if __name__ == "__main__":
    # Here and not above: whoever only imports this file, as pytest does to look for doctests, keeps the course.
    lessons.course = lambda: read_course(Path(__file__).with_name("content"))
    main()
