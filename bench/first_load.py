"""How many bytes the first visit to the laboratory brings, headers included, and from whom."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bench.browsed import browsed
from bench.report import Figure


def figures() -> list[Figure]:
    """Return what was measured, in kilobytes of 1,000."""
    addresses: dict[str, str] = {}
    received: dict[str, float] = {}
    with browsed() as (address, page, tools):
        tools.on(
            "Network.requestWillBeSent", lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]})
        )
        tools.on("Network.loadingFinished", lambda end: received.update({end["requestId"]: end["encodedDataLength"]}))
        tools.send("Network.enable")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        first = set(received)
        with page.expect_request_finished(lambda request: "/surface-" in request.url):
            page.get_by_role("radio", name="Surface", exact=True).check()
        page.locator(".surface[data-ground=webgl2]").wait_for()
    # What a page carries in itself (data:) is counted with the page.
    loaded = {addresses[request]: size / 1_000 for request, size in received.items() if size and request in first}
    whole = sum(received.values()) / 1_000
    strangers = {urlsplit(each).netloc for each in addresses.values()} - {urlsplit(address).netloc, ""}
    total = Figure("first load of the laboratory, compressed", (sum(loaded.values()),), "kB", 150)
    parts = [Figure(f"of it `{name(each)}`", (size,), "kB") for each, size in sorted(loaded.items())]
    surface = Figure("the same, once the surface has been asked for", (whole,), "kB", 220)
    return [total, *parts, surface, Figure("hosts asked besides our own", (len(strangers),), "hosts", 0)]


def name(address: str) -> str:
    """Return the path of an address without the digest of its content, which the next build changes."""
    return re.sub(r"-[\w-]{8,12}(?=\.\w+$)", "", urlsplit(address).path)
