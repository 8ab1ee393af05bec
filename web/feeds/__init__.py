"""Any result as a feed or a table: the parameters are those of the API's search, read by the same code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request
from werkzeug.urls import iri_to_uri

from search import Page
from search.saved import feed as latest
from search.saved import find, names
from web.api.parameter import read
from web.api.searches import SEARCH, page
from web.asking import Asked
from web.caching import known, marked, tag
from web.feeds import atom, jsonfeed, table
from web.feeds.feed import Feed
from web.links import asset, permalink
from web.site import index, site
from web.speaking import say

feeds = Blueprint("feeds", __name__)


@feeds.get("/feed.atom")
def atom_feed() -> Response:
    """The result in Atom."""
    return _answered(atom.MIMETYPE, lambda found: atom.atom(_feed(found), permalink))


@feeds.get("/feed.json")
def json_feed() -> Response:
    """The result in JSON Feed."""
    return _answered(jsonfeed.MIMETYPE, lambda found: jsonfeed.json_feed(_feed(found), permalink))


@feeds.get("/results.csv")
def results() -> Response:
    """The result as a table, to be kept as a file."""
    answer = _answered(table.MIMETYPE, table.table)
    answer.headers["Content-Disposition"] = 'attachment; filename="telusur.csv"'
    return answer


@feeds.get("/saved/<name>.atom")
def saved_atom_feed(name: str) -> Response:
    """The latest of a saved search in Atom."""
    return _latest(name, atom.MIMETYPE, atom.atom)


@feeds.get("/saved/<name>.json")
def saved_json_feed(name: str) -> Response:
    """The latest of a saved search in JSON Feed."""
    return _latest(name, jsonfeed.MIMETYPE, jsonfeed.json_feed)


def _latest(name: str, mimetype: str, written: Callable[[Feed, Callable[[str], str]], str]) -> Response:
    """The feed of a saved search; what somebody has met of it is nobody else's business, and is not told."""
    read((), request.args.to_dict(flat=False))
    if name not in names(index().path):
        abort(404)
    saved = find(name, index().path)

    def text() -> str:
        # By the newest first, whatever order was saved; its page shows the same.
        home = _home(saved.query, sort="newest", is_apart=not saved.collapse)
        return written(_around(latest(index(), name).page, say("saved-feed-title", name=name), home), permalink)

    return _sent(mimetype, tag(replace(saved, met=frozenset())), text)


def _answered(mimetype: str, written: Callable[[Page], str]) -> Response:
    values = read(SEARCH, request.args.to_dict(flat=False))
    return _sent(mimetype, tag(), lambda: written(page(index(), values)))


def _sent(mimetype: str, tagged: str, written: Callable[[], str]) -> Response:
    """What is written, or that the client has it already."""
    if answer := known(tagged):
        return answer
    text = written()
    # A lone surrogate, which a query may hold, is no UTF-8.
    return marked(Response(text.encode("utf-8", "replace"), content_type=f"{mimetype}; charset=utf-8"), tagged)


def _feed(found: Page) -> Feed:
    others = [(name, value) for name, value in request.args.items(multi=True) if name not in ("after", "offset")]
    following = iri_to_uri(request.base_url) + "?" + urlencode([*others, ("after", found.cursor)], errors="replace")
    title = say("feed-title", query=found.query) if found.query else say("site-name")
    values = read(SEARCH, request.args.to_dict(flat=False))
    home = _home(found.query, sort=values["sort"], is_apart=not values["collapse"])
    return replace(_around(found, title, home), next_address=following if found.cursor and found.hits else "")


def _around(found: Page, title: str, home: str) -> Feed:
    return Feed(
        page=found,
        title=title,
        address=iri_to_uri(request.url),  # it decodes what XML cannot hold
        home=home,
        icon=_whole(asset("telusur.svg")),
        updated=datetime.fromtimestamp(site().archive.updated, UTC),
    )


def _home(query: str, *, sort: str, is_apart: bool) -> str:
    """The page with the same result."""
    return _whole(Asked(query, sort=sort, is_apart=is_apart).url())


def _whole(address: str) -> str:
    """An address of this site with scheme and host."""
    return request.host_url.rstrip("/") + address
