"""`thalweg sweep`: its numbers are the library's, its CSV is the lab's byte for byte, and refusals are a sentence."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import hatch_build
import thalweg
from tests.cli.process import command
from thalweg.catalogue import catalogue_module
from thalweg.runs.ending import Stop
from thalweg.runs.policy import RATES

BUILD = """
    import { build } from "vite";
    const [outDir, ...paths] = process.argv.slice(1);
    const input = Object.fromEntries(paths.map((path) => [path.match(/(\\w+)\\.ts$/)[1], path]));
    await build({ configFile: false, logLevel: "error", build: { ssr: true, outDir, rolldownOptions: { input } } });
"""

MODULES = (
    "src/state/link.ts",
    "src/engine/sweep.ts",
    "src/engine/rates.ts",
    "src/engine/runs.ts",
    "src/views/sweep/csv.ts",
)


@pytest.fixture(scope="module")
def lab_csv(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Build what the lab sweeps with and return what makes its CSV of a link."""
    node = shutil.which("node")
    assert node, "Node builds the front end, and so it is there wherever these tests are"
    folder = tmp_path_factory.mktemp("sweep")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "catalogue.js").write_text(catalogue_module())
    build = [node, "--input-type=module", "--eval", BUILD, str(folder / "built"), *MODULES]
    subprocess.run(build, cwd=hatch_build.FRONT_END, check=True)
    program = [
        node,
        str(Path(__file__).with_name("sweep_csv.mjs")),
        str(folder / "built"),
        str(folder / "catalogue.js"),
    ]

    def written(link: str) -> str:
        line = f"{json.dumps(link)}\n"
        said = subprocess.run(program, input=line, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        text: str = json.loads(said)
        return text

    return written


# Nothing in them but + - × ÷ √, so that both agree to the last bit.
@pytest.mark.parametrize(
    ("arguments", "link"),
    [
        (
            "valley sgd momentum rmsprop --start=-4,2 --steps 60",
            "?landscape=valley&optimizers=sgd,momentum,rmsprop&start=-4,2&steps=60",
        ),
        (
            "valley sgd momentum --start=-4,2 --steps 60 --noise 0.5 --batch 2 --seed 3 --set momentum.beta=0.5",
            "?landscape=valley&optimizers=sgd,momentum&start=-4,2&steps=60&noise=0.5&batch=2&seed=3&momentum.beta=0.5",
        ),
        (
            "himmelblau momentum-averaged adagrad --start=0.125,0.25 --steps 1",
            "?landscape=himmelblau&optimizers=momentum-averaged,adagrad&start=0.125,0.25&steps=1",
        ),
        # What runs from here to minus infinity, what has lost nothing at all, and what is exactly zero.
        ("saddle sgd --start=1,1 --steps 500", "?landscape=saddle&optimizers=sgd&start=1,1&steps=500"),
        ("bowl nesterov --start=0,0 --steps 1000", "?landscape=bowl&optimizers=nesterov&start=0,0&steps=1000"),
    ],
)
def test_the_csv_is_that_of_the_lab(lab_csv: Callable[[str], str], arguments: str, link: str) -> None:
    answer = command("sweep", *arguments.split(), "--csv")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == lab_csv(link)


RULE = "v = beta*v + sign(g)   # no more than that\ntheta = theta - lr*v"


def test_own_rules_have_the_name_of_the_lab_unless_there_are_two() -> None:
    def names(*optimizers: str) -> list[str]:
        answer = command("sweep", "bowl", *optimizers, "--set", "beta=0.5", "--steps", "3", "--csv")
        rows = list(csv.DictReader(answer.stdout.splitlines(keepends=True)))
        assert [float(row["lr"]) for row in rows] == list(RATES) * len(optimizers), answer.stderr
        return [row["optimizer"] for row in rows[:: len(RATES)]]

    other = "theta = theta - lr*beta*g"
    assert names(RULE, "sgd") == ["own", "sgd"]
    assert names(RULE, other) == [RULE, other]


def test_own_names_the_one_rule_that_was_typed() -> None:
    rule = f"beta = 0.9\n{RULE}"
    named, shared = (
        command("sweep", "bowl", rule, "--set", setting, "--steps", "3", "--csv")
        for setting in ("own.beta=0.5", "beta=0.5")
    )
    assert (named.returncode, named.stderr) == (0, "")
    assert named.stdout == shared.stdout


@pytest.mark.parametrize(
    ("option", "stop"),
    [
        ("--no-stop", None),
        ("--gradient-norm=0.5", Stop(gradient_norm=0.5)),
        ("--loss-change=0.01", Stop(loss_change=0.01)),
    ],
)
def test_it_stops_where_it_is_told_to(option: str, stop: Stop | None) -> None:
    answer = command("sweep", "valley", "sgd", "--start=-4,2", "--steps", "150", option, "--json")
    given = json.loads(answer.stdout)
    told, untold = (thalweg.sweep("valley", "sgd", start=(-4, 2), steps=150, stop=each) for each in (stop, Stop()))
    assert given["sweeps"][0]["steps"] == told.steps.tolist() != untold.steps.tolist()
    assert given["protocol"] == str(told.protocol)


def test_its_help_offers_no_learning_rate() -> None:
    answer = command("sweep", "--help")
    assert "adam.beta1=" in answer.stdout
    assert "lr" not in answer.stdout


def test_json_has_the_numbers_of_the_library_in_full() -> None:
    answer = command("sweep", "valley", "sgd", "adam", "--start=-4,2", "--steps", "300", "--json")
    given = json.loads(answer.stdout)
    assert "49 learning rates from 1e-5 to 10" in given["protocol"]
    sgd, adam = (thalweg.sweep("valley", key, start=(-4, 2), steps=300) for key in ("sgd", "adam"))
    for found, swept in zip(given["sweeps"], (sgd, adam), strict=True):
        assert found["optimizer"] == swept.optimizer.key
        assert found["lr"] == swept.lr.tolist()
        assert found["loss"] == swept.loss.tolist()
        assert found["steps"] == swept.steps.tolist()
        assert found["outcome"] == [str(run.outcome) for run in swept.runs]
        assert found["best"] == {
            "lr": swept.best.hyperparameters["lr"],
            "loss": swept.best.loss[-1],
            "steps": swept.best.steps,
            "outcome": str(swept.best.outcome),
            "ended_at": str(swept.best.ended_at),
        }
        assert found["arrives"] == [swept.arriving[0].hyperparameters["lr"], swept.arriving[-1].hyperparameters["lr"]]
    assert [each["limit"] for each in given["sweeps"]] == [0.1, None]
    assert given["sweeps"][0]["hyperparameters"] == {}
    assert given["sweeps"][1]["hyperparameters"] == {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    assert sgd.explosion
    assert [each["diverges_from"] for each in given["sweeps"]] == [sgd.explosion.hyperparameters["lr"], None]


@pytest.mark.parametrize(
    ("arguments", "row"),
    [
        # By theory 2/20; of the tried rates 0.1 is at the limit, and 0.133 the first beyond it.
        (
            "valley sgd --start=-4,2 --steps 400",
            ["SGD", "0.075", "98 steps", "2.36e-13", "0.075", "0.1", "0.133"],
        ),
        # (1 - 2·0.05623)²·16 + 10·(1 - 20·0.05623)²·4; nothing gets far enough to arrive or to diverge.
        ("valley sgd --start=-4,2 --steps 1", ["SGD", "0.0562", "> 1 step", "13.2", "–", "0.1", "–"]),
        # No closed form, and nothing that was tried diverges.
        ("bowl adam --steps 300 --set beta1=0.5", ["Adam", "1.33", "45 steps", "8.91e-14", "10", "–", "–"]),
        ("0-exp(x**2+y**2) sgd --start=2,2 --steps 50", ["SGD", "–", "–", "–", "–", "–", "1e-5"]),
    ],
)
def test_the_table_says_where_each_is_best_stable_and_explodes(arguments: str, row: list[str]) -> None:
    answer = command("sweep", *arguments.split(), columns=80)
    (found,) = [line for line in answer.stdout.splitlines() if line.lstrip().startswith(f"{row[0]} ")]
    assert [cell.strip() for cell in found.split("  ") if cell.strip()] == row
    assert "Protocol: " in answer.stdout
    assert "49 learning rates from 1e-5 to 10" in " ".join(answer.stdout.split())
    assert answer.stderr == ""


def test_who_waits_at_a_terminal_sees_how_far_it_is_and_nobody_else() -> None:
    long, short = (["sweep", "valley", "sgd", "--csv", "--steps", steps] for steps in ("2000", "20"))
    told, quiet = command(*long, force_terminal=True), command(*long)
    assert "Running…" in told.stderr
    assert quiet.stderr == command(*short, force_terminal=True).stderr == ""
    assert told.stdout == quiet.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sweep", "bowl"], "Missing argument"),
        (["sweep", "nowhere", "adam"], "known here: bowl, himmelblau"),
        (["sweep", "bowl", "adamm"], 'did you mean "adam"'),
        (["sweep", "bowl", "adam", "--steps", "-5"], "steps is -5; allowed are whole numbers from 0 to 1,000,000"),
        (["sweep", "bowl", "adam", "--start", "1"], "write x and y with a comma between them"),
        (["sweep", "bowl", "adam", "--noise", "-1"], "noise is -1; allowed are numbers from 0"),
        (["sweep", "bowl", "adam", "--domain=-1,1,-1,1"], "--domain is for a formula of your own"),
        (["sweep", "bowl", "adam", "--set", "gamma=1"], "unknown hyper-parameter"),
        (["sweep", "bowl", "adam", "--set", "sgd.beta=1"], "unknown optimizer to set"),
        (
            ["sweep", "bowl", "adam", "--set", "lr=0.1"],
            "lr is 0.1, and a sweep tries 49 learning rates from",
        ),
        (["sweep", "bowl", "adam", "--set", "adam.lr=0.1"], "by itself; leave lr out"),
        (["sweep", "bowl", "adam", "--lr", "0.1"], "No such option: --lr"),
        (["sweep", "bowl", "adam", "--set", "steps=9"], 'cannot give "steps" to all optimizers'),
        (["sweep", "bowl", "adam", "--json", "--csv"], "--json and --csv"),
        (["sweep", "x**2 + z", "adam"], 'line 1, column 8: unknown name "z"'),
    ],
)
def test_what_it_cannot_take_it_refuses_in_one_sentence(arguments: list[str], says: str) -> None:
    answer = command(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.splitlines()) <= 4
