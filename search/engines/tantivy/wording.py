"""Terms as tantivy takes them: words of a text that it splits at white space, and nothing else done to them.

Joined words cost half of what its ready-made tokens cost (docs/engines.md), but each takes a place of its own. So
terms that share a place are written as one word, a *stack* ("su" and "su24" of Su-24: `su MARK su24`), and a place
without a term as a word that nobody looks for.

Invariants: `decoded(encoded(term)) == term` for all terms but the longest; a text has as many words as there were
terms, so that the length which tantivy counts is the true one; the word at place n is what stood at place n.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    from search.engines.matching.arrays import AnyInts, Ints

    Words: TypeAlias = NDArray[np.object_]  # of str

ESCAPE, NOBODY, MARK = "\x1a", "\x1e", "\x1f"
LONGEST = 8_000  # characters; tantivy drops words of more than 65,530 bytes, and two of these may be stacked
REMEMBERED = 1 << 11  # stacks: a few abbreviations and names make most of them
# White space would split a word, half a surrogate pair is no text to tantivy, and the others are our own signs.
_ODD = re.compile("[\x00-\x20\ud800-\udfff]")
_ESCAPED = re.compile(ESCAPE + "([0-9a-f]{4})")


class Rows(NamedTuple):
    """The word at each place of some documents, one after another.

    Attributes:
        stacks: Those of them that are stacks, by place.
    """

    words: Words
    stacks: Mapping[int, str]


def escaped(text: str) -> str:
    """The text without signs that have a meaning here.

    >>> escaped("serang"), escaped("ANTARA News")
    ('serang', 'ANTARA\\x1a0020News')
    """
    return text if text.isprintable() and " " not in text else _ODD.sub(_escape, text)


def encoded(term: str) -> str:
    """The word that stands for a term; of one that is too long its beginning and a hash."""
    if len(term) > LONGEST:
        term = term[: LONGEST - 64] + sha256(term.encode("utf-8", "surrogatepass")).hexdigest()
    return escaped(term) or ESCAPE


def decoded(word: str) -> str:
    """The term that a word stands for.

    >>> [decoded(encoded(term)) for term in ("serang", "ANTARA News", "", "\\ud83d")]
    ['serang', 'ANTARA News', '', '\\ud83d']
    """
    return "" if word == ESCAPE else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), word)


def words_of(terms: Sequence[str]) -> Words:
    """The words that stand for some terms."""
    return np.fromiter(map(encoded, terms), object, len(terms))


def joined(words: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Texts of so many words each.

    >>> joined(["gempa", "di", "Palu"], [1, 0, 2])
    ['gempa', '', 'di Palu']
    """
    ends = accumulate(counts)
    return [" ".join(words[end - count : end]) for end, count in zip(ends, counts, strict=True)]


def rows(words: Words, numbers: AnyInts, places: Ints) -> Rows:
    """The words of documents that stand one after another, each word in its place.

    Args:
        words: By number.
        numbers, places: Of each word of the documents; places are counted over all documents, of which each has as
            many as it has words; never falling.

    >>> words = words_of(["su24", "su", "24", "jatuh"])
    >>> rows(words, np.arange(4), np.array([0, 0, 1, 3])).words.tolist()
    ['su\\x1fsu24', '24', '\\x1e', 'jatuh']
    """
    # Numbers are put in their places, and not words, which costs as much again.
    own, is_there = np.zeros_like(numbers), np.zeros(len(numbers), bool)
    own[places], is_there[places] = numbers, True
    found = words[own]
    found[~is_there] = NOBODY
    stacks: dict[int, str] = {}
    for first in np.flatnonzero(places[1:] == places[:-1]).tolist():
        place = int(places[first])
        stacks[place] = _stacked(stacks.get(place) or words[numbers[first]], words[numbers[first + 1]])
    found[list(stacks)] = list(stacks.values())
    return Rows(found, stacks)


def parts(word: str) -> list[str]:
    """The words of a stack; a word that is none, alone."""
    return word.split(MARK)


@lru_cache(REMEMBERED)
def keys(stack: str) -> str:
    """`term MARK stack` for each term of a stack but its first, as one text: who looks for one finds the stack here."""
    first, *others = parts(stack)
    return " ".join([f"{other}{MARK}{stack}" for other in dict.fromkeys(others) if other != first])


@lru_cache(REMEMBERED)
def _stacked(one: str, other: str) -> str:
    # The shorter first, which is the part of a word that many words share: these are found without a key.
    return MARK.join(sorted([*parts(one), *parts(other)], key=lambda part: (len(part), part)))


def _escape(found: re.Match[str]) -> str:
    return f"{ESCAPE}{ord(found[0]):04x}"
