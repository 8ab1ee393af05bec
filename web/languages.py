"""The language of a page: the reader's choice, else the browser's."""

from __future__ import annotations

from flask import request

from search.wording import LANGUAGES, reader_language

COOKIE = "language"


def language() -> str:
    """The language of this request: ?lang= for one page, the cookie of the switch, or Accept-Language."""
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    return reader_language([tag for tag, quality in request.accept_languages if quality > 0])
