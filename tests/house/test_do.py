"""The one entry for people who work on it says what it can, and what it lacks."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import do

SOURCE = (do.ROOT / "do.py").read_text(encoding="utf-8")


def said(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run do.py to its end."""
    return subprocess.run(
        [sys.executable, "do.py", *arguments], cwd=do.ROOT, capture_output=True, text=True, check=False
    )


def test_an_unknown_command_is_told_which_there_are() -> None:
    done = said("nonsense")
    assert done.returncode == 1
    assert done.stderr == 'unknown command "nonsense"; There is: lab, test, check, bench, lock.\n'


def test_a_slip_of_the_finger_is_told_what_was_meant() -> None:
    assert 'did you mean "test"?' in said("tets").stderr


def test_asked_for_nothing_it_explains_itself() -> None:
    done = said()
    assert done.returncode == 0
    for name in do.COMMANDS:
        assert f"python3 do.py {name} " in done.stdout


def test_an_older_python_is_told_so() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))  # it can read the file, so that it comes to the sentence
    program = "import runpy, sys; sys.version_info = (3, 10, 0); runpy.run_path('do.py')"
    done = subprocess.run([sys.executable, "-c", program], cwd=do.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Thalweg needs Python 3.11 or newer; this is ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["do.py", "hatch_build.py"])
def test_it_needs_nothing_but_the_standard_library(name: str) -> None:
    imported = set()
    for node in ast.parse((do.ROOT / name).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - sys.stdlib_module_names <= {"hatch_build"}


def test_a_python_that_cannot_make_environments_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(do, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        do.make_environment()


def test_a_program_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(SystemExit, match=r"npm was not found"):
        do.run("npm")


def test_what_was_installed_is_installed_again_only_when_its_lock_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / "run.lock"
    lock.write_text("numpy==2.0")
    monkeypatch.setattr(do, "VENV", tmp_path)
    assert do.changed("run", [lock])
    do.remember("run", [lock])
    assert not do.changed("run", [lock])
    lock.write_text("numpy==2.1")
    assert do.changed("run", [lock])


def test_one_failing_check_does_not_hide_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(do, "prepare", lambda _: None)
    checks = {name: ["python", "-c", f"exit({status})"] for name, status in {"one": 1, "two": 0, "three": 3}.items()}
    monkeypatch.setattr(do, "checks", lambda: checks)
    with pytest.raises(SystemExit, match="Not right yet: one, three"):
        do.check()
    lines = capsys.readouterr().out.split("\n")
    assert [line.split()[:2] for line in lines if line] == [["one", "FAIL"], ["two", "ok"], ["three", "FAIL"]]
