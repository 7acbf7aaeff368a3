"""What every test may ask for: a browser that is always found, and a laboratory that is running."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Playwright

from tests.browser import chromium
from tests.serving import laboratory

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
def lab_server() -> Iterator[str]:
    """Run the laboratory for as long as the tests last, and give its address."""
    with laboratory() as (_, address):
        yield address
