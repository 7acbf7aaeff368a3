"""What a browser keeps for the time without a network: every page, and every file that the pages ask for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from thalweg.server.content import ASK_AGAIN, Content

ADDRESS = "/offline.js"
"""Where the script is found that keeps it: above everything else, because it can only answer for what lies below."""

SCRIPT = "offline/worker"
"""That script, among the sources of the front end."""

INSTEAD = "/offline"
"""The page that is shown instead of one that is not kept."""


def script(worker: Content, pages: Mapping[str, Content], files: Iterable[str]) -> Content:
    """Return the script, told what there is to keep; where any of that is another, so is the script.

    Args:
        worker: The script as it was built.
        pages: The pages by address.
        files: Addresses of the files, each of which names its content.
    """
    tags = {address: page.tag("") for address, page in sorted(pages.items())}
    kept = {"pages": list(tags), "files": sorted(files)}
    version = hashlib.sha256(json.dumps([kept, tags]).encode() + worker.body).hexdigest()[:16]
    told = f"const KEPT = {json.dumps({'version': version, **kept})};\n"
    return Content(told.encode() + worker.body, worker.media_type, ASK_AGAIN)
