"""Measures what the claims about speed and size rest on: `python3 do.py bench [claim ...] [--write]`."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    basins,
    command,
    compiling,
    dragging,
    first_load,
    importing,
    lesson,
    playing,
    recomputing,
    refusing,
    report,
)

CLAIMS: dict[str, Callable[[], list[report.Figure]]] = {
    "import": importing.figures,
    "command": command.figures,
    "browser": recomputing.figures,
    "refusal": refusing.figures,
    "drag": dragging.figures,
    "play": playing.figures,
    "basins": basins.figures,
    "first-load": first_load.figures,
    "lesson": lesson.figures,
    "compile": compiling.figures,
}

PAGE = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures: written by `python3 do.py bench --write` -->", "<!-- end of figures -->"


def main() -> None:
    """Measure, print, and end with failure where a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python3 do.py bench", description="Measure what the claims rest on.")
    parser.add_argument("claims", nargs="*", metavar="claim", help=f"which to measure: {', '.join(CLAIMS)}; or all")
    parser.add_argument("--write", action="store_true", help=f"put the table into bench/{PAGE.name}")
    chosen = parser.parse_args()
    if unknown := [claim for claim in chosen.claims if claim not in CLAIMS]:
        parser.error(f"unknown claim {', '.join(unknown)}; there is: {', '.join(CLAIMS)}")
    if chosen.write and chosen.claims:
        parser.error("--write writes the whole table, so it takes no claims")
    figures = [figure for claim in chosen.claims or CLAIMS for figure in CLAIMS[claim]()]
    text = report.table(figures)
    print(text)
    if chosen.write:
        write(text)
    if broken := [figure.what for figure in figures if not figure.is_kept]:
        sys.exit(f"\nNot kept: {'; '.join(broken)}.")


def write(text: str) -> None:
    """Replace the table in the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    taken = f"Taken on {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()}, {platform.machine()}."
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{taken}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
