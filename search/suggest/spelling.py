"""How far one spelling is from another, with the habits of Indonesian newsrooms counted as less than a slip.

Soekarno and Sukarno, Djakarta and Jakarta, provinsi and propinsi, Achmad and Akhmad: spellings of before 1972, letters
that stand for one sound, letters doubled or not.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

# What may stand for one another, in both directions. The first five are the reform of 1972 (Ejaan Yang
# Disempurnakan) and that of 1947 (oe), which names often did not follow.
HABITS = (
    *(("oe", "u"), ("tj", "c"), ("dj", "j"), ("j", "y"), ("ch", "kh")),
    *(("f", "v"), ("v", "p"), ("f", "p"), ("z", "s"), ("q", "k"), ("x", "ks"), ("ie", "i")),
    *(("dh", "d"), ("th", "t"), ("sh", "s")),
)
MOST_VARIANTS = 64  # of one word: the first that are found, with the fewest changes
_CHANGES = tuple(change for pair in HABITS for change in (pair, pair[::-1]))
HABIT = 0.5  # edits; so much count all habits in one word together
_SOUNDS = (
    *(("oe", "u"), ("tj", "c"), ("dj", "y"), ("j", "y"), ("ch", "k"), ("kh", "k"), ("f", "p"), ("v", "p")),
    *(("z", "s"), ("q", "k"), ("x", "ks"), ("ie", "i"), ("dh", "d"), ("th", "t"), ("sh", "s")),
)
_DOUBLED = re.compile(r"(.)\1+")


def variants(word: str) -> Iterator[str]:
    """Other spellings of a word that habit allows, those with few changes first; not the word itself.

    >>> "sukarno" in variants("soekarno"), "joyohadikusumo" in variants("djojohadikoesoemo")
    (True, True)
    """
    known = dict.fromkeys([word, _modern(word)])
    waiting = deque(known)
    while waiting and len(known) <= MOST_VARIANTS:
        found = [other for other in _changed(waiting.popleft()) if other not in known]
        known.update(dict.fromkeys(found))
        waiting.extend(found)
    yield from islice(known, 1, MOST_VARIANTS + 1)


def first_letters(word: str) -> Iterator[str]:
    """The words that are one edit of the first letter away: it is too many, missing, wrong, or the second one.

    >>> {"presiden", "erpesiden", "pesiden"} <= set(first_letters("rpesiden")), len(set(first_letters("teror")))
    (True, 53)
    """
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield word[1:]
    if word[0] != word[1]:
        yield word[1] + word[0] + word[2:]
    yield from (letter + word[1:] for letter in letters if letter != word[0])
    yield from (letter + word for letter in letters)


def distance(typed: str, printed: str, most: int) -> float:
    """Edits between two words, HABIT where habit explains it all, more than `most` where there are more.

    An edit is a letter too many, missing, wrong, or two in the other order (Damerau 1964).

    >>> distance("soekarno", "sukarno", 2), distance("prseidne", "presiden", 2), distance("kebakran", "kabar", 2)
    (0.5, 2, 3)
    """
    if typed != printed and _sounds(typed) == _sounds(printed):
        return HABIT
    start, end = 0, min(len(typed), len(printed))
    while start < end and typed[start] == printed[start]:
        start += 1
    back = 0
    while back < end - start and typed[-1 - back] == printed[-1 - back]:
        back += 1
    return _edits_between(typed[start : len(typed) - back], printed[start : len(printed) - back], most)


def alike(word: str, most: int) -> Callable[[str], bool]:
    """Tells which words may be so few edits apart: a look at their letters, much cheaper than counting edits.

    >>> list(filter(alike("presiden", 1), ["prseiden", "presidn", "residu", "president"]))
    ['prseiden', 'presidn', 'president']
    """
    letters, lengths = frozenset(word), range(len(word) - most, len(word) + most + 1)

    def is_alike(other: str) -> bool:
        if len(other) not in lengths:
            return False
        others = frozenset(other)
        return len(letters - others) <= most and len(others - letters) <= most

    return is_alike


def _modern(word: str) -> str:
    """The spelling of today, where all of a word is in the old one."""
    return word.replace("oe", "u").replace("tj", "c").replace("j", "y").replace("dy", "j").replace("ch", "kh")


def _changed(word: str) -> Iterator[str]:
    """The word with one habit changed: everywhere, and at each place by itself; one letter of two taken away."""
    for old, new in _CHANGES:
        if old not in word:  # as of nearly all
            continue
        parts = word.split(old)
        if len(parts) > 2:
            yield new.join(parts)
        yield from (old.join(parts[:at]) + new + old.join(parts[at:]) for at in range(1, len(parts)))
    yield from (word[: match.start()] + word[match.end() - 1 :] for match in _DOUBLED.finditer(word))


@lru_cache(1 << 10)
def _sounds(word: str) -> str:
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)


def _edits_between(first: str, second: str, most: int) -> int:
    """The distance, each letter moved once at most; `most` + 1 where it is more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first):
        earlier, before, row = before, row, [at + 1]
        for place, other in enumerate(second):
            best = before[place] if letter == other else 1 + min(before[place], before[place + 1], row[place])
            if at and place and letter == second[place - 1] and first[at - 1] == other:
                best = min(best, earlier[place - 1] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
