"""MathML Core: formulas and rules as mathematics on a page, in the order they were written."""

from __future__ import annotations

from html import escape

from thalweg.language.derive import Surface
from thalweg.language.expression import (
    Assignment,
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    Number,
    rebuilt,
)
from thalweg.language.functions import CONSTANTS, FUNCTIONS, Kind
from thalweg.language.notation import symbol
from thalweg.language.rule import AXES, Rule

_SUM, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4
_PAIR = "pair"
"""Two coordinates of one vector; no function of the language, so that nobody can write it."""

_COMPARISONS = {"<": "&lt;", "<=": "≤", ">": "&gt;", ">=": "≥", "==": "=", "!=": "≠", "and": "and", "or": "or"}


class MathMl:
    """Prints MathML, one `<math>` element a formula and one a line of a rule."""

    def formula(self, surface: Surface) -> str:
        """Return "L(x, y) = …"."""
        left = f"<mi>L</mi>{_parenthesised('<mi>x</mi><mo>,</mo><mi>y</mi>')}"
        return _math(f"{left}<mo>=</mo>{self.expression(surface.formula)}")

    def gradient(self, surface: Surface) -> str:
        """Return "∇L = (…, …)"."""
        rows = "".join(f"<mtr><mtd>{self.expression(part)}</mtd></mtr>" for part in surface.gradient)
        column = f"<mrow><mo>(</mo><mtable>{rows}</mtable><mo>)</mo></mrow>"
        return _math(f"<mo>∇</mo><mi>L</mi><mo>=</mo>{column}")

    def rule(self, rule: Rule) -> str:
        """Return the lines of a rule, one after the other."""
        return "".join(self.line(line) for line in rule.lines)

    def line(self, line: Assignment) -> str:
        """Return "m ← …": the new value on the left is made from the old values on the right."""
        return _math(f"{_symbol(line.target)}<mo>←</mo>{self.expression(line.value)}")

    def numbers(self, rule: Rule, line: Assignment, axis: str) -> str:
        """Return a line along one axis, with a place `{m_x}` for the number of each name.

        What joins the coordinates is shown with both of them: ‖({g_x}, {g_y})‖.
        """
        value = self.expression(_with_places(rule, line.value, axis))
        return _math(f"{_symbol(rule.along(line.target, axis))}<mo>←</mo>{value}")

    def expression(self, node: Expression) -> str:
        """Return the expression as a row of MathML elements."""
        return _printed(node)[0]


def _with_places(rule: Rule, node: Expression, axis: str) -> Expression:
    match node:
        case Name(name):
            return Name(f"{{{rule.along(name, axis)}}}")
        case Call(function, arguments) if FUNCTIONS[function].kind is Kind.JOINED:
            pairs = (Call(_PAIR, tuple(_with_places(rule, each, axis) for axis in AXES)) for each in arguments)
            return Call(function, tuple(pairs))
        case _:
            return rebuilt(node, lambda part: _with_places(rule, part, axis))


def _math(content: str) -> str:
    return f'<math display="block">{content}</math>'


def _symbol(name: str) -> str:
    if name.startswith("{"):
        return f"<mn>{name}</mn>"
    mathematics = symbol(name)
    # A single letter is italic by itself; a word stays upright.
    letter = (
        f'<mi mathvariant="normal">{mathematics.letter}</mi>'
        if mathematics.is_word
        else f"<mi>{mathematics.letter}</mi>"
    )
    if mathematics.hat:
        letter = f"<mover>{letter}<mo>^</mo></mover>"
    below = mathematics.subscript
    kind = "mn" if below.isdigit() else "mi"
    return f"<msub>{letter}<{kind}>{below}</{kind}></msub>" if below else letter


def _number(node: Number) -> str:
    if node.text in CONSTANTS:
        return _symbol(node.text)
    mantissa, _, exponent = str(node).lower().partition("e")
    if not exponent:
        return f"<mn>{mantissa}</mn>"
    power = _signed(int(exponent))
    ten = f"<msup><mn>10</mn><mrow>{power}</mrow></msup>"
    return ten if mantissa in {"1", "1."} else f"<mn>{mantissa}</mn><mo>·</mo>{ten}"


def _signed(number: int) -> str:
    return f"<mo>−</mo><mn>{-number}</mn>" if number < 0 else f"<mn>{number}</mn>"


def _printed(node: Expression) -> tuple[str, int]:
    """Return the elements and how tightly they hold together."""
    match node:
        case Number():
            return _number(node), _ATOM
        case Name(name):
            return _symbol(name), _ATOM
        case Negative(operand):
            return f'<mo form="prefix">−</mo>{_inside(operand, _PRODUCT)}', _SUM
        case Binary("**", base, exponent):
            return _power(base, exponent), _POWER
        case Binary("/", left, right):
            return f"<mfrac><mrow>{_printed(left)[0]}</mrow><mrow>{_printed(right)[0]}</mrow></mfrac>", _ATOM
        case Binary("*", left, right):
            return f"{_inside(left, _PRODUCT)}{_times(right)}{_inside(right, _POWER)}", _PRODUCT
        case Binary("+" | "-" as operator, left, right):
            sign = "−" if operator == "-" else "+"
            return f"{_inside(left, _SUM)}<mo>{sign}</mo>{_inside(right, _PRODUCT)}", _SUM
        case Binary(operator, left, right):
            return f"{_printed(left)[0]}<mo>{_COMPARISONS[operator]}</mo>{_printed(right)[0]}", 0
        case Call():
            return _call(node)


def _power(base: Expression, exponent: Expression) -> str:
    """Return a power; that of a sum stands at its last parenthesis, not above what is highest in the sum."""
    text, strength = _printed(base)
    raised = f"<mrow>{_printed(exponent)[0]}</mrow>"
    # A parenthesis that grows does so only beside what it encloses.
    if strength >= _ATOM or "<mfrac" in text:
        return f"<msup><mrow>{_inside(base, _ATOM)}</mrow>{raised}</msup>"
    first, last = _parentheses(text)
    return f"<mrow>{first}{text}<msup>{last}{raised}</msup></mrow>"


def _inside(node: Expression, needed: int) -> str:
    text, strength = _printed(node)
    return text if strength >= needed else _parenthesised(text)


def _parenthesised(text: str) -> str:
    first, last = _parentheses(text)
    return f"<mrow>{first}{text}{last}</mrow>"


def _parentheses(text: str) -> tuple[str, str]:
    """Return the parentheses for a text; they grow around a fraction only: without a font for it they overdo it."""
    grow = "" if "<mfrac" in text else ' stretchy="false"'
    return f"<mo{grow}>(</mo>", f"<mo{grow}>)</mo>"


def _times(right: Expression) -> str:
    """Return the sign of a product: a dot before a number, nothing to be seen before anything else."""
    first = right
    while isinstance(first, Binary) and first.operator in {"**", "*"}:
        first = first.left
    return "<mo>·</mo>" if isinstance(first, Number) and first.text not in CONSTANTS else "<mo>&#x2062;</mo>"


def _call(node: Call) -> tuple[str, int]:
    arguments = [_printed(argument)[0] for argument in node.arguments]
    match node.function:
        case "sqrt":
            return f"<msqrt>{arguments[0]}</msqrt>", _ATOM
        case "exp":
            return f"<msup><mi>e</mi><mrow>{arguments[0]}</mrow></msup>", _POWER
        case "abs":
            return f"<mrow><mo>|</mo>{arguments[0]}<mo>|</mo></mrow>", _ATOM
        case "floor":
            return f"<mrow><mo>⌊</mo>{arguments[0]}<mo>⌋</mo></mrow>", _ATOM
        case "norm":
            return f"<mrow><mo>‖</mo>{arguments[0]}<mo>‖</mo></mrow>", _ATOM
        case "dot":
            return f"<mrow><mo>⟨</mo>{arguments[0]}<mo>,</mo>{arguments[1]}<mo>⟩</mo></mrow>", _ATOM
        case "where":
            condition, chosen, other = arguments
            first = f"<mtr><mtd>{chosen}</mtd><mtd>{condition}</mtd></mtr>"
            second = f"<mtr><mtd>{other}</mtd><mtd><mtext>otherwise</mtext></mtd></mtr>"
            return f"<mrow><mo>{{</mo><mtable>{first}{second}</mtable></mrow>", _ATOM
        case function if function == _PAIR:
            return _parenthesised("<mo>,</mo>".join(arguments)), _ATOM
        case function:
            inner = "<mo>,</mo>".join(arguments)
            return f"<mi>{escape(function)}</mi><mo>&#x2061;</mo>{_parenthesised(inner)}", _ATOM
