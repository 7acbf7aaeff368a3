"""The service as it runs: the real server, its processes, and what becomes of them."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.server.compiling import corpus
from tests.server.compiling.asking import JSON, application, posted
from tests.serving import laboratory
from thalweg.server.compiling.service import ADDRESS
from thalweg.server.compiling.workers import Workers
from thalweg.server.posted import BUSY, TOO_OFTEN

AT_ONCE = 50

ENOUGH_SECONDS = 60
"""What no test waits for: it ends one that would hang."""


def endless(number: int) -> dict[str, str]:
    """Return a formula that SymPy never comes to an end with: it looks for the factors of a number of 20,000 digits."""
    return {"formula": f"sqrt(1e308**64 + {number + 1})"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run a laboratory, and give its host and port."""
    with laboratory() as (_, address):
        yield address.removeprefix("http://")


def connected(host: str) -> http.client.HTTPConnection:
    """Return a connection that does not wait for ever."""
    return http.client.HTTPConnection(host, timeout=ENOUGH_SECONDS)


def asked(host: str, body: dict[str, object]) -> tuple[int, dict[str, object], str | None]:
    """Return status, object and `Retry-After` of the answer to a body."""
    with closing(connected(host)) as connection:
        connection.request("POST", ADDRESS, json.dumps(body), JSON)
        response = connection.getresponse()
        return response.status, json.loads(response.read()), response.headers["Retry-After"]


def begun(host: str, body: dict[str, str]) -> http.client.HTTPConnection:
    """Return a connection on which something was asked."""
    connection = connected(host)
    connection.request("POST", ADDRESS, json.dumps(body), JSON)
    return connection


def test_what_is_typed_comes_back_as_a_module(server: str) -> None:
    status, said, _ = asked(server, {"formula": "x**2 + 3*y**2 + sin(x*y)", "title": "Mine"})
    assert status == 200
    with closing(connected(server)) as connection:
        connection.request("GET", str(said["module"]), headers={"accept-encoding": "br"})
        module = connection.getresponse()
        assert (module.status, module.headers["Content-Encoding"]) == (200, "br")
        assert "immutable" in module.headers["Cache-Control"]


def test_what_cannot_be_read_comes_back_with_its_place(server: str) -> None:
    status, said, _ = asked(server, {"rule": "theta = theta - lr*g\nv = v + h"})
    assert (status, said["line"], said["column"]) == (422, 2, 9)


@pytest.mark.parametrize("length", ["content-length", "transfer-encoding"])
def test_a_million_bytes_are_not_read(server: str, length: str) -> None:
    size = 1_000_000 if length == "content-length" else 17_000
    head = f"{length}: {size if length == 'content-length' else 'chunked'}\r\n"
    host, port = server.split(":")
    with socket.create_connection((host, int(port)), timeout=ENOUGH_SECONDS) as client:
        client.sendall(
            f"POST {ADDRESS} HTTP/1.1\r\nhost: {server}\r\ncontent-type: application/json\r\n{head}".encode()
        )
        # Of a length that is said nothing needs to be sent; else one part that is longer than all may be, and no end.
        client.sendall(b"\r\n" if length == "content-length" else f"\r\n{size:x}\r\n".encode() + b" " * size)
        heard = b"".join(iter(lambda: client.recv(65_536), b""))
    assert heard.startswith(b"HTTP/1.1 413 ")
    assert b"at most 16,000 bytes are read" in heard


def test_who_asks_too_often_is_told_when_to_ask_again() -> None:
    with laboratory() as (_, address):
        for number in range(1_000):
            status, said, retry_after = asked(address.removeprefix("http://"), {"formula": f"z{number}"})
            if status == 429:
                break
    assert (status, said["sentence"]) == (429, TOO_OFTEN)
    assert int(retry_after or "0") >= 1


def test_everything_hostile_is_answered_by_real_processes() -> None:
    async def story() -> set[int]:
        workers = Workers()
        app = application(workers)
        try:
            replies = [await posted(app, body) for body in corpus.hostile_bodies()]
        finally:
            await workers.close()
        return {reply.status for reply in replies}

    assert asyncio.run(story()) == {400, 413, 422}


def test_while_50_hostile_formulas_are_derived_others_are_served_and_the_end_is_told_to_all() -> None:
    with laboratory(stderr=subprocess.PIPE) as (process, address), ExitStack() as stack:
        host = address.removeprefix("http://")
        hostile = [stack.enter_context(closing(begun(host, endless(number)))) for number in range(AT_ONCE)]
        for path in ("/healthz", "/healthz", "/kernels/nothing.js"):
            with closing(connected(host)) as other:
                other.request("GET", path)
                assert other.getresponse().status in (200, 404)
        answered, _, _ = select.select([each.sock for each in hostile], [], [], 0)
        assert answered == []
        process.send_signal(signal.SIGTERM)
        replies = [each.getresponse() for each in hostile]
        assert {reply.status for reply in replies} == {503}
        assert json.loads(replies[0].read())["sentence"] == BUSY
        _, complained = process.communicate(timeout=ENOUGH_SECONDS)
        assert process.returncode == 0
        assert "Traceback" not in complained
        assert "1e308" not in complained


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    return [child for child, parent in parents.items() if parent == process]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which process started which, and waits for any")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server_however_it_ends(number: signal.Signals) -> None:
    with laboratory() as (server, address):
        host = address.removeprefix("http://")
        assert asked(host, {"formula": "x*y + 1"})[0] == 200
        with closing(begun(host, endless(0))):
            workers = children(server.pid)
            assert workers
            watched = [os.pidfd_open(worker) for worker in workers]
            server.send_signal(number)
            server.wait(ENOUGH_SECONDS)
            for each in watched:
                ended, _, _ = select.select([each], [], [], ENOUGH_SECONDS)
                os.close(each)
                assert ended
