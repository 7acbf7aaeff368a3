"""The course as objects: what is found by its name, and the facts a page keeps progress by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from thalweg.language.refusal import UnknownName
from thalweg.lessons.module import Course
from thalweg.lessons.reading import read_course

COURSE = read_course(Path(__file__).parent / "content")
EXAMPLE = COURSE.module("example")


def test_the_facts_are_those_of_the_lessons() -> None:
    example, sequel = json.loads(json.dumps(COURSE.facts()))["modules"]
    assert {name: example[name] for name in ("id", "title", "minutes", "level", "aliases")} == {
        "id": "example",
        "title": "An example",
        "minutes": 7,
        "level": "beginner",
        "aliases": {"the-start": "first", "old-figure": "slow-and-fast"},
    }
    assert example["sections"] == [
        {
            "id": "first",
            "title": "The first section",
            "minutes": 4,
            "questions": ["who-wins", "limit", "steps-in-order"],
        },
        {
            "id": "rest",
            "title": "The rest",
            "minutes": 3,
            "questions": ["good-or-bad", "all-that", "name-it", "how", "where-to", "which-way", "drag-it"],
        },
    ]
    assert sequel["sections"] == [{"id": "second", "title": "The second", "minutes": 1, "questions": []}]


def test_old_ids_lead_to_what_they_have_become() -> None:
    assert EXAMPLE.figure("old-figure") is EXAMPLE.figure("slow-and-fast")


def test_what_is_not_there_is_refused_with_what_is() -> None:
    for find in (COURSE.module, EXAMPLE.figure, EXAMPLE.question):
        with pytest.raises(UnknownName, match=r"known here|did you mean"):
            find("nothing")


def test_a_course_is_read_once() -> None:
    assert read_course(Path(__file__).parent / "content") is COURSE
    assert Course(()).facts() == {"modules": []}
