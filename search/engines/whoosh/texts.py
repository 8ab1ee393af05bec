"""The stored texts of a segment, compressed in blocks, the least that is read.

All blocks share the first texts of the segment as their dictionary. Measured on 27,901 articles (57 MB of JSON text):
zstd with half a megabyte of dictionary takes 18.3 MB and writes for .4 s (level 6: 17.1 MB, 1.1 s), and a text opens
in 0.036 ms; blocks of 4 KB take 3 % more room and 0.029 ms, a megabyte of dictionary .3 MB less and as much more
memory. zlib, which sees 32 KB, took 19.3 MB, 1.8 s and 0.025 ms. Of the 0.036 ms 0.016 make zstd's context, which
Python's module cannot use again: two `cpuid` instructions, slow on a virtual machine only.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from search.engines.matching.arrays import narrow, starts_of
from search.engines.whoosh.runs import Runs, write_starts
from search.engines.whoosh.sections import Sections, SectionWriter
from search.engines.whoosh.vocabulary import decoded, encoded

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BLOCK_BYTES = 8_192
DICTIONARY_BYTES = 1 << 19
LEVEL = 3  # of zstd: 6 takes 7 % less room and three times as long, 4 takes 1 % less and a fifth longer
BLOCKS, DICTIONARY = "stored.blocks", "stored.dictionary"
FIRSTS, LENGTHS = "stored.firsts", "stored.lengths"
REMEMBERED_BLOCKS = 32  # .3 MB: a page asks up to three times for each of its documents


class TextWriter:
    """Writes texts one by one."""

    def __init__(self, out: SectionWriter) -> None:
        self._out = out
        self._waiting: list[bytes] = []
        self._waiting_bytes, self._enough = 0, DICTIONARY_BYTES
        self._compressor: zstd.ZstdCompressor | None = None
        self._lengths, self._firsts, self._sizes = array("I"), array("I"), array("I")

    def add(self, text: str) -> None:
        """Write the next text."""
        data = encoded(text)
        self._waiting.append(data)
        self._waiting_bytes += len(data)
        if self._waiting_bytes >= self._enough:
            self._write_waiting()

    def close(self) -> None:
        """Write what is gathered."""
        self._write_waiting()
        self._out.append(BLOCKS, b"")  # of a segment without documents it is all
        write_starts(starts_of(np.asarray(self._sizes, np.int64)), BLOCKS, self._out)
        self._out.append(FIRSTS, narrow(np.asarray(self._firsts)))
        self._out.append(LENGTHS, narrow(np.asarray(self._lengths)))

    def _write_waiting(self) -> None:
        if self._compressor is None:
            dictionary = b"".join(self._waiting)[:DICTIONARY_BYTES]
            self._out.append(DICTIONARY, zstd.compress(dictionary, LEVEL))
            self._compressor = zstd.ZstdCompressor(LEVEL, zstd_dict=_dictionary(dictionary))
            self._enough = BLOCK_BYTES
        first, size = 0, 0
        for end, text in enumerate(self._waiting, 1):
            size += len(text)
            if size >= BLOCK_BYTES or end == len(self._waiting):
                self._write_block(self._waiting[first:end], self._compressor)
                first, size = end, 0
        self._waiting, self._waiting_bytes = [], 0

    def _write_block(self, block: list[bytes], compressor: zstd.ZstdCompressor) -> None:
        data = compressor.compress(b"".join(block), zstd.ZstdCompressor.FLUSH_FRAME)
        self._out.append(BLOCKS, data)
        self._firsts.append(len(self._lengths))
        self._lengths.extend(map(len, block))
        self._sizes.append(len(data))


class TextFile:
    """The texts of a segment, for any number of threads."""

    def __init__(self, sections: Sections) -> None:
        self._blocks, self._firsts = Runs(sections, BLOCKS), sections.view(FIRSTS)
        self._lengths, self._packed_dictionary = sections.view(LENGTHS), sections.view(DICTIONARY)
        self._block = lru_cache(REMEMBERED_BLOCKS)(self._opened)

    def __getitem__(self, number: int) -> str:
        block = bisect_right(self._firsts, number) - 1
        start = sum(self._lengths[self._firsts[block] : number])
        return decoded(self._block(block)[start : start + self._lengths[number]])

    def __iter__(self) -> Iterator[str]:
        for block, (first, end) in enumerate(pairwise([*self._firsts, len(self._lengths)])):
            data, start = self._opened(block), 0
            for length in self._lengths[first:end]:
                yield decoded(data[start : start + length])
                start += length

    @cached_property
    def _dictionary(self) -> zstd.ZstdDict:
        return _dictionary(zstd.decompress(self._packed_dictionary))

    def _opened(self, block: int) -> bytes:
        return zstd.ZstdDecompressor(zstd_dict=self._dictionary).decompress(self._blocks[block].data)


def _dictionary(texts: bytes) -> zstd.ZstdDict:
    """Any bytes as a dictionary; zstd asks for eight at least."""
    return zstd.ZstdDict(texts.ljust(8), is_raw=True)
