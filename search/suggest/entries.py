"""What can complete a query: an entry, and a file of them that is only mapped into memory.

    header, one line of JSON | blocks of texts | where each ends | the first text of each | ranks | documents | kinds

All stand in the order of their keys, so that the entries with one beginning are a slice; the rank of the most frequent
is 0. Neighbours are alike, and compressed they take half: the file of 27,901 articles has 1.6 MB, with plain texts 3.1.
The header has a CRC-32 of itself and the rest: a file cut short, damaged, or of another version never opens.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from heapq import nsmallest
from itertools import accumulate, islice, pairwise
from pathlib import Path
from zlib import compress, crc32, decompress

from search.files import replace_file
from search.suggest.keys import key

VERSION = 2  # of the file, and of `key`, by which it is sorted
HEADER_MOST = 500  # bytes; it has about 150
TEXTS_IN_BLOCK = 64
REMEMBERED_BLOCKS = 256  # some 5 KB each; fewer than what one first letter has would be opened again each time
_BETWEEN = b"\xff"  # no byte of UTF-8
_LAST = "\U0010ffff"  # behind every text that goes on


class Kind(StrEnum):
    """What a completion is."""

    TITLE = "title"  # the headline of an article
    NAME = "name"  # printed with capitals: a person, a place, an institution
    PHRASE = "phrase"  # words that stand together in headlines
    WORD = "word"
    ALIAS = "alias"  # a name that alias rules know, printed in the archive or not


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that can complete a query, as printed, and in how many documents it was seen when it was gathered."""

    text: str
    kind: Kind
    documents: int


class DamagedEntriesError(Exception):
    """A file of entries that cannot be used: not there, damaged, or of another version."""


class EntryFile:
    """An open file of entries. Many threads may read it at once; a file that is replaced stays readable.

    Attributes:
        documents: How many documents the entries were gathered from.
    """

    def __init__(self, path: Path) -> None:
        """Raises DamagedEntriesError."""
        try:
            with path.open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            start = bytes(data[:HEADER_MOST]).index(b"\n") + 1
            header = json.loads(bytes(data[:start]))
            if header != _header(data[start:], header["documents"], header["sizes"]):
                raise ValueError("damaged, or of another version")
            self.documents = int(header["documents"])
            ends = list(accumulate(header["sizes"], initial=start))
            parts = [data[first:last] for first, last in pairwise(ends)]
            self._texts, self._kinds = parts[0], parts[5]
            self._ends, self._ranks = parts[1].cast("I"), parts[3].cast("I")
            self._counts = parts[4].cast("H" if len(parts[4]) < len(parts[3]) else "I")
            self._firsts = list(map(_key, _opened(parts[2])))
            self._block = lru_cache(REMEMBERED_BLOCKS)(self._read)
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise DamagedEntriesError(f"{path}: {error}") from error

    def __len__(self) -> int:
        return len(self._kinds)

    def __iter__(self) -> Iterator[Entry]:
        """All entries, in the order of their keys."""
        return map(self._entry, range(len(self)))

    def beginning(self, prefix: str, limit: int) -> list[Entry]:
        """The most frequent entries whose key begins with `prefix`, at most `limit`, in order."""
        return list(map(self._entry, nsmallest(limit, self._beginning(prefix), key=self._ranks.__getitem__)))

    def texts(self, prefix: str, sizes: range) -> Iterator[str]:
        """The texts of so many bytes whose key begins with `prefix`, in the order of their keys."""
        numbers = self._beginning(prefix)
        texts = (text for block in _blocks_of(numbers) for text in self._block(block))
        skipped = numbers.start % TEXTS_IN_BLOCK
        for text in islice(texts, skipped, skipped + len(numbers)):
            if len(text) in sizes:
                yield str(text, "utf-8")

    def _beginning(self, prefix: str) -> range:
        return range(self._place(prefix), self._place(prefix + _LAST))

    def _place(self, wanted: str) -> int:
        """How many entries have a smaller key."""
        block = max(0, bisect_left(self._firsts, wanted) - 1)
        return block * TEXTS_IN_BLOCK + bisect_left(self._block(block), wanted, key=_key) if self._firsts else 0

    def _read(self, block: int) -> list[bytes]:
        return _opened(self._texts[self._ends[block - 1] if block else 0 : self._ends[block]])

    def _entry(self, number: int) -> Entry:
        text = self._block(number // TEXTS_IN_BLOCK)[number % TEXTS_IN_BLOCK]
        return Entry(str(text, "utf-8"), KINDS[self._kinds[number]], self._counts[number])


def _key(text: bytes) -> str:
    return key(str(text, "utf-8"))


def _blocks_of(numbers: range) -> range:
    return range(numbers.start // TEXTS_IN_BLOCK, -(-numbers.stop // TEXTS_IN_BLOCK))


def _opened(data: memoryview) -> list[bytes]:
    return decompress(data).split(_BETWEEN) if data else []


def _closed(texts: Sequence[str]) -> bytes:
    return compress(_BETWEEN.join(text.encode() for text in texts)) if texts else b""


def write_entries(entries: Iterable[Entry], documents: int, path: Path) -> None:
    """Replace the file at `path` by one of these entries, whose keys are distinct. Raises IndexReadOnlyError."""
    kind_of = {kind: number for number, kind in enumerate(KINDS)}
    ranked = sorted(entries, key=lambda entry: (-entry.documents, kind_of[entry.kind], entry.text))
    keys = [key(entry.text) for entry in ranked]
    ranks = array("I", sorted(range(len(ranked)), key=keys.__getitem__))
    ordered = [ranked[rank] for rank in ranks]
    texts = [entry.text for entry in ordered]
    blocks = [_closed(texts[first : first + TEXTS_IN_BLOCK]) for first in range(0, len(texts), TEXTS_IN_BLOCK)]
    ends = array("I", accumulate(map(len, blocks)))
    most = max((entry.documents for entry in ranked), default=0)
    counts = array("H" if most < 1 << 16 else "I", [entry.documents for entry in ordered])
    kinds = bytes(kind_of[entry.kind] for entry in ordered)
    numbers = (ranks.tobytes(), counts.tobytes(), kinds)
    parts = (b"".join(blocks), ends.tobytes(), _closed(texts[::TEXTS_IN_BLOCK]), *numbers)
    body = b"".join(parts)
    header = _header(memoryview(body), documents, [len(part) for part in parts])
    replace_file(path, json.dumps(header).encode() + b"\n" + body)


def _header(body: memoryview, documents: int, sizes: list[int]) -> dict[str, object]:
    return {
        "version": VERSION,
        "byteorder": sys.byteorder,  # the arrays are the machine's own; another machine makes a file of its own
        "documents": documents,
        "sizes": sizes,
        "checksum": crc32(repr((documents, sizes)).encode(), crc32(body)),
    }
