"""A state as JSON: the file that is downloaded, what the browser keeps, and what will be sent."""

from __future__ import annotations

import msgspec

from thalweg.language.refusal import Refusal, shortened
from thalweg.progress import limits
from thalweg.progress.state import VERSION, State

_DECODER = msgspec.json.Decoder(State)
_ENCODER = msgspec.json.Encoder(order="deterministic")


class _Version(msgspec.Struct):
    version: int


def write(state: State) -> bytes:
    """Return a state as JSON, tables in the order of their keys: equal states are equal texts.

    Example:
        >>> from thalweg.progress.state import EMPTY
        >>> write(EMPTY)
        b'{"version":1,"modules":{},"bookmarks":{},"spent":{}}'
    """
    return _ENCODER.encode(state)


def read(text: bytes) -> State:
    """Return the state that a text holds.

    Raises:
        Refusal: It holds none, or more than a state may hold.
    """
    if len(text) > limits.FILE_BYTES:
        raise Refusal(f"this is no progress of Thalweg, which has {limits.FILE_BYTES // 1_000_000} MB at the most")
    try:
        version = msgspec.json.decode(text, type=_Version).version
        if version > VERSION:
            raise Refusal(
                f"this progress was written by a later Thalweg, in form {version}; form {VERSION} is read here"
            )
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(
            f"this is no progress of Thalweg, such as its progress page saves: {shortened(str(error), 200)}"
        ) from error
