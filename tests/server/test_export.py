"""The course and the laboratory as files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pytest

from thalweg import lessons
from thalweg.lessons.keys import AnyKey
from thalweg.server import export as exporting
from thalweg.server.assets import PACKAGED
from thalweg.server.export import LIST, CannotExport, File, export, place_at, written_before


def unwatched(files: Sequence[File]) -> Iterable[File]:
    """Hand the files back."""
    return files


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything, for a host that shows it under /a/course/."""
    folder = tmp_path_factory.mktemp("exported") / "deep" / "er"
    export(folder, "/a/course/", unwatched)
    return folder


def test_every_page_stands_in_a_folder_of_its_name(exported: Path) -> None:
    pages = {path.parent.relative_to(exported).as_posix() for path in exported.rglob("index.html")}
    modules = {f"learn/{module.id}" for module in lessons.course().modules}
    assert {".", "lab", "glossary", "bookmarks", "progress"} | modules <= pages
    assert (exported / "404.html").read_text(encoding="utf-8").count("There is nothing at this address.") == 1


def test_every_address_of_a_page_lies_under_the_base_and_leads_to_a_file(exported: Path) -> None:
    for page in exported.rglob("*.html"):
        addresses = re.findall(r'(?:href|src|data-catalogue)="(/[^"#?]*)', page.read_text(encoding="utf-8"))
        assert addresses
        for address in addresses:
            assert address.startswith("/a/course/"), (page, address)
            path = exported / address.removeprefix("/a/course/")
            assert path.is_file() or (path / "index.html").is_file(), (page, address)


def test_pages_say_that_nobody_grades_and_nobody_derives_and_what_they_may_load(exported: Path) -> None:
    for page in exported.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert '<body data-base="/a/course" data-grading="" data-compiling=""' in text
        assert '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;' in text
        assert "frame-ancestors" not in text
    assert "this copy of the lab is files alone" in (exported / "lab" / "index.html").read_text(encoding="utf-8")


def test_every_question_has_its_keys_and_variants(exported: Path) -> None:
    for module in lessons.course().modules:
        for question in module.questions.values():
            for variant in range(question.variants):
                name = f"{question.id}.{variant}.json"
                answers = (exported / "learn" / module.id / "answers" / name).read_bytes()
                assert msgspec.json.decode(answers, type=AnyKey).explain
                shown = json.loads((exported / "learn" / module.id / "variants" / name).read_bytes())
                assert set(shown) == {"ask", "form"}


def test_no_page_holds_the_key_of_a_question(exported: Path) -> None:
    for module in lessons.course().modules:
        page = (exported / "learn" / module.id / "index.html").read_text(encoding="utf-8")
        for question in module.questions.values():
            answers = exported / "learn" / module.id / "answers" / f"{question.id}.0.json"
            assert json.loads(answers.read_bytes())["explain"] not in page


def test_an_earlier_export_goes_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside.html"
    export(folder, "/", unwatched)
    listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
    assert set(listed) == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {LIST}
    outside.touch()
    (folder / "assets" / "old-1.js").touch()
    (folder / "own.txt").touch()
    (folder / LIST).write_text(json.dumps([*listed, "assets/old-1.js", "../outside.html", str(outside)]))
    monkeypatch.setattr(exporting, "files", lambda *_: {})
    export(folder, "/", unwatched)
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {LIST, "own.txt"}
    assert outside.exists()


@pytest.mark.parametrize("content", [None, "", "{", "{}", "[1]", "\xff"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "thesis.txt").touch()
    if content is not None:
        (tmp_path / LIST).write_bytes(content.encode("latin-1"))
    with pytest.raises(CannotExport, match="holds something that is no export; name an empty folder"):
        export(tmp_path, "/", unwatched)
    assert (tmp_path / "thesis.txt").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(CannotExport, match="holds something that is no export"):
        written_before(tmp_path / "site")
    with pytest.raises(CannotExport, match="cannot be written to: Not a directory"):
        export(tmp_path / "site" / "below", "/", unwatched)


@pytest.mark.parametrize(
    ("base", "kept"), [("/", ""), ("", ""), ("/course", "/course"), ("/a/b-c_1.2~/", "/a/b-c_1.2~")]
)
def test_a_base_path_is_a_path(base: str, kept: str) -> None:
    assert place_at(base).base == kept


@pytest.mark.parametrize("base", ["course", "//elsewhere.example", "/a//b", "/../a", "/./", "/a?b", '/"', "/ä", "/a b"])
def test_what_is_none_is_refused(base: str) -> None:
    with pytest.raises(CannotExport, match="write the path the host shows the files under"):
        place_at(base)


def test_a_front_end_that_was_not_built_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thalweg.server.assets.PACKAGED", tmp_path / PACKAGED.name)
    with pytest.raises(CannotExport, match="the front end has not been built"):
        export(tmp_path / "site", "/", unwatched)


def test_a_front_end_that_was_built_before_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = tmp_path / "assets" / ".vite" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"src/lab.ts": {"file": "lab.js", "isEntry": true}}')
    monkeypatch.setattr("thalweg.server.assets.PACKAGED", tmp_path / "assets")
    with pytest.raises(CannotExport, match="the front end was built before there was src/"):
        export(tmp_path / "site", "/", unwatched)
