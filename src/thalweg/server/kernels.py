"""Mathematics as the browser runs it: ES modules of our own origin, at addresses that name their content."""

from __future__ import annotations

import hashlib

from thalweg.server.content import IMMUTABLE, Content

ADDRESS = "/kernels/"
"""Where generated modules are served."""


def content(module: str, *, is_for_one: bool = False) -> Content:
    """Return a generated module as it is served.

    Args:
        module: Its text.
        is_for_one: Whether one person typed what it was made from.
    """
    return Content(module.encode(), "text/javascript; charset=utf-8", IMMUTABLE, is_for_one)


def name(module: str, of: str = "catalogue") -> str:
    """Return a module's file name: other content, other name.

    Example:
        >>> name("export default {};")
        'catalogue-9f085b1079ab.js'
    """
    return f"{of}-{hashlib.sha256(module.encode()).hexdigest()[:12]}.js"
