"""The content that comes with Thalweg: every claim in it holds, and nothing else is wrong with it."""

from __future__ import annotations

import pytest

from thalweg.lessons.claims import check_claim
from thalweg.lessons.linter import claims_of, faults_of
from thalweg.lessons.reading import content_folder, read_course

MODULES = read_course(content_folder()).modules
CLAIMS = [claim for module in MODULES for claim in claims_of(module)]


@pytest.mark.parametrize(
    "claim", [claim for claim, _, _ in CLAIMS], ids=[f"{file}:{line} {claim}" for claim, file, line in CLAIMS]
)
def test_every_claim_holds(claim: str) -> None:
    check_claim(claim)


def test_nothing_is_wrong_with_the_content() -> None:
    assert [str(fault) for fault in faults_of(content_folder())] == []


def test_the_course_is_the_three_modules() -> None:
    assert [module.id for module in MODULES] == ["gradient-descent", "momentum", "adaptive-methods"]
