"""What typed mathematics may cost: every bound of the compile service, once."""

from __future__ import annotations

TITLE = 60
"""Characters of a title."""

WORKERS = 2
"""Processes that derive, at the same time."""

WORK_SECONDS = 5.0
"""How long one piece of work may take; then its process is killed."""

START_SECONDS = 60.0
"""How long a process may take to start; SymPy's import is one second of it, several on a machine that is busy."""

MEMORY_BYTES = 2**30
"""What a process may hold; it starts with 0.1 GB."""

WORKS = 100
"""Pieces of work after which a process is replaced: SymPy and our own reading remember what they have seen."""

WAITING = 64
"""Pieces of work that may wait for a process."""

WAITING_SECONDS = 30.0
"""How long one may wait: whoever typed it has typed on by then."""

MODULE_BYTES = 1_000_000
"""Largest module that is handed out."""

MODULES, MODULES_BYTES = 512, 32_000_000
"""Modules that are kept, and their bytes."""

ANSWERS, ANSWERS_BYTES = 2_048, 8_000_000
"""Answers that are kept, and the bytes of what was asked and answered."""

BURST, PER_SECOND = 60, 2.0
"""Pieces of work a client may begin at once, and how many it regains in a second."""
