"""What the compile service says when it says no; what is wrong with the mathematics itself, the language says."""

from __future__ import annotations

from http import HTTPStatus

from thalweg.server.compiling import limits

NOT_JSON = 'the body has to be one JSON object in UTF-8, such as {"formula": "x**2 + 3*y**2"}'
TWICE = "each name may stand once in the object"
NEITHER_OR_BOTH = 'exactly one of "formula" and "rule" has to be there'
UNKNOWN = 'beside "formula" there may be "title" and "domain", beside "rule" there may be "title", and nothing else'
NOT_TEXT = "what is typed has to be a string, every character of it whole"
TITLE = f"a title is a string of 1 to {limits.TITLE} printable characters"
DOMAIN = "a domain is [[x0, x1], [y0, y1]] with finite numbers, the smaller one first"

TOO_LONG_TAKEN = f"this takes more than {limits.WORK_SECONDS:g} s to derive; try something simpler"
TOO_MUCH_MEMORY = "this needs more memory to derive than there is for it; try something simpler"
TOO_LARGE = f"its derivatives are longer than {limits.MODULE_BYTES:,} bytes; try something simpler"
BROKE = "this could not be derived, for a reason that is ours; try it written in another way"

BUSY = "more is being derived than there is room for; try again in a moment"
TOO_OFTEN = "this is more than is derived for one person in so short a time; try again in a moment"

BY_STATUS = {
    HTTPStatus.FORBIDDEN: "only the laboratory's own page may ask for this",
    HTTPStatus.METHOD_NOT_ALLOWED: "what is typed is sent here by POST",
    HTTPStatus.REQUEST_TIMEOUT: "the text took too long to arrive",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: f"at most {limits.BODY_BYTES:,} bytes are read",
    HTTPStatus.REQUEST_URI_TOO_LONG: "the address is longer than any that is read here",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "the body has to be application/json, not compressed",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "the browser sent more about itself than is read here",
    HTTPStatus.INTERNAL_SERVER_ERROR: "something broke here, not at your end",
}
"""What is said about a request that was not looked at more closely."""
