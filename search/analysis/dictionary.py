"""The roots of Indonesian and what each costs as the reading of a word: the rarer and the shorter, the dearer.

Roots are the dictionary of PySastrawi (read from the installed package; its licence, CC BY-NC-SA, keeps it out of this
project), corrected by data/roots.txt. How common a word is stands in data/frequency.txt. Nothing here looks at a corpus:
the same version gives the same roots for every index.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import Sastrawi

from search.analysis.data import entries
from search.analysis.names import names

DICTIONARY = Path(Sastrawi.__file__).parent / "Stemmer" / "data" / "kata-dasar.txt"

# Costs in tenths of an affix (affixes.py). A tenfold rarer root costs 8: measured, 0.25 per doubling is flat from 6 to 10
# (docs/stemming.md). Words outside data/frequency.txt count as rarer than its last level.
RAREST = 30
PER_LEVEL = 4  # a level of data/frequency.txt is half a power of ten
CHEAPEST_LEVEL = 11  # 10^5.5 in 10^9 words; above it stand function words, whose families are small
TRUSTED = 5  # short roots that take affixes freely; every other root of three letters costs more
ADDED = 10  # what data/roots.txt adds was chosen, so it is no chance reading
ALONE = 20  # for words that take hardly any affix
# Sastrawi's dictionary is full of words of two and three letters (sia, lin, tor): each fits into many names.
SHORT = {1: 60, 2: 30, 3: 10}
# Names take affixes too (keindonesiaan, sejakarta, bekasinya), the short ones too rarely to be believed.
NAME, SHORT_NAME = 20, 100
SHORTEST_NAME = 5


@cache
def roots() -> Mapping[str, int]:
    """Every root with its cost as a reading.

    >>> roots()["perang"] < roots()["rang"], "setuju" in roots(), "gera" in roots()
    (True, True, False)
    """
    # Entries with a hyphen are repetitions (cumi-cumi) or rhymes (zig-zag): root_repeats.py and overrides.tsv have them.
    words = {word for word in DICTIONARY.read_text(encoding="utf-8").split() if word.isalpha()}
    listed: dict[str, list[str]] = {"+": [], "-": [], "!": [], "~": []}
    for line in entries("roots.txt"):
        sign, *more = line.split()
        listed[sign] += more
    costs = dict.fromkeys(words.difference(listed["-"]), RAREST) | dict.fromkeys(listed["+"], ADDED)
    for line in entries("frequency.txt"):
        level, *common = line.split()
        cost = max(0, PER_LEVEL * (CHEAPEST_LEVEL - int(level)))
        costs.update((word, cost) for word in common if costs.get(word, 0) > cost)
    for word in costs:
        if len(word) <= 3:
            costs[word] += SHORT[len(word)]
    costs.update(dict.fromkeys(listed["!"], TRUSTED))
    for word in listed["~"]:
        costs[word] = costs.get(word, RAREST) + ALONE
    for name in names():
        costs.setdefault(name, NAME if len(name) >= SHORTEST_NAME else SHORT_NAME)
    return costs
