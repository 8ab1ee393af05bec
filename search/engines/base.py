"""The engine boundary: what every engine promises, and nothing optional.

Engines know no language. They get terms and a bound query tree, count, and score.
Ids, totals and complete counts of two engines agree exactly; scores are never compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from search.query.bound import BoundQuery

if TYPE_CHECKING:  # numpy, of which a reader of this file needs nothing
    from search.engines.entries import Entries
    from search.engines.entry import Entry

# Fields whose terms are values as printed ("ANTARA News"), for facets; their documents are counted for each value.
FACETS = ("source", "author", "place", "section", "language", "year", "month", "copies")
# The one value that documents share that are copies of one another; a document without copies has none.
CLUSTER = "cluster"
# Every engine answers Term(ID, an id) by that document; it is in no `Entry.terms`.
ID = "id"
# field -> does it keep positions (needed by Sequence and Near)
FIELDS: Mapping[str, bool] = {
    "title_root": False,
    "title_surface": True,
    "opening_root": False,
    "body_root": False,
    "body_surface": True,
    "about_root": False,
    "about_surface": True,
    # The words of values, for filters that name only a part of one ("antara").
    "source_words": False,
    "author_words": False,
    "place_words": False,
    "section_words": False,
    **dict.fromkeys((*FACETS, CLUSTER), False),
}


class Order(StrEnum):
    """How results stand; documents without a date come last in the orders of dates, equal ones by id.

    A date counts by `PartialDate.number`: of one year, "2015" is before all of its months, "2015-11" before its days.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError(f"there is no order {value!r}. There are: {', '.join(cls)}.")


class Sketched(NamedTuple):
    """What tells copies, of one document; `cluster` is "" for none."""

    id: str
    sketch: bytes
    published: int
    cluster: str


class Place(NamedTuple):
    """A place in a ranking, from which one can go on at any depth.

    Attributes:
        is_complete: Whether the document there is a complete match; counts only where complete ones come first.
        key: Its score, or by dates its date as `PartialDate.number`.
        id: Its id.
    """

    is_complete: bool
    key: float
    id: str


@dataclass(frozen=True, slots=True)
class Found:
    """One ranked document.

    Attributes:
        copies: The ids of other documents that match and are copies of it, the earliest first; only where copies
            are put together.
        read: Gives what is stored; not everything that is ranked is shown, and texts take half as long as ranking.
    """

    id: str
    score: float
    is_complete: bool
    published: int = 0
    copies: tuple[str, ...] = ()
    read: Callable[[], str] = field(default=str, repr=False, compare=False)

    @property
    def stored(self) -> str:
        """Its JSON text; read anew each time."""
        return self.read()

    def place(self, order: Order) -> Place:
        """Where it stands in its ranking."""
        return Place(self.is_complete, self.score if order is Order.RELEVANCE else float(self.published), self.id)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A part of a ranking.

    Attributes:
        total, complete: Results that match, and of these complete matches; exact.
        facets: For each facet asked for, each value with its number of results, in no order.
    """

    total: int
    complete: int
    found: tuple[Found, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))


class Writer(Protocol):
    """One batch of changes. Nothing is seen before `commit`; `rollback` leaves the index as it was."""

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one of the same id."""
        ...

    def put_all(self, entries: Entries) -> None:
        """The same for many; of two of one id the later one stays."""
        ...

    def amend(self, document_id: str, terms: Mapping[str, Sequence[str]]) -> bool:
        """Give a document of this batch other terms in some fields that keep no positions, without putting it again.

        False where that cannot be done: nothing has changed then, and who wants it puts the document again.
        """
        ...

    def delete(self, document_id: str) -> None:
        """Remove the document; an unknown id is no error."""
        ...

    def flush(self) -> None:
        """Make all of the batch so far visible at once, and begin another: no other writer comes between."""
        ...

    def commit(self) -> None:
        """Make all of the batch visible at once, and end it; without a change there is no commit."""
        ...

    def rollback(self) -> None:
        """Forget the batch since the last `flush`, and end it; after `commit` it does nothing."""
        ...


class Reader(Protocol):
    """What can be asked of an index. Safe to share between threads.

    What belongs to an answer (`search`, `fetch`, `cluster`, `document_frequency`, `vocabulary`) looks at the clock
    between its steps, and raises OutOfTimeError behind the deadline of who asks (search/deadline.py).
    """

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int = 0,
        limit: int,
        order: Order = Order.RELEVANCE,
        is_complete_first: bool = True,
        after: Place | None = None,
        facets: Collection[str] = (),
        is_collapsed: bool = False,
    ) -> Ranking:
        """Rank the matching documents by BM25, summed over fields by their weights (see docs/ranking.md).

        Args:
            weights: By field; a field that is not named counts 1.
            offset: How many results to pass over, behind `after` where that is given.
            order: Equal scores or dates stand in the order of their ids.
            is_complete_first: By relevance, complete matches stand before all others, whatever their scores.
            after: Only results behind this place; totals and facets are of all.
            facets: Names in FACETS to count values of.
            is_collapsed: Matching documents of one cluster are one result: the earliest of them (undated last; of
                one day the one of the highest score, then by id) with the highest of their scores, complete where one
                of them is. A result counts once for each value that one of its documents has.
        """
        ...

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        ...

    def cluster(self, document_id: str) -> str:
        """The value that a document shares with its copies; "" where it has none, or is not there."""
        ...

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        ...

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document."""
        ...

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        ...

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with the prefix, in code point order, each with its document frequency.

        Only terms that some document holds.
        """
        ...

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of every document, in no order."""
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...

    def version(self) -> str:
        """What tells a commit from all others of this index, and of one made anew in its place; opaque."""
        ...


class Engine(Reader, Protocol):
    """An open index folder. Each question is asked of the commit that is the latest then."""

    def writer(self) -> Writer:
        """Begin a batch. Raises IndexLockedError while another writer is at work, IndexReadOnlyError."""
        ...

    def reader(self) -> AbstractContextManager[Reader]:
        """The commit that is the latest now, for all questions of one answer, whatever is committed meanwhile."""
        ...

    def close(self) -> None:
        """Let go of all files; closing twice is no error."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
