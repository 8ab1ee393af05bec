"""The roots of Indonesian and what each costs as the reading of a word: the rarer and the shorter, the dearer.

Roots are the dictionary of PySastrawi (read from the installed package; its licence, CC BY-NC-SA, keeps it out of this
project), corrected by data/roots.txt. How common a word is stands in data/frequency.txt. Nothing here looks at a
corpus: the same version gives the same roots for every index.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import Sastrawi

from search.analysis.data import entries
from search.analysis.names import names, names_with_affixes

DICTIONARY = Path(Sastrawi.__file__).parent / "Stemmer" / "data" / "kata-dasar.txt"

# Costs in tenths of an affix (affixes.py). A tenfold rarer root costs 8; from 6 to 10 the figures hardly move
# (docs/stemming.md). Words outside data/frequency.txt count as rarer than its last level.
RAREST = 30
PER_LEVEL = 4  # a level of data/frequency.txt is half a power of ten
CHEAPEST_LEVEL = 11  # 10^5.5 in 10^9 words; above it stand function words, whose families are small
TRUSTED = 5  # short roots that take affixes freely; every other root of three letters costs more
ADDED = 10  # what data/roots.txt adds was chosen, so it is no chance reading
ALONE = 20  # for words that take hardly any affix
# Sastrawi's dictionary is full of words of two and three letters (sia, lin, tor): each fits into many names.
SHORT = {1: 90, 2: 60, 3: 10}
NAME, WHOLE_NAME = 20, 1000  # a name of data/names.txt that takes affixes, and one that is only ever itself


@cache
def roots() -> Mapping[str, int]:
    """Every root with its cost as a reading.

    >>> roots()["rasa"] < roots()["asa"], "setuju" in roots(), "gera" in roots()
    (True, True, False)
    """
    corrections = _corrections()
    # Entries with a hyphen are repetitions (cumi-cumi), which root_repeats.py reads, or rhymes (zig-zag), which stay.
    words = filter(str.isalpha, DICTIONARY.read_text(encoding="utf-8").split())
    costs = dict.fromkeys(words, RAREST)
    for word in corrections["-"]:
        costs.pop(word, None)
    costs |= dict.fromkeys(corrections["+"], ADDED)
    for line in entries("frequency.txt"):
        level, *common = line.split()
        cost = max(0, PER_LEVEL * (CHEAPEST_LEVEL - int(level)))
        for word in common:
            if costs.get(word, 0) > cost:
                costs[word] = cost
    longest = max(SHORT)
    costs |= {word: cost + SHORT[len(word)] for word, cost in costs.items() if len(word) <= longest}
    costs |= dict.fromkeys(corrections["!"], TRUSTED)
    costs |= {word: costs.get(word, RAREST) + ALONE for word in corrections["~"]}
    for word in names_with_affixes():
        costs.setdefault(word, NAME)
    for word in names():
        costs.setdefault(word, WHOLE_NAME)
    return costs


def _corrections() -> Mapping[str, list[str]]:
    """The words of data/roots.txt by the sign their line opens with."""
    corrections: dict[str, list[str]] = {"+": [], "-": [], "!": [], "~": []}
    for line in entries("roots.txt"):
        sign, *words = line.split()
        corrections[sign] += words
    return corrections
