"""The terms of a segment on the disk: vocabulary, postings, and in a file of its own the positions.

For each field: the numbers of its terms, where the bytes of each begin, how they are packed, the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import starts_of
from search.engines.whoosh.packing import Packed, Piece, all_unpacked, size, unpacked
from search.engines.whoosh.pairs import Pairs
from search.engines.whoosh.positions import Placed, placed, unpacked_positions
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.runs import Runs
from search.engines.whoosh.sections import Sections
from search.engines.whoosh.vocabulary import TermSet, Vocabulary, decoded, encoded

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers

PARTS = ("marks", "before", "packings")
REMEMBERED = 4096  # terms of fields; a searcher is asked for the same ones again and again
SIZES_AT_ONCE = 1 << 18  # numbers of terms
UNIQUE = "id"  # every document has one term in this field, and is asked for it


class Field(NamedTuple):
    """The terms of one field as they lie in the files."""

    terms: TermSet
    packings: memoryview
    postings: Runs
    positions: Runs | None


class TermFile:
    """The terms of a segment, for any number of threads."""

    def __init__(self, sections: Sections, positions: Sections, document_count: int) -> None:
        self.document_count = document_count
        self.vocabulary = Vocabulary(sections)
        self.entry, self.piece = lru_cache(REMEMBERED)(self._entry), lru_cache(REMEMBERED)(self._piece)
        self.sections = sections, positions
        self.fields = [name.removesuffix(".postings") for name in sections.names() if name.endswith(".postings")]
        # Opening one reads, and so checks, all of it but the postings.
        self.field = cache(partial(_field, sections=sections, positions=positions))
        self.pairs = cache(partial(Pairs, sections=sections))

    def _entry(self, field: str, term: str) -> int | None:
        """Where the term stands among those of the field; None where it does not."""
        number = self.vocabulary.find(encoded(term))
        return None if number is None or field not in self.fields else self.field(field).terms.place(number)

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field, deleted ones too."""
        entry = self.entry(field, term)
        return 0 if entry is None else size(self.piece(field, entry))

    def postings(self, asked: Sequence[tuple[str, str]]) -> list[tuple[Ints, Ints | Numbers] | None]:
        """For each field and term the documents that hold it and how often; None where none does."""
        # A word is asked for in many fields: its number is looked up once.
        numbers = {term: self.vocabulary.find(encoded(term)) for term in {term for _, term in asked}}
        found: list[tuple[Ints, Ints | Numbers] | None] = [None] * len(asked)
        places, pieces = [], []
        for place, (field, term) in enumerate(asked):
            number = numbers[term]
            if number is None or field not in self.fields:
                continue
            kept = self.field(field)
            entry = kept.terms.place(number)
            if entry is not None:
                places.append(place)
                pieces.append(Piece(kept.postings[entry], kept.packings[entry]))
        for place, one in zip(places, unpacked(pieces), strict=True):
            found[place] = one
        return found

    def _piece(self, field: str, entry: int) -> Piece:
        kept = self.field(field)
        return Piece(kept.postings[entry], kept.packings[entry])

    def listed(self, field: str, entry: int) -> tuple[Ints, Ints | Numbers]:
        """The same for one term that is there."""
        return unpacked([self.piece(field, entry)])[0]

    def pair(self, field: str, first: str, second: str) -> tuple[Ints, Ints | Numbers] | None:
        """The documents where a term is followed by another, and how often; None where only positions tell."""
        entries = self.entry(field, first), self.entry(field, second)
        return None if None in entries else self.pairs(field).find(*entries)  # type: ignore[arg-type]  # no None

    def placed(self, field: str, entry: int, counts: Ints | Numbers, chosen: Ints) -> Placed:
        """The positions of a term in some of its documents.

        Args:
            counts: Of all its documents.
            chosen: Which of these documents.
        """
        kept = self.field(field).positions
        assert kept is not None, f"{field} has no positions"
        return placed(kept[entry], counts, chosen)

    @cached_property
    def id_order(self) -> Numbers:
        """For each document a number that stands in the order of the ids: where its id is in the vocabulary."""
        return self.sections[0].array(f"{UNIQUE}.of_documents")

    def id(self, document: int) -> str:
        """The id of a document."""
        return decoded(self.vocabulary[int(self.id_order[document])])

    def ids(self) -> list[str]:
        """The ids of all documents."""
        ids = [""] * self.document_count
        for document in np.argsort(self.id_order).tolist():  # so that each block of the vocabulary is opened once
            ids[document] = self.id(document)
        return ids

    def sizes(self, field: str) -> Iterator[tuple[Ints, Ints]]:
        """The numbers of a field's terms, and how many bytes the postings of each take; some at a time."""
        kept = self.field(field)
        for low in range(0, len(self.vocabulary), SIZES_AT_ONCE):
            first, numbers = kept.terms.between(low, low + SIZES_AT_ONCE)
            yield numbers, kept.postings.sizes(first, first + len(numbers))

    def many(self, field: str, low: int, high: int, *, has_positions: bool = True) -> Postings:
        """The postings of a field's terms whose numbers are from `low` up to `high`, with their positions."""
        kept = self.field(field)
        first, numbers = kept.terms.between(low, high)
        last = first + len(numbers)
        found = all_unpacked(self.packed(field, first, last)._replace(terms=numbers))
        if not has_positions or kept.positions is None:
            return found
        positions = kept.positions.between(first, last)
        return found._replace(positions=unpacked_positions(positions, found.counts))

    def packed(self, field: str, first: int, last: int) -> Packed:
        """The postings of a field's terms from entry `first` up to `last`, which are named by their entries."""
        kept = self.field(field)
        starts, packings = starts_of(kept.postings.sizes(first, last)), np.asarray(kept.packings[first:last])
        return Packed(np.arange(first, last), starts, packings, kept.postings.between(first, last))


def _field(name: str, sections: Sections, positions: Sections) -> Field:
    marks, before, packings = (sections.view(f"{name}.{part}") for part in PARTS)
    placed = Runs(positions, f"{name}.positions") if f"{name}.positions" in positions else None
    return Field(TermSet(marks, before), packings, Runs(sections, f"{name}.postings"), placed)
