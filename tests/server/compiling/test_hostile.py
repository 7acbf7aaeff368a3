"""Ten thousand inputs that nobody wrote, and those that somebody might: each is answered, and none of it is run."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.compiling import corpus
from tests.server.compiling.asking import Here, Reply, application, got, posted
from thalweg.language import limits as language
from thalweg.language.functions import FUNCTIONS
from thalweg.server.compiling.work import compiled
from thalweg.server.compiling.worker import SAMPLE

Result = TypeVar("Result")

ACTS = {"os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename", "os.putenv", "subprocess.Popen"}
ACTS |= {"socket.__new__", "ctypes.dlopen", "shutil.rmtree", "os.mkdir", "builtins.input", "builtins.breakpoint"}
"""What code might do, by the names of Python's audit events."""

SHORTEST, LONGEST = 5, 600
"""Characters of a sentence that can be read."""


class Witness:
    """Sees what this process does while it looks."""

    def __init__(self) -> None:
        """Look from now on, whenever told to; Python forgets no witness."""
        self.is_looking = False
        self.seen: list[str] = []
        sys.addaudithook(self.note)

    def note(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note what code should not do."""
        if self.is_looking and (event in ACTS or (event == "open" and writes(*arguments))):
            self.seen.append(event)

    @contextmanager
    def looking(self) -> Iterator[list[str]]:
        """Look, and give what was seen."""
        self.seen.clear()
        self.is_looking = True
        try:
            yield self.seen
        finally:
            self.is_looking = False


def writes(path: object, mode: object, flags: object) -> bool:
    """Whether a file is opened to write to it, other than Python's own compiled modules."""
    del flags
    return isinstance(mode, str) and mode[:1] in "wax" and "__pycache__" not in str(path)


class House:
    """The application, asked by one test after another."""

    def __init__(self) -> None:
        """Make it, with everything imported that the work imports."""
        compiled(SAMPLE)
        self.app = application(Here())
        self.witness = Witness()
        self.runner = asyncio.Runner()

    def reply(self, body: bytes) -> Reply:
        """Return the answer to a body, having checked that it is one, and that nothing was done but answer."""
        with self.witness.looking() as seen:
            reply = self.run(posted(self.app, body))
        assert seen == []
        if reply.status == 200:
            module = self.run(got(self.app, str(reply.said["module"])))
            assert module.status == 200
            assert b"export default {" in module.body
        else:
            assert reply.status in (400, 413, 422)
            assert reply.said.keys() == {"sentence", "line", "column"}
            assert SHORTEST <= len(str(reply.said["sentence"])) <= LONGEST
        return reply

    def run(self, asking: Coroutine[Any, Any, Result]) -> Result:
        """Return what comes of it."""
        return self.runner.run(asking)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Give an application that was warmed up."""
    house = House()
    with house.runner:
        yield house


def test_the_witness_sees_what_code_does(house: House, tmp_path: object) -> None:
    with house.witness.looking() as seen, open(f"{tmp_path}/was-here", "w", encoding="utf-8"):  # noqa: PTH123 - as code would
        pass
    assert seen == ["open"]


@pytest.mark.parametrize(
    "body", [pytest.param(body, id=f"{number} {body[:40]!r}") for number, body in enumerate(corpus.hostile_bodies())]
)
def test_whatever_somebody_types_who_means_harm_is_declined(house: House, body: bytes) -> None:
    assert house.reply(body).status != 200


def test_a_comment_is_a_sentence_whatever_it_says(house: House) -> None:
    rule = "theta = theta - lr*g  # </script> __import__('os') */ ` ${x} \u2028 \" \\ \0 é"
    reply = house.reply(json.dumps({"rule": rule}).encode())
    assert reply.status == 200
    module = house.run(got(house.app, str(reply.said["module"]))).body
    assert module.isascii()
    assert b"\0" not in module


def ten_thousandths(count: int) -> settings:
    """Return the settings for so many of the ten thousand."""
    return settings(max_examples=count, database=None, suppress_health_check=list(HealthCheck))


BYTES = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda body, position, byte: body[:position] + bytes([byte]) + body[position + 1 :],
        st.sampled_from([b'{"formula": "x**2 + 3*y**2"}', b'{"rule": "theta = theta - lr*g", "title": "Mine"}']),
        st.integers(0, 50),
        st.integers(0, 255),
    ),
)

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
SHAPES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=10,
)
OBJECTS = st.fixed_dictionaries(
    {},
    optional={
        "formula": SHAPES | st.sampled_from(["x*y", "x"]),
        "rule": SHAPES | st.just("theta = theta - lr*g"),
        "title": SHAPES | st.text(max_size=70),
        "domain": SHAPES | st.lists(st.lists(st.floats() | st.integers(-9, 9), max_size=3), max_size=3),
        "other": SHAPES,
    },
)

PIECES = [*FUNCTIONS, *"xyxy", *"+-*/(),.", *"0123456789", "**", "pi", "e", "1e3", "(x", ")", " ", "__", "==", "<"]
NAMES = ["theta", "theta", "g", "lr", "t", "m", "v", "beta", "loss", "x", "_", "norm_x", "joined1"]
NEAR_FORMULAS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
FORMULAS = st.recursive(
    st.sampled_from(["x", "y", "2", "0.5", "pi", "1e300", "0"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
        st.builds("{}({})".format, st.sampled_from([name for name, f in FUNCTIONS.items() if f.in_formulas]), inner),
        st.builds("-{}".format, inner),
    ),
    max_leaves=4,
)
EXPRESSIONS = st.lists(st.sampled_from([*PIECES, *NAMES, *NAMES]), max_size=8).map("".join)
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(NAMES),
    st.sampled_from([" = ", "=", "==", " ", "\t=\t"]),
    EXPRESSIONS,
    st.sampled_from(["", "  # why", "#", "\0", "\r"]),
)
WELL_MADE = st.recursive(
    st.sampled_from(["theta", "g", "lr", "t", "m", "v", "2", "0.9"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
        st.builds("{}({})".format, st.sampled_from(list(FUNCTIONS)), inner),
        st.builds("where({} < {}, {}, {})".format, inner, inner, inner, inner),
    ),
    max_leaves=5,
)
RULES = st.one_of(
    st.lists(LINES, max_size=4).map("\n".join),
    st.builds("m = {}\nv = {}\ntheta = theta - {}".format, WELL_MADE, WELL_MADE, WELL_MADE),
)


@ten_thousandths(2_000)
@given(BYTES)
def test_whatever_bytes_come_are_answered(house: House, body: bytes) -> None:
    house.reply(body)


@ten_thousandths(2_500)
@given(SHAPES | OBJECTS)
def test_whatever_json_comes_is_answered(house: House, value: object) -> None:
    house.reply(json.dumps(value).encode())


@ten_thousandths(2_100)
@given(st.text(max_size=40) | NEAR_FORMULAS)
def test_whatever_is_nearly_a_formula_is_answered(house: House, text: str) -> None:
    house.reply(json.dumps({"formula": text}).encode())


@ten_thousandths(400)
@given(FORMULAS)
def test_whatever_is_a_formula_is_answered(house: House, text: str) -> None:
    assert len(text) <= language.TEXT
    house.reply(json.dumps({"formula": text}).encode())


@ten_thousandths(3_000)
@given(st.text(max_size=40) | RULES)
def test_whatever_is_nearly_a_rule_is_answered(house: House, text: str) -> None:
    house.reply(json.dumps({"rule": text}).encode())
