"""YAML that remembers where everything stood, made into typed objects or into faults with file and line.

PyYAML reads YAML 1.1, where `y`, `no` and `on` are truth values and `1e-3` is a text. A writer's `y: 2` and `id: no`
mean what they look like, so the plain values are those of YAML 1.2.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
import yaml
from msgspec import inspect

from thalweg.language.refusal import suggestion
from thalweg.lessons.faults import BadContent, Fault

T = TypeVar("T")
Path = tuple[str | int, ...]

_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`")
_MISSING = re.compile(r"Object missing required field `(.*?)`")
_WORDS = {
    "`int`": "a whole number",
    "`float`": "a number",
    "`str`": "a text",
    "`bool`": "true or false",
    "`object`": "names with values",
    "`array`": "a list",
    "`null`": "nothing",
}


class _Plain(yaml.SafeLoader):  # type: ignore[misc] # PyYAML ships no types
    """Reads what is written without quotes by the rules of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own way


for _tag, _pattern, _first in (
    ("null", r"~|null|", ("~", "n", "")),
    ("bool", r"true|false", ("t", "f")),
    ("int", r"[-+]?[0-9]+", tuple("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", tuple("-+.0123456789")),
):
    _Plain.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"({_pattern})$"), list(_first))


@dataclass(frozen=True, slots=True)
class Located:
    """A part of a YAML document.

    Attributes:
        file: Where the document stands.
        first: Line of the file that is the document's first, from 1.
        value: Its value in Python's own types.
        node: The same with the marks of the parser.
    """

    file: str
    first: int
    value: Any
    node: yaml.Node

    def line(self, path: Path = ()) -> int:
        """Return the line of what a path leads to; of the nearest thing above it where it leads nowhere."""
        node, line = self.node, self.first + int(self.node.start_mark.line)
        for step in path:
            found = next((pair for pair in _inside(node) if pair[0] == step), None)
            if found is None:
                break
            _, line_above, node = found
            line = self.first + line_above
        return line

    def fault(self, path: Path, sentence: str) -> Fault:
        """Return a fault at what a path leads to."""
        return Fault(self.file, self.line(path), sentence)

    def items(self) -> Iterator[Located]:
        """Yield the parts of a list.

        Raises:
            BadContent: It is no list.
        """
        if not isinstance(self.value, list):
            raise BadContent([self.fault((), "a list is expected here, each entry behind a - of its own")])
        for value, node in zip(self.value, self.node.value, strict=True):
            yield Located(self.file, self.first, value, node)

    def converted(self, kind: type[T]) -> T:
        """Return the value as a typed object.

        Raises:
            BadContent: It does not fit; the fault says what is allowed.
        """
        try:
            return msgspec.convert(self.value, kind)
        except msgspec.ValidationError as error:
            raise BadContent([self._misfit(kind, str(error))]) from error

    def _misfit(self, kind: type[T], message: str) -> Fault:
        """Return the fault behind a message of msgspec such as "Expected `int`, got `str` - at `$.minutes`"."""
        sentence, _, place = message.partition(" - at ")
        path: Path = tuple(int(index) if index else name for name, index in _STEP.findall(place))
        if unknown := _UNKNOWN.match(sentence):
            known = _fields(inspect.type_info(kind), self.value, path)
            return self.fault((*path, unknown[1]), f'unknown name "{unknown[1]}"; {suggestion(unknown[1], known)}')
        if missing := _MISSING.match(sentence):
            known = _fields(inspect.type_info(kind), self.value, path)
            return self.fault(path, f'"{missing[1]}" is missing; there is: {", ".join(known)}')
        if sentence.startswith("Invalid value") and path[-1:] == ("type",):
            tags = sorted(_tags(inspect.type_info(kind)))
            return self.fault(path, f"unknown type {sentence.split(' ', 2)[2]}; {suggestion('', tags)}")
        if "matching regex" in sentence:
            value = functools.reduce(lambda part, step: part[step], path, self.value)
            return self.fault(path, f'"{value}" is no id; ids are made of a-z, 0-9 and -, at most 48 of them')
        for word, plain in _WORDS.items():
            sentence = sentence.replace(word, plain)
        name = str(path[-1]) if path and isinstance(path[-1], str) else "this"
        return self.fault(path, f"{name}: {sentence[0].lower()}{sentence[1:]}")


def read_yaml(text: str, file: str, first: int = 1) -> Located:
    """Return a YAML document.

    Args:
        text: The document.
        file: The file it stands in.
        first: The line of the file that is the first of the text.

    Raises:
        BadContent: It is no YAML, or a name stands twice.
    """
    loader = _Plain(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise BadContent([Fault(file, first, "there is nothing here")])
        twice = [Fault(file, first + line, f'"{name}" stands twice') for name, line in _twice(node)]
        if twice:
            raise BadContent(twice)
        return Located(file, first, loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "; a text with a colon in it needs quotes, or >- and lines of its own" if "mapping" in f"{error}" else ""
        raise BadContent(
            [Fault(file, first + (mark.line if mark else 0), f"no YAML: {error.problem}{hint}")]
        ) from error
    except yaml.YAMLError as error:
        raise BadContent([Fault(file, first, f"no YAML: {' '.join(str(error).split())}")]) from error
    finally:
        loader.dispose()


def _inside(node: yaml.Node) -> Iterator[tuple[str | int, int, yaml.Node]]:
    """Yield what a node holds: name or position, line, node."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key.start_mark.line, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((position, part.start_mark.line, part) for position, part in enumerate(node.value))


def _twice(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Yield every name that stands twice in the same place, with its second line."""
    seen = set()
    for name, line, value in _inside(node):
        if name in seen:
            yield str(name), line
        seen.add(name)
        yield from _twice(value)


def _fields(info: inspect.Type, value: Any, path: Path) -> list[str]:  # noqa: ANN401 - whatever a document holds
    """Return the names that are allowed where a path leads."""
    match info:
        case inspect.Metadata(type=inner):
            return _fields(inner, value, path)
        case inspect.UnionType(types=types):
            tag = value.get("type") if isinstance(value, dict) else None
            structs = [each for each in types if isinstance(each, inspect.StructType)]
            fitting = [each for each in structs if each.tag == tag] or structs[:1]
            return _fields(fitting[0], value, path) if fitting else []
        case inspect.StructType(fields=fields) if not path:
            return [*([info.tag_field] if info.tag_field else []), *(field.encode_name for field in fields)]
        case inspect.StructType(fields=fields):
            inner = next(field.type for field in fields if field.encode_name == path[0])
            return _fields(inner, value[path[0]], path[1:])
        case inspect.VarTupleType(item_type=inner) | inspect.ListType(item_type=inner):
            return _fields(inner, value[path[0]], path[1:])
        case _:
            return []


def _tags(info: inspect.Type) -> Iterator[str]:
    """Yield the types there are of a thing that says its type."""
    if isinstance(info, inspect.UnionType):
        yield from (str(each.tag) for each in info.types if isinstance(each, inspect.StructType))
