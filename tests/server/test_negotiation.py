"""The compression a client gets is the best of those it accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thalweg.server.negotiation import chosen

OFFERS = ("br", "gzip", "identity")


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("BR", "br"),
        ("br;q=0.3, gzip;q=0.7", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=nan, gzip;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("gzip;q=0.5, identity", "identity"),
        ("identity;q=0", "identity"),  # who accepts nothing at all still gets the page
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("brotli, x-gzip", "identity"),
        (",;q=1,,", "identity"),
    ],
)
def test_the_best_accepted_coding_is_chosen(accepts: str | None, coding: str) -> None:
    assert chosen(accepts, OFFERS) == coding


@given(st.text(alphabet="brgzipdentyq=;,. *01\t"))
def test_whatever_a_client_writes_it_gets_something_it_did_not_refuse(accepts: str) -> None:
    coding = chosen(accepts, OFFERS)
    assert coding in OFFERS
    assert coding == "identity" or f"{coding};q=0," not in accepts.replace(" ", "") + ","
