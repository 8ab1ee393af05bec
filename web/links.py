"""The addresses of pages, as templates use them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from flask import request, url_for
from werkzeug.routing import PathConverter

from web.languages import language

# A path of this site: no second slash and no backslash, which browsers read as one, so it never leads elsewhere.
_LOCAL = re.compile(r"/(?:[!-.0-\[\]-~][!-\[\]-~]*)?")
_DOTS = {".", ".."}


class DocumentIdConverter(PathConverter):
    """Any text at all: the id of a record may open with a slash or hold a line end."""

    regex = r"[\s\S]+"
    part_isolating = False  # werkzeug guesses True for a regex that shows no slash


def addresses() -> dict[str, Callable[..., str | None]]:
    """The functions of this file that templates call."""
    return {"search_url": search_url, "document_url": document_url, "asset": asset, "here": here, "web_url": web_url}


def search_url(query: str = "", page: int = 1) -> str:
    """The address of a page of results; without a query, of the empty page."""
    return url_for("pages.search", q=query or None, page=page if page > 1 else None, lang=_kept_language())


def document_url(document_id: str, query: str = "") -> str:
    """The address of a document, with the query whose matches it marks."""
    # Browsers resolve /../ in a path, even as %2e%2e.
    place = "id" if _DOTS.intersection(document_id.split("/")) else "document_id"
    values: dict[str, Any] = {place: document_id, "q": query or None, "lang": _kept_language()}
    return url_for("pages.document", **values)


def here() -> str:
    """The address of this page without its ?lang=, so that the switch of languages can come back to it."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return quote(request.script_root + request.path) + ("?" + urlencode(asked) if asked else "")


def local(address: str | None) -> str:
    """The address where it is one of this site, else the first page."""
    return address if address and _LOCAL.fullmatch(address) else search_url()


def web_url(address: str | None) -> str | None:
    """The address where a browser may follow it; None for "javascript:" and its kin.

    >>> web_url("https://example.org/berita"), web_url(" javascript:alert(1)"), web_url("example.org")
    ('https://example.org/berita', None, None)
    """
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:  # "http://[": not even an address
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None


def asset(name: str) -> str:
    """The address of a file in static/; a changed file has another address."""
    return url_for("static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    path = Path(__file__).parent / "static" / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def _kept_language() -> str | None:
    """A language asked for in the address stays asked for."""
    return language() if "lang" in request.args else None
