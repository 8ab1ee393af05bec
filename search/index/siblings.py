"""The other printings of one article: the documents of its cluster."""

from __future__ import annotations

from search.engines.base import CLUSTER, Order, Reader
from search.index.storing import document_of
from search.model import Copy, Document
from search.query.bound import Term

MOST = 50  # more printings than anybody compares


def siblings(document_id: str, reader: Reader) -> tuple[Copy, ...]:
    """The other documents that are copies of one, the earliest first, at most MOST."""
    cluster = reader.cluster(document_id)
    if not cluster:
        return ()
    found = reader.search(Term(CLUSTER, cluster), weights={}, limit=MOST + 1, order=Order.OLDEST).found
    return tuple(copy_of(document_of(one.stored)) for one in found if one.id != document_id)[:MOST]


def copy_of(document: Document) -> Copy:
    """What is told of a document as a copy."""
    return Copy(document.id, document.title, document.source, document.published, document.url)
