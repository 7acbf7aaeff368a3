"""Rules: what is state, what is a vector, and what becomes of the lines."""

from __future__ import annotations

import pytest

from thalweg.language.refusal import Misreading, Refusal
from thalweg.language.rule import State, read_rule
from thalweg.optimizers.optimizer import Optimizer
from thalweg.runs.run import run


def test_a_name_read_before_it_is_assigned_is_state() -> None:
    rule = read_rule("a = g\nb = 0.5*b + a\nk = k + 1\ntheta = theta - lr*b/k", ["lr"], {"k": 2.0})
    assert rule.states == (State("b", is_vector=True), State("k", is_vector=False, initial=2.0))
    assert rule.state_scalars == ("b_x", "b_y", "k")
    assert rule.vectors == {"theta", "g", "a", "b"}


def test_a_vector_reaches_through_lines_in_any_order() -> None:
    rule = read_rule("a = b\nb = c\nc = g\ntheta = theta - a", [])
    assert {"a", "b", "c"} <= rule.vectors
    assert [state.name for state in rule.states] == ["b", "c"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("v = g", "has to assign theta"),
        ("", "has to assign theta"),
        ("g = 2*g\ntheta = theta - g", '"g" is given to the rule'),
        ("t = 1\ntheta = theta - g", '"t" is given'),
        ("lr = 1\ntheta = theta - g", '"lr" is given'),
        ("v_x = g\ntheta = theta - v_x", "generated code uses"),
        ("loss = g\ntheta = theta - loss", "generated code uses"),
        ("shared1 = g\ntheta = theta - g", "generated code uses"),
        ("theta = theta - lr*norm(t)", "takes vectors"),
    ],
)
def test_lines_that_make_no_rule_are_refused(text: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_rule(text, ["lr"])


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("9**9**9**9", 12),
        ("g*9**9**9**9", 14),
        ("2**2**2**2**2**2", 12),
        ("1e308*10", 9),
        ("g + 1/0", 13),
        ("(-8)**0.5", 9),
    ],
)
def test_numbers_that_come_to_no_number_are_refused_at_their_place(value: str, column: int) -> None:
    with pytest.raises(Misreading, match="no finite number") as refused:
        read_rule(f"theta = {value}", [])
    assert (refused.value.line, refused.value.column) == (1, column)


def test_a_division_by_zero_is_refused_at_the_divisor() -> None:
    with pytest.raises(Misreading, match="this is zero") as refused:
        read_rule("theta = theta - g/(1 - 1)", [])
    assert refused.value.column == 20


def test_arithmetic_that_comes_to_a_number_stays_as_it_is_written() -> None:
    assert (
        read_rule("theta = theta - 2**10*(1/3 - 0.25)*g", []).lines[0].value
        == read_rule("theta = theta - 2**10 * (1/3 - 0.25) * g", []).lines[0].value
    )


@pytest.mark.parametrize("name", ["x", "theta", "sqrt", "lambda", "a b", "1a", "a_", "a__b", "m_x", ""])
def test_names_that_cannot_be_hyperparameters_are_refused(name: str) -> None:
    with pytest.raises(Refusal):
        read_rule("theta = theta - g", [name])


def test_an_initial_value_without_a_state_is_refused() -> None:
    with pytest.raises(Refusal, match='"w" has an initial value'):
        read_rule("theta = theta - g", [], {"w": 1.0})


def test_what_joins_coordinates_is_computed_before_either_changes() -> None:
    own = Optimizer.from_rule("theta = theta - lr*theta/norm(theta)")
    moved = run("bowl", own, start=(3, 4), lr=1.0, steps=1)
    assert moved.path[1].tolist() == [3 - 3 / 5, 4 - 4 / 5]


def test_what_was_joined_is_joined_anew_after_its_line() -> None:
    own = Optimizer.from_rule("v = g/norm(g)\nv = v + g*norm(v)\nu = v/norm(v)\ntheta = theta - u")
    moved = run("bowl", own, start=(3, 4), steps=1)
    assert moved.path[1] == pytest.approx([3 - 0.6, 4 - 0.8], rel=1e-15)


def test_states_start_at_their_initial_values_and_are_recorded() -> None:
    own = Optimizer.from_rule("k = k + 1\nw = 2*w\ntheta = theta - lr*g", initial={"k": 5.0, "w": 1.0})
    states = run("bowl", own, steps=3, lr=0.1).states
    assert states["k"].tolist() == [5, 6, 7, 8]
    assert states["w"].tolist() == [1, 2, 4, 8]


def test_names_that_the_targets_keep_for_themselves_can_be_used() -> None:
    own = Optimizer.from_rule("count = 0.5*count + g\nrecord = count\nsteps = record\ntheta = theta - lr*steps")
    assert run("bowl", own, start=(1, 0), lr=0.25, steps=1).path[1].tolist() == [0.5, 0.0]
