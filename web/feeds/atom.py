"""A feed in Atom (RFC 4287). Texts are texts there, never markup: type="text" and one escaping, that of the library."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, tostring

from search import Hit
from web.feeds.feed import Feed, moment, printable, rfc3339

MIMETYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: Feed, address: Callable[[str], str]) -> str:
    """The feed as XML.

    Args:
        address: Of the page of a document, whole, by its id.
    """
    root = Element("feed", {"xmlns": _NAMESPACE})
    _text(root, "id", feed.home)
    _text(root, "title", feed.title)
    _text(root, "updated", rfc3339(feed.updated))
    _text(root, "icon", feed.icon)
    links = {"self": feed.address, "alternate": feed.home, "next": feed.next_address}
    for rel, href in links.items():
        if href:
            SubElement(root, "link", {"rel": rel, "href": href})
    _text(SubElement(root, "author"), "name", "telusur")
    for hit in feed.page.hits:
        _entry(root, hit, address(hit.document.id), rfc3339(feed.updated))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(root: Element, hit: Hit, address: str, updated: str) -> None:
    document, entry = hit.document, SubElement(root, "entry")
    _text(entry, "id", address)
    _text(entry, "title", document.title)
    _text(entry, "updated", moment(document) or updated)
    if moment(document):
        _text(entry, "published", moment(document))
    SubElement(entry, "link", {"rel": "alternate", "href": address})
    _text(entry, "summary", hit.snippet.text)
    if document.source:
        _text(SubElement(entry, "author"), "name", document.source)
    if document.section:
        SubElement(entry, "category", {"term": printable(document.section)})


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
