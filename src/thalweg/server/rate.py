"""How often a client may have something worked out: a bucket of tokens for each, refilled as time goes by."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

CLIENTS = 4_096
"""Clients whose rate is remembered."""


@dataclass(slots=True)
class Bucket:
    """What a client has left.

    Attributes:
        tokens: Pieces of work.
        at: When that was counted, in seconds.
    """

    tokens: float
    at: float


class Rate:
    """The buckets of those who asked last."""

    def __init__(
        self,
        *,
        burst: int,
        per_second: float,
        clients: int = CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with a full bucket for everybody.

        Args:
            burst: Tokens in a full bucket.
            per_second: Tokens that come back in a second.
            clients: Most buckets that are remembered.
            clock: Says the time, in seconds.
        """
        self.burst = burst
        self.per_second = per_second
        self.clients = clients
        self.clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def wait(self, client: str) -> float:
        """Take a token and return 0, or return the seconds after which there is one.

        Args:
            client: The address of whoever asks.
        """
        who, now = neighbourhood(client), self.clock()
        bucket = self._buckets.pop(who, None) or Bucket(self.burst, now)
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.at) * self.per_second)
        bucket.at = now
        self._buckets[who] = bucket  # behind all others
        if len(self._buckets) > self.clients:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self.per_second
        bucket.tokens -= 1
        return 0.0


def neighbourhood(client: str) -> str:
    """Return whom an address stands for: of IPv6, everybody is given as many as there are in a /64.

    Example:
        >>> neighbourhood("2001:db8::1"), neighbourhood("::ffff:192.0.2.1"), neighbourhood("192.0.2.1")
        ('2001:db8::/64', '192.0.2.1', '192.0.2.1')
    """
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:  # a socket of the file system has no address
        return client
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
