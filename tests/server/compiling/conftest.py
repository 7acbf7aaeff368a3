"""A thread to run event loops in, whatever ran before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _no_other_loop() -> Iterator[None]:
    """Take Playwright's loop, which rests between browser tests, off the thread while a module runs its own."""
    resting = asyncio._get_running_loop()  # noqa: SLF001 - asyncio has no public way to say so
    asyncio._set_running_loop(None)  # noqa: SLF001
    yield
    asyncio._set_running_loop(resting)  # noqa: SLF001
