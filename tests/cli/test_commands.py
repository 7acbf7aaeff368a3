"""The command as a person and as a program use it: real processes."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

import thalweg
from tests.cli.process import command
from thalweg.landscapes import LANDSCAPES
from thalweg.optimizers import OPTIMIZERS


def test_run_prints_how_it_ended_and_the_protocol() -> None:
    answer = command("run", "rosenbrock", "adam", "--start=-1.5,2", "--lr", "0.05", "--steps", "500")
    assert answer.returncode == 0, answer.stderr
    for words in ("Adam on Rosenbrock", "steps exhausted", "0.11216", "Protocol:", "learning rate 0.05"):
        assert words in answer.stdout


def test_a_negative_start_needs_no_equals_sign() -> None:
    assert "start (-1.5, 2)" in command("run", "rosenbrock", "adam", "--start", "-1.5,2").stdout


def test_json_has_the_numbers_of_the_library_in_full() -> None:
    answer = command("run", "himmelblau", "momentum", "--start", "0,0", "--lr", "0.01", "--json")
    given = json.loads(answer.stdout)
    run = thalweg.run("himmelblau", "momentum", start=(0, 0), lr=0.01)
    assert given["path"] == run.path.tolist()
    assert given["loss"] == run.loss.tolist()
    assert given["gradient_norm"] == run.gradient_norm.tolist()
    assert {
        key: given[key]
        for key in ("landscape", "optimizer", "hyperparameters", "start", "outcome", "ended_at", "steps")
    } == {
        "landscape": "himmelblau",
        "optimizer": "momentum",
        "hyperparameters": {"lr": 0.01, "beta": 0.9},
        "start": [0, 0],
        "outcome": "converged by gradient norm",
        "ended_at": "global minimum",
        "steps": run.steps,
    }


def test_json_stays_json_where_numbers_do_not_stay_finite() -> None:
    answer = command("run", "rosenbrock", "sgd", "--lr", "1", "--steps", "40", "--no-stop", "--json")
    given = json.loads(answer.stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert given["path"][-1] == [None, None]
    assert given["steps"] == 40
    # What a finding rests on is no finite number either.
    answer = command("compare", "log(x)+y**2", "sgd", "--start=-0.5,1", "--lr", "0.5", "--steps", "60", "--json")
    json.loads(answer.stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_a_diverging_run_is_a_result() -> None:
    answer = command("run", "valley", "sgd", "--lr", "0.2")
    assert answer.returncode == 0
    assert "diverged at step" in answer.stdout


def test_compare_draws_the_picture(tmp_path: Path) -> None:
    picture = tmp_path / "race.png"
    answer = command("compare", "himmelblau", *OPTIMIZERS, "--start", "0,0", "--lr", "0.01", "--plot", str(picture))
    assert answer.returncode == 0, answer.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    for optimizer in OPTIMIZERS.values():
        assert optimizer.title in answer.stdout


def test_run_and_compare_print_what_was_found_and_what_to_try() -> None:
    settings = ("--start=-4,2", "--lr", "0.11", "--steps", "300")
    (exploding, _), momentum = (
        thalweg.run("valley", key, start=(-4, 2), lr=0.11, steps=300).findings for key in ("sgd", "momentum")
    )
    assert momentum == ()
    said = f"{exploding.sentence} {exploding.advice}"
    assert f"Exploding. {said}" in command("run", "valley", "sgd", *settings, columns=200).stdout
    compared = command("compare", "valley", "sgd", "momentum", *settings, columns=200).stdout
    assert f"SGD: exploding. {said}" in compared
    assert "Momentum:" not in compared


def test_compare_as_json_holds_every_run() -> None:
    given = json.loads(command("compare", "bowl", "sgd", "adam", "--steps", "3", "--json").stdout)
    assert [run["optimizer"] for run in given["runs"]] == ["sgd", "adam"]
    assert "same for all" in given["protocol"]


def test_list_names_everything() -> None:
    shown = command("list", columns=200).stdout
    given = json.loads(command("list", "--json").stdout)
    for key in (*LANDSCAPES, *OPTIMIZERS):
        assert key in shown
    assert [each["key"] for each in given["landscapes"]] == list(LANDSCAPES)
    assert [each["key"] for each in given["optimizers"]] == list(OPTIMIZERS)


def test_a_formula_and_a_rule_may_stand_where_a_key_stands() -> None:
    answer = command("run", "x**2 + 3*y**2", "theta = theta - lr*c*g", "--set", "c=0.5", "--lr", "0.1", "--json")
    assert json.loads(answer.stdout)["hyperparameters"] == {"lr": 0.1, "c": 0.5}


def test_the_criteria_can_be_set() -> None:
    answer = command("run", "bowl", "sgd", "--gradient-norm", "0", "--loss-change", "0.5", "--json")
    assert json.loads(answer.stdout)["outcome"] == "converged by loss change"


def test_export_writes_everything_and_again_over_itself(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for base in ("/", "/course/"):
        answer = command("export", str(folder), "--base-path", base)
        assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr
        assert f"files are in {folder}, for a host that shows them under {base}." in answer.stderr
        assert f'data-base="{base.rstrip("/")}"' in (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "nowhere", "adam"], "known here: bowl, himmelblau"),
        (["run", "rosenbrok", "adam"], 'did you mean "rosenbrock"'),
        (["run", "bowl", "adamm"], 'did you mean "adam"'),
        (["run", "bowl", "adam", "--lr", "nan"], "lr is nan; allowed are finite numbers from 0"),
        (["run", "bowl", "adam", "--lr", "-1"], "lr is -1; allowed are finite numbers from 0"),
        (["run", "bowl", "adam", "--lr", "fast"], "write a number, as in --lr 0.05"),
        (["run", "bowl", "adam", "--lr", "1_0"], "write a number"),
        (["run", "bowl", "adam", "--lr", "١"], "write a number"),
        (["run", "bowl", "adam", "--start", "1"], "write x and y with a comma between them"),
        (["run", "bowl", "adam", "--start", "a,b"], "write x and y with a comma between them"),
        (["run", "bowl", "adam", "--start", "1,2,3"], "write x and y with a comma between them"),
        (["run", "bowl", "adam", "--start", "1,nan"], "two numbers x, y"),
        (["run", "bowl", "adam", "--steps", "-5"], "steps is -5; allowed are whole numbers from 0 to 1,000,000"),
        (["run", "bowl", "adam", "--steps", "1e12"], "steps is 1e+12; allowed are whole numbers"),
        (["run", "bowl", "adam", "--steps", "nan"], "steps is nan"),
        (["run", "bowl", "adam", "--set", "gamma=1"], "unknown hyper-parameter"),
        (["run", "bowl", "adam", "--set", "beta1"], "write a name and a number"),
        (["run", "bowl", "adam", "--set", "eps=1", "--set", "eps=2"], "twice"),
        (["run", "bowl", "adam", "--set", "lr=0.1"], 'cannot give "lr" to all optimizers'),
        (["compare", "bowl", "sgd", "adam", "--set", "steps=9"], 'cannot give "steps" to all optimizers'),
        (["compare", "bowl", "sgd", "adam", "--set", "policy=1"], 'cannot give "policy" to all optimizers'),
        (["run", "bowl", "adam", "--plot", "a.gif"], "does not end in .png, .svg or .pdf"),
        (["run", "x**2 + z", "adam"], 'line 1, column 8: unknown name "z"'),
        (["run", "((((x+y)**40)**40)**40)", "adam"], "powers of powers"),
        (["compare", "bowl"], "Missing argument"),
        (["lab", "--port", "99999"], "port"),
        (["lab", "--open", "no link", "--no-browser"], "give the link of an experiment"),
        (["export", "src"], "src holds something that is no export"),
        (
            ["export", "nowhere", "--base-path", "course"],
            "write the path the host shows the files under, as in /course/",
        ),
        (["nonsense"], "No such command"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(arguments: list[str], says: str) -> None:
    answer = command(*arguments)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.splitlines()) <= 4


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = {"numpy", "sympy", "matplotlib", "starlette", "typer", "rich"}
    code = f"import sys, thalweg; print(sorted(set(sys.modules) & {heavy}))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def test_the_package_says_what_it_offers() -> None:
    assert {"run", "compare", "sweep", "Sweep", "Landscape", "Optimizer", "Run", "Stop"} <= set(dir(thalweg))
    with pytest.raises(AttributeError, match="no attribute"):
        thalweg.nonsense  # noqa: B018
    assert math.isfinite(thalweg.run("bowl", "sgd", steps=1).loss[-1])
