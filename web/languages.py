"""The language of a page: the reader's choice, else the browser's."""

from __future__ import annotations

from flask import request

from search.wording import LANGUAGES, reader_language

COOKIE = "language"
_CHOSEN = "telusur.language"  # among the variables of the request


def language() -> str:
    """The language of this request: ?lang= for one page, the cookie of the switch, or Accept-Language."""
    # Chosen once: a page of results says three hundred sentences.
    chosen: str = request.environ.get(_CHOSEN) or request.environ.setdefault(_CHOSEN, _chosen())
    return chosen


def _chosen() -> str:
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    return reader_language([tag for tag, quality in request.accept_languages if quality > 0])
