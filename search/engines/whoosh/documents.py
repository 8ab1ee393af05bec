"""What a segment keeps of its documents: the stored text, lengths of fields, Whoosh's columns.

Stored texts are compressed in blocks, the least that is read, and all blocks share the first texts of the segment as
their dictionary. Measured on 55.7 MB of news articles of 2 KB in raw deflate: blocks of 8 KB take 18.8 MB and a text
opens in 0.030 ms, 4 KB take 19.2 and 0.018, one text each 20.6 and 0.012. With the header of zlib, which then checks
the dictionary each time, 4 KB take 0.029 ms; our pages have checksums anyway. Without a dictionary 8 KB take 22.2 MB.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec.base import PerDocumentWriter
from whoosh.columns import Column, ColumnReader, ColumnWriter
from whoosh.filedb.structfile import BufferFile, StructFile

from search.engines.matching.arrays import narrow, starts_of
from search.engines.whoosh.columns import LITTLE_ENDIAN
from search.engines.whoosh.runs import Runs, write_starts
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.vocabulary import decoded, encoded

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers

BLOCKS = "stored.blocks"
BLOCK_BYTES = 4_096
DICTIONARY_BYTES = 32_768  # as far as zlib looks back
RAW = -15  # to zlib: no header, no checksum, and a window of 32 KB
LEVEL = 5  # of zlib: 6 takes 1.4 % less room and 40 % more time, 4 takes 3 % more and 40 % less


class DocumentWriter(PerDocumentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes documents in the order of their numbers, which rise from 0."""

    def __init__(self, out: SectionWriter) -> None:
        self._out = out
        self._count = 0
        self._lengths: dict[str, array[int]] = {}
        self._columns: dict[str, tuple[BytesIO, ColumnWriter]] = {}
        self._block: list[bytes] = []
        self._block_bytes, self._full = 0, DICTIONARY_BYTES
        self._compressor: zlib._Compress | None = None  # before its first block, to be copied for each
        self._text_lengths, self._block_firsts, self._block_sizes = array("I"), array("I"), array("I")

    @property
    def is_closed(self) -> bool:
        """Whoosh asks."""
        return self._out.is_closed

    def add_lengths(self, field: str, lengths: Numbers | Ints) -> None:
        """Note how many terms the next documents have in a field."""
        known = self._lengths.setdefault(field, array("I"))
        known.frombytes(bytes(known.itemsize * (self._count - len(known))))
        known.frombytes(lengths.astype(np.uintc).tobytes())

    def add_column_values(self, name: str, kind: Column, values: Sequence[bytes | int]) -> None:
        """Note the values of the next documents in a column."""
        if name not in self._columns:
            file = BytesIO()
            self._columns[name] = file, kind.writer(StructFile(file))
        column = self._columns[name][1]
        for number, value in enumerate(values, start=self._count):
            column.add(number, value)

    def add_texts(self, texts: Iterable[str]) -> int:
        """Keep the stored texts of the next documents, of which all else has been told; gives how many these are."""
        before = self._count
        for data in map(encoded, texts):
            self._text_lengths.append(len(data))
            self._block.append(data)
            self._block_bytes += len(data)
            self._count += 1
            if self._block_bytes >= self._full:
                self._write_block()
                self._full = BLOCK_BYTES
        return self._count - before

    def close(self) -> None:
        """Write what is gathered, and close the file."""
        self._write_block()
        write_starts(starts_of(np.asarray(self._block_sizes, np.int64)), BLOCKS, self._out)
        self._out.append("stored.firsts", narrow(np.asarray(self._block_firsts)))
        self._out.append("stored.lengths", narrow(np.asarray(self._text_lengths)))
        for name, lengths in self._lengths.items():
            lengths.frombytes(bytes(lengths.itemsize * (self._count - len(lengths))))
            numbers = narrow(np.asarray(lengths))
            # One number for all where they are equal, as of a field that no document has.
            self._out.append(f"{name}.lengths", numbers[:1] if (numbers == numbers[0]).all() else numbers)
        for name, (file, column) in self._columns.items():
            column.finish(self._count)
            self._out.append(f"{name}.column", file.getvalue())
        self._out.close()

    def _write_block(self) -> None:
        if not self._block:
            return
        data = b"".join(self._block)
        if self._compressor is None:
            # The first block is as large as a dictionary, and is one.
            self._out.append("stored.dictionary", zlib.compress(data[-DICTIONARY_BYTES:]))
            self._compressor = zlib.compressobj(LEVEL, wbits=RAW, zdict=data[-DICTIONARY_BYTES:])
        compressor = self._compressor.copy()
        block = compressor.compress(data) + compressor.flush()
        self._out.append(BLOCKS, block)
        self._block_firsts.append(self._count - len(self._block))
        self._block_sizes.append(len(block))
        self._block, self._block_bytes = [], 0


class DocumentFile:
    """The documents of a segment, for any number of threads."""

    def __init__(self, sections: Sections, count: int) -> None:
        self._sections, self.count = sections, count
        if count:
            self._blocks, self._firsts = Runs(sections, BLOCKS), sections.view("stored.firsts")
            self._text_lengths = sections.array("stored.lengths")
            self._dictionary = zlib.decompress(sections.view("stored.dictionary"))

    def text(self, number: int) -> str:
        """The stored text of a document."""
        block = bisect_right(self._firsts, number) - 1
        start = int(self._text_lengths[self._firsts[block] : number].sum())
        return self._text(self._block(block, start + int(self._text_lengths[number])), start, number)

    def texts(self) -> Iterator[str]:
        """The stored texts of all documents, in order."""
        for block, first in enumerate(self._firsts if self.count else ()):
            data, start = self._block(block), 0
            end = self._firsts[block + 1] if block + 1 < len(self._firsts) else self.count
            for number in range(first, end):
                yield self._text(data, start, number)
                start += int(self._text_lengths[number])

    def lengths(self, field: str) -> Numbers:
        """How many terms each document has in the field."""
        name = f"{field}.lengths"
        lengths = self._sections.array(name) if name in self._sections else np.zeros(1, np.uint8)
        return lengths if len(lengths) == self.count else np.broadcast_to(lengths, self.count)

    def has_column(self, name: str) -> bool:
        """Is there a column of this name?"""
        return f"{name}.column" in self._sections

    def numbers(self, name: str) -> Numbers:
        """A column of numbers as an array."""
        return self._sections.array(f"{name}.column").view(LITTLE_ENDIAN) if self.count else np.empty(0, LITTLE_ENDIAN)

    def column(self, name: str, kind: Column) -> ColumnReader:
        """A column of Whoosh's."""
        data = self._sections.view(f"{name}.column")
        return kind.reader(BufferFile(data), 0, len(data), self.count)

    def _block(self, number: int, most: int = 0) -> bytes:
        """The texts of a block, or the first `most` bytes of them."""
        return zlib.decompressobj(RAW, self._dictionary).decompress(self._blocks[number].data, most)

    def _text(self, block: bytes, start: int, number: int) -> str:
        return decoded(block[start : start + int(self._text_lengths[number])])
