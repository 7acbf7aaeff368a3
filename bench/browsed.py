"""The real laboratory in a real browser, for the benchmarks that need one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser import chromium
from tests.serving import laboratory


@contextmanager
def browsed() -> Iterator[tuple[str, Page, CDPSession]]:
    """Serve the laboratory and start a browser; give its address, an empty page, and the page's developer tools."""
    with laboratory() as (_, address), sync_playwright() as playwright:
        found = chromium.find(Path(playwright.chromium.executable_path))
        with playwright.chromium.launch(**chromium.launch_arguments(found)) as browser:  # type: ignore[arg-type] # as found
            # What fetches the course for the time without a network would be measured with the page.
            page = browser.new_page(viewport={"width": 1280, "height": 800}, service_workers="block")
            yield f"{address}/lab", page, page.context.new_cdp_session(page)
