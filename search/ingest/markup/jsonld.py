"""schema.org data in a page (JSON-LD) -> the article it speaks of."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence

from search.model import Json

# The kinds of schema.org/Article that sites of news give to their pages
_KINDS = frozenset(
    [
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "BlogPosting", "LiveBlogPosting"),
    ]
)
# Ours, and what a searcher may want to see beside the text; images, logos and ratings are not kept.
_KEYS = (
    *("headline", "articleBody", "datePublished", "author", "editor", "publisher", "creditText", "articleSection"),
    *("inLanguage", "contentLocation", "locationCreated", "url", "description", "keywords", "dateModified"),
)
# Nothing that describes one article is longer or holds more parts; what stands beyond is not looked at.
_LONGEST = 1024 * 1024
_MOST_PARTS = 5000


def article_of(scripts: Sequence[str], address: str) -> dict[str, Json]:
    """The fields of the page's article; {} where the scripts hold none.

    Args:
        address: The page's own, to find it among others ("read also"); "" where it is not known.

    >>> article_of(['{"@type": "NewsArticle", "headline": "Gempa di Palu", "author": {"name": "Tim A"}}'], "")
    {'headline': 'Gempa di Palu', 'author': 'Tim A'}
    """
    parts = [part for script in scripts for part in _parts(_parsed(script))]
    # The same thing may be there twice, in full and as a mention of its @id.
    known = {part["@id"]: part for part in parts if isinstance(part.get("@id"), str) and part.get("name")}
    articles = [part for part in parts if _is_article(part)]
    own = [part for part in articles if address and _address(part) == address]
    chosen = next(iter(own or articles), None)
    if chosen is None:
        return {}
    fields = {key: _plain(chosen[key], known) for key in _KEYS if key in chosen}
    if "url" not in fields and (found := _address(chosen)):
        fields["url"] = found
    return {key: value for key, value in fields.items() if value}


def sections(scripts: Sequence[str]) -> tuple[str, ...]:
    """The names of the page's bread crumbs (BreadcrumbList), from the front page down."""
    for part in (part for script in scripts for part in _parts(_parsed(script))):
        if part.get("@type") == "BreadcrumbList" and isinstance(part.get("itemListElement"), list):
            items = [item for item in part["itemListElement"] if isinstance(item, dict)]
            inner = [item["item"] if isinstance(item.get("item"), dict) else item for item in items]
            names = [item.get("name") or within.get("name") for item, within in zip(items, inner, strict=True)]
            return tuple(html.unescape(name) for name in names if isinstance(name, str))
    return ()


def _parsed(script: str) -> Json:
    """The data of a script; None where it is broken. Some sites wrap it in comments, or break lines in strings."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().removesuffix(";")
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _parts(value: Json) -> Iterator[dict[str, Json]]:
    """All objects in a value, the outer before the inner; no recursion, for the depth is not ours."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if isinstance(part, dict):
            yield part
            waiting += [inner for inner in part.values() if isinstance(inner, dict | list)]
        elif isinstance(part, list):
            waiting += [inner for inner in part if isinstance(inner, dict | list)]


def _is_article(part: Mapping[str, Json]) -> bool:
    kinds = part.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name in _KINDS for name in names) and bool(
        part.get("headline") or part.get("articleBody")
    )


def _address(part: Mapping[str, Json]) -> str:
    """The article's address, as `url` or as the page that is mainly about it."""
    page = part.get("mainEntityOfPage")
    found = part.get("url") or (page.get("@id") or page.get("url") if isinstance(page, dict) else page)
    return found if isinstance(found, str) and found.startswith(("http://", "https://")) else ""


def _plain(value: Json, known: Mapping[str, Mapping[str, Json]]) -> Json:
    """Words for a value: of a person or an organization the name, though it stand elsewhere under its @id."""
    if isinstance(value, list):
        names = [name for part in value[:50] if not isinstance(part, list) and (name := _plain(part, known))]
        return names[0] if len(names) == 1 else names
    if isinstance(value, dict):
        name = value.get("name") or known.get(str(value.get("@id")), {}).get("name")
        return _plain(name, {}) if isinstance(name, str | list) else None
    return html.unescape(value) if isinstance(value, str) else value
