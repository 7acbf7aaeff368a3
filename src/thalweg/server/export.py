"""The course and the laboratory as files, for any host that can do nothing but hand out files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path

import msgspec

from thalweg import lessons
from thalweg.language.refusal import Refusal, shortened
from thalweg.lessons.keys import key
from thalweg.lessons.module import Module
from thalweg.lessons.questions import AnyQuestion
from thalweg.server import assets
from thalweg.server.content import ASK_AGAIN, NEVER_KEPT, Content
from thalweg.server.grading import variant_content
from thalweg.server.pages import Place
from thalweg.server.security import POLICY
from thalweg.server.site import Made, Site

LIST = ".thalweg-export.json"
"""The file that says which files an export wrote, so that the next one can take them away."""

NOT_FOUND = "404.html"
"""What hosts of files show for an address that has none."""

NO_JEKYLL = ".nojekyll"
"""An empty file that keeps one large host from leaving out what it takes for the files of a program it runs."""

File = tuple[str, Made]
"""A file by its path in the folder."""


class CannotExport(Refusal):
    """The folder or the base path cannot be used; the message says what to do."""


def export(folder: Path, base: str, watched: Callable[[Sequence[File]], Iterable[File]]) -> int:
    """Write everything into a folder, and return how many files that were.

    Args:
        folder: Where to: a folder that is not there, is empty, or holds an earlier export, which goes.
        base: The path under which the host shows the folder, such as "/course/".
        watched: Is given the files, and hands them back one by one, to watch over them.

    Raises:
        CannotExport: The folder or the base path cannot be used, or the front end has not been built.
    """
    place = place_at(base)
    before = written_before(folder)
    try:
        wanted = list(files(Site(assets.read(assets.PACKAGED), place), place).items())
        for path in before:
            (folder / path).unlink(missing_ok=True)
        for path, made in watched(wanted):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(made.content().body)
        (folder / LIST).write_text(json.dumps([path for path, _ in wanted], indent=0), encoding="utf-8")
    except assets.NotBuilt as error:
        raise CannotExport(str(error)) from error
    except OSError as error:
        raise CannotExport(f"{folder} cannot be written to: {error.strerror}; name another folder") from error
    return len(wanted)


def place_at(base: str) -> Place:
    """Return the place under a path of a host that only hands out files.

    Raises:
        CannotExport: It is no path.
    """
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*/?", base) or {".", ".."} & set(base.split("/")):
        sentence = f'--base-path is "{shortened(base)}"; write the path the host shows the files under, as in /course/'
        raise CannotExport(sentence)
    # In a page this one means nothing, and browsers say so.
    policy = "; ".join(f"{what} {sources}" for what, sources in POLICY.items() if what != "frame-ancestors")
    return Place(base.rstrip("/"), grading="", compiling="", policy=policy)


def written_before(folder: Path) -> list[str]:
    """Return the files of an earlier export.

    Raises:
        CannotExport: There is something else in the folder.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return []
    try:
        listed = msgspec.json.decode((folder / LIST).read_bytes(), type=list[str])
    except (OSError, msgspec.MsgspecError) as error:
        sentence = f"{folder} holds something that is no export; name an empty folder or one that is not there"
        raise CannotExport(sentence) from error
    # Whoever may have edited the list, nothing outside the folder is touched.
    root = folder.resolve()
    return [path for path in listed if (folder / path).resolve().is_relative_to(root)]


def files(site: Site, place: Place) -> dict[str, Made]:
    """Return every file by its path in the folder."""
    return {
        **{path_of(address): made for address, made in site.everything().items()},
        **{path: Made(make) for path, make in questions(place)},
        NOT_FOUND: site.errors[HTTPStatus.NOT_FOUND],
        NO_JEKYLL: Made(lambda: Content(b"", "text/plain", NEVER_KEPT)),
    }


def questions(place: Place) -> Iterator[tuple[str, Callable[[], Content]]]:
    """Yield what makes the variants of all questions, and their keys, by which a page grades where nobody else does."""
    for module in lessons.course().modules:
        for question in module.questions.values():
            for variant in range(question.variants):
                asked, name = (module, question, variant, place.base), f"{question.id}.{variant}.json"
                yield f"learn/{module.id}/answers/{name}", partial(answer_content, *asked)
                yield f"learn/{module.id}/variants/{name}", partial(variant_content, *asked)


def answer_content(module: Module, question: AnyQuestion, variant: int, base: str) -> Content:
    """Return the key of a variant as it is served."""
    return Content(msgspec.json.encode(key(module, question, variant, base)), "application/json", ASK_AGAIN)


def path_of(address: str) -> str:
    """Return where a file is put; a page stands in a folder of its name, and so has an address without an ending.

    Example:
        >>> path_of("/"), path_of("/learn/momentum"), path_of("/assets/lab.js")
        ('index.html', 'learn/momentum/index.html', 'assets/lab.js')
    """
    path = address.removeprefix("/")
    return path if Path(path).suffix else f"{path}/index.html".removeprefix("/")
