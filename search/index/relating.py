"""The documents that related words are read of: the best of a result, many of which its first page shows anyway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.engines.base import Found, Order
from search.index.request import Request
from search.index.storing import document_of
from search.model import Document, Hit

READ = 30  # documents: with more the words are the same


def begins_with_best(request: Request) -> bool:
    """Does the page begin with the documents that its related words are read of, if any are wanted?"""
    is_first = not request.offset and not request.after
    return request.related > 0 and is_first and request.sort is Order.RELEVANCE and request.collapse


def documents_of(found: Iterable[Found], hits: Sequence[Hit]) -> list[Document]:
    """The documents; those of the hits have been read."""
    known = {hit.document.id: hit.document for hit in hits}
    return [known.get(one.id) or document_of(one.stored) for one in found]
