"""A web page -> the fields of its article, each with where in the page it stood.

A page is never trusted: it is parsed with limits, nothing in it is run, and nothing is fetched for it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ingest.cleaning import cleaned
from search.ingest.extras import extra
from search.ingest.fields import has_article
from search.ingest.markup.elements import JSON_LD, candidates
from search.ingest.markup.htmltext import html_text
from search.model import Json

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Far beyond a page of news. The time to find the text grows with the number of elements: 0.1 s for 3,000 paragraphs,
# 1 s for 20,000, and 48 s for 110,000 that are all alike.
PAGE_LIMIT_BYTES = 8 * 1024 * 1024
_ELEMENT_LIMIT = 20_000
# libxml2 leaves out what is deeper than 256, without a word.
_DEPTH_LIMIT = 250
# Sites cut articleBody short, or print it without paragraphs: so the text of the page goes before it, unless there is
# much less of it, because a script would have brought the rest.
_LEAST_SHARE = 0.5
# A page of nothing but shorter lines is a menu, unless it says itself that it is an article. Set by hand: longer than
# links of menus, shorter than a sentence of news.
_SHORTEST_PARAGRAPH = 60
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<decimal>\d{1,8}));?")
_TABLE_RULE = re.compile(r"^\|[\s|:-]*\|$\n?", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\| *(.*?) *\| *$", re.MULTILINE)  # a paragraph may end with a bar, too


class PageError(Exception):
    """A page that cannot be read as an article; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article's fields by the names of schema.org, and for each where it stood ("JSON-LD")."""

    fields: Mapping[str, Json]
    origins: Mapping[str, str]


def page(content: bytes, *, url: str = "", charset: str = "") -> Page:
    """The article of a page.

    Args:
        url: Where it was fetched from, "" where only the page itself may say so.
        charset: What the server said of its encoding.

    Raises:
        PageError: It is too large or holds no article.
    """
    if len(content) > PAGE_LIMIT_BYTES:
        raise PageError(f"is longer than {PAGE_LIMIT_BYTES // 1024**2} MiB, the limit for one page: not read.")
    tree = _tree(html_text(content, charset))
    fields: dict[str, Json] = {"url": url} if url else {}
    origins = {"url": "address"} if url else {}
    for key, value, origin in candidates(tree, url):
        if key not in fields:
            fields[key], origins[key] = value, origin
    text, given = _text(tree), str(fields.get("articleBody") or "")
    # Where scripts bring the text, what was found is articleBody without its line ends.
    if len(text) >= _LEAST_SHARE * len(given) and text.split() != given.split():
        fields["articleBody"], origins["articleBody"] = text, "page text"
    longest = max(map(len, str(fields.get("articleBody") or "").split("\n")))
    is_short = longest < (1 if origins.get("headline") == JSON_LD else _SHORTEST_PARAGRAPH)
    if is_short or not has_article(fields):
        raise PageError("holds no article text that could be found.")
    return Page(_without_repetition(fields), origins)


def _tree(text: str) -> HtmlElement:
    with extra("html"):
        import lxml.etree
        import lxml.html
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(_without_controls(text).encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise PageError("is not HTML that can be read.") from error
    count = depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEPTH_LIMIT:
            raise PageError(f"nests elements more than {_DEPTH_LIMIT} deep: not read.")
        if count > _ELEMENT_LIMIT:
            raise PageError(f"has more than {_ELEMENT_LIMIT:,} elements, as no article does: not read.")
    return tree


def _without_controls(text: str) -> str:
    """The page without characters that XML does not know, be they printed or named: no tree can be changed with them.

    >>> _without_controls("Jum&#1;at&#x0B; &#39;Gempa&#39;")
    'Jumat &#39;Gempa&#39;'
    """
    return cleaned(_REFERENCE.sub(lambda match: match[0] if cleaned(_named(match)) else "", text))


def _named(match: re.Match[str]) -> str:
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return chr(code) if 0x1F < code < 0xD800 or 0xDFFF < code < 0x110000 or code in (9, 10, 13) else ""


def _text(tree: HtmlElement) -> str:
    """The article's paragraphs without menus, comments and the like; "" where none was found. Changes the tree."""
    with extra("html"):
        import trafilatura
        from trafilatura.utils import line_processing, trim
    # It tells of every page it finds nothing in; we say that ourselves.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # Of a very short article it would take the whole page, menus included.
    for frame in tree.xpath("//nav | //aside | //footer"):
        frame.clear(keep_tail=True)
    found = trafilatura.extract(
        tree, output_format="txt", include_comments=False, include_tables=True, deduplicate=False, fast=True
    )
    # Each keeps its last 1,024 texts, however long, which no other page needs. Its own `reset_caches` also collects
    # garbage, too much for every page.
    for remembering in (line_processing, trim):
        remembering.cache_clear()
    plain = _TABLE_ROW.sub(r"\1", _TABLE_RULE.sub("", found or ""))
    return plain.replace("\n", "\n\n")


def _without_repetition(fields: dict[str, Json]) -> dict[str, Json]:
    """Without an author who is the outlet, and without a summary that is the title."""
    same = {"author": "publisher", "creditText": "publisher", "description": "headline"}
    return {key: value for key, value in fields.items() if key not in same or value != fields.get(same[key])}
