"""A feed in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); texts are `content_text`, never markup."""

from __future__ import annotations

import json
from collections.abc import Callable

from search import Hit
from web.feeds.feed import Feed, moment
from web.links import web_url

MIMETYPE = "application/feed+json"


def json_feed(feed: Feed, address: Callable[[str], str]) -> str:
    """The feed as JSON.

    Args:
        address: Of the page of a document, whole, by its id.
    """
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "next_url": feed.next_address,
        "icon": feed.icon,
        "items": [_item(hit, address(hit.document.id)) for hit in feed.page.hits],
    }
    return json.dumps({name: value for name, value in made.items() if value != ""}, ensure_ascii=False) + "\n"


def _item(hit: Hit, address: str) -> dict[str, object]:
    document = hit.document
    item = {
        "id": address,
        "url": address,
        "external_url": web_url(document.url),
        "title": document.title,
        "content_text": hit.snippet.text,
        "date_published": moment(document),
        "authors": [{"name": document.source}] if document.source else None,
        "tags": [document.section] if document.section else None,
        "language": document.language if document.language != "und" else None,
    }
    return {name: value for name, value in item.items() if value or name == "content_text"}
