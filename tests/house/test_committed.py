"""What is committed agrees with itself, and tells nobody where it was made."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import do
import hatch_build

ROOT = do.ROOT
LOCKS = sorted(do.LOCKS.glob("*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NPM_LOCK = hatch_build.FRONT_END / "package-lock.json"
NPM_PACKAGES: dict[str, dict[str, Any]] = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]

# As pip reads it: `name==version ; marker \`, then one hash a line.
LOCKED = re.compile(r"^([\w.-]+)==(\S+)([^\n]*)\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)*)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock."""
    text = (do.LOCKS / f"{name}.lock").read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version, _, _ in LOCKED.findall(text)}


@pytest.mark.parametrize("lock", [*LOCKS, NPM_LOCK], ids=lambda lock: lock.name)
def test_no_lock_names_a_registry(lock: Path) -> None:
    addresses = [line for line in lock.read_text(encoding="utf-8").splitlines() if re.search(r"https?:|file:", line)]
    # What npm's packages say of their funding is no place that they came from.
    assert [line for line in addresses if '"url": ' not in line] == []
    assert '"resolved"' not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_is_pinned_to_its_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pinned = LOCKED.findall(text)
    assert pinned
    assert len(pinned) == len(re.findall(r"^\w", text, re.MULTILINE)), "a line that pins nothing"
    assert [package for package, _, _, hashes in pinned if not hashes] == []


@pytest.mark.parametrize(
    ("requirements", "lock"),
    [
        (PROJECT["project"]["dependencies"], "run"),
        (PROJECT["project"]["dependencies"], "test"),
        (PROJECT["dependency-groups"]["test"], "test"),
        (PROJECT["dependency-groups"]["check"], "test"),
        (do.build_requirements(), "build"),
    ],
)
def test_what_the_project_asks_for_is_locked(requirements: list[str], lock: str) -> None:
    versions = locked(lock)
    for requirement in map(Requirement, requirements):
        version = versions.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in locks/{lock}.lock: `python3 do.py lock` writes it anew"
        assert requirement.specifier.contains(version), f"locks/{lock}.lock has {requirement.name} {version}"


def test_the_locks_agree_with_each_other() -> None:
    run, test, build = locked("run"), locked("test"), locked("build")
    assert run.items() <= test.items()
    assert {name: version for name, version in build.items() if name in test}.items() <= test.items()


def test_the_locks_leave_the_heavy_peer_out() -> None:
    assert not any(name == "torch" or name.startswith("nvidia-") for name in locked("test"))


def test_npm_has_locked_what_the_front_end_asks_for() -> None:
    asked = json.loads((hatch_build.FRONT_END / "package.json").read_text(encoding="utf-8"))
    for kind in ("dependencies", "devDependencies"):
        assert NPM_PACKAGES[""].get(kind, {}) == asked.get(kind, {})
    assert [name for name, package in NPM_PACKAGES.items() if name and "integrity" not in package] == []


def test_npm_has_locked_it_for_every_system() -> None:
    """A registry that lacks the build for another system leaves it out of the lock, which `npm ci` then refuses."""
    wanted = {name for package in NPM_PACKAGES.values() for name in package.get("optionalDependencies", {})}
    assert wanted - {name.rpartition("node_modules/")[2] for name in NPM_PACKAGES} == set()


def test_what_is_made_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)  # noqa: S607 - whichever git there is
    products = (hatch_build.ASSETS, hatch_build.DERIVATIVES)
    made = [path for product in products for path in (product.path, product.stamp)]
    made = [hatch_build.ASSETS.path / "lab.js", *made[1:], do.VENV / "x", hatch_build.FRONT_END / "node_modules" / "x"]
    for path in [each.relative_to(ROOT).as_posix() for each in made] + ["dist/x", "a/__pycache__/x", ".mypy_cache/x"]:
        done = subprocess.run(["git", "check-ignore", "--quiet", path], cwd=tmp_path, check=False)  # noqa: S607 - as above
        assert done.returncode == 0, f"{path} would be committed"
    done = subprocess.run(["git", "check-ignore", "src/thalweg/cli.py", "locks/run.lock"], cwd=tmp_path, check=False)  # noqa: S607 - as above
    assert done.returncode == 1, "something that is written by hand is ignored"
