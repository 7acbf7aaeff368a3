"""What is right is not in a page before it is answered: the same HTML is made whatever the right answer is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from tests.lessons.vectors import EXAMPLE
from thalweg import lessons
from thalweg.lessons.module import Module
from thalweg.lessons.questions import (
    AnyQuestion,
    Handle,
    Multiple,
    Numeric,
    Order,
    Predict,
    Single,
    Text,
)
from thalweg.lessons.rendering import ask_html, form_html

QUESTIONS = [
    (module, question) for module in (EXAMPLE, *lessons.course().modules) for question in module.questions.values()
]

every = pytest.mark.parametrize(
    ("module", "question"), QUESTIONS, ids=[f"{module.id}/{question.id}" for module, question in QUESTIONS]
)


def with_other_answers(question: AnyQuestion) -> Iterator[AnyQuestion]:
    """Yield the same question with everything changed that nobody may see before it is answered."""
    told = {"explain": "Something else."}
    match question:
        case Single(choices=choices):
            for chosen in choices:
                yield structs.replace(
                    question,
                    choices=tuple(structs.replace(each, right=each is chosen, why="No.", show="") for each in choices),
                    **told,
                )
        case Multiple(choices=choices):
            flipped = tuple(structs.replace(each, right=not each.right, why="No.", show="") for each in choices)
            yield structs.replace(question, choices=flipped, **told)
        case Numeric():
            yield structs.replace(question, answer=12345.678, tolerance="50%", near=(), **told)
        case Text():
            yield structs.replace(question, accept=("something",), near=(), **told)
        case Predict():
            yield structs.replace(question, why={}, miss="No.", by="steps", tolerance=0.4, **told)
        case Handle():
            yield structs.replace(question, until=("sgd loss<1e9",), solution="?", miss="No.", **told)
        case Order():
            yield structs.replace(question, why="No.", **told)


@every
def test_the_page_is_the_same_whatever_is_right(module: Module, question: AnyQuestion) -> None:
    others = list(with_other_answers(question))
    assert others
    for variant in range(question.variants):
        asked = ask_html(module, question, variant), form_html(module, question, variant)
        for other in others:
            assert (ask_html(module, other, variant), form_html(module, other, variant)) == asked


def test_an_order_is_not_asked_for_in_the_right_order() -> None:
    for module, question in QUESTIONS:
        if isinstance(question, Order):
            for variant in range(question.variants):
                form = form_html(module, question, variant)
                places = [form.index(f'data-item="{item.id}"') for item in question.items]
                assert places != sorted(places)
