"""A segment's own files, mapped into memory: tantivy-py shows no postings, so they are read where tantivy wrote them.

A file has a part for each field, then the list of the parts, then a line of JSON that says who wrote it (tantivy,
directory/composite_file.rs and footer.rs). Another format of files is another engine: it is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.engines.base import FIELDS
from search.engines.tantivy.blocks import Packed, number_at
from search.engines.tantivy.checksums import mapped
from search.engines.tantivy.dictionary import Dictionary, Place
from search.model import Json

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes

PLACES = 1 << 10  # of words that are remembered of a field, half a MB at the most


class Segment:
    """The postings of a segment, and the lengths of its documents.

    Attributes:
        name: As meta.json has it.
        size: How many documents it has, deleted ones with them.
    """

    def __init__(self, folder: Path, name: str, size: int, fields: Sequence[str]) -> None:
        """Open its files. Raises ValueError, OSError.

        Args:
            name, size: As meta.json has them.
            fields: Their names in the order of the schema.
        """
        self.name, self.size = name, size
        stem = folder / name.replace("-", "")
        self._postings, starts = _opened(stem.with_suffix(".idx"))
        self._positions, starts_of_positions = _opened(stem.with_suffix(".pos"))
        self._starts_of_positions = {fields[field]: start for field, (start, _) in starts_of_positions.items()}
        words, parts = _opened(stem.with_suffix(".term"))
        # Before its first posting a field has the number of all its tokens.
        self._starts = {fields[field]: start + 8 for field, (start, _) in starts.items()}
        self._lengths, norms = _opened(stem.with_suffix(".fieldnorm"))
        self._norms = {fields[field]: start for field, (start, _) in norms.items()}
        # Queries share their words.
        self._words = {
            fields[field]: lru_cache(PLACES)(Dictionary(words, start, end).place)
            for field, (start, end) in parts.items()
        }

    def lengths(self, field: str) -> Bytes:
        """How many terms each document has in a field, deleted ones with them: below EXACT, or a sign for more."""
        if field not in self._norms:
            return np.zeros(self.size, np.uint8)
        return np.frombuffer(self._lengths, np.uint8, self.size, self._norms[field])

    def packed(self, field: str, word: str) -> Packed | None:
        """The postings of a word; None for a word that is not there. Raises ValueError."""
        place = self._place(field, word)
        return None if place is None else self._packed(field, place)

    def packed_positions(self, field: str, word: str) -> tuple[Packed, bytes] | None:
        """The same, and where the word stands in its documents."""
        place = self._place(field, word)
        if place is None:
            return None
        return self._packed(field, place), _part(self._positions, self._starts_of_positions[field], place.positions)

    def _place(self, field: str, word: str) -> Place | None:
        find = self._words.get(field)
        return None if find is None else find(word)

    def _packed(self, field: str, place: Place) -> Packed:
        return Packed(_part(self._postings, self._starts[field], place.postings), place.frequency, FIELDS[field])


def segments(folder: Path, listed: Json, known: Sequence[Segment] = ()) -> list[Segment]:
    """The segments of a commit. Raises ValueError, OSError.

    Args:
        listed: What meta.json holds.
        known: Segments that are open: their files never change.
    """
    opened = {segment.name: segment for segment in known}
    fields = [field["name"] for field in listed["schema"]]
    with readable():
        return [
            opened.get(one["segment_id"]) or Segment(folder, one["segment_id"], one["max_doc"], fields)
            for one in listed["segments"]
        ]


@contextmanager
def readable() -> Iterator[None]:
    """Turns what is met where bytes are not as tantivy writes them into ValueError."""
    try:
        yield
    except (LookupError, ArithmeticError, MemoryError, struct.error) as error:  # numbers may be of any size there
        raise ValueError(f"a segment that cannot be read: {error}") from error


def _part(data: mmap, start: int, part: slice) -> bytes:
    return data[start + part.start : start + part.stop]


def _opened(path: Path) -> tuple[mmap, dict[int, tuple[int, int]]]:
    """A file, and for the number of each field where its part starts and ends. Raises ValueError, OSError."""
    data, end, _ = mapped(path)
    (length,) = struct.unpack("<I", data[end - 4 : end])
    at = end = end - 4 - length
    count, at = number_at(data, at)
    starts, fields = [0], []
    for _ in range(count):
        step, at = number_at(data, at)
        fields.append(struct.unpack("<I", data[at : at + 4])[0])
        _, at = number_at(data, at + 4)
        starts.append(starts[-1] + step)
    starts = [*starts[1:], end]
    return data, {field: (starts[place], starts[place + 1]) for place, field in enumerate(fields)}
