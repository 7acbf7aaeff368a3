"""The one shape that is taken, and what is said of every other."""

from __future__ import annotations

import json

import pytest

from thalweg.server import posted
from thalweg.server.compiling import sentences
from thalweg.server.compiling.asked import Asked, read
from thalweg.server.posted import TWICE, Declined

NOT_JSON = f"{posted.NOT_JSON}, such as {sentences.EXAMPLE}"


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ('{"formula": "x"}', Asked("formula", "x")),
        ('{"rule": "a\\nb", "title": "Mine, für α"}', Asked("rule", "a\nb", "Mine, für α")),
        ('{"formula": "x", "domain": [[-1, 1.5], [0, 1e3]]}', Asked("formula", "x", None, ((-1.0, 1.5), (0.0, 1e3)))),
        ('\n {"formula" : ""}\t', Asked("formula", "")),
        ('{"formula": "\\ud83d\\ude00"}', Asked("formula", "😀")),
    ],
)
def test_what_is_of_the_shape_is_read(body: str, asked: Asked) -> None:
    assert read(body.encode()) == asked


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", NOT_JSON),
        (b"\xff\xfe{\0}\0", NOT_JSON),
        (b'\xef\xbb\xbf{"formula": "x"}', NOT_JSON),
        (b'{"formula": "\xed\xa0\x80"}', NOT_JSON),
        (b"x*y", NOT_JSON),
        (b"null", NOT_JSON),
        (b'["formula", "x"]', NOT_JSON),
        (b"{'formula': 'x'}", NOT_JSON),
        (b'{"formula": "x"} {}', NOT_JSON),
        (b'{"formula": "a\nb"}', NOT_JSON),
        (b'{"formula": "x", "domain": [[NaN, 1], [0, 1]]}', NOT_JSON),
        (b'{"formula": "x", "domain": [[-Infinity, 1], [0, 1]]}', NOT_JSON),
        (b"[" * 16_000, NOT_JSON),
        (b'{"a":' * 3_000, NOT_JSON),
        (b'{"formula": ' + b"9" * 15_000 + b"}", NOT_JSON),
        (b'{"formula": "x", "formula": "y"}', TWICE),
        (b'{"formula": "x", "domain": {"a": 1, "a": 2}}', TWICE),
        (b"{}", sentences.NEITHER_OR_BOTH),
        (b'{"title": "Mine"}', sentences.NEITHER_OR_BOTH),
        (b'{"formula": "x", "rule": "y"}', sentences.NEITHER_OR_BOTH),
        (b'{"formula": "x", "rule": null}', sentences.NEITHER_OR_BOTH),
        (b'{"formula": "x", "__proto__": {}}', sentences.UNKNOWN),
        (b'{"rule": "x", "domain": [[0, 1], [0, 1]]}', sentences.UNKNOWN),
        (b'{"formula": null}', sentences.NOT_TEXT),
        (b'{"formula": 1}', sentences.NOT_TEXT),
        (b'{"rule": ["x"]}', sentences.NOT_TEXT),
        (b'{"rule": "\\ud800"}', sentences.NOT_TEXT),
        (b'{"rule": "\\udc00\\ud800"}', sentences.NOT_TEXT),
    ],
)
def test_what_is_not_is_declined_with_its_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Declined) as declined:
        read(body)
    assert (declined.value.status, declined.value.sentence) == (400, sentence)


@pytest.mark.parametrize("title", ["", " ", "x" * 61, "a\nb", "a\0", "\u202eevil", 1, None, ["x"]])
def test_a_title_is_a_line_that_can_be_read(title: object) -> None:
    with pytest.raises(Declined) as declined:
        read(json.dumps({"formula": "x", "title": title}).encode())
    assert declined.value.sentence == sentences.TITLE


def test_a_title_as_long_as_it_may_be_is_taken() -> None:
    assert read(json.dumps({"formula": "x", "title": "é" * 60}).encode()).title == "é" * 60


@pytest.mark.parametrize(
    "domain",
    [
        "null",
        "[]",
        "[[0, 1]]",
        "[[0, 1], [0, 1], [0, 1]]",
        "[[0, 1], [0]]",
        "[[0, 1], [0, 1, 2]]",
        "[[0, 1], [1, 0]]",
        "[[0, 1], [1, 1]]",
        '[[0, 1], ["0", "1"]]',
        '["01", "01"]',
        "[[false, true], [0, 1]]",
        "[[0, 1], [0, null]]",
        "[[0, 1], [0, 1e999]]",
        f"[[0, 1], [0, 1{'0' * 400}]]",
        "[[-1e308, 1e308], [0, 1]]",
        '{"x": [0, 1], "y": [0, 1]}',
    ],
)
def test_a_domain_is_a_finite_rectangle(domain: str) -> None:
    with pytest.raises(Declined) as declined:
        read(f'{{"formula": "x", "domain": {domain}}}'.encode())
    assert declined.value.sentence == sentences.DOMAIN
