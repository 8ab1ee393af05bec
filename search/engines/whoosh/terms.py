"""The terms of a segment on the disk: vocabulary, postings, and in a file of its own the positions.

For each field: the numbers of its terms, where the bytes of each begin, how they are packed, the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between, narrow, starts_of
from search.engines.whoosh.packing import (
    Packed,
    Piece,
    all_unpacked,
    packed,
    packed_positions,
    some_positions,
    unpacked,
    unpacked_positions,
)
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.sections import Pieces, Sections, SectionWriter
from search.engines.whoosh.vocabulary import TermSet, Vocabulary, decoded, encoded, marked, write_vocabulary

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Flags, Ints, Numbers

PARTS = ("marks", "before", "starts", "packings")
REMEMBERED = 4096  # terms of fields; a searcher is asked for the same ones again and again
TERMS_AT_ONCE = 2_000  # whose postings are counted together: half a million at most of what is frequent
UNIQUE = "id"  # every document has one term in this field, and is asked for it


class Field(NamedTuple):
    """The terms of one field as they lie in the files; `places` is empty where there are no positions."""

    terms: TermSet
    starts: memoryview
    packings: memoryview
    data: Pieces
    places: memoryview
    positions: Pieces


class TermFile:
    """The terms of a segment, for any number of threads."""

    def __init__(self, sections: Sections, positions: Sections, document_count: int) -> None:
        self.document_count = document_count
        self.vocabulary = Vocabulary(sections)
        self.entry, self.piece = lru_cache(REMEMBERED)(self._entry), lru_cache(REMEMBERED)(self._piece)
        self.sections = sections, positions
        self.fields = [name.removesuffix(".data") for name in sections.names() if name.endswith(".data")]
        # Opening one reads, and so checks, all of it but the postings.
        self.field = cache(partial(_field, sections=sections, positions=positions))

    def _entry(self, field: str, term: str) -> int | None:
        """Where the term stands among those of the field; None where it does not."""
        number = self.vocabulary.find(encoded(term))
        return None if number is None or field not in self.fields else self.field(field).terms.place(number)

    def postings(self, places: Sequence[tuple[str, int]]) -> list[tuple[Ints, Ints | Numbers]]:
        """For each field and entry the documents that hold the term and how often; see `packing.unpacked`."""
        return unpacked([self.piece(field, entry) for field, entry in places])

    def _piece(self, field: str, entry: int) -> Piece:
        kept = self.field(field)
        return Piece(kept.data[_run(kept.starts, entry, len(kept.data))], kept.packings[entry])

    def listed(self, field: str, entry: int) -> tuple[Ints, Ints]:
        """The same for one term, with counts to reckon with."""
        ((documents, counts),) = self.postings([(field, entry)])
        return documents, counts.astype(np.int64, copy=False)

    def positions(self, field: str, entry: int, counts: Ints, chosen: Ints, origins: Ints) -> Ints:
        """The positions of a term in some of its documents, one document after another, each from its origin.

        Args:
            counts: Of all its documents.
            chosen: Which of these documents.
        """
        kept = self.field(field)
        data = kept.positions[_run(kept.places, entry, len(kept.positions))]
        if len(chosen) < len(counts):
            data, counts = some_positions(data, counts, chosen), counts[chosen]
        return unpacked_positions(data, counts, origins)

    @cached_property
    def id_order(self) -> Numbers:
        """For each document a number that stands in the order of the ids: where its id is in the vocabulary."""
        return self.sections[0].array(f"{UNIQUE}.of_documents")

    def id(self, document: int) -> str:
        """The id of a document."""
        return decoded(self.vocabulary[int(self.id_order[document])])

    def frequencies(self, field: str, prefix: bytes, live: Flags | None) -> Iterator[tuple[bytes, int]]:
        """The terms of a field with this prefix, in order, each with the number of live documents that hold it."""
        if field not in self.fields:
            return
        first, numbers = self.field(field).terms.between(*self.vocabulary.range(prefix))
        for start in range(0, len(numbers), TERMS_AT_ONCE):
            own = numbers[start : start + TERMS_AT_ONCE]
            counts = self._counted(field, first + start, own, live)
            yield from zip(map(self.vocabulary.__getitem__, own.tolist()), counts.tolist(), strict=True)

    def _counted(self, field: str, first: int, numbers: Ints, live: Flags | None) -> Ints:
        found = self.many(field, first, first + len(numbers), has_positions=False)
        is_live = slice(None) if live is None else live[found.documents]
        return np.bincount(np.searchsorted(numbers, found.terms[is_live]), minlength=len(numbers))

    def sizes(self, field: str) -> tuple[Ints, Ints]:
        """The numbers of a field's terms, and how many bytes the postings of each take."""
        kept = self.field(field)
        return kept.terms.numbers(), lengths_between(np.asarray(kept.starts).astype(np.int64), len(kept.data))

    def many(self, field: str, first: int, last: int, *, has_positions: bool = True) -> Postings:
        """The postings of a field's terms from entry `first` up to `last`, at least one, with their positions."""
        kept = self.field(field)
        starts = np.asarray(kept.starts[first:last]).astype(np.int64)
        data = kept.data[int(starts[0]) : kept.starts[last] if last < len(kept.starts) else len(kept.data)]
        terms = kept.terms.numbers()[first:last]
        packings = np.asarray(kept.packings[first:last])
        found = all_unpacked(Packed(terms, starts - starts[0], packings, data))
        if not has_positions or not len(kept.places):
            return found
        end = kept.places[last] if last < len(kept.places) else len(kept.positions)
        placed = kept.positions[kept.places[first] : end]
        return found._replace(positions=unpacked_positions(placed, found.counts))


def _run(starts: memoryview, entry: int, end: int) -> slice:
    return slice(starts[entry], starts[entry + 1] if entry + 1 < len(starts) else end)


def _field(name: str, sections: Sections, positions: Sections) -> Field:
    marks, before, starts, packings = (sections.view(f"{name}.{part}") for part in PARTS)
    data = sections.pieces(f"{name}.data")
    if f"{name}.places" not in positions:
        return Field(TermSet(marks, before), starts, packings, data, memoryview(b""), data)
    places, placed = positions.view(f"{name}.places"), positions.pieces(f"{name}.positions")
    return Field(TermSet(marks, before), starts, packings, data, places, placed)


def write_terms(
    vocabulary: Sequence[bytes],
    fields: Iterable[tuple[str, Iterable[Postings]]],
    document_count: int,
    out: SectionWriter,
    positions_out: SectionWriter,
) -> None:
    """Write the terms of a segment, and close both files.

    Args:
        fields: For each field its postings, in parts with rising terms: a part at a time is in memory.
    """
    write_vocabulary(vocabulary, out)
    for name, parts in fields:
        _write_field(name, parts, document_count, len(vocabulary), out, positions_out)
    out.close()
    positions_out.close()


def _write_field(
    name: str,
    parts: Iterable[Postings],
    document_count: int,
    vocabulary_size: int,
    out: SectionWriter,
    positions_out: SectionWriter,
) -> None:
    columns: list[tuple[Ints, Ints, Bytes, Ints]] = []
    size = placed = 0
    term_of = np.zeros(document_count, np.int64)
    for part in parts:
        made = packed(part)
        out.append(f"{name}.data", made.data)
        places = np.empty(0, np.int64)
        if len(part.positions):
            data, sizes = packed_positions(part.positions, part.counts)
            positions_out.append(f"{name}.positions", data)
            places = starts_of(sizes)[starts_of(part.counts)[firsts(part.terms)]] + placed
            placed += len(data)
        if name == UNIQUE:
            term_of[part.documents] = part.terms
        columns.append((made.terms, made.starts + size, made.packings, places))
        size += len(made.data)
    if columns:
        terms, starts, packings, places = map(np.concatenate, zip(*columns, strict=True))
        marks, before = marked(terms, vocabulary_size)
        for part_name, column in zip(PARTS, (marks, narrow(before), narrow(starts), packings), strict=True):
            out.append(f"{name}.{part_name}", column)
        if len(places):
            positions_out.append(f"{name}.places", narrow(places))
    if name == UNIQUE:
        out.append(f"{name}.of_documents", narrow(term_of))
