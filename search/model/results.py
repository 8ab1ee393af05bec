"""What a search gives: a page of hits, what was understood, what else there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from search.model.dates import UNDATED, PartialDate
from search.model.documents import Document
from search.model.marks import Passage, Reason


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about how the query was read.

    Attributes:
        code: Names the sentence in the message catalogues ("ignored-bracket").
        start, end: The part of the typed query it is about.
        values: Fill the sentence's places.
    """

    code: str
    start: int = 0
    end: int = 0
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document that is a copy of a hit's, and matches as well."""

    id: str
    title: str
    source: str | None
    published: PartialDate = UNDATED
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a hit came by its score: a tree with the shape of the query.

    Attributes:
        label: What scored: a field and its term ("body_root:perang"), a word as typed, "" for the whole.
        score: What it gave.
        factor: What the sum of the parts was multiplied by (coverage, a boost, recency).
        parts: What it is made of; () for a term.
    """

    label: str
    score: float
    factor: float = 1.0
    parts: tuple[Numbers, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One document of a result page.

    Attributes:
        rank: 1-based, counted over all pages; 0 behind a cursor, where it is not known.
        score: Only comparable within one result.
        title: The title with its marks.
        snippet: The passage of the body that shows most of the query, with its marks.
        why: One reason for each query word that was met, in the query's order.
        missing: The query's words that this document does not hold; () for a complete match.
        copies: Other documents that match and are copies of this one, the earliest first; at most MOST_COPIES.
        copies_total: How many there are.
        outlets: How many outlets printed it, this one included; a document whose outlet is not known counts as one.
        numbers: How the score came about, where that was asked for.
    """

    rank: int
    document: Document
    score: float
    title: Passage
    snippet: Passage
    why: tuple[Reason, ...]
    missing: tuple[str, ...]
    copies: tuple[Copy, ...] = ()
    copies_total: int = 0
    outlets: int = 1
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, as printed, and how many results have it."""

    value: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """Another query that would find something.

    Attributes:
        code: Names the sentence in the message catalogues that says what it does.
        query: To be typed.
        total: How many results it has.
        values: Fill the sentence's places.
    """

    code: str
    query: str
    total: int
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Related:
    """What a result also speaks of.

    Attributes:
        text: As printed most often; a query of its own.
        documents: Of those that were read, how many hold it.
        likelihood: The log-likelihood ratio by which it belongs to this result.
    """

    text: str
    documents: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results.

    Attributes:
        query: As typed.
        total: Documents that match, exact; documents that are copies of one another count once, unless asked apart.
        complete: Of these, the ones that hold every word asked for; for a short query they come first.
        offset, limit: Which part of the ranking `hits` is.
        took_ms: Time from the typed query to the hits and all that is said of them.
        facets: For each facet asked for its values, the most frequent first; the counts respect all other filters.
        advice: Where little or nothing was found, what would find more.
        cursor: To go on behind the last hit at any depth; "" at the end.
        understood: The query as it was read, with its filters, in one line of the query language.
        related: What the best documents of the result also speak of, where that was asked for; none where there was no
            time for it.
    """

    query: str
    total: int
    complete: int
    offset: int
    limit: int
    took_ms: float
    notices: tuple[Notice, ...]
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=lambda: MappingProxyType({}))
    advice: tuple[Advice, ...] = ()
    cursor: str = ""
    understood: str = ""
    related: tuple[Related, ...] = ()
