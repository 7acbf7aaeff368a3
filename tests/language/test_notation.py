"""Names as mathematics, and the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from thalweg.language import glossary
from thalweg.language.notation import GLOSSARY, symbol


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lr", "α"),
        ("eps", "ε"),
        ("theta", "θ"),
        ("beta", "β"),
        ("beta2", "β₂"),
        ("mhat", "m̂"),
        ("v", "v"),
        ("g", "g"),
        ("E", "E"),
        ("theta_x", "θ_x"),
        ("weight_decay", "weight decay"),
        ("nu10", "ν₁₀"),
    ],
)
def test_a_name_looks_like_mathematics(name: str, shown: str) -> None:
    assert str(symbol(name)) == shown


def test_every_word_is_explained_once_in_a_sentence() -> None:
    terms = [word.term for word in GLOSSARY]
    assert len(terms) == len(set(terms))
    assert all(word.meaning.endswith(".") and word.meaning[0].isupper() for word in GLOSSARY)


def test_the_page_is_checked_against_the_notation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glossary, "PAGE", tmp_path / "glossary.md")
    assert glossary.main(["--check"]) == 1
    assert glossary.main([]) == 0
    assert glossary.main(["--check"]) == 0
    assert "| learning rate | `lr`, α |" in glossary.page()
