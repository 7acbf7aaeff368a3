"""Declared optimizers are declared in full, and rules of one's own become optimizers."""

from __future__ import annotations

import pytest

import thalweg
from thalweg.language.refusal import Misreading, Refusal
from thalweg.optimizers import LEADING, OPTIMIZERS
from thalweg.optimizers.optimizer import Hyperparameter, Optimizer


def test_the_optimizers_of_the_lesson_are_there_with_their_defaults() -> None:
    assert {key: optimizer.defaults for key, optimizer in LEADING.items()} == {
        "sgd": {"lr": 0.01},
        "momentum": {"lr": 0.01, "beta": 0.9},
        "rmsprop": {"lr": 0.01, "beta": 0.9, "eps": 1e-8},
        "adam": {"lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        "nesterov": {"lr": 0.01, "beta": 0.9},
        "adagrad": {"lr": 0.01, "eps": 1e-10},
    }


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_each_is_declared_in_full(optimizer: Optimizer) -> None:
    assert optimizer.title
    assert optimizer.summary.endswith(".")
    assert optimizer.source.url.startswith("https://")
    assert all(line.sentence for line in optimizer.program.lines)
    assert optimizer.hyperparameters[0].name == "lr"
    assert optimizer.chosen({}) == optimizer.defaults


def test_alternatives_say_how_they_differ() -> None:
    for optimizer in LEADING.values():
        conventions = [each.convention for each in (optimizer, *optimizer.alternatives)]
        assert len(conventions) == 1 or (len(set(conventions)) == len(conventions) and all(conventions))


def test_a_name_that_is_only_given_a_number_is_a_hyperparameter() -> None:
    own = Optimizer.from_rule("beta = 0.9  # kept\nlr=1e-3\nv = beta*v + g\ntheta = theta - lr*v")
    assert own.defaults == {"lr": 1e-3, "beta": 0.9}
    assert [line.target for line in own.program.lines] == ["v", "theta"]
    run = thalweg.run("bowl", own, beta=0.5, steps=3)
    assert run.hyperparameters["beta"] == 0.5


def test_a_name_that_is_given_a_number_and_something_else_is_not() -> None:
    own = Optimizer.from_rule("k = 1\nk = k + t\ntheta = theta - lr*k*g")
    assert own.defaults == {"lr": 0.01}


def test_a_number_may_be_worked_out() -> None:
    own = Optimizer.from_rule("beta = 9/10   # kept\nc = -(1 - 2**-1)\nd = 2*c\ntheta = theta - lr*beta*d*g")
    assert own.defaults == {"lr": 0.01, "beta": 0.9, "c": -0.5}
    assert [line.target for line in own.program.lines] == ["d", "theta"]


@pytest.mark.parametrize(
    ("rule", "line", "column", "says"),
    [
        ("\n\n  theta = theta - gg", 3, 19, 'unknown name "gg"'),
        ("theta = theta - g\n  g = 2*g", 2, 3, '"g" is given to the rule'),
        ("v = g\n loss = v\ntheta = theta - loss", 2, 2, "generated code uses"),
        ("beta = 0.9\n t = 1/2\ntheta = theta - g", 2, 2, "already stands for something else"),
        ("theta = theta - g\nm_x = 2", 2, 1, "generated code uses"),
        ("v_ = 2\ntheta = theta - g", 1, 1, "cannot be a hyper-parameter"),
        ("theta = theta - g*norm(2 + t)", 1, 24, "norm takes vectors"),
        ("beta = 1/0\ntheta = theta - beta*g", 1, 8, "no finite number"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_at_its_place(rule: str, line: int, column: int, says: str) -> None:
    with pytest.raises(Misreading, match=says) as refused:
        Optimizer.from_rule(rule)
    assert (refused.value.line, refused.value.column) == (line, column)


def test_a_line_that_cannot_be_read_keeps_its_number_behind_declarations() -> None:
    with pytest.raises(Misreading, match="line 3, column 17"):
        Optimizer.from_rule("beta = 0.9\n\ntheta = theta - gg")


@pytest.mark.parametrize(
    ("value", "says"),
    [(-0.1, "numbers from 0 to 1"), (1.1, "numbers from 0 to 1"), ("a", "numbers from 0 to 1"), (None, "from 0 to 1")],
)
def test_a_value_outside_the_range_is_refused(value: float, says: str) -> None:
    share = Hyperparameter("share", "Share", 0.5, high=1.0, high_included=True)
    assert share.checked(1) == 1.0
    with pytest.raises(Refusal, match=says):
        share.checked(value)
