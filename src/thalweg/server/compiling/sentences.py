"""What the compile service says when it says no; what is wrong with the mathematics itself, the language says."""

from __future__ import annotations

from thalweg.server.compiling import limits

EXAMPLE = '{"formula": "x**2 + 3*y**2"}'
NEITHER_OR_BOTH = 'exactly one of "formula" and "rule" has to be there'
UNKNOWN = 'beside "formula" there may be "title" and "domain", beside "rule" there may be "title", and nothing else'
NOT_TEXT = "what is typed has to be a string, every character of it whole"
TITLE = f"a title is a string of 1 to {limits.TITLE} printable characters"
DOMAIN = "a domain is [[x0, x1], [y0, y1]] with finite numbers, the smaller one first"

TOO_LONG_TAKEN = f"this takes more than {limits.WORK_SECONDS:g} s to derive; try something simpler"
TOO_MUCH_MEMORY = "this needs more memory to derive than there is for it; try something simpler"
TOO_LARGE = f"its derivatives are longer than {limits.MODULE_BYTES:,} bytes; try something simpler"
BROKE = "this could not be derived, for a reason that is ours; try it written in another way"
