"""Writes `docs/glossary.md` from the notation table: `python -m thalweg.language.glossary [--check]`."""

from __future__ import annotations

import sys
from pathlib import Path

from thalweg.language.notation import GLOSSARY, Word, symbol

PAGE = Path("docs/glossary.md")


def page() -> str:
    """Return the glossary as Markdown, sorted by term."""
    rows = "\n".join(_row(word) for word in sorted(GLOSSARY, key=lambda word: word.term.lower()))
    return f"""# Glossary

One word for each thing, in code, on the page and in these documents. Made from `src/thalweg/language/notation.py` by
`python -m thalweg.language.glossary`; change it there.

| word | written | means |
|---|---|---|
{rows}
"""


def _row(word: Word) -> str:
    written = f"`{word.name}`, {symbol(word.name)}" if word.name else ""
    return f"| {word.term} | {written} | {word.meaning} |"


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` say whether it is up to date; return the exit code."""
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        sys.stderr.write(f"{PAGE} is not what the notation says; write it anew: python -m thalweg.language.glossary\n")
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
