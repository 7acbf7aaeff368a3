"""The course: text, figures, questions and grading, made from the folder `content`."""

from __future__ import annotations

from thalweg.lessons.module import Course
from thalweg.lessons.reading import content_folder, read_course


def course() -> Course:
    """Return the course that comes with Thalweg.

    Raises:
        BadContent: It cannot be taken; every fault is named with its file and line.
    """
    return read_course(content_folder())
