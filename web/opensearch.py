"""The archive as a search engine of the browser: its description, and suggestions in the format that browsers read."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, request, url_for

from web.links import asset, search_url
from web.site import index
from web.speaking import say

opensearch = Blueprint("opensearch", __name__)

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SUGGESTIONS = "application/x-suggestions+json"
_SHOWN = 8  # what a browser has room for


@opensearch.get("/opensearch.xml")
def description() -> Response:
    """The description (OpenSearch 1.1, draft 6)."""
    root = Element("OpenSearchDescription", {"xmlns": _NAMESPACE})
    SubElement(root, "ShortName").text = say("site-name")[:16]  # as long as the format allows
    SubElement(root, "Description").text = say("site-purpose")
    SubElement(root, "InputEncoding").text = "UTF-8"
    image = {"width": "16", "height": "16", "type": "image/svg+xml"}
    SubElement(root, "Image", image).text = _whole(asset("telusur.svg"))
    templates = {
        "text/html": search_url(),
        _SUGGESTIONS: url_for(".suggestions"),
        "application/atom+xml": url_for(".suggestions").removesuffix("suggestions") + "feed.atom",
    }
    for kind, address in templates.items():
        template = f"{_whole(address.partition('?')[0])}?q={{searchTerms}}"
        rel = "suggestions" if kind == _SUGGESTIONS else "results"
        SubElement(root, "Url", {"type": kind, "rel": rel, "template": template})
    own = "application/opensearchdescription+xml"
    SubElement(root, "Url", {"type": own, "rel": "self", "template": request.base_url})
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
    return Response(text, content_type=f"{own}; charset=utf-8")


@opensearch.get("/suggestions")
def suggestions() -> Response:
    """Ways to go on with ?q=, with the number of articles of each."""
    typed = request.args.get("q", "")
    found = index().suggest(typed, limit=_SHOWN)
    texts = [one.text for one in found]
    counts = [say("completion-count", count=one.count) for one in found]
    addresses = [_whole(search_url(text)) for text in texts]
    return Response(json.dumps([typed, texts, counts, addresses], ensure_ascii=False) + "\n", mimetype=_SUGGESTIONS)


def _whole(address: str) -> str:
    return request.host_url.rstrip("/") + address
