"""What is said to a writer: the file, the line, and what is allowed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from thalweg.lessons.linter import faults_of

CONTENT = Path(__file__).parent / "content"
LESSON, QUESTIONS = "example/lesson.md", "example/questions.yaml"

BROKEN = [
    # (file, what is replaced, by what, text of the line that is named, what is said)
    (LESSON, "level: beginner", "level: easy", "level: easy", "level: invalid enum value 'easy'"),
    (LESSON, "minutes: 7", "minutes: seven", "minutes: seven", "minutes: expected a whole number, got a text"),
    (LESSON, "minutes: 7", "minutes: 8", "minutes: 8", "minutes is 8, and the sections take 7 together"),
    (LESSON, "rev: 3", "", "id: example", '"rev" is missing; there is: id, title'),
    (LESSON, "rev: 3", "rev: 3\nauthor: me", "author: me", 'unknown name "author"; known here: aliases'),
    (LESSON, "rev: 3", "rev: 3\nrev: 4", "rev: 4", '"rev" stands twice'),
    (LESSON, "rev: 3", "rev: 3: 4", "rev: 3: 4", "no YAML: mapping values are not allowed here; a text with a colon"),
    (LESSON, "rev: 3", "rev: 3\n[a, b]: 4", "[a, b]: 4", "no YAML: found unhashable key"),
    (LESSON, "id: example", "id: other", "id: other", 'the id is "other" in the folder example'),
    (LESSON, "old-figure: slow-and-fast", "old-figure: gone", "aliases", 'unknown id "gone"'),
    (LESSON, "{#first minutes=4}", "{#First minutes=4}", "## The first", '"First" is no id'),
    (LESSON, "{#first minutes=4}", "{#first}", "## The first", "a section reads ## Title {#id minutes=5}"),
    (LESSON, "## The first", "Words.\n\n## The first", "Words.", "this stands before the first section"),
    (LESSON, "{#below}", "{#edge}", "### Under", 'the id "edge" is taken, by example/lesson.md:'),
    (LESSON, "{#below}", "{#limit}", "- id: limit", 'the id "limit" is taken'),
    (LESSON, "(#old-figure)", "(#nowhere)", "[the figure]", 'unknown id in example "nowhere"'),
    (
        LESSON,
        "module:sequel#second",
        "module:sequels",
        "[the figure]",
        'unknown module "sequels"; did you mean "sequel"',
    ),
    (LESSON, "glossary:#learning-rate", "glossary:#pace", "[the figure]", 'unknown word of the glossary "pace"'),
    (LESSON, "https://example.org", "http://example.org", "[to a paper]", "is of no kind there is"),
    (LESSON, "lab:?landscape=valley&", "lab:?landscape=vale&", "it explodes", 'unknown landscape "vale"'),
    (LESSON, ":::rule adam", ":::rule adm", ":::rule adm", 'unknown optimizer "adm"; did you mean "adam"'),
    (LESSON, ":::rule adam", ":::rules adam", ":::rules adam", 'unknown directive "rules"; did you mean "rule"'),
    (LESSON, ":::landscape rastrigin", ":::landscape", ":::landscape", ":::landscape takes the key of a landscape"),
    (LESSON, ":::quiz limit steps-in-order", ":::quiz limits steps-in-order", ":::quiz", 'unknown question "limits"'),
    (LESSON, ":::quiz limit ", ":::quiz ", "- id: limit", '"limit" is never asked'),
    (LESSON, ":::quiz drag-it", ":::quiz drag-it limit", ":::quiz drag-it", '"limit" has been asked before'),
    (LESSON, ":::predict how", ":::quiz how", ":::quiz how", '"how" is of type predict; ask it with :::predict'),
    (LESSON, ":::lab", ":::lab\n\n:::lab", ":::lab", "a lesson has at most one"),
    (LESSON, ":::columns slow-and-fast edge", ":::columns edge", ":::columns edge", "groups the figures that follow"),
    (LESSON, 'loss<0.05"]\n:::', 'loss<0.05"]', ":::task reach-it", ":::task has no end"),
    (LESSON, "parts: [lr,", "parts: [pace,", "parts: [pace,", 'unknown part of the lab "pace"; known here: basins'),
    (LESSON, "parts: [lr", "part: [lr", "part: [lr", 'unknown name "part"; did you mean "parts"'),
    (
        LESSON,
        "lr=0.1&start=-4,2&steps=200",
        "lr=0.1&start=-4",
        'link: "?landscape=valley&optimizers=sgd&lr=0.1&',
        "start is",
    ),
    (LESSON, "Two paths from", "Adam's path from", "alt: Adam", "the alt names Adam, and the link does not show it"),
    (
        LESSON,
        "the Elongated valley",
        "Rosenbrock",
        "caption: >-",
        "names Rosenbrock, and the link shows Elongated valley",
    ),
    (LESSON, "diverges sgd valley", "converges sgd valley", "it explodes", "does not hold: SGD: diverged after 1"),
    (LESSON, "wins momentum,sgd", "wins sgd,momentum", "caption: >-", "the final losses are SGD"),
    (
        LESSON,
        "diverges sgd valley",
        "divergent sgd valley",
        "it explodes",
        "cannot be checked: unknown word or comparison",
    ),
    (
        LESSON,
        "{claim: equal 2/20 0.1}",
        "{claim equal 2/20 0.1}",
        "it explodes",
        "what stands in braces is not understood",
    ),
    (LESSON, r"$\lambda_{\max}", r"$\lambdo_{\max}", r"$\lambdo", r'"\lambdo" in'),
    (LESSON, "| 0.05 |", "| <b>0.05</b> |", "| <b>", "HTML is not taken here"),
    (LESSON, "sgd loss<0.05", "sgd loss", "until:", 'unknown word or comparison "loss"'),
    (LESSON, "sgd loss<0.05", "sgd loss<5000", "until:", "everything holds as soon as the task is set up"),
    (QUESTIONS, "type: numeric", "type: number", "type: number", "unknown type 'number'; known here: figure, multiple"),
    (QUESTIONS, "  tolerance: 1%\n", "", "- id: limit", '"tolerance" is missing'),
    (
        QUESTIONS,
        "tolerance: 1%",
        "tolerance: 100%",
        "- value:",
        "0.05 is within the tolerance of the right answer, 0.1, in variant 0",
    ),
    (QUESTIONS, '"2/{a}"', '"2/{b}"', "- id: limit", "a number of this question cannot be worked out"),
    (QUESTIONS, "{= 2/{a}}", "{= 2/0}", "explain:", "no finite number"),
    (QUESTIONS, 'why: "Its limit is 0.1.", ', "", "- {id: yes", 'the choice "yes" is wrong and does not say why'),
    (
        QUESTIONS,
        "id: no, text: It is not., right: true",
        "id: no, text: It is not., why: x",
        "choices:",
        "0 choices are right",
    ),
    (QUESTIONS, "text: It is not.", "text: It is.", "- id: good-or-bad", '"yes" reads the same as "no"'),
    (QUESTIONS, "id: second, text", "id: first, text", "- {id: first, text: The second", 'the id "first" stands twice'),
    (
        QUESTIONS,
        "figure: edge\n  ask: How",
        "figure: ege\n  ask: How",
        "figure: ege",
        'unknown figure "ege"; did you mean "edge"',
    ),
    (QUESTIONS, "  figure: edge\n  ask: How", "  ask: How", "- id: how", "a prediction is about a figure"),
    (
        QUESTIONS,
        "kind: outcome",
        "kind: winner",
        "kind: winner",
        "the figure shows sgd alone; a winner needs at least two",
    ),
    (QUESTIONS, "  optimizer: momentum\n", "", "- id: where-to", "say which is meant, as in optimizer: sgd"),
    (QUESTIONS, "why: {sgd:", "why: {sdg:", "why: {sdg:", 'unknown answer "sdg"; did you mean "sgd"'),
    (QUESTIONS, "  miss: Look at how far each step goes.\n", "", "- id: how", 'nothing is said to "converges"'),
    (QUESTIONS, "tolerance: 0.08", "tolerance: 8", "tolerance: 8", "tolerance: expected a number <= 0.5"),
    (QUESTIONS, "may: [lr]", "may: [rate]", "may: [rate]", 'unknown name in may "rate"'),
    (QUESTIONS, "lr=0.09&", "lr=0.001&", "solution:", "the solution is incorrect"),
    (QUESTIONS, "sgd loss<0.05", "adam loss<0.05", "until:", 'unknown optimizer "adam"; known here: sgd'),
    (QUESTIONS, "sgd loss<0.05", "sgd loss<5000", "until:", "the figure as it is would be right already"),
    (QUESTIONS, "accept: [plateau]", "accept: [Saddle]", "- {accept: [Saddle]", "one of these words is right"),
    (QUESTIONS, "[20, 4, 5, 8]", str(list(range(1, 66))), "vary:", "65 variants; at most 64 are allowed"),
    (QUESTIONS, 'show: "?landscape=valley&optimizers=sgd&lr=0.11"', 'show: "?lr=fast"', "- {id: yes", 'lr is "fast"'),
    ("catalogue.yaml", "- sequel", "", "example/lesson.md", 'unknown module "sequel"'),
    ("catalogue.yaml", "- sequel", "- sequel\n- third", "third/lesson.md", "this file cannot be read: No such file"),
    (
        "sequel/lesson.md",
        "[example]",
        "[exampel]",
        "prerequisites",
        '"exampel" is no module before this one; before it: example',
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "said"),
    BROKEN,
    ids=[f"{file} {old[:30]} > {new[:30]}" for file, old, new, _, _ in BROKEN],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, file: str, old: str, new: str, at: str, said: str) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    faults = [fault for fault in faults_of(folder) if said in fault.sentence]
    assert faults, [str(fault) for fault in faults_of(folder)]
    lines = {line for fault in faults for line in _line(folder, fault.file, fault.line)}
    assert any(at in line for line in lines), faults


def _line(folder: Path, file: str, number: int) -> list[str]:
    """Return the name of the file, and the line that is meant if there is one."""
    path = folder / file
    return [file, path.read_text().split("\n")[number - 1]] if path.exists() else [file]


def test_the_example_is_sound() -> None:
    assert faults_of(CONTENT) == []


def test_what_is_no_text_is_said_so(tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    (folder / LESSON).write_bytes(b"\xff\xfe")
    assert [str(fault) for fault in faults_of(folder)] == [f"{LESSON}:1: this file is not UTF-8 at byte 0"]


def test_a_lesson_that_the_catalogue_does_not_name_is_said_so(tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(folder / "sequel", folder / "fourth")
    assert [str(fault) for fault in faults_of(folder)] == [
        "fourth/lesson.md:1: catalogue.yaml does not name fourth; add it where a learner meets it"
    ]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    questions = folder / QUESTIONS
    questions.write_text(questions.read_text().replace("tolerance: 1%", "").replace("kind: outcome", "kind: fate"))
    assert len(faults_of(folder)) == 2 + len(["the two questions are not there, so asking them is at fault"]) - 1


def test_the_command_prints_file_line_and_sentence(tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    (folder / "catalogue.yaml").write_text("example: 1")
    command = [sys.executable, "-m", "thalweg.lessons", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (said.returncode, said.stdout) == (
        1,
        "content/catalogue.yaml:1: this: expected a list, got names with values\n",
    )
    assert subprocess.run([*command[:-1], str(CONTENT)], capture_output=True, check=False).returncode == 0
