"""The front end as Vite built it: which files there are, and which of them the laboratory's page starts with."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thalweg.server.content import ASK_AGAIN, IMMUTABLE, Content

PACKAGED = Path(__file__).parent / "assets"
"""Where the build puts them."""

CHECKOUT = Path(__file__).parents[3]
"""The folder that holds the sources too, where Thalweg runs from them."""

ENTRY = "src/lab.ts"
"""The source the page's script is built from: its name in Vite's manifest."""

ADDRESS = "/assets/"
"""Where the files are served; Vite writes this into what it builds."""

REMEDY = "`python3 do.py lab` builds it"

# The tables of operating systems differ; these are the types of everything Vite emits.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class NotBuilt(FileNotFoundError):
    """There is no built front end in the folder; the message says what builds it."""


@dataclass(frozen=True)
class Assets:
    """The built front end.

    Attributes:
        files: Content by path below `ADDRESS`.
        script: Address of the page's script.
        styles: Addresses of its style sheets.
        preloads: Addresses of the modules that its script imports.
    """

    files: dict[str, Content]
    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


NONE = Assets(files={}, script="", styles=(), preloads=())
"""What is there before anything was built."""


def read(folder: Path) -> Assets:
    """Return the front end built in a folder.

    Raises:
        NotBuilt: The folder holds no manifest with the page's script.
    """
    try:
        manifest = json.loads((folder / ".vite" / "manifest.json").read_text(encoding="utf-8"))
        entry = manifest[ENTRY]
    except (FileNotFoundError, KeyError) as error:
        raise NotBuilt(f"the front end has not been built: {REMEDY}") from error
    chunks = list(imported(manifest, ENTRY))
    hashed = set(emitted(manifest))
    return Assets(
        files={path: content(folder / path, IMMUTABLE if path in hashed else ASK_AGAIN) for path in built(folder)},
        script=ADDRESS + entry["file"],
        styles=tuple(dict.fromkeys(ADDRESS + style for chunk in [entry, *chunks] for style in chunk.get("css", []))),
        preloads=tuple(ADDRESS + chunk["file"] for chunk in chunks),
    )


def imported(manifest: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the chunks that a chunk imports, and those that these import, each once."""
    waiting, seen = [name], {name}
    while waiting:
        for other in manifest[waiting.pop()].get("imports", []):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                yield manifest[other]


def emitted(manifest: dict[str, Any]) -> Iterator[str]:
    """Yield every file that Vite named after its content."""
    for chunk in manifest.values():
        yield from (chunk["file"], *chunk.get("css", []), *chunk.get("assets", []))


def built(folder: Path) -> Iterator[str]:
    """Yield the path of every file of the folder but Vite's own notes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".vite" not in path.parts:
            yield path.relative_to(folder).as_posix()


def content(path: Path, keep: str) -> Content:
    """Return a file's content."""
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Content(path.read_bytes(), MEDIA_TYPES.get(path.suffix, guessed), keep)


def newer_source(folder: Path, checkout: Path) -> Path | None:
    """Return a source of the front end that was changed after the last build, or None; a wheel comes without any."""
    stamp, sources = folder.with_suffix(".sha256"), checkout / "frontend" / "src"
    if not stamp.exists():
        return None
    age = stamp.stat().st_mtime
    return next((path for path in sources.rglob("*") if path.is_file() and path.stat().st_mtime > age), None)
