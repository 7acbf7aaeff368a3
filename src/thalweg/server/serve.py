"""The laboratory's server as a process: its port, its address, the browser, and its end."""

from __future__ import annotations

import contextlib
import errno
import http.client
import ipaddress
import logging
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp

from thalweg.language.refusal import Refusal, shortened
from thalweg.server.app import create_app
from thalweg.server.security import LONGEST_PATH, LONGEST_QUERY, MOST_HEADERS

PORTS = range(2**16)

LONGEST_HEAD = LONGEST_PATH + LONGEST_QUERY + 2 * MOST_HEADERS
"""Bytes of a request before its body, separators and all; h11 alone would stop at 16 KiB, before we could say why."""

PATIENCE_SECONDS = 3
"""How long requests that are under way when the server is ended may take."""


class PortTaken(Refusal):
    """The port belongs to someone else; the message says how to choose another."""


class NoSuchAddress(Refusal):
    """The host, or the port on it, is none this machine can serve on; the message says which and what to do."""


class Ended(BaseException):
    """A signal asked the server to end; nothing but `serve` catches it."""


class NoProxy(Refusal):
    """What was given as a proxy is none; the message says what to give."""


def serve(
    host: str,
    port: int,
    *,
    open_browser: bool,
    announce: Callable[[str], None],
    experiment: str = "",
    proxies: Sequence[str] = (),
) -> None:
    """Serve the laboratory until Ctrl-C or SIGTERM.

    Args:
        host: Name or address to serve on.
        port: Port, 0 to 65535; 0 picks a free one.
        open_browser: Whether the laboratory is opened in the person's browser.
        announce: Is given each line that a person should read.
        experiment: Query of a link to the laboratory, without its question mark; the opening experiment if empty.
        proxies: Addresses and networks of the proxies in front, which are believed when they say who asks.

    Raises:
        NoProxy: One of the proxies is neither an address nor a network.
        PortTaken: Another program has the port.
        NoSuchAddress: This machine cannot serve there.
    """
    logging.basicConfig(format="thalweg: %(message)s", level=logging.WARNING)
    believed = networks(proxies)
    with contextlib.suppress(Ended), ended_by_signals(), listening(host, port) as listener:
        configuration = configured(create_app(), believed)
        address = address_of(listener)
        page = f"{address}/lab{'?' if experiment else ''}{experiment}"
        announce(f"The laboratory is open at {page} (Ctrl-C closes it).")
        if not is_loopback(listener):
            announce(f"It serves on {listener.getsockname()[0]}: whoever reaches this machine can open it.")
        if open_browser:
            threading.Thread(target=open_once_it_answers, args=(page,), daemon=True).start()
        Server(configuration).run(sockets=[listener])


def configured(app: ASGIApp, proxies: Sequence[str]) -> uvicorn.Config:
    """Return how an application is served; who asks is the last address that none of the proxies has."""
    return uvicorn.Config(
        app,
        access_log=False,
        forwarded_allow_ips=list(proxies),
        h11_max_incomplete_event_size=LONGEST_HEAD,
        lifespan="on",
        log_config=None,
        proxy_headers=bool(proxies),
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_SECONDS,
        ws="none",
    )


def networks(proxies: Sequence[str]) -> list[str]:
    """Return the networks that proxies are in; uvicorn would take what is none for a name, and believe nobody.

    Raises:
        NoProxy: One is neither an address nor a network, or the network of everybody.

    Example:
        >>> networks(["192.0.2.1", "2001:db8::/32"])
        ['192.0.2.1/32', '2001:db8::/32']
    """
    found = []
    for text in proxies:
        try:
            network = ipaddress.ip_network(text)
        except ValueError as error:
            sentence = f'"{shortened(text)}" is no proxy: --proxy takes an address or a network, as in 10.0.0.0/8'
            raise NoProxy(sentence) from error
        if network.prefixlen == 0:
            raise NoProxy(f"{text} is everybody, who could then say to be anybody: --proxy takes your proxies alone")
        found.append(str(network))
    return found


class Server(uvicorn.Server):
    """A server that ends what its requests wait for before it waits for its requests."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the application close, then the connections."""
        await self.lifespan.shutdown()
        await super().shutdown(sockets)


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into `Ended`: while things start, and again when the server has let its requests finish.

    Uvicorn lets its requests finish and then raises the signal anew, which would end the process as if it had failed.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise Ended

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Hold a socket that listens, taken before anything else is done, so that a taken port is said at once.

    Raises:
        PortTaken: Another program has the port.
        NoSuchAddress: This machine cannot serve there.
    """
    if port not in PORTS:  # some resolvers wrap a larger number around
        raise NoSuchAddress(f"{port} is not a port: --port takes 0 to {PORTS[-1]}, 0 picks a free one")
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.create_server(where[:2], family=family, backlog=1024)
    except (OSError, UnicodeError) as error:
        raise refusal(host, port, error) from error
    with listener:
        yield listener


def refusal(host: str, port: int, error: OSError | UnicodeError) -> Refusal:
    """Return the sentence for a socket that could not be had."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return NoSuchAddress(f'the host "{host}" is not known here; --host 127.0.0.1 is this machine itself')
    if error.errno == errno.EADDRINUSE:
        return PortTaken(f"port {port} on {host} is taken; --port chooses another, --port 0 picks a free one")
    if error.errno == errno.EADDRNOTAVAIL:
        return NoSuchAddress(f"{host} is not an address of this machine; --host 127.0.0.1 is this machine itself")
    if error.errno == errno.EACCES:
        return NoSuchAddress(f"port {port} on {host} is not free for everyone; --port 0 picks one that is")
    return NoSuchAddress(f"cannot serve on {host}, port {port}: {error.strerror or error}; --port 0 picks a free port")


def address_of(listener: socket.socket) -> str:
    """Return where a browser on this machine finds the server."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host)
    if address.is_unspecified:  # "on every address" is no address to go to
        host = "127.0.0.1" if address.version == 4 else "::1"  # noqa: PLR2004 - the version of IP is its name
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(listener: socket.socket) -> bool:
    """Whether only programs of this machine can reach the server."""
    return ipaddress.ip_address(listener.getsockname()[0]).is_loopback


def open_once_it_answers(page: str) -> None:
    """Open a page of the laboratory in the person's browser; where there is none, the announced address has to do."""
    connection = http.client.HTTPConnection(urlsplit(page).netloc)
    # The socket listens already, so this waits until the server takes it up.
    with contextlib.suppress(OSError, http.client.HTTPException, webbrowser.Error), contextlib.closing(connection):
        connection.request("HEAD", "/healthz")
        connection.getresponse()
        webbrowser.open(page)
