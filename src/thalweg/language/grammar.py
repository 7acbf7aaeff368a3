"""From text to a checked expression tree, or to one sentence that says where reading stopped and what is allowed.

Stage by stage (Input → Output):

1. limits of the text      text → text of bearable length
2. characters              text → text of known characters only, parentheses balanced and not too deep
3. Python's parser         text → `ast`, parsed and never evaluated
4. the whitelist           `ast` → `Expression`; anything that is not on the list is refused at its place
5. limits of the tree      `Expression` → the same, small enough to print and to derive

The syntax is Python's, so what is written here can be pasted into Python; the meaning is float64 arithmetic in the
order written.
"""

from __future__ import annotations

import ast
import keyword
import math
import operator
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from thalweg.language import limits
from thalweg.language.expression import (
    Assignment,
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    Number,
    children,
    walk,
)
from thalweg.language.functions import CONSTANTS, FUNCTIONS, Kind
from thalweg.language.refusal import Misreading, suggestion

COORDINATES = ("x", "y")
"""The names a formula may read."""

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.And: "and",
    ast.Or: "or",
}

_WORKED_OUT: dict[str, Callable[[float, float], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
}

_ALLOWED = "allowed are numbers, names, + - * / ** and functions"

_CHARACTERS = re.compile(r"[A-Za-z0-9_ .,+\-*/()<>=!\t\r\n]")
_NUMBER = re.compile(r"(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_ASSIGNMENT = re.compile(r"\s*([A-Za-z]\w*)\s*=(?!=)")

# What people write who come from paper, from a calculator or from another language.
_HINTS = {
    "^": "write ** for a power",
    "−": "write - for minus",
    "–": "write - for minus",
    "×": "write * for a product",
    "·": "write * for a product",
    "⋅": "write * for a product",
    "÷": "write / for a quotient",
    "²": "write **2",
    "³": "write **3",
    "√": "write sqrt(…)",
    "π": "write pi",
    "|": "write abs(…)",
    "[": "use parentheses",
    "{": "use parentheses",
    ";": "write one assignment a line",
    "%": "there is no remainder here",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Translates an offset in a stretch of text into a line and a column."""

    text: str
    line: int = 1
    column: int = 1

    def refusal(self, offset: int, sentence: str) -> Misreading:
        before = self.text[:offset]
        line = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        return Misreading(self.line + line, column + (self.column if line == 0 else 1), sentence)


class Places:
    """Where the parts of a text stand, for whoever finds fault with one of them later than its reader.

    Equal parts stand in several places, so it is the part itself that is asked about and not what it says.
    """

    def __init__(self) -> None:
        """Begin with no part."""
        self._known: dict[int, tuple[Expression | Assignment, _Place, int]] = {}

    def note(self, part: Expression | Assignment, place: _Place, offset: int) -> None:
        """Note that a part stands at an offset of a stretch of text."""
        # The part is kept, so that no other can come to have its number.
        self._known[id(part)] = part, place, offset

    def refusal(self, part: Expression | Assignment, sentence: str) -> Misreading:
        """Return the refusal of a part, at its place."""
        _, place, offset = self._known[id(part)]
        return place.refusal(offset, sentence)


def read_formula(text: str, places: Places | None = None) -> Expression:
    """Return the expression of a formula in `x` and `y`.

    Args:
        text: The formula, for example `"(1 - x)**2 + 100*(y - x**2)**2"`; at most 2,000 characters.
        places: Learns where each part of it stands.

    Raises:
        Misreading: The text is not a formula, or is too large; the message has line, column and what is allowed.

    Example:
        >>> read_formula("x**2 + 10*z")
        Traceback (most recent call last):
        thalweg.language.refusal.Misreading: line 1, column 11: unknown name "z"; known here: e, pi, x, y
    """
    _check_length(text)
    places = places or Places()
    expression = _Reader(_Place(text), COORDINATES, places, in_formula=True).read()
    _check_size(expression, _Place(text))
    _check_growth(expression, places)
    return expression


def read_derived(text: str) -> Expression:
    """Return the expression of a derivative: the same grammar, without the limits that hold for what a person types."""
    return _Reader(_Place(text), COORDINATES, in_formula=True, depth=10 * limits.DEPTH).read()


def read_condition(text: str, known: Iterable[str]) -> Expression:
    """Return a condition in the given names, for example `"abs(x) < 1e20 and abs(y) < 1e20"`."""
    reader = _Reader(_Place(text), known)
    return reader.condition(reader.parsed(), limits.DEPTH)


def read_number(text: str) -> float | None:
    """Return what a text of arithmetic with plain numbers comes to, for example `"1/3"`; None for any other text."""
    try:
        _check_length(text)
        return constant(_Reader(_Place(text), ()).read())
    except Misreading:
        return None


def read_assignments(text: str, given: Iterable[str], places: Places | None = None) -> tuple[Assignment, ...]:
    """Return the assignments of a rule, one a line, each with the sentence in its comment.

    Args:
        text: Lines `name = expression  # sentence`; empty lines and lines that are only a comment are passed over.
        given: Names that may be read; every assigned name may be read too, before its line or after.
        places: Learns where each part of it stands; an assignment stands where its name does.

    Raises:
        Misreading: A line is not an assignment, or its expression is not allowed.
    """
    _check_length(text)
    lines = [(number, *line.partition("#")[::2]) for number, line in enumerate(text.split("\n"), start=1)]
    written = [(number, code, comment) for number, code, comment in lines if code.strip()]
    if len(written) > limits.LINES:
        raise Misreading(written[limits.LINES][0], 1, f"too many lines; at most {limits.LINES} assignments are allowed")
    known = {*given, *(match[1] for _, code, _ in written if (match := _ASSIGNMENT.match(code)))}
    places = places or Places()
    return tuple(_read_assignment(number, code, comment.strip(), known, places) for number, code, comment in written)


def _read_assignment(line: int, code: str, sentence: str, known: Collection[str], places: Places) -> Assignment:
    place = _Place(code, line=line)
    _check_characters(place)
    match = _ASSIGNMENT.match(code)
    if match is None:
        start = len(code) - len(code.lstrip())
        raise place.refusal(start, "a line of a rule reads: name = expression")
    target = match[1]
    if target in FUNCTIONS:
        raise place.refusal(match.start(1), f'"{target}" is a function; choose another name')
    if keyword.iskeyword(target):
        raise place.refusal(match.start(1), f'"{target}" is a word of the syntax; choose another name')
    if "__" in target or target.endswith("_") or target.startswith("gl_"):
        raise place.refusal(
            match.start(1), f'"{target}" cannot be a name; use letters, digits and single _ between them'
        )
    behind = _Place(code[match.end() :], line=line, column=match.end() + 1)
    value = _Reader(behind, known, places).read()
    _check_size(value, behind)
    assignment = Assignment(target, value, sentence)
    places.note(assignment, place, match.start(1))
    return assignment


def _check_length(text: str) -> None:
    if len(text) > limits.TEXT:
        raise Misreading(1, 1, f"the text has {len(text):,} characters; at most {limits.TEXT:,} are allowed")


def _check_characters(place: _Place) -> None:
    """Refuse characters the language does not use, and parentheses that do not match or stand too deep."""
    opened: list[int] = []
    for offset, character in enumerate(place.text):
        if not _CHARACTERS.match(character):
            hint = _HINTS.get(character, "allowed are letters a-z, digits, + - * / ** ( ) . ,")
            shown = character if character.isprintable() else f"U+{ord(character):04X}"
            raise place.refusal(offset, f'the character "{shown}" has no meaning here; {hint}')
        if character == "(":
            opened.append(offset)
            if len(opened) > limits.PARENTHESES:
                raise place.refusal(offset, f"too many open parentheses; at most {limits.PARENTHESES} are allowed")
        if character == ")":
            if not opened:
                raise place.refusal(offset, "this parenthesis was never opened")
            opened.pop()
    if opened:
        raise place.refusal(opened[-1], "this parenthesis is never closed")


class _Reader:
    """Reads one expression: Python's parser, then the whitelist."""

    def __init__(
        self,
        place: _Place,
        names: Iterable[str],
        places: Places | None = None,
        *,
        in_formula: bool = False,
        depth: int = limits.DEPTH,
    ) -> None:
        self.place = place
        self.names = set(names)
        self.places = places or Places()
        self.functions = {name: f for name, f in FUNCTIONS.items() if f.in_formulas or not in_formula}
        self.in_formula = in_formula
        self.depth = depth
        # Line ends become spaces of the same length, so that offsets stay true and an expression may span lines.
        self.source = re.sub(r"[\r\n\t]", " ", place.text)
        self.start = len(self.source) - len(self.source.lstrip())

    def read(self) -> Expression:
        _check_characters(self.place)
        if not self.source.strip():
            raise self.place.refusal(0, "there is nothing to read; write an expression such as x**2 + y**2")
        return self.convert(self.parsed(), self.depth)

    def parsed(self) -> ast.expr:
        try:
            return ast.parse(self.source.strip(), mode="eval").body
        except SyntaxError as error:
            # Python counts columns from 1, and says 0 or nothing when the text ends too early.
            offset = self.start + error.offset - 1 if error.offset else len(self.source.rstrip())
            raise self.place.refusal(min(offset, len(self.source)), self.unreadable(offset)) from error
        except (MemoryError, RecursionError, ValueError) as error:
            sentence = f"nested too deeply; at most {self.depth} levels are allowed"
            raise self.place.refusal(self.start, sentence) from error

    def unreadable(self, offset: int) -> str:
        """Return the sentence for a text that Python's parser does not accept."""
        if re.search(r"[\d)]\s*[A-Za-z_(]|[A-Za-z_]\s+[A-Za-z_\d]", self.source[max(offset - 2, 0) : offset + 3]):
            return "this cannot be read; a product needs its sign, as in 2*x"
        return "this cannot be read; an expression is made of numbers, names, + - * / **, parentheses and functions"

    def refusal(self, node: ast.expr, sentence: str) -> Misreading:
        return self.place.refusal(self.start + node.col_offset, sentence)

    def convert(self, node: ast.expr, depth: int) -> Expression:
        """Return the expression for a number-valued part of the text, its place noted."""
        part = self.converted(node, depth)
        self.places.note(part, self.place, self.start + node.col_offset)
        return part

    def converted(self, node: ast.expr, depth: int) -> Expression:
        if depth == 0:
            raise self.refusal(node, f"nested too deeply; at most {self.depth} levels are allowed")
        match node:
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                return self.number(node)
            case ast.Name():
                return self.name(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negative(self.convert(operand, depth - 1))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.convert(operand, depth - 1)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                return self.binary(node, _OPERATORS[type(operator)], left, right, depth)
            case ast.Call(func=ast.Name(id=word), args=arguments, keywords=[]):
                return self.call(node, word, arguments, depth)
            case ast.Call(func=ast.Constant()):
                raise self.refusal(node, "a product needs its sign, as in 2*(x + y)")
            case _:
                raise self.not_allowed(node)

    def not_allowed(self, node: ast.expr) -> Misreading:
        """Return the refusal of what is not on the list: at its sign, where it is one between two operands."""
        match node:
            case (
                ast.Compare(left=left, comparators=[right, *_])
                | ast.BinOp(left=left, right=right)
                | ast.BoolOp(values=[left, right, *_])
            ):
                pass
            case _:
                return self.refusal(node, f"this is not allowed here; {_ALLOWED}")
        between = self.source[self.start + (left.end_col_offset or 0) : self.start + right.col_offset]
        sign = between.strip(" ()")
        offset = self.start + (left.end_col_offset or 0) + between.index(sign)
        return self.place.refusal(offset, f'"{sign}" is not allowed here; {_ALLOWED}')

    def binary(self, node: ast.expr, operator: str, left: ast.expr, right: ast.expr, depth: int) -> Binary:
        whole = Binary(operator, self.convert(left, depth - 1), self.convert(right, depth - 1))
        if self.in_formula:  # its constants are SymPy's business, which has numbers of any size and its own limits
            return whole
        value = constant(whole)
        if value is not None and math.isnan(value):
            raise self.refusal(node, "this comes to no finite number; at most about 1.8e308 is allowed")
        if operator == "/" and constant(whole.right) == 0:
            raise self.refusal(right, "this is zero, and nothing can be divided by it")
        return whole

    def condition(self, node: ast.expr, depth: int) -> Expression:
        """Return the expression for something true or false."""
        match node:
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _OPERATORS:
                return Binary(_OPERATORS[type(operator)], self.convert(left, depth - 1), self.convert(right, depth - 1))
            case ast.BoolOp(op=connective, values=values) if depth > 0:
                first, *others = (self.condition(value, depth - 1) for value in values)
                for other in others:
                    first = Binary(_OPERATORS[type(connective)], first, other)
                return first
            case _:
                raise self.refusal(node, "a condition compares two values, as in a < b; join conditions by and, or")

    def number(self, node: ast.Constant) -> Number:
        text = self.source[self.start + node.col_offset : self.start + (node.end_col_offset or 0)]
        if not _NUMBER.fullmatch(text):
            raise self.refusal(node, f'"{text}" is not a number here; write it as 1000, 0.5 or 1e-3')
        value = float(text)
        if math.isinf(value):
            raise self.refusal(node, "this number is too large for float64; at most about 1.8e308 is allowed")
        return Number(value, text)

    def name(self, node: ast.Name) -> Name | Number:
        if node.id in self.names:
            return Name(node.id)
        if node.id in CONSTANTS:
            return Number(CONSTANTS[node.id], node.id)
        if node.id in FUNCTIONS:
            raise self.refusal(node, f'"{node.id}" is a function; write {node.id}(…)')
        raise self.refusal(node, f'unknown name "{node.id}"; {suggestion(node.id, {*self.names, *CONSTANTS})}')

    def call(self, node: ast.expr, word: str, arguments: list[ast.expr], depth: int) -> Call:
        function = self.functions.get(word)
        if function is None and word in self.names:
            raise self.refusal(node, f'"{word}" is not a function; a product needs its sign, as in {word}*(…)')
        if function is None:
            raise self.refusal(node, f'unknown function "{word}"; {suggestion(word, self.functions)}')
        if len(arguments) != function.arguments:
            raise self.refusal(node, f"{word} takes {function.arguments} argument(s), got {len(arguments)}")
        if function.kind is Kind.CHOICE:
            condition, *values = arguments
            return Call(word, (self.condition(condition, depth - 1), *(self.convert(v, depth - 1) for v in values)))
        return Call(word, tuple(self.convert(argument, depth - 1) for argument in arguments))


def _check_size(expression: Expression, place: _Place) -> None:
    size = sum(1 for _ in walk(expression))
    if size > limits.NODES:
        raise place.refusal(0, f"{size:,} numbers, names and operations; at most {limits.NODES:,} are allowed")


def _check_growth(expression: Expression, places: Places) -> None:
    """Refuse a formula whose values or derivatives would blow up: exponents, powers of powers, nested exponentials."""
    for node in walk(expression):
        match node, _constant_exponent(node):
            case Binary(_, _, written), float(exponent) if not abs(exponent) <= limits.EXPONENT:
                size = "" if math.isnan(exponent) else f"of {exponent:.4g} "
                allowed = f"allowed are plain numbers from {-limits.EXPONENT} to {limits.EXPONENT}"
                raise places.refusal(written, f"an exponent {size}is too large; {allowed}")
    power, outermost = _accumulated(expression, _power_of)
    if power > limits.TOTAL_POWER:
        allowed = f"at most {limits.TOTAL_POWER} is allowed"
        raise places.refusal(outermost, f"powers of powers multiply to {power:,}; {allowed}")
    nested, outermost = _accumulated(expression, lambda node, below: below + _is_exponential(node))
    if nested > limits.NESTED_EXPONENTIALS:
        allowed = f"at most {limits.NESTED_EXPONENTIALS} are allowed"
        raise places.refusal(outermost, f"{nested} exponentials inside one another; {allowed}")


def _accumulated(node: Expression, combine: Callable[[Expression, int], int]) -> tuple[int, Expression]:
    """Return a count that grows towards the root, `combine(node, largest count below)`, and where it last grew."""
    parts = (_accumulated(part, combine) for part in children(node))
    below, deeper = max(parts, key=lambda found: found[0], default=(0, node))
    count = combine(node, below)
    return count, node if count > below else deeper


def _power_of(node: Expression, below: int) -> int:
    exponent = _constant_exponent(node)
    if exponent is None or not exponent.is_integer():
        return below
    return max(below, 1) * max(abs(int(exponent)), 1)


def _is_exponential(node: Expression) -> bool:
    match node:
        case Call(function):
            return FUNCTIONS[function].explosive
        case Binary("**", _, exponent):
            return any(isinstance(part, Name) and part.id in COORDINATES for part in walk(exponent))
        case _:
            return False


def _constant_exponent(node: Expression) -> float | None:
    """Return the value of a constant exponent, NaN when it is not made of plain arithmetic, None when it varies."""
    if not (isinstance(node, Binary) and node.operator == "**"):
        return None
    if any(isinstance(part, Name) and part.id in COORDINATES for part in walk(node.right)):
        return None
    value = constant(node.right)
    return math.nan if value is None else value


def constant(node: Expression) -> float | None:
    """Return what arithmetic with plain numbers comes to in float64, in the order written.

    NaN stands for what comes to no finite real number, None for what depends on a name or a function.

    Example:
        >>> [constant(read_formula(text)) for text in ("-(1/4)", "2**10", "1/0", "2*x")]
        [-0.25, 1024.0, nan, None]
    """
    match node:
        case Number(value):
            return value
        case Negative(operand):
            turned = constant(operand)
            return None if turned is None else -turned
        case Binary(operator, left, right) if operator in _WORKED_OUT:
            first, second = constant(left), constant(right)
            return None if first is None or second is None else _finite(_WORKED_OUT[operator], first, second)
        case _:
            return None


def _finite(operation: Callable[[float, float], Any], first: float, second: float) -> float:
    try:
        value = operation(first, second)
    except ArithmeticError:
        return math.nan
    # A root of a negative number is complex.
    return value if isinstance(value, float) and math.isfinite(value) else math.nan
