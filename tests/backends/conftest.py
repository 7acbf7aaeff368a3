"""The generated catalogue, loaded in a real browser."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from thalweg.catalogue import catalogue_module

# Numbers travel as their bytes: JSON has no NaN and no infinity, and nothing is rounded on the way.
_LOAD = """async (source) => {
    const module = await import("data:text/javascript;base64," + source);
    window.catalogue = module.default;
    window.bytes = (numbers) => {
        const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
        let text = "";
        for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
        return btoa(text);
    };
    window.numbers = (text) => new Float64Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
}"""

Numbers = NDArray[np.float64]
Script = Callable[..., Numbers]


@pytest.fixture
def script(page: Page) -> Script:
    """Return a function that runs a script on numbers in a page that has the catalogue, and returns numbers."""
    page.evaluate(_LOAD, base64.b64encode(catalogue_module().encode()).decode())

    def evaluate(code: str, *given: Any, numbers: Numbers | None = None) -> Numbers:  # noqa: ANN401 - whatever JSON takes
        sent = base64.b64encode(numbers.astype("<f8").tobytes()).decode() if numbers is not None else ""
        answer = page.evaluate(
            f"([given, numbers]) => window.bytes(Float64Array.from((({code})(window.numbers(numbers), ...given))))",
            [list(given), sent],
        )
        return np.frombuffer(base64.b64decode(answer), dtype="<f8")

    return evaluate
