"""The parts a figure may name are those of the lab's template."""

from __future__ import annotations

import re
from pathlib import Path

import thalweg
from thalweg.lessons.parts import PARTS

TEMPLATES = Path(thalweg.__file__).parent / "server" / "templates"

OF_THE_PAGE = {"bench", "legend", "notice", "reading"}
"""Parts that no figure names: the legend is always there, and the others belong to the page of the lab."""


def test_a_figure_may_name_every_part_of_the_lab_and_nothing_else() -> None:
    written = {
        part for file in TEMPLATES.rglob("*.html") for part in re.findall(r'data-part="([\w-]+)"', file.read_text())
    }
    assert written - OF_THE_PAGE == set(PARTS)
