"""Verdicts: every question of the course and of the example, in every variant, on every sort of answer."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lessons.vectors import EXAMPLE, UNLIKELY, blank, invalid, keys, right, vectors, wrong
from thalweg.lessons.grading import FULL, Verdict, grade, right_answer
from thalweg.lessons.keys import AnyKey, MultipleKey, NumericKey, PredictKey, SingleKey, key

KEYS = dict(keys())
EVERY = pytest.mark.parametrize("of", KEYS.values(), ids=KEYS)


def example(question: str, variant: int = 0) -> AnyKey:
    """Return the key of a question of the example."""
    return key(EXAMPLE, EXAMPLE.question(question), variant)


@EVERY
def test_a_right_answer_is_right(of: AnyKey) -> None:
    verdict = grade(of, right(of))
    assert (verdict.verdict, verdict.score) == ("correct", FULL)
    assert verdict.explain == of.explain
    assert verdict.show is None


@EVERY
def test_a_wrong_answer_is_told_why_and_not_what_is_right(of: AnyKey) -> None:
    for answer in wrong(of):
        verdict = grade(of, answer)
        assert verdict.verdict in {"incorrect", "partial"}, answer
        assert verdict.score < FULL
        assert (verdict.score > 0) == (verdict.verdict == "partial")
        assert verdict.feedback
        assert all(verdict.feedback)
        assert verdict.explain is verdict.answer is None


@EVERY
def test_what_is_no_answer_is_invalid_and_says_why(of: AnyKey) -> None:
    for answer in (*invalid(of), *blank(of)):
        verdict = grade(of, answer)
        assert (verdict.verdict, verdict.score) == ("invalid", 0), answer
        assert len(verdict.feedback) == 1
        assert verdict.feedback[0].endswith((".", ";"))
        assert "<b>" not in verdict.feedback[0]
        assert verdict.explain is verdict.answer is None


@EVERY
def test_whoever_asks_is_told(of: AnyKey) -> None:
    for answer in (right(of), *wrong(of), *blank(of)):
        verdict = grade(of, answer, reveal=True)
        assert verdict.verdict == grade(of, answer).verdict
        assert verdict.explain == of.explain
        assert verdict.answer is not None


@EVERY
def test_nothing_breaks_a_grader(of: AnyKey) -> None:
    for answer in UNLIKELY:
        assert grade(of, answer).verdict != "correct"


@given(
    st.sampled_from(list(KEYS)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
        max_leaves=12,
    ),
)
def test_any_json_gets_a_verdict(name: str, answer: object) -> None:
    verdict = grade(KEYS[name], answer)
    assert verdict.verdict in {"correct", "partial", "incorrect", "invalid"}
    assert (verdict.score == FULL) == (verdict.verdict == "correct")


@EVERY
def test_a_key_survives_json(of: AnyKey) -> None:
    assert msgspec.json.decode(msgspec.json.encode(of), type=AnyKey) == of


def test_vectors_are_json_and_of_every_sort() -> None:
    made = json.loads(json.dumps(vectors(), allow_nan=False))
    assert {vector["verdict"]["verdict"] for vector in made} == {"correct", "partial", "incorrect", "invalid"}
    assert {vector["key"]["type"] for vector in made} == {
        "single",
        "multiple",
        "numeric",
        "order",
        "text",
        "predict",
        "figure",
    }
    assert {vector["key"]["kind"] for vector in made if vector["key"]["type"] == "predict"} == {
        "winner",
        "outcome",
        "end",
        "path",
    }


# ---------------------------------------------------------------------------------------------------------- by the type


def test_a_number_is_right_up_to_its_tolerance_and_not_beyond() -> None:
    limit = example("limit")
    assert [grade(limit, text).verdict for text in ("0.1", "0,1", "2/20", "1/10", "0.101", "0.099")] == ["correct"] * 6
    assert [grade(limit, text).verdict for text in ("0.1011", "0.0989", "−0.1", "10%")] == ["incorrect"] * 3 + [
        "invalid"
    ]
    assert grade(example("limit", 3), "0.25").verdict == "correct"


def test_a_typical_wrong_number_is_told_why_and_shown_where() -> None:
    near = grade(example("limit"), "0.05")
    assert near.feedback == ("<p>That is the best rate, half the limit.</p>",)
    assert near.show == "?landscape=valley&optimizers=sgd&lr=0.05"


def test_a_choice_that_is_wrong_shows_its_counterexample() -> None:
    verdict = grade(example("good-or-bad"), "yes")
    assert verdict == Verdict(
        verdict="incorrect",
        feedback=("<p>Its limit is 0.1.</p>",),
        show="?landscape=valley&optimizers=sgd&lr=0.11",
    )


@pytest.mark.parametrize(
    ("ticked", "score"),
    [
        (["first", "second"], FULL),
        (["second", "first", "first"], FULL),
        (["first"], 500_000),
        (["first", "path"], 0),
        (["first", "second", "path"], 500_000),
        (["path"], 0),
    ],
)
def test_several_choices_count_in_part(ticked: list[str], score: int) -> None:
    assert grade(example("all-that"), ticked).score == score


def test_words_are_compared_however_they_were_typed() -> None:
    for text in ("saddle", " Saddle  Point. ", "“SADDLE”", "ｓａｄｄｌｅ", "saddle\tpoint"):
        assert grade(example("name-it"), text).verdict == "correct", text
    assert grade(example("name-it"), "Plateau!").feedback == ("<p>A plateau is flat all around.</p>",)


def test_predictions_are_graded_by_what_the_figure_does() -> None:
    assert grade(example("who-wins"), "momentum").verdict == "correct"
    assert grade(example("who-wins"), "sgd").feedback[0].startswith("<p>It creeps along the floor")
    assert grade(example("how"), "cycles").verdict == "correct"
    assert grade(example("how"), "converges").feedback == ("<p>Look at how far each step goes.</p>",)


def test_the_end_of_a_run_is_right_within_a_share_of_the_map() -> None:
    # The map is 10 by 10, so a twentieth of its diagonal is 0.707; the run ends at (0, 0) as near as can be seen.
    assert grade(example("where-to"), ["0,7", "0"]).verdict == "correct"
    assert grade(example("where-to"), ["0.72", "0"]).verdict == "incorrect"


def test_a_drawn_path_begins_at_the_start_and_is_compared_along_its_length() -> None:
    path = example("which-way")
    assert grade(path, [[-4, 2], [-3.6, 0.3], [-3, 0], [-0.1, 0]]).verdict == "correct"
    assert grade(path, [[-3.6, 0.3], [-3, 0], [-0.1, 0]]).verdict == "correct"
    strict = msgspec.structs.replace(path, tolerance=0.005)
    drawn = right_answer(strict)
    assert isinstance(drawn, list)
    assert [grade(strict, answer).verdict for answer in (drawn, drawn[1:], drawn[6:])] == ["correct"] * 2 + [
        "incorrect"
    ]
    assert grade(path, [[-4, 2], [4, 2]]).feedback == ("<p>It first goes down into the valley.</p>",)


def test_a_figure_is_graded_by_its_link_and_by_nothing_else_having_changed() -> None:
    drag = example("drag-it")
    solved = "?landscape=valley&optimizers=sgd&lr=0.09&start=-4,2&steps=200"
    assert grade(drag, solved + "&view=surface&frame=-1,1,-1,1").verdict == "correct"
    assert grade(drag, solved.replace("0.09", "0.001")).feedback == ("<p>It is not there yet.</p>",)
    assert "leaves the start as" in grade(drag, solved.replace("-4,2", "0,0")).feedback[0]
    assert "leaves the number of steps as" in grade(drag, solved.replace("=200", "=5000")).feedback[0]
    assert "leaves the settings of single optimizers as" in grade(drag, solved + "&sgd.lr=0.05").feedback[0]
    assert "unknown landscape &quot;x&quot;" in grade(drag, "?landscape=x").feedback[0]


def test_a_figure_does_not_run_for_longer_than_is_bearable() -> None:
    drag = msgspec.structs.replace(example("drag-it"), may=("lr", "steps", "policy"))
    heavy = "?landscape=valley&optimizers=sgd&lr=0.01&start=-4,2&steps=20000&policy=best"
    assert grade(drag, heavy).feedback == ("That would take too long to check; take fewer steps or fewer optimizers.",)


def test_mathematics_of_ones_own_is_not_derived_for_an_answer() -> None:
    drag = msgspec.structs.replace(example("drag-it"), may=("landscape", "optimizers", "lr"))
    own = "?landscape=own&formula=sin(x)*y&optimizers=sgd&lr=0.01&start=-4,2&steps=200"
    assert "leaves the landscape as" in grade(drag, own).feedback[0]
    rule = "?landscape=valley&optimizers=sgd,own&rule=theta%3Dtheta-lr*g&lr=0.01&start=-4,2&steps=200"
    assert "leaves the choice of optimizers as" in grade(drag, rule).feedback[0]
    assert (
        grade(drag, rule.replace(",own", ",adam").replace("rule=theta%3Dtheta-lr*g", "view=map")).verdict == "correct"
    )


def test_what_cannot_run_is_invalid_and_not_an_error() -> None:
    drag = msgspec.structs.replace(example("drag-it"), may=("policy", "start"))
    at_rest = "?landscape=valley&optimizers=sgd&lr=0.1&start=0,0&steps=200&policy=first-step"
    assert "does not move in its first step" in grade(drag, at_rest).feedback[0]


def test_the_keys_of_variants_differ_in_what_is_right() -> None:
    answers = {
        of.answer for name, of in KEYS.items() if name.startswith("example/limit/") and isinstance(of, NumericKey)
    }
    assert answers == {0.1, 0.5, 0.4, 0.25}


def test_nothing_is_said_to_a_right_choice() -> None:
    ticked = [of for of in KEYS.values() if isinstance(of, SingleKey | MultipleKey)]
    assert all((told is None) == (choice in of.right) for of in ticked for choice, told in of.choices.items())


def test_every_sort_of_key_is_there() -> None:
    assert {type(of) for of in KEYS.values()} >= {SingleKey, MultipleKey, NumericKey, PredictKey}
