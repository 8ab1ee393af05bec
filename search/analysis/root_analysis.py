"""The best reading of a word as affixes around a known root: all readings are priced and the cheapest wins.

Sastrawi takes the first reading its rules meet; most of its wrong roots come from that (gerakan: gera-kan, kerusakan:
ke-rusa-kan). A reading costs its affixes (affixes.py) and its root (dictionary.py). Half of the words in no table are
names without any affix's letters: the rules are keyed by a word's first and last letters, to let these go at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from search.analysis import affixes
from search.analysis.affixes import PAIR_WITH_FOREIGN, PAIRS
from search.analysis.dictionary import TRUSTED

DEAREST = 70  # readings above this are chance; from 55 to 90 no figure moves much (docs/stemming.md)
# A bare -an, -kan, -i or -is on so short a root is a name nearly always (bali, oman, milan, paris); the exceptions are
# the trusted roots of data/roots.txt (ujian, ajukan).
SHORTEST_BARE = 4
DISCOUNT = -min(cost for pairs in PAIRS.values() for cost in pairs.values())
MOST_OPENINGS = 50_000


class Analysis(NamedTuple):
    """One reading of a word: `cost` in tenths of an affix, prefixes and suffixes from the outside in.

    A named tuple, because every word of a corpus makes one and a frozen dataclass takes four times as long.
    """

    cost: int
    root: str
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The affixes around the root: "me- per- laku -kan"."""
        ends = [f"-{suffix}" for suffix in reversed(self.suffixes)]
        return " ".join([*(f"{prefix}-" for prefix in self.prefixes), self.root, *ends])


def has_affixes(word: str) -> bool:
    """Does the word open or close like one with affixes? Most names do not, and need no more looking at.

    >>> has_affixes("menyerang"), has_affixes("brussels")
    (True, False)
    """
    return word.endswith(_ENDINGS) or bool(_OUTERMOST[word[:4]])


def best_analysis(word: str, roots: Mapping[str, int]) -> Analysis | None:
    """The cheapest reading of a word of a-z; None where no reading is cheap enough to believe.

    >>> from search.analysis.dictionary import roots
    >>> print(best_analysis("mempertanggungjawabkannya", roots()), best_analysis("reuters", roots()), sep="; ")
    me- per- tanggungjawab -kan -nya; None
    """
    cheapest, longest, found = DEAREST, 0, None
    for stem, tail_cost, derivation, suffixes in _tails(word):
        if tail_cost > cheapest or (stem not in roots and not _OUTERMOST[stem[:4]]):
            continue
        fronts: list[tuple[str, int, tuple[str, ...], _Openings]] = [(stem, tail_cost, (), _OUTERMOST)]
        for rest, cost, prefixes, inside in fronts:  # grows while it is read
            price = roots.get(rest)
            if price is not None and (prefixes or not derivation or len(rest) >= SHORTEST_BARE or price <= TRUSTED):
                total = cost + price
                if derivation:
                    total += PAIRS[prefixes[0] if prefixes else ""].get(derivation, PAIR_WITH_FOREIGN)
                # Of two readings at one price, the one that takes less away.
                if total < cheapest or (total == cheapest and len(rest) > longest):
                    cheapest, longest, found = total, len(rest), (rest, prefixes, suffixes)
            for openings, cut, restored, most, added, name, further in inside[rest[:4]]:
                if cost + added <= cheapest + DISCOUNT and rest.startswith(openings) and 1 < len(rest) - cut <= most:
                    fronts.append((restored + rest[cut:], cost + added, (*prefixes, name), further))
    return Analysis(cheapest, *found) if found else None


_Layer = dict[str, tuple[tuple[str, int, str], ...]]


def _by_last_letter(suffixes: Mapping[str, int], *, is_derivation: bool = False) -> _Layer:
    """For each last letter, the suffixes with it: the suffix, its cost, and again the suffix if it derives a word."""
    return {
        last: tuple((s, cost, s if is_derivation else "") for s, cost in suffixes.items() if s[-1] == last)
        for last in {suffix[-1] for suffix in suffixes}
    }


_CLITICS = (_by_last_letter(affixes.PARTICLES), _by_last_letter(affixes.POSSESSIVES))
_DERIVATIONS = _by_last_letter(affixes.SUFFIXES, is_derivation=True)
_CLITIC_ENDINGS = (*affixes.PARTICLES, *affixes.POSSESSIVES)
_ENDINGS = (*_CLITIC_ENDINGS, *affixes.SUFFIXES)


def _tails(word: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """The ways to cut suffixes off: what is left, the cost, the derivation among them, all of them."""
    tails: list[tuple[str, int, str, tuple[str, ...]]] = [(word, 0, "", ())]
    for layer in (*_CLITICS, _DERIVATIONS) if word.endswith(_CLITIC_ENDINGS) else (_DERIVATIONS,):
        for stem, cost, _, outer in tuple(tails):
            for suffix, price, derivation in layer.get(stem[-1], ()):
                if stem.endswith(suffix) and len(stem) >= len(suffix) + 2:
                    tails.append((stem[: -len(suffix)], cost + price, derivation, (*outer, suffix)))
    return tails


class _Step(NamedTuple):
    """A prefix that may stand here: the fields of `affixes.Prefix`, its cost here, and what may stand inside it."""

    openings: tuple[str, ...]
    cut: int
    restored: str
    longest: int
    cost: int
    name: str
    inside: _Openings


class _Openings(dict[str, tuple[_Step, ...]]):
    """The prefixes that may stand inside one prefix, by the four letters a word opens with.

    Filled as words come, and emptied before it grows large: running text needs fewer than MOST_OPENINGS.
    """

    def __init__(self, outer: str) -> None:
        self.costs = affixes.INSIDE.get(outer, {})

    def __missing__(self, letters: str) -> tuple[_Step, ...]:
        if len(self) >= MOST_OPENINGS:
            self.clear()
        found = []
        for prefix, heads in _BY_FIRST_LETTER.get(letters[:1], ()):
            if prefix.name in self.costs and letters.startswith(heads):
                # Of ber- and the 25 letters after it, only the one that is here.
                openings = tuple(o for o in prefix.openings if o.startswith(letters) or letters.startswith(o))
                cost = prefix.cost + self.costs[prefix.name]
                inside = _INSIDE[prefix.name]
                found.append(_Step(openings, prefix.cut, prefix.restored, prefix.longest, cost, prefix.name, inside))
        # Not read back: another thread may empty the table in between.
        self[letters] = steps = tuple(found)
        return steps


_BY_FIRST_LETTER = {
    letter: tuple(
        (prefix, tuple(opening[:4] for opening in prefix.openings))
        for prefix in affixes.PREFIXES
        if prefix.openings[0][0] == letter
    )
    for letter in {prefix.openings[0][0] for prefix in affixes.PREFIXES}
}
_INSIDE = {outer: _Openings(outer) for outer in {"", *(prefix.name for prefix in affixes.PREFIXES)}}
_OUTERMOST = _INSIDE[""]
