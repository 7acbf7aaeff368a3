"""Claims and conditions: what can be said, what holds, and what is said of what does not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thalweg.language.refusal import Refusal
from thalweg.lessons.arithmetic import value_of
from thalweg.lessons.claims import Untrue, check_claim
from thalweg.lessons.conditions import WORDS, Written, final_loss, read_condition
from thalweg.links import read_link
from thalweg.runs.ending import Outcome

TRUE = [
    "diverges sgd valley lr=0.11 start=-4,2",
    "explodes sgd valley lr=0.11 start=-4,2",
    "diverged_at=117 sgd valley lr=0.11 start=-4,2",
    "converges sgd,momentum valley lr=0.05 start=-4,2",
    "converges,steps=151,at-global sgd valley lr=0.05 start=-4,2",
    "steps<=151 sgd valley lr=0.05",
    "exhausts sgd valley lr=0.05 steps=20",
    "cycles rmsprop valley lr=1 start=-4.5,0.2",
    "oscillates sgd valley lr=0.099 start=-4,2 steps=60",
    "crawls sgd rosenbrock lr=0.0015 start=-1.5,2 steps=1000",
    "stalls sgd,adam saddle lr=0.05 start=-2,0",
    "at-saddle sgd saddle lr=0.05 start=-2,0",
    "trapped sgd rastrigin lr=0.002",
    "at-local,loss>1 sgd rastrigin lr=0.002",
    "wins momentum,sgd,adam rosenbrock lr=0.0015 steps=4000",
    "fastest sgd,momentum valley lr=0.09 start=-4,2",
    "loss@0=56 sgd valley start=-4,2",
    "loss@0=56,loss>=56,loss<=56 sgd valley start=-4,2 steps=0",
    "loss@10<2,loss@1>2 sgd valley lr=0.09 start=-4,2",
    "x@1=-3.28,y@1=-1.6 sgd valley lr=0.09 start=-4,2",
    "norm<1e-6,distance<1e-5 sgd valley lr=0.05",
    "x>-0.1,x<0.1 sgd valley lr=0.05",
    "steps=33 momentum valley lr=0.1154 start=-4,2 beta=0.27",
    "diverges sgd valley lr=0.05 sgd.lr=0.11",
    "converges sgd valley sgd.lr=0.05 lr=0.11",
    "loss<56 adam valley noise=0.5 batch=16 seed=3 steps=50 start=-4,2 lr=0.1",
    "converges sgd bowl policy=best",
    "converges sgd x**2+3*y**2 lr=0.1",
    "limit=0.1 sgd valley",
    "limit=0.16 momentum valley beta=0.6",
    "condition=10 valley",
    "condition=2508 rosenbrock",
    "eigenvalues=2,20 valley",
    "eigenvalues=2,20 rotated-valley",
    "eigenvalues=-2,2 saddle at=0,0",
    "gradient=-16,0 valley at=-8,0",
    "gradient=0,0 x**2+y**2 at=0,0",
    "loss=11 valley at=1,1",
    "loss=6 valley at=2*cos(pi/3),sqrt(1/2)",
    "equal 2/20 0.1",
    "equal 0.99**250 0.08",
    "equal -log(10)/log(999/1001) 1151",
]

FALSE = [
    ("converges sgd valley lr=0.11 start=-4,2", "SGD: diverged after 117 steps"),
    ("exhausts sgd,adam valley lr=0.05", "SGD: converged by gradient norm after 151 steps"),
    ("diverged_at=118 sgd valley lr=0.11 start=-4,2", "SGD: diverged_at is 117"),
    ("diverged_at=1 sgd valley lr=0.05", "SGD: it did not diverge"),
    ("steps<1000 sgd valley lr=0.11 start=-4,2", "SGD: the run did not converge; diverged after 117 steps"),
    ("steps=150 sgd valley lr=0.05", "SGD: steps is 151"),
    ("loss@9=1 sgd valley steps=5", "SGD: there is no step 9; the run took 5"),
    ("loss>56 sgd valley steps=0 start=-4,2", "SGD: loss is 56"),
    ("loss<56 sgd valley steps=0 start=-4,2", "SGD: loss is 56"),
    ("wins sgd,momentum valley steps=0", "the final losses are SGD 56, Momentum 56"),
    ("fastest sgd,sgd valley lr=0.05", "the steps to converge are SGD 151, SGD 151"),
    ("loss=57 sgd valley steps=0 start=-4,2", "SGD: loss is 56"),
    ("oscillates adam valley", "Adam: its findings are"),
    ("stalls sgd valley lr=0.05", "SGD: its findings are none"),
    ("at-local sgd valley lr=0.05", "SGD: it ended at global minimum"),
    ("wins sgd,momentum rosenbrock lr=0.0015 steps=4000", "the final losses are SGD"),
    ("fastest momentum,sgd valley lr=0.09 start=-4,2", "the steps to converge are Momentum"),
    ("fastest sgd,adam valley lr=0.11 start=-4,2 steps=99", "the steps to converge are SGD inf, Adam inf"),
    ("wins sgd valley", "the final losses are SGD"),
    ("limit=0.11 sgd valley", "the limit: 0.1"),
    ("condition=11 valley", "the condition number: 10"),
    ("eigenvalues=2,21 valley", "the curvatures: 2, 20"),
    ("gradient=16,0 valley at=-8,0", "the gradient: -16, 0"),
    ("loss=12 valley at=1,1", "the loss: 11"),
    ("equal 2/20 0.11", "2/20 is 0.1"),
]

UNREADABLE = [
    ("", "unknown word or comparison"),
    ("diverge sgd valley", 'unknown word or comparison "diverge"; did you mean "diverges"'),
    ("loss<a sgd valley", 'unknown word or comparison "loss<a"'),
    ("height<1 sgd valley", 'unknown quantity "height"'),
    ("steps@3<1 sgd valley", "steps is one number of the whole run; write it without @3"),
    ("diverges sgd", "it needs optimizers and a landscape"),
    ("diverges", "this claim names nothing"),
    ("diverges sgd valley bowl", "it needs optimizers and a landscape"),
    ("diverges sdg valley", 'unknown optimizer "sdg"; did you mean "sgd"'),
    ("diverges sgd vally", 'unknown landscape "vally"; did you mean "valley"'),
    ("diverges sgd valley rate=1", 'unknown option "rate"'),
    ("diverges sgd valley adam.lr=1", 'unknown optimizer to set "adam"'),
    ("diverges sgd valley lr=fast", 'unknown name "fast"'),
    ("diverges sgd valley lr=-1", "lr is -1"),
    ("diverges sgd valley lr=1 lr=2", "gives an option twice"),
    ("diverges sgd valley start=1", '"1" is no point'),
    ("diverges sgd valley steps=2.5", "steps is 2.5"),
    ("diverges sgd valley stop=1", 'unknown option "stop"'),
    ("diverges sgd valley policy=mine", 'unknown policy "mine"'),
    ("distance<1 sgd x**2+y**2", "no minimizer of x**2+y**2 is known"),
    ("limit=0.1 adam valley", "no closed form of the stability limit of Adam is known"),
    ("limit=0.1 valley", "it needs an optimizer and a landscape"),
    ("condition=10 sgd valley", "this claim is about a landscape alone"),
    ("condition=10 x**2+y**2", "say where, as in at=0,0"),
    ("condition=10 valley lr=1", 'unknown option of this claim "lr"'),
    ("eigenvalues=2 valley", "the curvatures: 2 to compare with, and 1 claimed"),
    ("gradient=a,b valley at=1,1", '"a" is no decimal number'),
    ("equal 2/20", "equal takes two expressions"),
    ("equal x 1", '"x" reads x; write a number'),
    ("equal 1/0 1", "this comes to no finite number"),
    ("equal __import__ 1", "unknown name"),
    ("equal " + "1+" * 150 + "1 1", "at most 200 are allowed"),
]


@pytest.mark.parametrize("claim", TRUE)
def test_what_is_true_is_borne_out(claim: str) -> None:
    check_claim(claim)


@pytest.mark.parametrize(("claim", "instead"), FALSE, ids=[claim for claim, _ in FALSE])
def test_what_is_false_is_answered_with_what_is_the_case(claim: str, instead: str) -> None:
    with pytest.raises(Untrue) as untrue:
        check_claim(claim)
    assert instead in str(untrue.value)


@pytest.mark.parametrize(("claim", "sentence"), UNREADABLE, ids=[claim[:50] or "nothing" for claim, _ in UNREADABLE])
def test_what_cannot_be_read_is_refused(claim: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_claim(claim)
    assert not isinstance(refused.value, Untrue)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("written", "good", "bad"),
    [
        ("0.1", (0.05, 0.1499), (0.049, 0.151)),
        ("23", (22.5, 23.4), (22.4, 23.6)),
        ("1e-3", (0.0006,), (0.0004, 0.0016)),
    ],
)
def test_equal_means_equal_to_the_digits_that_are_written(
    written: str, good: tuple[float, ...], bad: tuple[float, ...]
) -> None:
    number = Written.read(written)
    assert [number.is_met_by(value) for value in (*good, *bad)] == [True] * len(good) + [False] * len(bad)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("sgd converges", True),
        ("sgd,momentum converges", True),
        ("sgd steps<=151", True),
        ("sgd steps<=150", False),
        ("momentum loss<0.05", True),
        ("sgd,momentum wins", False),
        ("sgd,momentum fastest", True),
        ("adam converges", False),
    ],
)
def test_conditions_are_about_runs_that_are_named(condition: str, holds: bool) -> None:  # noqa: FBT001 - a row of a table
    experiment = read_link("?landscape=valley&optimizers=sgd,momentum&lr=0.05")
    runs = dict(zip(experiment.keys, experiment.runs(), strict=True))
    assert (read_condition(condition).failure(runs) is None) == holds


@pytest.mark.parametrize("condition", ["", "sgd", "converges sgd valley", "sgd loss", "sgd loss<x", "sgd loss<0.05 <1"])
def test_a_condition_that_cannot_be_read_is_refused(condition: str) -> None:
    with pytest.raises(Refusal):
        read_condition(condition)


def test_a_run_that_diverged_has_no_loss_to_win_by() -> None:
    (run,) = read_link("?landscape=valley&optimizers=sgd&lr=0.05").runs()
    assert final_loss(run) == run.loss[-1]
    assert final_loss(replace(run, outcome=Outcome.DIVERGED)) == math.inf


def test_every_word_is_a_word_of_some_claim() -> None:
    said = {word for claim in (*TRUE, *(claim for claim, _ in FALSE)) for word in claim.split()[0].split(",")}
    assert set(WORDS) - {"at-plateau"} <= said


@given(st.text("0123456789.+-*/()epix ", max_size=20))
def test_arithmetic_has_a_finite_value_or_is_refused(text: str) -> None:
    try:
        value = value_of(text)
    except Refusal:
        return
    assert abs(value) < float("inf")


@given(st.text(max_size=40))
def test_any_text_is_a_claim_or_refused(text: str) -> None:
    with pytest.raises(Refusal):
        check_claim(f"diverges sgd {text} ")
