"""The values of a document that filters and facets look at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from search.analysis import pieces
from search.engines.base import CLUSTER, Terms
from search.model import Document

WITH_COPIES, WITHOUT_COPIES = "yes", "no"


def value_terms(document: Document, cluster: str = "") -> dict[str, Terms]:
    """For each facet the values as printed, and for those that readers type a part of, their words.

    Args:
        cluster: The name that the document shares with its copies, "" for none.

    >>> terms = value_terms(Document("a", "", "", source="ANTARA News"))
    >>> terms["source"].terms, terms["source_words"].terms, terms["copies"].terms
    (('ANTARA News',), ('antara', 'news'), ('no',))
    """
    published = document.published
    month = f"{published.year:04d}-{published.month:02d}" if published.year and published.month else ""
    values: dict[str, Iterable[str | None]] = {
        "source": (document.source,),
        "author": (document.byline,),
        "place": document.places,
        "section": (document.section,),
        "language": (document.language,),
        "year": (f"{published.year:04d}" if published.year else "",),
        "month": (month,),
        "copies": (WITH_COPIES if cluster else WITHOUT_COPIES,),
        CLUSTER: (cluster,),
    }
    terms = {name: Terms(tuple(dict.fromkeys(filter(None, some)))) for name, some in values.items()}
    for name in ("source", "author", "place", "section"):
        terms[f"{name}_words"] = Terms(tuple(dict.fromkeys(word for one in terms[name].terms for word in _words(one))))
    return terms


@lru_cache(10_000)  # an archive has few outlets and places, and names them again and again
def _words(value: str) -> tuple[str, ...]:
    return tuple(piece.surface for piece in pieces(value))
