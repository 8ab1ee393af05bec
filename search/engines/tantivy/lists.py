"""Postings of words, read in the segments of a commit, many words at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from search.deadline import look
from search.engines.tantivy.addresses import Addresses
from search.engines.tantivy.blocks import Packed, unpacked, unpacked_positions
from search.engines.tantivy.places import placed
from search.engines.tantivy.segments import Segment, readable
from search.errors import TooMuch

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints

MOST = 1 << 17  # postings that are unpacked at once, in some 8 MB; a word that has more is unpacked alone

Word: TypeAlias = tuple[str, str]  # its field, and itself


class Postings(NamedTuple):
    """Documents, each once, and how often it holds what was asked for."""

    documents: Ints
    counts: Ints


NOBODY = Postings(np.empty(0, np.int64), np.empty(0, np.int64))


class _List(NamedTuple):
    segment: int
    packed: Packed


class Lists:
    """Reads the postings of words."""

    def __init__(self, segments: Sequence[Segment], addresses: Addresses) -> None:
        self._segments, self._addresses = segments, addresses

    def read(self, words: Sequence[Word]) -> Iterator[Postings]:
        """The live documents with each of the words, rising."""
        held: list[list[_List]] = []
        size = 0
        for word in words:
            look(TooMuch.WORDS)
            own = self._lists(*word)
            more = sum([one.packed.frequency for one in own])
            if size + more > MOST:
                yield from self._unpacked(held)
                held, size = [], 0
            held.append(own)
            size += more
        yield from self._unpacked(held)

    def places(self, field: str, word: str) -> Ints:
        """Where a word stands in the live documents (`places.placed`), rising."""
        found = [np.empty(0, np.int64)]
        for number, segment in enumerate(self._segments):
            with readable():
                held = segment.packed_positions(field, word)
                if held is None:
                    continue
                packed, data = held
                own, counts = unpacked([packed])
                positions = unpacked_positions(data, counts)
            documents = self._addresses.numbers_in([number], [packed.frequency], own).repeat(counts)
            found.append(placed(documents, positions)[documents >= 0])
        return np.concatenate(found)

    def _lists(self, field: str, word: str) -> list[_List]:
        with readable():
            found = [segment.packed(field, word) for segment in self._segments]
        return [_List(number, packed) for number, packed in enumerate(found) if packed]

    def _unpacked(self, held: Sequence[Sequence[_List]]) -> Iterator[Postings]:
        lists = [one for own in held for one in own]
        if not lists:
            yield from (NOBODY for _ in held)
            return
        with readable():
            places, counts = unpacked([one.packed for one in lists])
        sizes = [one.packed.frequency for one in lists]
        documents = self._addresses.numbers_in([one.segment for one in lists], sizes, places)
        ends = np.cumsum([sum([one.packed.frequency for one in own]) for own in held])
        if self._addresses.has_deleted:
            is_live = documents >= 0
            ends = np.concatenate([[0], is_live.cumsum()])[ends]
            documents, counts = documents[is_live], counts[is_live]
        start = 0
        for end in ends.tolist():
            yield Postings(documents[start:end], counts[start:end])
            start = end
