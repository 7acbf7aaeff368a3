"""The server as a process: where it listens, what it announces, how it ends."""

from __future__ import annotations

import asyncio
import http.client
import re
import signal
import socket
import subprocess
import threading
import webbrowser
from contextlib import closing

import pytest

from tests.server.compiling.asking import Here, application, posted
from tests.serving import THALWEG, laboratory
from thalweg.language.refusal import Refusal
from thalweg.links import LIMITS
from thalweg.server import serve
from thalweg.server.app import create_app
from thalweg.server.rate import Rate


def port_of(address: str) -> int:
    """Return the port of an address."""
    return int(address.rpartition(":")[2])


def answer(address: str, path: str = "/healthz") -> tuple[int, bytes]:
    """Return the status and the body that the server answers."""
    with closing(http.client.HTTPConnection(address.removeprefix("http://"))) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_without_a_word_though_a_browser_keeps_its_connection(number: signal.Signals) -> None:
    where = laboratory(stderr=subprocess.PIPE)
    with where as (server, address), socket.create_connection(("127.0.0.1", port_of(address))) as held:
        held.sendall(b"HEAD /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
        assert held.recv(15) == b"HTTP/1.1 200 OK"
        server.send_signal(number)
        said, complained = server.communicate(timeout=30)
    assert (server.returncode, said, complained) == (0, "", "")


def test_port_0_picks_a_free_one() -> None:
    with laboratory() as (_, address), laboratory() as (_, other):
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
        command = [THALWEG, "lab", "--no-browser", "--port", str(taken.getsockname()[1])]
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


@pytest.mark.parametrize("proxy", ["here", "10.0.0.1/8", "*", "", "0.0.0.0/0", "::/0"])
def test_what_is_no_proxy_of_ones_own_is_refused_with_a_sentence(proxy: str) -> None:
    with pytest.raises(Refusal, match="--proxy takes"):
        serve.serve("127.0.0.1", 0, open_browser=False, announce=pytest.fail, proxies=[proxy])


async def statuses(proxies: list[str], asking: list[tuple[str, str]]) -> list[int]:
    """Return how peers are answered that say for whom they ask, where everybody may have one thing worked out."""
    configuration = serve.configured(application(Here(), Rate(burst=1, per_second=1e-9)), serve.networks(proxies))
    configuration.load()
    return [
        (
            await posted(
                configuration.loaded_app,
                f'{{"formula": "x + {index}"}}'.encode(),
                {"x-forwarded-for": who},
                client=peer,
            )
        ).status
        for index, (peer, who) in enumerate(asking)
    ]


ASKING = [
    ("10.0.0.1", "203.0.113.5, 192.0.2.1"),
    ("10.0.0.1", "192.0.2.2, 10.0.0.9"),  # through two proxies
    ("10.0.0.2", "198.51.100.7, 192.0.2.1"),  # the first again, who says to be somebody else
    ("192.0.2.3", "192.0.2.4"),  # no proxy, who says to be one
    ("192.0.2.3", "192.0.2.5"),
]


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [(["10.0.0.0/8"], [200, 200, 429, 200, 429]), ([], [200, 429, 200, 200, 429])],
)
def test_behind_proxies_every_visitor_has_a_rate_of_its_own(proxies: list[str], expected: list[int]) -> None:
    assert asyncio.run(statuses(proxies, ASKING)) == expected


@pytest.mark.parametrize("reader", ["httptools", "h11"])
def test_the_longest_link_is_served_and_a_longer_one_is_declined_with_a_sentence(reader: str) -> None:
    configuration = serve.configured(create_app(), [])
    configuration.http = reader
    server = serve.Server(configuration)
    with serve.listening("127.0.0.1", 0) as listener:
        running = threading.Thread(target=server.run, args=([listener],))
        running.start()
        try:
            longest = "/lab?" + "x" * (LIMITS.link - 1)
            assert answer(serve.address_of(listener), longest)[0] == 200
            status, said = answer(serve.address_of(listener), longest + "x")
        finally:
            server.should_exit = True
            running.join()
    assert status == 414
    assert b"longer than any experiment needs" in said


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_ipv6_host_stands_in_brackets() -> None:
    with serve.listening("::1", 0) as listener:
        assert serve.address_of(listener) == f"http://[::1]:{listener.getsockname()[1]}"
        assert serve.is_loopback(listener)


def test_every_address_is_announced_as_one_to_go_to_and_said_to_be_open_to_others() -> None:
    with laboratory("--host", "0.0.0.0") as (server, address):  # noqa: S104 - that is what is tested
        assert address.startswith("http://127.0.0.1:")
        assert server.stdout is not None
        assert "whoever reaches this machine can open it" in server.stdout.readline()


def test_the_browser_is_opened_once_the_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: events.append(f"opened {address}"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = serve.address_of(listener)
        opening = threading.Thread(target=serve.open_once_it_answers, args=(f"{address}/lab?lr=1",))
        opening.start()
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(1_000).startswith(b"HEAD /healthz")
            events.append("answered")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            opening.join()
    assert events == ["answered", f"opened {address}/lab?lr=1"]


def test_no_browser_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", pytest.fail)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = serve.address_of(listener)
    serve.open_once_it_answers(f"{address}/lab")  # nobody answers there any more
