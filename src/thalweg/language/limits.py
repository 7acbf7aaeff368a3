"""How large a text of the language may be: every limit of the grammar, once.

They stop a formula built to blow up before any work is spent on it, and leave room for every published test function.
"""

TEXT = 2_000
"""Characters of a formula or a rule."""

PARENTHESES = 50
"""Parentheses open at one place."""

DEPTH = 100
"""Levels of the expression tree; a plain sum of 100 terms is 100 levels deep."""

NODES = 1_000
"""Numbers, names, operations and calls of one text."""

LINES = 40
"""Assignments of a rule."""

EXPONENT = 64
"""Largest magnitude of a constant exponent."""

TOTAL_POWER = 256
"""Largest product of integer exponents nested in one another."""

NESTED_EXPONENTIALS = 2
"""How many exponentials (exp, sinh, cosh, tan, or a power with a variable exponent) may stand inside one another."""

DERIVED_NODES = 20_000
"""Bound on the size of a second derivative, counted before SymPy is asked for it."""

DERIVED_SECONDS = 5.0
"""Time after which the derivation of gradient and Hessian is given up between two derivatives."""
