"""What a page's markup says of its article: JSON-LD, OpenGraph and other meta elements, <time>, visible lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from search.ingest.cleaning import one_line
from search.ingest.dates import from_json
from search.ingest.header import header
from search.ingest.imprint import imprint
from search.ingest.markup.jsonld import article_of, sections
from search.ingest.outlets import is_outlet
from search.ingest.section import is_section, of_crumbs
from search.model import Json

if TYPE_CHECKING:
    from lxml.html import HtmlElement

JSON_LD = "JSON-LD"
Candidate = tuple[str, Json, str]  # key, value, origin

# key -> names of meta elements in lower case, in order of trust. Beside the standards (OpenGraph, Dublin Core), what
# the large Indonesian sites and their statistics use: dtk:, content_, cXense, Parse.ly.
_META = {
    "url": "og:url",
    "headline": "og:title twitter:title dc.title",
    "publisher": "og:site_name application-name",
    "datePublished": "article:published_time og:article:published_time datepublished publishdate publish_date pubdate "
    "content_publisheddate content_publishdate dtk:publishdate dc.date.issued dcterms.created dc.date date "
    "parsely-pub-date cxenseparse:recs:publishtime sailthru.date",
    "author": "author article:author content_author dtk:author parsely-author dc.creator",
    "editor": "editor content_editor dtk:editor",
    "articleSection": "article:section content_category section dtk:kanal parsely-section cxenseparse:recs:category",
    "keywords": "news_keywords keywords content_tags",
    "description": "og:description description",
}
_OPEN_GRAPH = ("og:", "article:")
# Parts of a page that speak of other articles
_ELSEWHERE = re.compile(
    r"relat|terkait|sidebar|popul|trending|rekomend|recommend|comment|komentar|widget|next|footer", re.IGNORECASE
)
_DATE_CLASS = re.compile(r"date|time|tanggal|tgl|waktu|publish|posted", re.I)
# "Editor: ..." with names; longer texts are paragraphs
_LONGEST_LINE = 160
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_SEPARATOR = re.compile(r"\s+(?:[-–—|»•]|::)\s+")
_NOBODY = frozenset(("admin", "administrator", "root", "webmaster"))


def candidates(tree: HtmlElement, url: str) -> Iterator[Candidate]:
    """All that the page says that can be used, the surest first."""
    scripts = [script.text or "" for script in tree.xpath('//script[@type="application/ld+json"]')]
    metas = list(_metas(tree))
    links = [("url", href, "link element") for href in tree.xpath('//link[@rel="canonical"]/@href')]
    address = url or next((str(value) for key, value, _ in [*links, *metas] if key == "url"), "")
    # Its inLanguage is not taken: templates say "en-US" of Indonesian pages, and the text tells better.
    said = article_of(scripts, address)
    known = [(key, value, JSON_LD) for key, value in said.items() if key != "inLanguage"]
    outlet = next((str(value) for key, value, _ in [*known, *metas] if key == "publisher"), "")
    crumbs = [("articleSection", of_crumbs(sections(scripts)), "bread crumbs")]
    for key, value, origin in [*links[:1], *known, *metas, *_times(tree), *_visible(tree), *crumbs, *_comments(tree)]:
        if used := _usable(key, value, outlet):
            yield key, used, origin


def _usable(key: str, value: Json, outlet: str) -> Json:
    if key == "datePublished":
        return value if from_json(value) else None
    if isinstance(value, str) and key != "articleBody":
        value = one_line(value)
        if key == "headline":
            return _without_site(value, outlet)
        if key in ("author", "editor") and (value.startswith("http") or value.casefold() in _NOBODY):
            return None
        if key == "url" and not value.startswith(("http://", "https://")):
            return None
    return value or None


def _without_site(title: str, outlet: str) -> str:
    """The headline without what the template puts behind it.

    >>> _without_site("Gempa di Palu - Nasional - KOMPAS.com", ""), _without_site("Rusia - Turki", "Antara")
    ('Gempa di Palu', 'Rusia - Turki')
    """
    parts = list(_SEPARATOR.finditer(title))
    while parts:
        last = title[parts[-1].end() :]
        if not (last.casefold() == outlet.casefold() or is_outlet(last) or is_section(last)):
            break
        title = title[: parts.pop().start()]
    return title


def _metas(tree: HtmlElement) -> Iterator[Candidate]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := (meta.get("content") or "").strip():
            found.setdefault(name.lower(), content)
    for key, names in _META.items():
        for name in names.split():
            if name in found:
                yield key, found[name], "OpenGraph" if name.startswith(_OPEN_GRAPH) else "meta element"


def _times(tree: HtmlElement) -> Iterator[Candidate]:
    times = [time for time in tree.iter("time") if not _is_elsewhere(time)]
    for time in sorted(times, key=lambda time: time.get("itemprop") != "datePublished" and time.get("pubdate") is None):
        for value in (time.get("datetime"), _line(time)):
            if value:
                yield "datePublished", value, "time element"


def _visible(tree: HtmlElement) -> Iterator[Candidate]:
    """Headline, date and makers as a reader sees them, outside of the text."""
    for element in tree.iter("div", "span", "p", "li", "small", "h5", "h6", "em", "i", "strong"):
        if len(element) > 4 or not (line := _line(element)) or len(line) > _LONGEST_LINE:
            continue
        if _DATE_CLASS.search(element.get("class") or "") and not _is_elsewhere(element) and (found := header(line)):
            yield "datePublished", found.date.printed, "page header"
        if ":" in line and (said := imprint(line)) and not _is_elsewhere(element):
            yield from (("editor", said.editor, "editor line"), ("author", said.byline, "byline"))
            yield "creditText", said.credit, "credit line"
    for element in tree.iter("h1"):
        yield "headline", _line(element), "headline"
    for element in tree.xpath('//*[@rel="author" or @itemprop="author"]')[:5]:
        yield "author", _line(element), "byline"
    for element in tree.xpath("//head/title")[:1]:
        yield "headline", _line(element), "title element"


def _comments(tree: HtmlElement) -> Iterator[Candidate]:
    """What a browser writes into a page that it saves."""
    for comment in tree.getroottree().xpath("//comment()")[:20]:
        if match := _SAVED_FROM.search(comment.text or ""):
            yield "url", match[1], "browser's note"


def _line(element: HtmlElement) -> str:
    return one_line("".join(element.itertext()))


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether a part belongs to another article, a comment or the page's frame."""
    for parent in (element, *element.iterancestors()):
        if parent.tag in ("aside", "nav", "footer") or (
            parent.tag not in ("body", "html") and _ELSEWHERE.search(f"{parent.get('class')} {parent.get('id')}")
        ):
            return True
    return False
