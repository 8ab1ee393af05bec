"""A commit as it is searched: tantivy's searcher, seen as rows of arrays (`matching.Snapshot`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import tantivy

from search.deadline import look
from search.engines.base import CLUSTER, FIELDS, ID, Sketched
from search.engines.matching import Clusters, Held, Leaf, Values
from search.engines.matching.arrays import narrow
from search.engines.matching.copies import clusters
from search.engines.matching.impacts import Impacts
from search.engines.matching.snapshot import FREQUENCIES, norms_of
from search.engines.tantivy.addresses import Addresses
from search.engines.tantivy.lists import Lists
from search.engines.tantivy.postings import Asking
from search.engines.tantivy.queries import Queries
from search.engines.tantivy.schema import DIGEST, EXACT, NAME, SKETCH, STACKS, STORED, length_of, unpacked
from search.engines.tantivy.segments import Segment
from search.engines.tantivy.wording import MARK, NOBODY, decoded, escaped, parts
from search.errors import TooMuch
from search.query.bound import Term

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Floats, Ints, Numbers

KEPT_DOCUMENTS = 64  # a page asks three times for each of its documents


class Snapshot:
    """An open commit."""

    live: Flags | None = None  # the row holds live documents only

    def __init__(
        self, searcher: tantivy.Searcher, segments: Sequence[Segment], schema: tantivy.Schema, version: str
    ) -> None:
        self._searcher, self._segments, self.version = searcher, segments, version
        self._addresses = Addresses(searcher, [segment.size for segment in segments], self.id)
        self.impacts = Impacts()
        self.count = self.count_all = searcher.num_docs
        self.first_by_id, self.is_after = self._addresses.first_by_id, self._addresses.is_after
        self.id_ranks = self._addresses.id_ranks
        self.document = lru_cache(KEPT_DOCUMENTS)(self._document)
        # Made when they are first asked for, and kept as long as the commit is the latest.
        self.norms, self.days, self.lengths = cache(self._norms), cache(self._days), cache(self._lengths)
        self._queries = Queries(searcher, schema)
        self._asking = Asking(searcher, Lists(segments, self._addresses), self._queries, self._addresses, self.lengths)
        self.values, self.clusters = cache(self._values), cache(self._clusters)
        self.frequency = lru_cache(FREQUENCIES)(self._frequency)

    def held(self, leaves: Sequence[Leaf]) -> list[list[Held]]:
        """For each leaf which documents hold what it names."""
        found = self._asking.postings(leaves)
        return [[Held(documents, counts)] if len(documents) else [] for documents, counts in found]

    def number(self, document_id: str) -> int | None:
        """The number of a document."""
        ((documents, _),) = self._asking.postings([Term(ID, document_id)])
        return int(documents[0]) if len(documents) else None

    def id(self, number: int) -> str:
        """The id of a document."""
        return unpacked(self.document(number).get_first(NAME) or b"")

    def text(self, number: int) -> str:
        """The stored text of a document."""
        return unpacked(self.document(number).get_first(STORED) or b"")

    def _document(self, number: int) -> tantivy.Document:
        """What is stored of a document."""
        return self._searcher.doc(self._addresses.listed[number])

    def digests(self) -> dict[str, str]:
        """The digests of all documents, by id."""
        documents = map(self._document, range(self.count))
        return {unpacked(one.get_first(NAME) or b""): unpacked(one.get_first(DIGEST) or b"") for one in documents}

    def texts(self) -> Iterator[str]:
        """The stored texts of all documents."""
        return map(self.text, range(self.count))

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of all documents."""
        names, documents, numbers = self.values(CLUSTER)
        named = dict(zip(documents.tolist(), numbers.tolist(), strict=True))
        for number, published in enumerate(self.days("published").tolist()):
            one = self._document(number)
            cluster = names[named[number]] if number in named else ""
            yield Sketched(unpacked(one.get_first(NAME) or b""), one.get_first(SKETCH) or b"", published, cluster)

    def _frequency(self, field: str, term: str) -> int:
        """How many documents hold a term; counted by tantivy."""
        found = self._searcher.search(self._queries.term(field, term), limit=1)
        count: int = found.count  # type: ignore[attr-defined]  # not in its stub
        return count

    def vocabulary(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field with this prefix, in order, each with how many documents hold it."""
        begins = escaped(prefix)
        # With a query it counts live documents only.
        words = dict(self._searcher.terms_with_prefix(field, begins, tantivy.Query.all_query()))
        stacked = [part for word in words if MARK in word for part in parts(word)]
        if FIELDS.get(field):
            stacked += [parts(key)[0] for key, _ in self._searcher.terms_with_prefix(STACKS, begins)]
        counts = {decoded(word): count for word, count in words.items() if MARK not in word and word != NOBODY}
        for term in map(decoded, dict.fromkeys(stacked)):
            look(TooMuch.WORDS)
            if term.startswith(prefix):
                counts[term] = self.frequency(field, term)
        return iter(sorted((term, count) for term, count in counts.items() if count))

    def _norms(self, field: str) -> Floats:
        return norms_of(self.lengths(field), None, self.count)

    def _lengths(self, field: str) -> Numbers:
        if field == ID:
            return np.ones(self.count, np.uint8)
        kept = np.concatenate([np.empty(0, np.uint8), *(segment.lengths(field) for segment in self._segments)])
        lengths = self._addresses.of_live(kept).astype(np.int64)
        long = np.flatnonzero(lengths >= EXACT)
        lengths[long] = self._column(length_of(field), long.tolist())
        return narrow(lengths)

    def _column(self, name: str, numbers: Sequence[int]) -> Ints:
        """A column of numbers of some documents, 0 where one has none."""
        found = self._searcher.fast_field_values(name, list(map(self._addresses.listed.__getitem__, numbers)))
        return np.fromiter((value or 0 for value in found), np.int64, len(found))

    def _days(self, name: str) -> Ints:
        return self._column(name, range(self.count))

    def _values(self, field: str) -> Values:
        names = [decoded(word) for word, _ in self._searcher.terms_with_prefix(field, "")]
        found = [documents for documents, _ in self._asking.postings([Term(field, name) for name in names])]
        owners = np.repeat(np.arange(len(names)), list(map(len, found)))
        return Values(names, narrow(np.concatenate([np.empty(0, np.int64), *found])), narrow(owners))

    def _clusters(self) -> Clusters:
        return clusters(self.values(CLUSTER), None, self.days("published"), self.id_ranks)
