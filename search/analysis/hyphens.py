"""Hyphenated words: reduplications, clitics, ordinals, decades, number pairs, and words that are also written solid.

Every rule gives the printed parts back in order; the joined form, where there is one, stands on its first part.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from search.analysis.numbers import is_number, number

# With a particle after a pronoun: "Rusia-nyalah".
CLITIC = re.compile(r"(?:[nN][yY][aA]|[kKmM][uU])?(?:[lLkK][aA][hH]|[pP][uU][nN])?")
LONGEST_CLITIC = len("nyalah")
# The affixes that stand around a doubled word: berlari-lari, mengada-ada, mobil-mobilan, sebesar-besarnya (Alwi et
# al., Tata Bahasa Baku Bahasa Indonesia, chapters on reduplication).
PREFIXES = (
    *("", "ber", "be", "me", "mem", "men", "meng", "pe", "pem", "pen", "peng", "per"),
    *("di", "ter", "te", "ke", "se", "ku", "memper", "diper"),
)
SUFFIXES = frozenset(
    ("", "nya", "ku", "mu", "lah", "kah", "pun", "an", "annya", "i", "inya", "kan", "kannya", "nyalah", "nyapun")
)
# me- before each first letter, and the letter it swallows: tembak-menembak, surat-menyurat, pukul-memukul.
NASALS = (
    *(("me", ""), ("mem", ""), ("men", ""), ("meng", ""), ("menge", "")),
    *(("mem", "p"), ("men", "t"), ("meny", "s"), ("meng", "k")),
)
SHORTEST_DOUBLED = 3  # letters: "al-alam" is no doubled "al"
MOST_JOINED = 6  # parts: longer chains are slugs and file names, which nobody writes solid


class Part(NamedTuple):
    """A token inside a longer string: `start:end` is what was printed, `word` its letters with their case.

    `step`, `covers` and `joins` are those of `search.analysis.Piece`.
    """

    start: int
    end: int
    word: str
    step: int = 1
    covers: int = 1
    joins: bool = True


def hyphenated(text: str, at: int) -> list[Part]:
    """The tokens of words that hang together by hyphens; `at` is where `text` starts.

    >>> [part.word for part in hyphenated("anti-teror", 0)], [part.word for part in hyphenated("Rusia-nya", 0)]
    (['antiteror', 'anti', 'teror'], ['Rusia'])
    >>> [part.word for part in hyphenated("ke-28", 0)], [part.word for part in hyphenated("mitra-mitranya", 0)]
    (['ke-28', '28'], ['mitra-mitranya'])
    """
    parts = _parts(text, at)
    end = parts[-1].end
    parts = _without_clitic(parts)
    words = [part.word for part in parts]
    if len(parts) == 1:
        return [Part(at, end, words[0])]
    if len(parts) == 3 and words[0].lower() in PREFIXES:
        words = [words[0] + words[1], words[2]]  # ber-lari-lari
    if len(words) == 2 and is_doubled(*words):
        return [Part(at, end, "-".join(words))]
    if len(parts) == 2 and words[0].lower() == "ke" and is_number(words[1]):
        return [Part(at, end, "-".join(words)), parts[1]._replace(step=0)]
    if len(parts) == 2 and is_number(words[0]) and words[1].lower() in ("an", "annya"):
        return [Part(at, end, f"{words[0]}-an"), parts[0]._replace(step=0)]
    if len(parts) > MOST_JOINED:
        return parts
    sign = "-" if all(map(is_number, words)) else ""
    return stacked(Part(at, end, sign.join(words)), parts)


def stacked(whole: Part, parts: list[Part]) -> list[Part]:
    """The whole on the position of its first part, and its parts after it."""
    start, end, word, _, covers, joins = parts[0]  # not _replace, which takes six times as long
    covering = Part(whole.start, whole.end, whole.word, whole.step, len(parts), whole.joins)
    return [covering, Part(start, end, word, 0, covers, joins), *parts[1:]]


def is_doubled(first: str, second: str) -> bool:
    """Are these the two halves of one reduplication, affixes included?

    >>> is_doubled("berlari", "lari"), is_doubled("surat", "menyurat"), is_doubled("tempur", "pesawat")
    (True, True, False)
    """
    first, second = first.lower(), second.lower()
    if not (first.isalpha() and second.isalpha()):
        return False
    if first == second:
        return len(first) > 1
    if second[:SHORTEST_DOUBLED] not in first and not second.startswith("me"):
        return False  # nearly all: neither doubled nor with a nasal
    return any(_repeats(first.removeprefix(prefix), second) for prefix in PREFIXES if first.startswith(prefix)) or any(
        first.startswith(swallowed) and _repeats(nasal + first.removeprefix(swallowed), second)
        for nasal, swallowed in NASALS
        if second.startswith(nasal)
    )


def _repeats(doubled: str, second: str) -> bool:
    return len(doubled) >= SHORTEST_DOUBLED and second.startswith(doubled) and second.removeprefix(doubled) in SUFFIXES


def _parts(text: str, at: int) -> list[Part]:
    parts = []
    for printed in text.split("-"):
        word, end = printed, at + len(printed)
        if not printed.isalpha():
            word = number(printed) if is_number(printed) else without_apostrophes(printed)
            # The possessive of English is printed but belongs to no word: Trump's.
            end -= 2 if printed.endswith(("'s", "'S")) else 0
        parts.append(Part(at, end, word))
        at += len(printed) + 1
    return parts


def _without_clitic(parts: list[Part]) -> list[Part]:
    last = parts[-1].word
    return parts[:-1] if len(parts) > 1 and len(last) <= LONGEST_CLITIC and CLITIC.fullmatch(last) else parts


def without_apostrophes(printed: str) -> str:
    """The word without apostrophes and without the English 's.

    >>> without_apostrophes("Ma'ruf"), without_apostrophes("Trump's")
    ('Maruf', 'Trump')
    """
    if "'" not in printed:
        return printed
    return printed.removesuffix("'s").removesuffix("'S").replace("'", "")
