"""Where the links of a lesson lead.

`lab:?landscape=…` opens the lab, `#id` leads to a section or a block of the same lesson, `module:id#id` to another
lesson, `glossary:#word` to a word; everything else is an address beginning with https.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from thalweg.language.notation import GLOSSARY
from thalweg.language.refusal import Refusal, UnknownName, shortened
from thalweg.lessons.module import Course, Module
from thalweg.links import read_link

_MODULE = re.compile(r"module:([^#]*)(?:#(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Places:
    """Leads the links of a module to where they go.

    Attributes:
        module: Whose links they are.
        base: What the addresses of the site begin with; empty, or a path such as "/course".
    """

    module: Module
    base: str = ""

    def place(self, href: str) -> tuple[str, str]:
        """Return the address of a link, and what its element says besides."""
        if href.startswith("#"):
            return f"#{self.current(href[1:])}", ""
        if href.startswith("lab:"):
            return f"{self.base}/lab{href[4:]}", ' class="lab-link"'
        if href.startswith("glossary:"):
            return f"{self.base}/glossary{href[9:]}", ' class="word"'
        if match := _MODULE.fullmatch(href):
            return f"{self.base}/learn/{match[1]}" + (f"#{match[2]}" if match[2] else ""), ""
        return href, ' rel="external"'

    def current(self, key: str) -> str:
        """Return what an id has become."""
        return self.module.aliases.get(key, key)


def check_link(href: str, module: Module, course: Course) -> None:
    """Refuse a link that leads nowhere.

    Raises:
        Refusal: It does; the sentence says what is allowed.
    """
    if href.startswith("#"):
        _check_id(href[1:], module)
    elif href.startswith("lab:"):
        read_link(href[4:])
    elif href.startswith("glossary:"):
        anchors = [word.anchor for word in GLOSSARY]
        if href[9:].removeprefix("#") not in anchors:
            raise UnknownName("word of the glossary", href[9:].removeprefix("#"), anchors)
    elif match := _MODULE.fullmatch(href):
        other = course.module(match[1])
        if match[2]:
            _check_id(match[2], other)
    elif not re.fullmatch(r"https://[^\s/]+\.\S+", href):
        kinds = "#id, lab:?…, module:id#id, glossary:#word and https://…"
        raise Refusal(f'the link "{shortened(href)}" is of no kind there is; there are {kinds}')


def _check_id(key: str, module: Module) -> None:
    if module.aliases.get(key, key) not in set(module.ids):
        raise UnknownName(f"id in {module.id}", key, module.ids)
