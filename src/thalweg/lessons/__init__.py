"""The course: text, figures, questions and grading, made from the folder `content`."""

from __future__ import annotations

import threading

from thalweg.lessons.module import Course
from thalweg.lessons.reading import content_folder, read_course

_READING = threading.Lock()


def course() -> Course:
    """Return the course that comes with Thalweg.

    Raises:
        BadContent: It cannot be taken; every fault is named with its file and line.
    """
    # Whoever asks at the same time is given the same course; a cache alone would have it read by each of them.
    with _READING:
        return read_course(content_folder())
