"""Terms as tantivy takes them: words of a text that it splits at white space, and nothing else done to them.

Joined words cost half of what its ready-made tokens cost (docs/engines.md), but each takes a place of its own. So
terms that share a place are written as one word, a *stack* ("su" and "su24" of Su-24: `su MARK su24`), and a place
without a term as a word that nobody looks for.

Invariants: `decoded(encoded(term)) == term` for all terms but the longest; a text has as many words as there were
terms, so that the length which tantivy counts is the true one; the word at place n is what stood at place n.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np

ESCAPE, NOBODY, MARK = "\x1a", "\x1e", "\x1f"
LONGEST = 8_000  # characters; tantivy drops words of more than 65,530 bytes, and two of these may be stacked
# White space would split a word, half a surrogate pair is no text to tantivy, and the others are our own signs.
_ODD = re.compile("[\x00-\x20\ud800-\udfff]")
_ESCAPED = re.compile(ESCAPE + "([0-9a-f]{4})")


class Rowed(NamedTuple):
    """A text with places, as words.

    Attributes:
        keys: `term MARK stack` for each term of a stack but its first: who looks for one of these finds the stack here.
    """

    text: str
    keys: list[str]


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


def bag(terms: Sequence[str]) -> str:
    """The words of terms without places, as one text."""
    text = " ".join(terms)
    is_plain = text.isprintable() and text.count(" ") == len(terms) - 1 and all(terms)
    if is_plain and (len(text) <= LONGEST or max(map(len, terms)) <= LONGEST):
        return text
    return " ".join(map(encoded, terms))


def row(terms: Sequence[str], positions: Sequence[int]) -> Rowed:
    """The words of terms with places.

    >>> row(["su24", "su", "24", "jatuh"], [0, 0, 1, 3]).text.split(" ")
    ['su\\x1fsu24', '24', '\\x1e', 'jatuh']
    """
    text = bag(terms)
    if len(set(positions)) == len(terms) and (not terms or positions[-1] == len(terms) - 1):
        return Rowed(text, [])
    words, keys = text.split(" "), []
    where = np.array([-1, *positions])
    steps = where[1:] - where[:-1]
    for place in np.flatnonzero(steps != 1)[::-1].tolist():
        if steps[place]:
            words[place:place] = [NOBODY] * (int(steps[place]) - 1)
        else:
            words[place - 1 : place + 1] = [_stacked(words[place - 1], words[place])]
    for stack in (word for word in words if MARK in word):
        first, *others = parts(stack)
        keys += [f"{other}{MARK}{stack}" for other in dict.fromkeys(others) if other != first]
    words += [NOBODY] * (len(terms) - len(words))
    return Rowed(" ".join(words), keys)


def parts(word: str) -> list[str]:
    """The words of a stack; a word that is none, alone."""
    return word.split(MARK)


def _stacked(one: str, other: str) -> str:
    # The shorter first, which is the part of a word that many words share: these are found without a key.
    return MARK.join(sorted([*parts(one), *parts(other)], key=lambda part: (len(part), part)))


def _escape(found: re.Match[str]) -> str:
    return f"{ESCAPE}{ord(found[0]):04x}"
