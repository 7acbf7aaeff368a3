"""What every test may ask for: a browser that is always found, and a laboratory that is running."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import hypothesis
import pytest
from playwright.sync_api import Playwright

from tests.browser import chromium

STARTING_SECONDS = 30

# The programs of this environment come first, however pytest was started: `thalweg`, and the Node that builds the page.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

# JAX compares with us in float64, on the processor; both are decided when it is first imported.
os.environ |= {"JAX_ENABLE_X64": "1", "JAX_PLATFORMS": "cpu"}

# The same examples for everyone, and no deadline: these machines are shared.
hypothesis.settings.register_profile("thalweg", derandomize=True, deadline=None)
hypothesis.settings.load_profile("thalweg")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object], playwright: Playwright) -> dict[str, object]:
    """Start the Chromium that was found, with the switches it needs here."""
    found = chromium.find(Path(playwright.chromium.executable_path))
    return browser_type_launch_args | chromium.launch_arguments(found)


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `thalweg lab` on a port of its own for as long as the tests last, and give its address."""
    log = tmp_path_factory.mktemp("lab") / "log"
    command = ["thalweg", "lab", "--no-browser", "--port", "0"]
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as lab:
        try:
            yield address(lab, log)
        finally:
            lab.terminate()


def address(lab: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address the laboratory printed, once it answers there."""
    for _ in attempts(STARTING_SECONDS):
        if lab.poll() is not None:
            break
        printed = re.search(r"http://[\w.]+:\d+", log.read_text())
        if printed and answers(f"{printed[0]}/healthz"):
            return printed[0]
    raise AssertionError(f"The laboratory did not start. It said:\n{log.read_text()}")


def attempts(seconds: float) -> Iterator[None]:
    """Yield often, until the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Whether a server answers there, and well."""
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False
