"""Any result as a feed or a table: the parameters are those of the API's search, read by the same code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from werkzeug.urls import iri_to_uri

from search import Page
from web.api.parameter import read
from web.api.searches import SEARCH, page
from web.caching import known, marked, tag
from web.feeds import atom, jsonfeed, table
from web.feeds.feed import Feed
from web.links import asset, document_url, search_url
from web.site import index, site
from web.speaking import say

feeds = Blueprint("feeds", __name__)


@feeds.get("/feed.atom")
def atom_feed() -> Response:
    """The result in Atom."""
    return _answered(atom.MIMETYPE, lambda found: atom.atom(_feed(found), _document))


@feeds.get("/feed.json")
def json_feed() -> Response:
    """The result in JSON Feed."""
    return _answered(jsonfeed.MIMETYPE, lambda found: jsonfeed.json_feed(_feed(found), _document))


@feeds.get("/results.csv")
def results() -> Response:
    """The result as a table, to be kept as a file."""
    answer = _answered(table.MIMETYPE, table.table)
    answer.headers["Content-Disposition"] = 'attachment; filename="telusur.csv"'
    return answer


def _answered(mimetype: str, written: Callable[[Page], str]) -> Response:
    values = read(SEARCH, request.args.to_dict(flat=False))
    tagged = tag()
    if answer := known(tagged):
        return answer
    text = written(page(index(), values))
    # A lone surrogate, which a query may hold, is no UTF-8.
    return marked(Response(text.encode("utf-8", "replace"), content_type=f"{mimetype}; charset=utf-8"), tagged)


def _feed(found: Page) -> Feed:
    others = [(name, value) for name, value in request.args.items(multi=True) if name not in ("after", "offset")]
    following = iri_to_uri(request.base_url) + "?" + urlencode([*others, ("after", found.cursor)], errors="replace")
    return Feed(
        page=found,
        title=say("feed-title", query=found.query) if found.query else say("site-name"),
        address=iri_to_uri(request.url),  # it decodes what XML cannot hold
        home=_whole(search_url(found.query)),
        icon=_whole(asset("telusur.svg")),
        updated=datetime.fromtimestamp(site().archive.updated, UTC),
        next_address=following if found.cursor and found.hits else "",
    )


def _document(document_id: str) -> str:
    return _whole(document_url(document_id))


def _whole(address: str) -> str:
    """An address of this site with scheme and host."""
    return request.host_url.rstrip("/") + address
