"""A segment in the row of all documents of a commit."""

from __future__ import annotations

from typing import NamedTuple

from search.engines.whoosh.documents import DocumentFile
from search.engines.whoosh.terms import TermFile


class Part(NamedTuple):
    """A segment, and where its documents begin in the row."""

    base: int
    terms: TermFile
    documents: DocumentFile
