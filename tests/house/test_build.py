"""What is built: only when its sources have changed, and all of it goes into the package."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import hatch_build
from hatch_build import Product


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Product:
    """Return a product that is the upper case of its source."""
    monkeypatch.setattr(hatch_build, "ROOT", tmp_path)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("word")

    def make() -> None:
        target.write_text(source.read_text().upper())

    return Product("upper case", target, lambda: iter([source]), make)


def test_a_product_is_fresh_until_its_source_changes(product: Product, tmp_path: Path) -> None:
    assert not product.is_fresh()
    product.build()
    assert product.path.read_text() == "WORD"
    assert product.is_fresh()
    (tmp_path / "source").write_text("another")
    assert not product.is_fresh()


def test_a_product_that_was_deleted_is_not_fresh(product: Product) -> None:
    product.build()
    product.path.unlink()
    assert not product.is_fresh()


def test_a_build_that_failed_is_tried_again(product: Product, tmp_path: Path) -> None:
    product.build()
    (tmp_path / "source").unlink()
    (tmp_path / "source").mkdir()
    with pytest.raises(IsADirectoryError):
        product.build()
    (tmp_path / "source").rmdir()
    (tmp_path / "source").write_text("word")
    assert product.is_fresh()  # the old product still is what its source says
    (tmp_path / "source").write_text("other")
    failing = product._replace(make=lambda: pytest.fail("cannot"))
    with pytest.raises(pytest.fail.Exception):
        failing.build()
    (tmp_path / "source").write_text("word")
    assert not product.is_fresh()  # nobody knows what a failed build left behind


def test_what_was_looked_at_is_dated_anew(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    product.build()
    os.utime(product.stamp, (0, 0))
    monkeypatch.setattr(hatch_build, "ASSETS", product)
    monkeypatch.setattr(hatch_build, "DERIVATIVES", product)
    assert hatch_build.stale() == []
    assert product.stamp.stat().st_mtime > 0


def packed(kind: str, source: Path, target: Path, **environment: str) -> Path:
    """Pack a distribution with the Hatchling of this environment, and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    subprocess.run(command, cwd=source, env=os.environ | environment, check=True, capture_output=True)
    return next(target.iterdir())


def test_a_wheel_made_without_node_from_the_source_distribution_holds_everything(tmp_path: Path) -> None:
    archive = packed("sdist", hatch_build.ROOT, tmp_path / "sdist")
    # Not by the function: early releases of Python 3.11 have no filter for it, later ones warn without.
    subprocess.run([sys.executable, "-m", "tarfile", "--extract", str(archive), str(tmp_path)], check=True)
    source = next(tmp_path.glob("thalweg-*"))
    wheel = packed("wheel", source, tmp_path / "wheel", PATH=str(tmp_path / "nothing"))
    names = set(zipfile.ZipFile(wheel).namelist())
    package = Path(hatch_build.PACKAGE)
    written = {path for path in package.rglob("*") if path.suffix in {".py", ".html"} or path.name == "py.typed"}
    assets = {path for path in hatch_build.ASSETS.path.rglob("*") if path.is_file()}
    assert any(path.name == "manifest.json" for path in assets)
    for path in [*written, *assets, hatch_build.DERIVATIVES.path]:
        assert path.relative_to(package.parent).as_posix() in names
    content = hatch_build.ROOT / "content"
    assert {f"thalweg/{path.relative_to(content.parent).as_posix()}" for path in content.rglob("*.*")} <= names
    assert not [name for name in names if name.endswith((".sha256", ".ts")) or "node_modules" in name]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
