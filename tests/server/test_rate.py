"""How often a client may ask."""

from __future__ import annotations

import pytest

from thalweg.server.rate import Rate, neighbourhood


class Clock:
    """A clock that goes when it is told to."""

    now = 1_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_a_bucket_is_emptied_and_fills_again() -> None:
    clock = Clock()
    rate = Rate(burst=3, per_second=2, clock=clock)
    assert [rate.wait("192.0.2.1") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.now += 0.5
    assert [rate.wait("192.0.2.1") for _ in range(2)] == [0, 0.5]


def test_to_ask_in_vain_costs_nothing() -> None:
    clock = Clock()
    rate = Rate(burst=1, per_second=1, clock=clock)
    assert [rate.wait("192.0.2.1") for _ in range(100)] == [0] + [1] * 99
    clock.now += 1
    assert rate.wait("192.0.2.1") == 0


def test_no_patience_fills_it_above_its_rim() -> None:
    clock = Clock()
    rate = Rate(burst=2, per_second=1, clock=clock)
    rate.wait("192.0.2.1")
    clock.now += 1_000_000
    assert [rate.wait("192.0.2.1") for _ in range(3)] == [0, 0, 1]


def test_each_client_has_a_bucket_of_its_own() -> None:
    rate = Rate(burst=1, per_second=1, clock=Clock())
    assert [rate.wait(client) for client in ("192.0.2.1", "192.0.2.2", "192.0.2.1")] == [0, 0, 1]


def test_only_so_many_buckets_are_remembered_and_those_of_who_asked_last() -> None:
    rate = Rate(burst=1, per_second=1, clients=2, clock=Clock())
    for client in ("192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"):
        rate.wait(client)
    assert len(rate) == 2
    assert [rate.wait(client) for client in ("192.0.2.1", "192.0.2.3", "192.0.2.2")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("address", "other", "is_same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::1", True),
        ("", "", True),
        ("testclient", "192.0.2.1", False),
    ],
)
def test_of_ipv6_a_whole_network_is_one_client(address: str, other: str, *, is_same: bool) -> None:
    assert (neighbourhood(address) == neighbourhood(other)) is is_same
