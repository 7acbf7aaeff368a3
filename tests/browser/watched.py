"""A page that is watched from before it loads: what it complains of, and whom it asks for anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

TAKEN = (
    "CONTEXT_LOST|GPU stall due to ReadPixels|status of 422|Service Worker registration blocked|"
    "ERR_INTERNET_DISCONNECTED"
)
"""What the browser itself reports: that tests take away graphics card, service worker and network, that a picture was
asked of an emulated card, and answers that refuse what was typed."""

PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Watched:
    """One open page."""

    def __init__(self, page: Page, server: str) -> None:
        """Watch a page from before it loads."""
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        self.origins: set[str] = set()
        self.asked: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not re.search(TAKEN, message.text):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"}:
            self.origins.add(f"{address.scheme}://{address.netloc}")
            self.asked.append(address.path)

    def painted(self) -> None:
        """Wait until what was changed is on screen."""
        self.page.evaluate(PAINTED)
