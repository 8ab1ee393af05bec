"""Documents as an engine takes them: terms for each field, what is stored, what is asked of single documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.bulk.columns import Bulk
from search.engines.entries import Column, Entries, column
from search.index.storing import stored_text
from search.index.values import value_terms
from search.model import Document


def entries(documents: Sequence[Document], clusters: Iterable[str], bulk: Bulk) -> Entries:
    """Analyze documents for an engine: all text fields, and the values for filters and facets.

    Args:
        clusters: For each document the name that it shares with its copies, "" for none.
    """
    texts = bulk.columns(documents)
    dates = [document.published for document in documents]
    return Entries(
        ids=[document.id for document in documents],
        digests=[document.digest for document in documents],
        stored=list(map(stored_text, documents)),
        published=[date.number for date in dates],
        earliest=[date.earliest for date in dates],
        latest=[date.latest for date in dates],
        sketches=texts.sketches,
        columns={**texts.columns, **_value_columns(documents, clusters, bulk)},
        vocabulary=bulk.lexicon.words.all,
    )


def _value_columns(documents: Sequence[Document], clusters: Iterable[str], bulk: Bulk) -> dict[str, Column]:
    rows = [value_terms(document, cluster) for document, cluster in zip(documents, clusters, strict=True)]
    return {field: column([row[field] for row in rows], bulk.lexicon.words.__getitem__) for field in rows[0]}
