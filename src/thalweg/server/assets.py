"""The front end as Vite built it: which files there are, and which of them each page starts with."""

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

ADDRESS = "/assets/"
"""Where the files are served; what Vite built finds the rest of itself from wherever it lies."""

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
class Entry:
    """What a page starts with.

    Attributes:
        script: Address of its script.
        styles: Addresses of its style sheets.
        preloads: Addresses of the modules that its script imports.
    """

    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


NOTHING = Entry(script="", styles=(), preloads=())
"""What a page starts with before anything was built."""


@dataclass(frozen=True)
class Assets:
    """The built front end.

    Attributes:
        files: Content by path below `ADDRESS`.
        entries: What a page starts with, by the source of its script: `src/lab.ts`.
    """

    files: dict[str, Content]
    entries: dict[str, Entry]

    def entry(self, name: str) -> Entry:
        """Return what the page starts with whose script is `src/NAME.ts`.

        Raises:
            NotBuilt: It was built before there was such a page.
        """
        if not self.entries:
            return NOTHING
        if f"src/{name}.ts" not in self.entries:
            raise NotBuilt(f"the front end was built before there was src/{name}.ts in it: {REMEDY} anew")
        return self.entries[f"src/{name}.ts"]


NONE = Assets(files={}, entries={})
"""What is there before anything was built."""


def read(folder: Path) -> Assets:
    """Return the front end built in a folder.

    Raises:
        NotBuilt: The folder holds no manifest.
    """
    try:
        manifest = json.loads((folder / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotBuilt(f"the front end has not been built: {REMEDY}") from error
    hashed = set(emitted(manifest))
    return Assets(
        files={path: content(folder / path, IMMUTABLE if path in hashed else ASK_AGAIN) for path in built(folder)},
        entries={name: entry(manifest, name) for name, chunk in manifest.items() if chunk.get("isEntry")},
    )


def entry(manifest: dict[str, Any], name: str) -> Entry:
    """Return what the page starts with whose script has this name in Vite's manifest."""
    chunk, chunks = manifest[name], list(imported(manifest, name))
    return Entry(
        script=ADDRESS + chunk["file"],
        # What a style sheet adds to another has to stand behind it.
        styles=tuple(dict.fromkeys(ADDRESS + style for each in [*chunks, chunk] for style in each.get("css", []))),
        preloads=tuple(ADDRESS + each["file"] for each in chunks),
    )


def imported(manifest: dict[str, Any], name: str, seen: set[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the chunks that a chunk imports, each once and after those that it imports itself."""
    seen = {name} if seen is None else seen
    for other in manifest[name].get("imports", []):
        if other not in seen:
            seen.add(other)
            yield from imported(manifest, other, seen)
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
