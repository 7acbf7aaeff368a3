"""docs/writing-lessons.md names everything that a writer can write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from thalweg.lessons.conditions import QUANTITIES, WORDS
from thalweg.lessons.questions import CHANGEABLE, ENDINGS
from thalweg.lessons.references import ARGUMENTS
from thalweg.links import EXPERIMENT, SCENE

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-lessons.md").read_text()
WRITTEN = set(re.findall(r"[a-z][a-z_-]*", " ".join(re.findall(r"`[^`]*`|^    .*", GUIDE, re.MULTILINE))))

OF_ONES_OWN = {"formula", "domain", "rule"}
"""What a link brings of its own mathematics; the lab writes it, and nobody types it."""

OF_A_ROOM = {"present", "hide", "lock"}
"""How a link asks to be shown to a room."""


@pytest.mark.parametrize(
    "names",
    [WORDS, QUANTITIES, ARGUMENTS, CHANGEABLE, {*EXPERIMENT, *SCENE} - OF_ONES_OWN - OF_A_ROOM],
    ids=["words", "quantities", "directives", "changeable", "links"],
)
def test_the_guide_names_everything(names: set[str]) -> None:
    assert set(names) - WRITTEN == set()


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "order", "text", "predict", "figure"])
def test_the_guide_has_every_type_of_question(kind: str) -> None:
    assert f"| `{kind}` |" in GUIDE


def test_the_guide_has_every_kind_of_prediction() -> None:
    assert all(f"| `{kind}` |" in GUIDE for kind in ("winner", "outcome", "end", "path"))
    assert list(ENDINGS) == ["converges", "exhausts", "diverges", "cycles"]
    assert "converges, runs out of steps, diverges or cycles" in GUIDE
