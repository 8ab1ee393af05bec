"""The terms of a segment: sorted, each with its number, the same for all fields.

One list for all fields, because roots and surfaces, titles and bodies share most of their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import narrow
from search.engines.whoosh.sections import Sections, SectionWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Ints

TEXT, ENDS = "vocabulary.text", "vocabulary.ends"
BLOCK = 64  # bytes of marks that are counted at a look
AFTER_ALL = b"\xff"  # no byte of UTF-8
GUIDED = 256  # terms of which one is kept in memory, so that a look reads eight of the others and not seventeen
REMEMBERED = 4096  # terms; a query looks for each word in seven fields


class Vocabulary(Sequence[bytes]):
    """The sorted terms of a file, read where they lie."""

    def __init__(self, sections: Sections) -> None:
        self._text, self._ends = sections.view(TEXT), sections.view(ENDS)
        self.find = lru_cache(REMEMBERED)(self._find)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # never asked for slices
        return bytes(self._text[self._ends[number - 1] if number else 0 : self._ends[number]])

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[bytes]:
        text, start = bytes(self._text), 0
        for end in self._ends:
            yield text[start:end]
            start = end

    @cached_property
    def _guides(self) -> list[bytes]:
        return [self[number] for number in range(0, len(self), GUIDED)]

    def range(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms with this prefix: the first, and the one behind the last."""
        return bisect_left(self, prefix), bisect_left(self, prefix + AFTER_ALL)

    def _find(self, term: bytes) -> int | None:
        """The number of a term, None where it is not in."""
        after = bisect_left(self._guides, term)
        number = bisect_left(self, term, max(0, after - 1) * GUIDED, min(len(self), after * GUIDED + 1))
        return number if number < len(self) and self[number] == term else None


class TermSet:
    """The numbers of some terms, one bit for each term of the vocabulary, and their places among each other.

    A list of numbers would be twice the size at the best, and fifteen times as slow to look into.

    >>> marks, before = marked(np.array([1, 3, 700]), 1000)
    >>> terms = TermSet(memoryview(marks), memoryview(before.astype("I")))
    >>> terms.place(3), terms.place(4), terms.place(700), terms.numbers().tolist()
    (1, None, 2, [1, 3, 700])
    """

    def __init__(self, marks: memoryview, before: memoryview) -> None:
        self._marks, self._before = marks, before

    def place(self, number: int) -> int | None:
        """How many of the terms come before this one; None where it is none of them."""
        byte, bit = number >> 3, 1 << (number & 7)
        if not self._marks[byte] & bit:
            return None
        block = byte // BLOCK
        near = int.from_bytes(self._marks[block * BLOCK : byte], "little").bit_count()
        return int(self._before[block]) + near + (self._marks[byte] & (bit - 1)).bit_count()

    def numbers(self) -> Ints:
        """All of them, rising."""
        return np.flatnonzero(np.unpackbits(np.asarray(self._marks), bitorder="little"))

    def between(self, low: int, high: int) -> tuple[int, Ints]:
        """Those from `low` up to `high`, and the place of the first of them.

        >>> terms = TermSet(memoryview(marked(np.array([1, 3, 700]), 1000)[0]), memoryview(bytes(2)))
        >>> place, numbers = terms.between(2, 800)
        >>> place, numbers.tolist()
        (1, [3, 700])
        """
        numbers = self.numbers()
        first, last = np.searchsorted(numbers, (low, high)).tolist()
        return first, numbers[first:last]


def marked(numbers: Ints, vocabulary_size: int) -> tuple[Bytes, Ints]:
    """The bits of a `TermSet`, and how many are set before each block of them."""
    flags = np.zeros(-(-vocabulary_size // 8) * 8, bool)
    flags[numbers] = True
    marks = np.packbits(flags, bitorder="little")
    return marks, np.searchsorted(numbers, np.arange(0, len(marks), BLOCK) * 8)


def encoded(text: str) -> bytes:
    """The bytes of any text, also of one with half a surrogate pair, as JSON may hold."""
    return text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """The text that `encoded` encoded."""
    return data.decode("utf-8", "surrogatepass")


def write_vocabulary(terms: Sequence[bytes], out: SectionWriter) -> None:
    """Write sorted terms."""
    out.append(TEXT, b"".join(terms))
    out.append(ENDS, narrow(np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms)))))


def united(vocabularies: Sequence[Sequence[bytes]]) -> tuple[list[bytes], list[Ints]]:
    """The terms of several vocabularies, sorted, and for each of the old numbers of each its new one."""
    terms = sorted(set().union(*vocabularies))
    numbers = {term: number for number, term in enumerate(terms)}
    return terms, [np.fromiter(map(numbers.__getitem__, old), np.int64, len(old)) for old in vocabularies]
