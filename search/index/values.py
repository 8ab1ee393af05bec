"""The values of a document that filters and facets look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from search.analysis import pieces
from search.engines.base import CLUSTER
from search.model import Document

WITH_COPIES, WITHOUT_COPIES = "yes", "no"


def value_terms(document: Document, cluster: str = "") -> dict[str, Sequence[str]]:
    """For each facet the values as printed, and for those that readers type a part of, their words.

    Args:
        cluster: The name that the document shares with its copies, "" for none.

    >>> terms = value_terms(Document("a", "", "", source="ANTARA News"))
    >>> terms["source"], terms["source_words"], terms["copies"]
    (('ANTARA News',), ('antara', 'news'), ('no',))
    """
    published = document.published
    year = (f"{published.year:04d}",) if published.year else ()
    return {
        **_printed(document.source, document.byline, tuple(document.places), document.section),
        "language": (document.language,) if document.language else (),
        "year": year,
        "month": (f"{published.year:04d}-{published.month:02d}",) if year and published.month else (),
        **copy_terms(cluster),
    }


def copy_terms(cluster: str) -> dict[str, Sequence[str]]:
    """The values that say whether a document has copies, and which.

    >>> copy_terms("a"), copy_terms("")
    ({'copies': ('yes',), 'cluster': ('a',)}, {'copies': ('no',), 'cluster': ()})
    """
    return {"copies": (WITH_COPIES if cluster else WITHOUT_COPIES,), CLUSTER: (cluster,) if cluster else ()}


@lru_cache(10_000)  # an archive has few outlets and places, and names them again and again
def _printed(
    source: str | None, author: str | None, places: tuple[str, ...], section: str | None
) -> Mapping[str, Sequence[str]]:
    values = {"source": (source,), "author": (author,), "place": places, "section": (section,)}
    printed = {name: tuple(dict.fromkeys(filter(None, some))) for name, some in values.items()}
    words = {f"{name}_words": dict.fromkeys(chain.from_iterable(map(_words, some))) for name, some in printed.items()}
    return printed | {name: tuple(some) for name, some in words.items()}


@lru_cache(10_000)
def _words(value: str) -> tuple[str, ...]:
    return tuple(piece.surface for piece in pieces(value))
