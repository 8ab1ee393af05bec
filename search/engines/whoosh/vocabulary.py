"""The terms of a segment: sorted, each with its number, the same for all fields.

One list for all fields, because roots and surfaces, titles and bodies share most of their words. It is compressed in
blocks, which sorted words invite: 161,000 terms of 27,901 articles took 2.1 MB and take .5; a block opens in 7 us.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from zlib import compressobj, decompress

import numpy as np

from search.engines.matching.arrays import narrow, starts_of
from search.engines.whoosh.runs import Runs, write_starts
from search.engines.whoosh.sections import Sections, SectionWriter

if TYPE_CHECKING:
    from search.engines.matching.arrays import Bytes, Flags, Ints

TEXT, FIRSTS, COUNT = "vocabulary.text", "vocabulary.firsts", "vocabulary.count"
TERMS_IN_BLOCK = 64  # with 128 they take .03 MB less, and a look twice as long
BETWEEN = b"\xff"  # no byte of UTF-8
RAW = -15  # to zlib: no header and no checksum, which our pages have
BYTES_AT_A_LOOK = 64  # of marks
REMEMBERED = 4096  # terms; a query looks for each word in seven fields
REMEMBERED_BLOCKS = 256  # some 4 KB each


class Vocabulary(Sequence[bytes]):
    """The sorted terms of a file, read where they lie."""

    def __init__(self, sections: Sections) -> None:
        self._blocks, self._first_terms = Runs(sections, TEXT), sections.view(FIRSTS)
        (self._count,) = sections.view(COUNT)
        self.find, self._block = lru_cache(REMEMBERED)(self._find), lru_cache(REMEMBERED_BLOCKS)(self._read)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # never asked for slices
        return self._block(number // TERMS_IN_BLOCK)[number % TERMS_IN_BLOCK]

    def __len__(self) -> int:
        return int(self._count)

    def __iter__(self) -> Iterator[bytes]:
        for block in range(len(self._blocks)):
            yield from self._read(block)

    def place(self, term: bytes) -> int:
        """How many terms come before this one, whether it is in or not."""
        block = max(0, bisect_right(self._firsts, term) - 1)
        return block * TERMS_IN_BLOCK + bisect_left(self._block(block), term) if self._count else 0

    def range(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms with this prefix: the first, and the one behind the last."""
        return self.place(prefix), self.place(prefix + BETWEEN)

    def _find(self, term: bytes) -> int | None:
        """The number of a term, None where it is not in."""
        number = self.place(term)
        return number if number < len(self) and self[number] == term else None

    @cached_property
    def _firsts(self) -> list[bytes]:
        """The first term of each block."""
        return _opened(self._first_terms)

    def _read(self, block: int) -> list[bytes]:
        return _opened(self._blocks[block].data)


def _opened(data: memoryview) -> list[bytes]:
    return decompress(data, RAW).split(BETWEEN)


def _closed(terms: Sequence[bytes]) -> bytes:
    compressor = compressobj(wbits=RAW)
    return compressor.compress(BETWEEN.join(terms)) + compressor.flush()


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
        return self._before_number(number) if self._marks[number >> 3] & 1 << (number & 7) else None

    def numbers(self) -> Ints:
        """All of them, rising."""
        return np.flatnonzero(np.unpackbits(np.asarray(self._marks), bitorder="little"))

    def between(self, low: int, high: int) -> tuple[int, Ints]:
        """Those from `low` up to `high`, and the place of the first of them, which means nothing where there is none.

        >>> terms = TermSet(memoryview(marked(np.array([1, 3, 700]), 1000)[0]), memoryview(bytes(2)))
        >>> place, numbers = terms.between(2, 800)
        >>> place, numbers.tolist()
        (1, [3, 700])
        """
        byte = low >> 3
        numbers = np.flatnonzero(np.unpackbits(np.asarray(self._marks[byte : (high + 7) >> 3]), bitorder="little"))
        numbers += byte << 3
        first, last = np.searchsorted(numbers, (low, high)).tolist()
        own = numbers[first:last]
        return (self._before_number(int(own[0])) if len(own) else 0), own

    def _before_number(self, number: int) -> int:
        """How many of the terms come before a number."""
        byte, bit = number >> 3, 1 << (number & 7)
        block = byte // BYTES_AT_A_LOOK
        near = int.from_bytes(self._marks[block * BYTES_AT_A_LOOK : byte], "little").bit_count()
        return int(self._before[block]) + near + (self._marks[byte] & (bit - 1)).bit_count()


def marked(numbers: Ints, vocabulary_size: int) -> tuple[Bytes, Ints]:
    """The bits of a `TermSet`, and how many are set before each block of them."""
    flags = np.zeros(vocabulary_size, bool)
    flags[numbers] = True
    return marks_of(flags)


def marks_of(flags: Flags) -> tuple[Bytes, Ints]:
    """The same of a flag for each term of the vocabulary."""
    counts = np.add.reduceat(flags, np.arange(0, len(flags), BYTES_AT_A_LOOK * 8), dtype=np.int64)
    return np.packbits(flags, bitorder="little"), starts_of(counts)


def encoded(text: str) -> bytes:
    """The bytes of any text, also of one with half a surrogate pair, as JSON may hold."""
    return text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """The text that `encoded` encoded."""
    return data.decode("utf-8", "surrogatepass")


def write_vocabulary(terms: Iterable[bytes], out: SectionWriter) -> int:
    """Write sorted terms as they come; gives how many these were."""
    firsts, sizes, count = [], array("q"), 0
    out.append(TEXT, b"")
    for block in _blocks(terms):
        data = _closed(block)
        out.append(TEXT, data)
        firsts.append(block[0])
        sizes.append(len(data))
        count += len(block)
    write_starts(starts_of(np.array(sizes, np.int64)), TEXT, out)
    out.append(FIRSTS, _closed(firsts))
    out.append(COUNT, narrow(np.array([count])))
    return count


def _blocks(terms: Iterable[bytes]) -> Iterator[list[bytes]]:
    remaining = iter(terms)
    while block := list(islice(remaining, TERMS_IN_BLOCK)):
        yield block
