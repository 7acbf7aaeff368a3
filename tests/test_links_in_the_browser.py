"""The lab reads every link that Python reads, without a correction, and writes it as Python does."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hatch_build
from thalweg import lessons
from thalweg.catalogue import catalogue_module
from thalweg.landscapes import LANDSCAPES
from thalweg.lessons.variants import filled_in_all
from thalweg.links import OPENING, read_link, write_link
from thalweg.optimizers import OPTIMIZERS
from thalweg.presets import PRESETS

BUILD = """
    import { build } from "vite";
    const [outDir] = process.argv.slice(1);
    const rolldownOptions = { input: { link: "src/state/link.ts" } };
    await build({ configFile: false, logLevel: "error", build: { ssr: true, outDir, rolldownOptions } });
"""

Read = Callable[[list[str]], list[dict[str, Any]]]
"""Reads links as the lab does: the link it writes then, and what it corrected."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Build the reader of links and return what asks it."""
    node = shutil.which("node")
    assert node, "Node builds the front end, and so it is there wherever these tests are"
    folder = tmp_path_factory.mktemp("links")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "catalogue.js").write_text(catalogue_module())
    subprocess.run(
        [node, "--input-type=module", "--eval", BUILD, str(folder / "built")], cwd=hatch_build.FRONT_END, check=True
    )

    def read(links: list[str]) -> list[dict[str, Any]]:
        command = [
            node,
            str(Path(__file__).with_name("links.mjs")),
            str(folder / "built"),
            str(folder / "catalogue.js"),
        ]
        lines = "".join(f"{json.dumps(link)}\n" for link in links)
        said = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        return [json.loads(line) for line in said.splitlines()]

    return read


def links() -> list[str]:
    """Return links of every sort: those of the course, of the presets, and some with everything in them."""
    everything = f"?optimizers={','.join(OPTIMIZERS)}&lr=1e-5&start=-1e6,1e-7&steps=20000"
    settings = "".join(
        f"&{each.key}.{name}={value / 3!r}" for each in OPTIMIZERS.values() for name, value in each.defaults.items()
    )
    modules = lessons.course().modules
    return [
        "",
        OPENING,
        *(f"?landscape={key}" for key in LANDSCAPES),
        *(f"?landscape={p.landscape}&optimizers={','.join(p.ends)}&lr={p.lr}&steps={p.steps}" for p in PRESETS),
        everything,
        everything + settings + "&policy=first-step",
        "?landscape=valley&noise=0.1&batch=16&seed=3&view=surface&chart=distance&frame=-1,1,-0.5,.5",
        "?landscape=valley&noise=0&batch=16",
        "?optimizers=sgd,adam&view=surface&camera=300.05,12.34,2.345&basins=adam,sgd&explain=adam&step=0&speed=0.5",
        "?optimizers=sgd&steps=9&camera=24,50,1&basins=sgd&explain=sgd&step=9&speed=1",
        "?view=surface&camera=24,50,1,0.0005,-.4321",
        "?optimizers=sgd,momentum,adam&for=adam&sweep=steps&rates=momentum,adam&basins=sgd&opacity=35",
        "?optimizers=sgd,adam&for=adam&explain=sgd&sweep=loss&opacity=80",
        "?view=surface&camera=24,50,4,0,-0.0004",
        *(figure.link for module in modules for figure in module.figures.values()),
        *(task.link for module in modules for task in module.tasks.values()),
        *(
            link
            for module in modules
            for question in module.questions.values()
            for _, shown in question.shows()
            for link in filled_in_all(question, shown)
        ),
    ]


def test_the_lab_reads_what_python_reads_and_writes_the_same(lab: Read) -> None:
    given = links()
    for link, read in zip(given, lab(given), strict=True):
        assert read == {"link": write_link(read_link(link)), "corrections": []}, link


def test_what_python_refuses_the_lab_corrects(lab: Read) -> None:
    refused = ["?lr=0", "?lr=1_0", "?steps=2.5", "?start=1", "?optimizers=nobody", "?landscape=nowhere", "?policy=mine"]
    refused += ["?adam.beta1=1", "?adam.beta=0.5", "?noise=-1", "?frame=1,2", "?view=inside"]
    refused += [
        "?camera=24,50",
        "?camera=360,50,1",
        "?camera=24,50,1,0",
        "?camera=24,50,1,0,2",
        "?basins=own",
        "?basins=sgd,sgd",
        "?explain=nesterov",
    ]
    refused += ["?for=own", "?rates=sgd,sgd", "?sweep=best", "?opacity=5", "?opacity=40.5"]
    refused += ["?step=-1", "?step=4001", "?step=1e3", "?speed=3"]
    assert [link for link, read in zip(refused, lab(refused), strict=True) if not read["corrections"]] == []
