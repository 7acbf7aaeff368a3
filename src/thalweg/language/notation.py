"""How names look and what they mean: the one table behind formulas on the page, labels and the glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name as mathematics writes it.

    Attributes:
        letter: The main letter or word.
        subscript: What stands below it; empty for nothing.
        hat: Whether it wears a hat.
        is_word: Whether the letter is a word and stands upright.
    """

    letter: str
    subscript: str = ""
    hat: bool = False
    is_word: bool = False

    def __str__(self) -> str:
        """Return the symbol as plain text, for example β₁ or m̂."""
        digits = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
        below = (
            self.subscript.translate(digits) if self.subscript.isdigit() else self.subscript and f"_{self.subscript}"
        )
        return self.letter + ("\N{COMBINING CIRCUMFLEX ACCENT}" if self.hat else "") + below


@dataclass(frozen=True, slots=True)
class Word:
    """A term of the field.

    Attributes:
        term: The word that is used, and no other, for this.
        meaning: What it is, in one sentence.
        name: How rules and options spell it; empty where they have no name for it.
    """

    term: str
    meaning: str
    name: str = ""

    @property
    def anchor(self) -> str:
        """What a link to it ends in, for example `learning-rate`."""
        return self.term.lower().replace(" ", "-")


GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "psi": "ψ",
    "omega": "ω",
}

SPECIAL = {"lr": Symbol("α"), "eps": Symbol("ε"), "loss": Symbol("L")}
"""Names whose symbol does not follow from their letters."""

GLOSSARY = (
    Word("landscape", "The loss as a surface over the parameters, here over x and y."),
    Word("formula", "The text a landscape is written in, an expression in x and y."),
    Word("parameters", "The point the optimizer moves, in two dimensions the pair (x, y).", "theta"),
    Word("loss", "The height of the landscape at a point; what an optimizer tries to make small.", "loss"),
    Word("gradient", "The vector of first derivatives of the loss; it points the steepest way up.", "g"),
    Word("Hessian", "The matrix of second derivatives of the loss; its eigenvalues are the curvatures at a point."),
    Word("minimizer", "A point where the loss is smaller than at every point near it."),
    Word("minimum", "The value of the loss at a minimizer."),
    Word("saddle", "A point where the gradient vanishes and the loss falls in one direction and rises in another."),
    Word("plateau", "A region where the gradient is small compared with the rest of the landscape."),
    Word("basin of attraction", "All starts from which an optimizer arrives at the same minimizer."),
    Word("condition number", "The largest curvature at a minimizer divided by the smallest."),
    Word("optimizer", "A rule with its hyper-parameters, which turns gradients into steps."),
    Word("rule", "The assignments that make one step, written for all coordinates at once."),
    Word("hyper-parameter", "A number that is chosen before a run and stays the same during it."),
    Word("learning rate", "The factor between what the rule points to and the step that is taken.", "lr"),
    Word("momentum", "The part of the velocity that is kept from one step to the next.", "beta"),
    Word("velocity", "The state in which the momentum method gathers gradients.", "v"),
    Word("first moment", "The exponential average of the gradient.", "m"),
    Word("second moment", "The exponential average of the squared gradient."),
    Word("state", "What an optimizer remembers from one step to the next."),
    Word("start", "The point a run begins at."),
    Word("step", "One application of the rule; steps are counted from 1.", "t"),
    Word("trajectory", "The points a run visits, the start included."),
    Word("run", "One optimizer on one landscape from one start, with everything that decides its trajectory."),
    Word("outcome", "How a run ended: converged, out of steps, or diverged."),
    Word("protocol", "All settings of a run or a comparison, so that anybody can repeat it."),
    Word("tolerance", "The number below which a quantity counts as small, so that a run may end."),
    Word("epsilon", "The small number that keeps the division by a root of the second moment finite.", "eps"),
)


def symbol(name: str) -> Symbol:
    """Return how a name of the language is written in mathematics.

    Example:
        >>> [str(symbol(name)) for name in ("lr", "beta1", "theta", "x")]
        ['α', 'β₁', 'θ', 'x']
    """
    if name in SPECIAL:
        return SPECIAL[name]
    match = re.fullmatch(r"([A-Za-z]+?)(hat)?_?(\d*|[xy])", name)
    if match is None:
        return Symbol(name.replace("_", " "), is_word=True)
    letters, hat, subscript = match.groups()
    letter = GREEK.get(letters, letters)
    return Symbol(letter, subscript, hat is not None, is_word=len(letter) > 1)
