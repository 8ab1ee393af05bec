"""Shingles: the runs of four words of a text, each as one number of 64 bits.

The numbers come from CRC-32 and fixed multipliers alone, so they are the same on every machine and in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

# Words. It parts planted copies from series best (docs/copies.md); 5 does nearly as well, 3 and 2 do not.
WIDTH = 4
# Odd multipliers, one for each place, so that the order of the words counts: fractions of the square roots of
# 2, 3, 5 and 7 (the first constants of SHA-512), which nobody chose; the first one's last bit set.
_PLACES = np.array([0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1], dtype=np.uint64)
# The finalizer of MurmurHash3 (Appleby 2011, public domain): every bit of the input moves half of the output's.
_MIX = np.array([0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53], dtype=np.uint64)
_HALF = np.uint64(33)
_HAS_DIGIT = 1 << 32  # beside the 32 bits of the checksum
CACHED_WORDS = 1 << 15  # 5 MB; answers 96 of 100 words of the development corpora


def word_codes(words: Sequence[str]) -> Numbers:
    """A number for each word: 32 bits of checksum, and above them whether the word holds a digit."""
    return np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))


def has_digit(codes: Numbers) -> NDArray[np.bool_]:
    """Which of the words hold a digit: prices, scores, dates, times, ages."""
    return codes >= np.uint64(_HAS_DIGIT)


class Shingles(NamedTuple):
    """The different shingles of several texts, text after text, in each ascending; `counts` is by text."""

    numbers: Numbers
    counts: NDArray[np.int64]


def shingles(codes: Numbers, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Shingles:
    """The shingles of texts whose words stand at `codes[start:end]`, one text after another.

    >>> codes = word_codes("harga emas hari ini naik warga gembira".split())
    >>> shingles(codes, np.array([0, 5]), np.array([5, 7])).counts.tolist()
    [2, 0]
    """
    mixed_codes = mixed(codes)
    size = max(0, len(codes) - WIDTH + 1)
    summed = mixed_codes[:size] * _PLACES[0]
    for place in range(1, WIDTH):
        summed += mixed_codes[place : place + size] * _PLACES[place]
    found = mixed(summed)
    lasts = np.maximum(starts, ends - WIDTH + 1)
    parts = [found[start:last] for start, last in zip(starts.tolist(), lasts.tolist(), strict=True)]
    for part in parts:
        part.sort()
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    numbers = np.concatenate([found[:0], *parts])
    texts = np.repeat(np.arange(len(parts)), sizes)
    kept = is_first(numbers)
    kept[1:] |= texts[1:] != texts[:-1]
    return Shingles(numbers[kept], np.bincount(texts[kept], minlength=len(parts)))


def is_first(ascending: Numbers) -> NDArray[np.bool_]:
    """Which numbers of a sorted array are not the one before them again (a third of the time of `np.unique`)."""
    out = np.empty(len(ascending), np.bool_)
    out[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=out[1:])
    return out


def mixed(numbers: Numbers) -> Numbers:
    """Numbers whose bits all depend on all bits of the ones given."""
    out = numbers ^ (numbers >> _HALF)
    for factor in _MIX:
        out *= factor
        out ^= out >> _HALF
    return out


@lru_cache(CACHED_WORDS)
def _code(word: str) -> int:
    digit = _HAS_DIGIT if not word.isalpha() and any(map(str.isdigit, word)) else 0
    return crc32(word.encode("utf-8", "surrogatepass")) | digit
