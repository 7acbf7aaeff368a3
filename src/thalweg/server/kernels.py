"""The catalogue as the browser runs it: one ES module of our own origin, at an address that names its content."""

from __future__ import annotations

import hashlib

from thalweg.server.content import IMMUTABLE, Content

ADDRESS = "/kernels/"
"""Where generated modules are served."""


def content(module: str) -> Content:
    """Return a generated module as it is served."""
    return Content(module.encode(), "text/javascript; charset=utf-8", IMMUTABLE)


def name(module: str) -> str:
    """Return a module's file name: other content, other name.

    Example:
        >>> name("export default {};")
        'catalogue-9f085b1079ab.js'
    """
    return f"catalogue-{hashlib.sha256(module.encode()).hexdigest()[:12]}.js"
