"""What can complete a query: an entry, and a file of them that is only mapped into memory.

    header, one line of JSON | texts, a line each | where each text ends | entries by key | documents | kinds

Entries are numbered from the most frequent on, so the best of those that share a beginning are the smallest numbers
of a slice. The header has a CRC-32 of itself and the rest: a file cut short, damaged, or of another version never
opens.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import accumulate, pairwise
from pathlib import Path
from zlib import crc32

from search.suggest.keys import key

VERSION = 1  # of the file, and of `key`, by which it is sorted
HEADER_MOST = 500  # bytes; it has about 150
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
            self._texts, self._kinds = parts[0], parts[4]
            self._ends, self._order, self._counts = (part.cast("I") for part in parts[1:4])
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise DamagedEntriesError(f"{path}: {error}") from error

    def __len__(self) -> int:
        return len(self._kinds)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self)))

    def beginning(self, prefix: str, limit: int) -> list[Entry]:
        """The most frequent entries whose key begins with `prefix`, at most `limit`, in order."""
        return [self._entry(number) for number in nsmallest(limit, self._beginning(prefix))]

    def texts(self, prefix: str, sizes: range) -> Iterator[str]:
        """The texts of so many bytes whose key begins with `prefix`, in the order of their keys."""
        for number in self._beginning(prefix):
            # Looked at before a text is read: of those with one first letter few are as long as the word in question.
            if self._ends[number] - (self._ends[number - 1] if number else 0) in sizes:
                yield self._text(number)

    def _beginning(self, prefix: str) -> memoryview:
        first = bisect_left(self._order, prefix, key=self._key)
        return self._order[first : bisect_left(self._order, prefix + _LAST, lo=first, key=self._key)]

    def _text(self, number: int) -> str:
        start = self._ends[number - 1] if number else 0
        return str(self._texts[start : self._ends[number]], "utf-8")

    def _key(self, number: int) -> str:
        return key(self._text(number))

    def _entry(self, number: int) -> Entry:
        return Entry(self._text(number), KINDS[self._kinds[number]], self._counts[number])


def write_entries(entries: Iterable[Entry], documents: int, path: Path) -> None:
    """Replace the file at `path` at once by one of these entries, whose keys are distinct. Raises OSError."""
    ranked = sorted(entries, key=lambda entry: (-entry.documents, KINDS.index(entry.kind), entry.text))
    texts, ends = bytearray(), array("I")
    for entry in ranked:
        texts += entry.text.encode()
        ends.append(len(texts))
    keys = [key(entry.text) for entry in ranked]
    order = array("I", sorted(range(len(ranked)), key=keys.__getitem__))
    counts = array("I", [entry.documents for entry in ranked])
    kinds = bytes(KINDS.index(entry.kind) for entry in ranked)
    parts = (bytes(texts), ends.tobytes(), order.tobytes(), counts.tobytes(), kinds)
    body = b"".join(parts)
    header = _header(memoryview(body), documents, [len(part) for part in parts])
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_bytes(json.dumps(header).encode() + b"\n" + body)
    partial.replace(path)


def _header(body: memoryview, documents: int, sizes: list[int]) -> dict[str, object]:
    return {
        "version": VERSION,
        "byteorder": sys.byteorder,  # the arrays are the machine's own; another machine makes a file of its own
        "documents": documents,
        "sizes": sizes,
        "checksum": crc32(repr((documents, sizes)).encode(), crc32(body)),
    }
