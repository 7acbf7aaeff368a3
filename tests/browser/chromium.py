"""A Chromium for the tests that drive the page: the one this machine has, else one that can be had without asking.

A browser test that is skipped proves nothing, so the search goes on to the last way there is, then says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED_NAMES = (
    # The same browser without its own windows, menus and tabs, which take a quarter of the time to put up.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

NPM_PACKAGE = "@sparticuz/chromium@147.0.0"
"""A headless Chromium inside a registry package: older, for 64-bit Linux; there where only registries are reachable."""

NPM_FOLDER = Path(sys.prefix) / "chromium"
"""Where that package goes: into the environment of the tests, and away with it."""

SWITCHES = (
    # As on a machine without a graphics card, so that every machine has the same picture: pages are put together by the
    # browser itself, and WebGL2, with float colour buffers, is emulated.
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    # Nothing that talks to anyone but the page under test.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class NoChromium(RuntimeError):
    """No way to a Chromium was open; the message says what to install."""


def find(playwrights_own: Path) -> Path:
    """Return the first Chromium that turns up.

    Args:
        playwrights_own: Where Playwright keeps its own, if it has been installed.

    Raises:
        NoChromium: With what to install.
    """
    ways: tuple[Callable[[], Iterator[Path]], ...] = (
        named_by_the_caller,
        installed,
        lambda: existing(playwrights_own),
        lambda: installed_by_playwright(playwrights_own),
        installed_by_npm,
    )
    for way in ways:
        for chromium in way():
            return chromium
    raise NoChromium(
        "The browser tests need a Chromium and found none. Install one (`apt install chromium`, or "
        "`python -m playwright install chromium`), or name one in THALWEG_CHROMIUM."
    )


def launch_arguments(chromium: Path) -> dict[str, object]:
    """Return what Playwright has to know to start this Chromium."""
    # Chromium refuses to sandbox itself for root; for anyone else the sandbox stays.
    switches = [*SWITCHES, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [*SWITCHES]
    arguments: dict[str, object] = {"executable_path": chromium, "args": switches}
    if (libraries := chromium.parent / "al2023" / "lib").is_dir():
        arguments["env"] = os.environ | {"LD_LIBRARY_PATH": str(libraries)}
    return arguments


def named_by_the_caller() -> Iterator[Path]:
    """Yield the Chromium that THALWEG_CHROMIUM names; one that leads nowhere is an error, not a reason to look on."""
    if name := os.environ.get("THALWEG_CHROMIUM"):
        if not (found := shutil.which(name)):
            raise NoChromium(f"THALWEG_CHROMIUM names {name}, and no program is there.")
        yield Path(found)


def installed() -> Iterator[Path]:
    """Yield the Chromium, or Chrome, that the machine came with."""
    yield from (Path(found) for name in INSTALLED_NAMES if (found := shutil.which(name)))


def existing(chromium: Path) -> Iterator[Path]:
    """Yield this Chromium if it is there."""
    if chromium.exists():
        yield chromium


def installed_by_playwright(playwrights_own: Path) -> Iterator[Path]:
    """Let Playwright fetch its own, where the network allows it."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, capture_output=True)
    yield from existing(playwrights_own)


def installed_by_npm() -> Iterator[Path]:
    """Unpack the Chromium of a registry package, with the few libraries a bare system lacks.

    Only the program is taken: the package's own switches would turn the browser's security off.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return
    NPM_FOLDER.mkdir(exist_ok=True)
    unpacked = NPM_FOLDER / "chromium"
    # Another worker may be about to do the same.
    with alone_in(NPM_FOLDER):
        if not unpacked.exists():
            unpack_from_npm(npm, node)
    yield from existing(unpacked)


def unpack_from_npm(npm: str, node: str) -> None:
    """Fetch the package into its folder and have it unpack itself there."""
    # It unpacks into the folder for temporary files, its libraries only where it believes to be in a Lambda.
    environment = os.environ | {"TMPDIR": str(NPM_FOLDER), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs20.x"}
    unpack = 'import("@sparticuz/chromium").then(({ default: it }) => it.executablePath())'
    for command in ([npm, "install", "--ignore-scripts", "--prefix", ".", NPM_PACKAGE], [node, "--eval", unpack]):
        subprocess.run(command, cwd=NPM_FOLDER, env=environment, check=False, capture_output=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here."""
    import fcntl

    with (folder / "alone").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
