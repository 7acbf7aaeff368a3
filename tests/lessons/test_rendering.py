"""The HTML of lessons: what the front end and the style sheets hold on to."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from thalweg.lessons.module import Module
from thalweg.lessons.reading import read_course
from thalweg.lessons.rendering import ask_html, form_html, section_html

EXAMPLE = read_course(Path(__file__).parent / "content").module("example")


def page(module: Module = EXAMPLE, base: str = "") -> str:
    """Return all sections of a module."""
    return "".join(section_html(module, section, base) for section in module.sections)


@pytest.mark.parametrize(
    "markup",
    [
        '<section class="lesson-section" id="first" data-section="first">\n<span id="the-start"></span>\n<h2>The first',
        '<figure class="lesson-figure" id="edge" data-figure="edge" data-link="?landscape=valley&amp;optimizers=sgd',
        'start=-4,2&amp;steps=200" data-parts="lr">',
        'data-parts="lr playback chart"',
        '<noscript><img src="/course/pictures/example/edge.svg" alt="A path that zig-zags at full width." loading=',
        '<a class="open-in-lab" href="/course/lab?landscape=valley&amp;optimizers=sgd&amp;lr=0.1&amp;start=-4,2&amp;',
        '<section class="question" id="limit" data-question="limit" data-type="numeric" data-variants="4">',
        '<section class="question" id="who-wins" data-question="who-wins" data-type="predict" data-variants="1" ',
        ' data-kind="winner" data-figure="slow-and-fast">\n<h3>Prediction</h3>',
        '<label class="choice"><input type="radio" name="good-or-bad" value="no"><span>It is not.</span></label>',
        '<label class="choice"><input type="checkbox" name="all-that" value="path"><span>Its whole path</span></label>',
        '<label>Your answer <input type="text" name="answer" maxlength="64" autocomplete="off">',
        '<li data-item="move"><span>subtract that</span><button type="button" data-move="-1">Up</button>',
        '<section class="task" id="reach-it" data-task="reach-it"',
        '<button type="button" class="set-up">Set it up</button>',
        '<div class="lesson-lab" data-lab></div>',
        '<h3 id="below">Under the first</h3>',
        '<a href="#slow-and-fast">the figure</a>',
        '<a href="/course/learn/sequel#second">',
        '<a href="/course/glossary#learning-rate" class="word">',
        '<a href="/course/lab?landscape=valley&amp;lr=0.05" class="lab-link">',
        '<a href="https://example.org/paper?a=1&amp;b=2" rel="external">',
        '<article class="rule" data-rule="adam">',
        '<article class="landscape" data-landscape="rastrigin">',
        '<td class="right">0.05</td>',
        '<div class="display-math"><math display="block">',
    ],
)
def test_the_markup_is_as_agreed(markup: str) -> None:
    assert markup in page(base="/course")


def test_claims_leave_nothing_behind() -> None:
    assert "claim" not in page()
    assert "it explodes. Go" in page()


def test_nothing_asks_for_what_the_security_policy_forbids() -> None:
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script|javascript:", page())


def test_answers_are_not_in_the_page() -> None:
    told = ["Its limit is 0.1", "It keeps two vectors", "half the limit", "0.1 per step", "creeps along", "A saddle"]
    assert not [words for words in told if words in page()]


def test_every_id_stands_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page())
    assert len(ids) == len(set(ids))


def test_variants_are_filled_in() -> None:
    limit = EXAMPLE.question("limit")
    assert "curvature is 20?" in ask_html(EXAMPLE, limit)
    assert "curvature is 8?" in ask_html(EXAMPLE, limit, 3)
    assert "<summary>Hint 2</summary>\n<p>By 8.</p>" in ask_html(EXAMPLE, limit, 3)


def test_an_order_is_never_offered_right() -> None:
    order = EXAMPLE.question("steps-in-order")
    offered = re.findall('data-item="([^"]+)"', form_html(EXAMPLE, order))
    assert sorted(offered) == ["gradient", "move", "scale"]
    assert offered != ["gradient", "scale", "move"]


def test_each_variant_is_shuffled_in_its_own_way() -> None:
    order = msgspec.structs.replace(EXAMPLE.question("steps-in-order"), vary={"a": tuple(range(8))})
    orders = {tuple(re.findall('data-item="([^"]+)"', form_html(EXAMPLE, order, variant))) for variant in range(8)}
    assert len(orders) > 2
    assert ("gradient", "scale", "move") not in orders
