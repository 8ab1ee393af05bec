"""The terms of a segment on the disk: vocabulary, postings, and in a file of its own the positions.

For each field: the numbers of its terms, where the bytes of each begin, how they are packed, the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.whoosh.arrays import firsts, lengths_between, narrow, starts_of
from search.engines.whoosh.packing import (
    Packed,
    all_unpacked,
    packed,
    packed_positions,
    unpacked,
    unpacked_positions,
)
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.vocabulary import TermSet, Vocabulary, decoded, marked, write_vocabulary

if TYPE_CHECKING:
    from search.engines.whoosh.arrays import Bytes, Ints, Numbers

PARTS = ("marks", "before", "starts", "packings")
UNIQUE = "id"  # every document has one term in this field, and is asked for it


class Field(NamedTuple):
    """The terms of one field as they lie in the files; `places` and `positions` are empty where none are kept."""

    terms: TermSet
    starts: memoryview
    packings: memoryview
    data: Bytes
    places: memoryview
    positions: Bytes


class TermFile:
    """The terms of a segment, for any number of threads."""

    def __init__(self, sections: Sections, positions: Sections, document_count: int) -> None:
        self.document_count = document_count
        self.vocabulary = Vocabulary(sections)
        self.sections = sections, positions
        names = [name.removesuffix(".data") for name in sections.names() if name.endswith(".data")]
        self.fields = {name: _field(name, sections, positions) for name in names}

    def entry(self, field: str, term: bytes) -> int | None:
        """Where the term stands among those of the field; None where it does not."""
        number = self.vocabulary.find(term)
        return None if number is None or field not in self.fields else self.fields[field].terms.place(number)

    def postings(self, field: str, entry: int) -> tuple[Ints | None, Numbers | None]:
        """The documents that hold a term and how often; see `packing.unpacked`."""
        kept = self.fields[field]
        return unpacked(kept.data[_run(kept.starts, entry, len(kept.data))], kept.packings[entry])

    def listed(self, field: str, entry: int) -> tuple[Ints, Ints]:
        """The same, always as the documents that hold the term and a count for each."""
        documents, counts = self.postings(field, entry)
        if counts is None:
            assert documents is not None
            return documents, np.ones_like(documents)
        if documents is None:
            documents = np.flatnonzero(counts)
            counts = counts[documents]
        return documents, counts.astype(np.int64)

    def positions(self, field: str, entry: int, counts: Ints, origins: Ints | None = None) -> Ints:
        """The positions of a term in all its documents, one document after another, each from its origin (else 0)."""
        kept = self.fields[field]
        return unpacked_positions(kept.positions[_run(kept.places, entry, len(kept.positions))], counts, origins)

    def id_order(self) -> Numbers:
        """For each document a number that stands in the order of the ids: where its id is in the vocabulary."""
        return self.sections[0].array(f"{UNIQUE}.of_documents")

    def id(self, document: int) -> str:
        """The id of a document."""
        return decoded(self.vocabulary[int(self.id_order()[document])])

    def sizes(self, field: str) -> tuple[Ints, Ints]:
        """The numbers of a field's terms, and how many bytes the postings of each take."""
        kept = self.fields[field]
        return kept.terms.numbers(), lengths_between(np.asarray(kept.starts).astype(np.int64), len(kept.data))

    def many(self, field: str, first: int, last: int) -> Postings:
        """The postings of a field's terms from entry `first` up to `last`, at least one, with their positions."""
        kept = self.fields[field]
        starts = np.asarray(kept.starts[first:last]).astype(np.int64)
        data = kept.data[starts[0] : kept.starts[last] if last < len(kept.starts) else None]
        terms = kept.terms.numbers()[first:last]
        packings = np.asarray(kept.packings[first:last])
        found = all_unpacked(Packed(terms, starts - starts[0], packings, data), self.document_count)
        if not len(kept.places):
            return found
        placed = kept.positions[kept.places[first] : kept.places[last] if last < len(kept.places) else None]
        return found._replace(positions=unpacked_positions(placed, found.counts))


def _run(starts: memoryview, entry: int, end: int) -> slice:
    return slice(starts[entry], starts[entry + 1] if entry + 1 < len(starts) else end)


def _field(name: str, sections: Sections, positions: Sections) -> Field:
    marks, before, starts, packings = (sections.view(f"{name}.{part}") for part in PARTS)
    places, data = memoryview(b""), np.empty(0, np.uint8)
    if f"{name}.places" in positions:
        places, data = positions.view(f"{name}.places"), positions.array(f"{name}.positions")
    return Field(TermSet(marks, before), starts, packings, sections.array(f"{name}.data"), places, data)


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
        made = packed(part, document_count)
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
