"""The language of formulas and rules: text in, checked programs out, derivatives by SymPy, symbols for the page."""
