"""The course is read once, however many ask for it at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from thalweg import lessons
from thalweg.lessons.module import Course
from thalweg.lessons.reading import read_course

READERS = 4


def test_all_who_ask_at_once_are_given_the_same_course() -> None:
    read_course.cache_clear()
    together = Barrier(READERS)

    def ask(_: int) -> Course:
        together.wait()
        return lessons.course()

    with ThreadPoolExecutor(READERS) as threads:
        first, *others = threads.map(ask, range(READERS))
    assert all(other is first for other in others)
