"""The server as a process: where it listens, what it announces, how it ends."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from thalweg.language.refusal import Refusal
from thalweg.server import serve

PROGRAM = """
import sys
from thalweg.server.serve import serve
serve(sys.argv[1], int(sys.argv[2]), open_browser=False, announce=lambda line: print(line, flush=True))
"""


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a server in a process of its own, and give the address it announced."""
    command = [sys.executable, "-c", PROGRAM, host, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            announced = re.search(r"(http://\S+)/lab", server.stdout.readline())
            assert announced, server.communicate()[1]
            yield server, announced[1]
        finally:
            server.kill()


def answer(address: str, path: str = "/healthz") -> tuple[int, bytes]:
    """Return the status and the body that the server answers."""
    with closing(http.client.HTTPConnection(address.removeprefix("http://"))) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [False, True])
def test_a_signal_ends_it_without_a_word(number: signal.Signals, busy: bool) -> None:  # noqa: FBT001
    with serving() as (server, address):
        where = ("127.0.0.1", int(address.rpartition(":")[2]))
        with socket.create_connection(where) as held if busy else closing(socket.socket()) as held:
            if busy:  # a browser keeps its connection open
                held.sendall(b"HEAD /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
                assert held.recv(15) == b"HTTP/1.1 200 OK"
            else:
                assert answer(address)[0] == 200
            server.send_signal(number)
            said, complained = server.communicate(timeout=30)
    assert (server.returncode, said, complained) == (0, "", "")


def test_port_0_picks_a_free_one() -> None:
    with serving() as (_, address), serving() as (_, other):
        assert address != other
        assert answer(address)[0] == answer(other)[0] == 200


def test_a_taken_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(serve.PortTaken) as refused:
            serve.serve("127.0.0.1", port, open_browser=False, announce=pytest.fail)
    assert str(refused.value) == (
        f"port {port} on 127.0.0.1 is taken; --port chooses another, --port 0 picks a free one"
    )


def test_the_command_says_it_in_one_sentence_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = ["thalweg", "lab", "--no-browser", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is taken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("127.0.0.1", 65_536, "65536 is not a port"),
        ("127.0.0.1", -1, "-1 is not a port"),
        ("a..b", 0, 'the host "a..b" is not known here'),
        ("192.0.2.1", 0, "192.0.2.1 is not an address of this machine"),  # reserved for documentation (RFC 5737)
    ],
)
def test_where_nobody_can_serve_is_refused_with_a_sentence(host: str, port: int, sentence: str) -> None:
    with pytest.raises(Refusal, match=re.escape(sentence)):
        serve.serve(host, port, open_browser=False, announce=pytest.fail)


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_ipv6_host_stands_in_brackets() -> None:
    with serve.listening("::1", 0) as listener:
        assert serve.address_of(listener) == f"http://[::1]:{listener.getsockname()[1]}"
        assert serve.is_loopback(listener)


def test_every_address_is_announced_as_one_to_go_to_and_said_to_be_open_to_others() -> None:
    with serving("0.0.0.0") as (server, address):  # noqa: S104 - that is what is tested
        assert address.startswith("http://127.0.0.1:")
        assert server.stdout is not None
        assert "whoever reaches this machine can open it" in server.stdout.readline()


def test_the_browser_is_opened_once_the_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: events.append(f"opened {address}"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = serve.address_of(listener)
        opening = threading.Thread(target=serve.open_once_it_answers, args=(address,))
        opening.start()
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(1_000).startswith(b"HEAD /healthz")
            events.append("answered")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            opening.join()
    assert events == ["answered", f"opened {address}/lab"]


def test_no_browser_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", pytest.fail)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = serve.address_of(listener)
    serve.open_once_it_answers(address)  # nobody answers there any more
