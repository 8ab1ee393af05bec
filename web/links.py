"""The addresses of pages, as templates use them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from flask import request, url_for
from werkzeug.routing import PathConverter

from web.languages import language
from web.site import site_name

# A path of this site: no second slash and no backslash, which browsers read as one, so it never leads elsewhere.
_LOCAL = re.compile(r"/(?:[!-.0-\[\]-~][!-\[\]-~]*)?")
_DOTS = {".", ".."}
_KNOWN = "telusur.pages"  # among the variables of the request
_SAFE, _SAFE_IN_PATH = "!$'()*,/:;?@", "!$&'()*+,/:;=@"  # as url_for writes a query and a path (werkzeug, urls.py)


class DocumentIdConverter(PathConverter):
    """Any text at all: the id of a record may open with a slash or hold a line end."""

    regex = r"[\s\S]+"
    part_isolating = False  # werkzeug guesses True for a regex that shows no slash


def addresses() -> dict[str, Callable[..., str | bool | None]]:
    """The functions of this file that templates call."""
    return {
        "page_url": page_url,
        "search_url": search_url,
        "document_url": document_url,
        "permalink": permalink,
        "address": address,
        "api_url": api_url,
        "asset": asset,
        "here": here,
        "is_at": is_at,
        "web_url": web_url,
    }


def address(endpoint: str, **values: object) -> str:
    """The address of a view of this site ("pages.search"), wherever the site is mounted."""
    return url_for(f"{site_name()}.{endpoint}", **values)  # type: ignore[arg-type]  # url_for takes any value


def api_url(name: str, **values: str | int) -> str:
    """The address of a part of the API ("search"), asked for some values."""
    asked = f"?{urlencode(values)}" if values else ""
    return f"{address('pages.search')}api/v1/{name}{asked}"


def page_url(name: str, part: str = "", **values: object) -> str:
    """The address of a page, in the language asked for; values that are empty are left out.

    Args:
        part: What follows in its path, quoted.
    """
    kept = {key: value for key, value in {**values, "lang": _kept_language()}.items() if value not in ("", None)}
    return f"{_page(name)}{part}?{urlencode(kept, safe=_SAFE)}" if kept else f"{_page(name)}{part}"


def search_url(query: str = "", page: int = 1) -> str:
    """The address of a page of results; without a query, of the empty page."""
    return page_url("search", q=query, page=page if page > 1 else None)


def _page(name: str) -> str:
    """The address of a page without its query, asked for once: seventy links of a page of results begin with two."""
    known: dict[str, str] = request.environ.setdefault(_KNOWN, {})
    if name not in known:
        known[name] = address(f"pages.{name}")
    return known[name]


def document_url(document_id: str, query: str = "") -> str:
    """The address of a document, with the query whose matches it marks."""
    if _DOTS.intersection(document_id.split("/")):  # as in `permalink`
        return page_url("document", id=document_id, q=query)
    return page_url("document", quote(document_id, safe=_SAFE_IN_PATH), q=query)


def permalink(document_id: str) -> str:
    """The address of a document for a citation: whole, without query and language."""
    # Browsers resolve /../ in a path, even as %2e%2e.
    place = "id" if _DOTS.intersection(document_id.split("/")) else "document_id"
    return address("pages.document", **{place: document_id}, _external=True)


def here() -> str:
    """The address of this page without its ?lang=, so that the switch of languages can come back to it."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return quote(request.script_root + request.path) + ("?" + urlencode(asked) if asked else "")


def is_at(name: str) -> bool:
    """Is this the page of this name?"""
    return (request.endpoint or "") == f"{site_name()}.pages.{name}"


def local(typed: str | None) -> str:
    """The address where it is one of this site, else the first page."""
    return typed if typed and _LOCAL.fullmatch(typed) else search_url()


def web_url(typed: str | None) -> str | None:
    """The address where a browser may follow it; None for "javascript:" and its kin.

    >>> web_url("https://example.org/berita"), web_url(" javascript:alert(1)"), web_url("example.org")
    ('https://example.org/berita', None, None)
    """
    try:
        parts = urlsplit((typed or "").strip())
    except ValueError:  # "http://[": not even an address
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None


def asset(name: str) -> str:
    """The address of a file in static/; a changed file has another address."""
    return address("static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    path = Path(__file__).parent / "static" / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def _kept_language() -> str | None:
    """A language asked for in the address stays asked for."""
    return language() if "lang" in request.args else None
