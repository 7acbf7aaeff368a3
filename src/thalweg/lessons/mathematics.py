"""Mathematics in running text: LaTeX in, MathML out, when a lesson is read."""

from __future__ import annotations

import functools
import re

from latex2mathml.converter import convert

from thalweg.language.refusal import Refusal, shortened

_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
_NUMBERED = re.compile(r"&#x([0-9A-Fa-f]+);")


@functools.lru_cache(maxsize=4096)
def mathml(latex: str, *, is_display: bool = False) -> str:
    r"""Return the MathML of a formula in LaTeX.

    Raises:
        Refusal: It is not understood to its end.

    Example:
        >>> mathml(r"2/\lambda")
        '<math><mrow><mn>2</mn><mo>/</mo><mi>λ</mi></mrow></math>'
    """
    if latex.count("{") - latex.count(r"\{") != latex.count("}") - latex.count(r"\}"):
        raise Refusal(f'the braces of "{shortened(latex)}" do not match')
    try:
        made = convert(latex.strip(), display="block" if is_display else "inline")
    except Exception as error:  # whatever the library trips over is a formula it cannot read
        raise Refusal(f'"{shortened(latex)}" is not understood as LaTeX ({type(error).__name__})') from error
    # What the library does not know it hands on: a command as its name, an alignment sign as itself.
    if unknown := re.search(r"\\[A-Za-z]+|&(?![#a-zA-Z])", made):
        raise Refusal(f'"{unknown[0]}" in "{shortened(latex)}" is not understood as LaTeX; write it in another way')
    # A style of its own is what the security policy of the pages forbids.
    if "style=" in made or "<mstyle" in made:
        raise Refusal(f'"{shortened(latex)}" asks for a colour or a size; mathematics has the page\'s own')
    return _NUMBERED.sub(_character, made).replace(_NAMESPACE, "").replace(' display="inline"', "")


def _character(reference: re.Match[str]) -> str:
    """Return the character itself, unless it means something in HTML."""
    character = chr(int(reference[1], 16))
    return reference[0] if character in "<>&" else character
