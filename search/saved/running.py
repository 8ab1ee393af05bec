"""Saved searches asked again: all of their articles, only the new ones, or the latest as a feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from search.index import Index
from search.index.request import NO_FILTERS, Filters
from search.model import Hit, Page
from search.saved.saved import Saved
from search.saved.store import find

FEED_LIMIT = 50  # entries: about as many as readers of feeds keep


@dataclass(frozen=True, slots=True)
class Feed:
    """The latest articles of a saved search, for a reader of feeds.

    Attributes:
        page: The newest first, the undated last.
        updated: The day of the newest of them (2015-11-27), "" where none has a whole date.
    """

    saved: Saved
    page: Page
    updated: str


def answer(
    index: Index,
    saved: Saved,
    *,
    is_new: bool = False,
    limit: int = 10,
    offset: int = 0,
    sort: str = "",
    facets: Sequence[str] = (),
    explain: bool = False,
) -> Page:
    """One page of a saved search.

    Args:
        is_new: Only articles that were not met. A new copy of an article is new too: another outlet has printed it.
        sort: Another order than the saved one, "" for that.
    """
    asked = replace(saved, sort=sort or saved.sort)
    if not is_new:
        return _page(index, asked, limit=limit, offset=offset, facets=facets, explain=explain)
    whole = _page(index, asked, limit=0, offset=offset)
    unmet = [name for name in _ids(index, saved) if name not in saved.met]
    if not unmet:
        return replace(whole, total=0, complete=0, limit=limit, advice=())
    page = _page(index, asked, limit=limit, offset=offset, facets=facets, explain=explain, filters={"id": unmet})
    return replace(page, understood=whole.understood, notices=whole.notices)  # without a thousand ids


def met(index: Index, saved: Saved, hits: Sequence[Hit] | None = None) -> Saved:
    """The saved search after some hits were shown, or, with None, after all that match now were met.

    Articles that match no more are forgotten, so that the list never outgrows the answer.
    """
    there = frozenset(_ids(index, saved))
    if hits is None:
        return replace(saved, met=there)
    shown = chain.from_iterable((hit.document.id, *(copy.id for copy in hit.copies)) for hit in hits)
    return replace(saved, met=there & saved.met.union(shown))


def feed(index: Index, name: str, *, limit: int = FEED_LIMIT) -> Feed:
    """The latest articles of the saved search of this name; nothing counts as met by it. Raises SavedSearchError."""
    saved = find(name, index.path)
    page = answer(index, saved, limit=limit, sort="newest")
    days = (str(hit.document.published) for hit in page.hits if hit.document.published.day)
    return Feed(saved, page, max(days, default=""))


def _ids(index: Index, saved: Saved) -> Iterator[str]:
    """Every article that matches, copies too."""
    return (one.id for one in index.documents(saved.query, exact=saved.exact, aliases=saved.aliases))


def _page(
    index: Index,
    saved: Saved,
    *,
    limit: int,
    offset: int,
    facets: Sequence[str] = (),
    explain: bool = False,
    filters: Filters = NO_FILTERS,
) -> Page:
    return index.search(
        saved.query,
        limit=limit,
        offset=offset,
        exact=saved.exact,
        aliases=saved.aliases,
        filters=filters,
        sort=saved.sort,
        facets=facets,
        collapse=saved.collapse,
        explain=explain,
    )
