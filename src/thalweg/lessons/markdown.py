"""Our Markdown: CommonMark with tables, mathematics, claims, directives and a few kinds of links; no HTML of its own.

A directive is a line of three colons with a name and arguments. `figure` and `task` have a body of YAML and end with
three colons on a line of their own; the others are the one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from thalweg.language.refusal import Refusal
from thalweg.lessons.mathematics import mathml

WITH_BODY = ("figure", "task")
"""Directives that have a body."""

_DIRECTIVE = re.compile(r":::\s*([^\s:]*)((?:[ \t]+\S+)*)[ \t]*")
_CLAIM = re.compile(r"\{claim:\s*([^{}]*)\}")
_HEADING = re.compile(r"(?P<title>.*?)\s*\{#(?P<id>\S+?)(?:\s+minutes=(?P<minutes>\S+?))?\s*\}")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it is written.

    Attributes:
        name: What is asked for.
        arguments: The words behind the name.
        body: The text between its lines; empty where there is none.
        line: Its line, from 1.
        is_closed: Whether its end was found.
    """

    name: str
    arguments: tuple[str, ...]
    body: str
    line: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with what stands in braces behind it.

    Attributes:
        level: From 1.
        title: Its text, without the braces.
        id: Its id; empty where there is none.
        minutes: How long its section takes, as written.
    """

    level: int
    title: str
    id: str
    minutes: str


class _Renderer(RendererHTML):
    """HTML as the pages want it: no attribute that the security policy forbids."""

    def claim(self, *_: object) -> str:
        """Render nothing: a claim is for the tests."""
        return ""

    def math_inline(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Render mathematics in a line."""
        return mathml(tokens[index].content)

    def math_inline_double(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Render mathematics with double dollars in a line."""
        return mathml(tokens[index].content)

    def math_block(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Render mathematics on a line of its own."""
        return f'<div class="display-math">{mathml(tokens[index].content, is_display=True)}</div>\n'

    def th_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Render the head of a column."""
        return f'<th scope="col"{_aligned(tokens[index])}>'

    def td_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Render a cell."""
        return f"<td{_aligned(tokens[index])}>"

    def link_open(self, tokens: Sequence[Token], index: int, _options: object, env: MutableMapping[str, Any]) -> str:
        """Render the start of a link, which the reader of the text leads to where it goes."""
        href, kind = env["places"].place(str(tokens[index].attrs["href"]))
        return f'<a href="{escape(href)}"{kind}>'


def _aligned(cell: Token) -> str:
    """Return the class of a cell in a column that is not aligned as usual."""
    side = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return f' class="{side}"' if side in {"right", "center"} else ""


def _directive(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's way
    if state.is_code_block(first):
        return False
    match = _DIRECTIVE.fullmatch(_line(state, first))
    if match is None:
        return False
    if silent:
        return True
    name, arguments = match[1], tuple(match[2].split())
    end = next((n for n in range(first + 1, last) if _line(state, n).strip() == ":::"), None)
    if name in WITH_BODY:
        following = last if end is None else end + 1
        body = "\n".join(state.src.split("\n")[first + 1 : following - (end is not None)])
    else:
        following, body = first + 1, ""
        if end == first + 1:
            following += 1
    token = state.push("directive", "", 0)
    token.map = [first, following]
    is_closed = name not in WITH_BODY or end is not None
    token.meta = {"directive": Directive(name, arguments, body, first + 1, is_closed)}
    state.line = following
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _claim(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as above
    match = _CLAIM.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        # Nothing is left where it stood, not even the space before it.
        state.pending = state.pending.rstrip(" ")
        state.push("claim", "", 0).content = " ".join(match[1].split())
    state.pos = match.end()
    return True


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")
    parser.use(front_matter_plugin).use(dollarmath_plugin, allow_space=False, double_inline=True)
    # The plugin's own rendering stands before that of the class.
    for name in ("math_inline", "math_inline_double", "math_block"):
        parser.renderer.rules[name] = getattr(parser.renderer, name)  # type: ignore[attr-defined] # a dict in RendererHTML
    parser.block.ruler.before(
        "fence", "directive", _directive, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.before("link", "claim", _claim)
    # Links of our own kinds are checked where they are looked up, and written into the page as they are.
    parser.validateLink = bool  # type: ignore[assignment, method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


MARKDOWN = _markdown()


def parsed(text: str) -> list[Token]:
    """Return the tokens of a text."""
    return MARKDOWN.parse(text, {})


def rendered(tokens: Sequence[Token], places: object) -> str:
    """Return tokens as HTML.

    Args:
        tokens: What to render; directives are left to the caller.
        places: Says by `place(href)` where a link leads, and what else its element says.
    """
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {"places": places}))


def inline(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a text of one paragraph without the paragraph."""
    return [token for token in tokens if token.type not in {"paragraph_open", "paragraph_close"}]


def heading(tokens: Sequence[Token], index: int) -> Heading:
    """Return the heading that opens at an index, and take its braces out of the text that is shown."""
    content = tokens[index + 1]
    level = int(tokens[index].tag[1:])
    match = _HEADING.fullmatch(content.content)
    if match is None:
        return Heading(level, content.content, "", "")
    shown = MARKDOWN.parseInline(match["title"], {})[0]
    content.content, content.children = shown.content, shown.children
    title = "".join(child.content for child in shown.children or () if child.type != "claim")
    return Heading(level, title.strip(), match["id"], match["minutes"] or "")


def walk(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield every token and what is in it, each with its line in the text, from 1."""
    for token in tokens:
        line = (token.map[0] if token.map else 0) + 1
        yield token, line
        for child in token.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            yield child, line


def claims(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield every claim with its line."""
    yield from ((token.content, line) for token, line in walk(tokens) if token.type == "claim")


def links(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield every link with its line."""
    yield from ((str(token.attrs["href"]), line) for token, line in walk(tokens) if token.type == "link_open")


def troubles(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield what cannot be rendered as it was meant, each with its line."""
    for token, line in walk(tokens):
        if token.type in {"math_inline", "math_inline_double", "math_block"}:
            try:
                mathml(token.content)
            except Refusal as refusal:
                yield str(refusal), line
        elif token.type == "image":
            yield "there are no pictures of one's own; a figure is :::figure, with a link of the lab", line
        elif token.type == "text" and (
            left := re.search(r"\{\s*(claim|#)|</?[a-z][a-z0-9]*[ />]", token.content, re.IGNORECASE)
        ):
            meant = "HTML is not taken" if left[0].startswith("<") else "what stands in braces is not understood"
            yield f'{meant} here: "{token.content[left.start() :][:40]}"', line
        elif token.type == "heading_open" and token.tag in {"h4", "h5", "h6"}:
            yield "headings are ## for a section and ### inside one", line
