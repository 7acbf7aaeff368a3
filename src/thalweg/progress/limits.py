"""How much a state may hold: far more than anybody does, and little enough to read, merge and keep anywhere."""

FILE_BYTES = 8_000_000
"""Bytes of a state as JSON."""

MODULES = 200
"""Modules of a state."""

PARTS = 1_000
"""Sections, or questions, of one module."""

BLOCKS = 20_000
"""Blocks of all modules that time was spent with."""

BOOKMARKS = 5_000
"""Bookmarks, with those that were removed."""

DEVICES = 64
"""Devices that count for themselves."""

TITLE = 200
"""Characters of a bookmark's title."""

NOTE = 2_000
"""Characters of its note."""

LINK = 4_000
"""Characters of its link."""

ANSWER = 1_000
"""Characters of an answer."""

FULL_SCORE = 1_000_000
"""The score of a right answer: scores are whole parts per million."""

LARGEST = 1_000_000_000
"""The largest of any other number that is counted."""

END_OF_TIME = 2**43
"""The first millisecond that no stamp may show, in the year 2248: a clock that far ahead would leave no later one."""
