"""The best reading of a word as affixes around a known root: all readings are priced and the cheapest wins.

Sastrawi takes the first reading its rules meet; most of its wrong roots come from that (gerakan: gera-kan, kerusakan:
ke-rusa-kan). A reading costs its affixes (affixes.py) and its root (dictionary.py). Two thirds of all new words are names,
which have no reading: the tables are keyed by a word's first and last letters so that these are let go at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from search.analysis import affixes
from search.analysis.dictionary import TRUSTED

DEAREST = 70  # readings above this are chance: "reuters" is nothing Indonesian
# A bare -an, -kan, -i or -is on so short a root is a name nearly always (bali, oman, milan, paris); the exceptions are
# the trusted roots of data/roots.txt (ujian, ajukan).
SHORTEST_BARE = 4
DISCOUNT = -min(cost for pairs in affixes.PAIRS.values() for cost in pairs.values())
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
    return word.endswith(_ENDINGS) or bool(_INSIDE[""][word[:4]])


def best_analysis(word: str, roots: Mapping[str, int]) -> Analysis | None:
    """The cheapest reading of a word of a-z; None where no reading is cheap enough to believe.

    >>> from search.analysis.dictionary import roots
    >>> print(best_analysis("mempertanggungjawabkannya", roots()), best_analysis("reuters", roots()), sep="; ")
    me- per- tanggungjawab -kan -nya; None
    """
    cheapest, longest, found = DEAREST, 0, None
    for stem, tail_cost, derivation, suffixes in _tails(word):
        fronts: list[tuple[str, int, tuple[str, ...], str]] = [(stem, tail_cost, (), "")]
        for rest, cost, prefixes, innermost in fronts:  # grows while it is read
            price = roots.get(rest)
            if price is not None and (prefixes or not derivation or len(rest) >= SHORTEST_BARE or price <= TRUSTED):
                total = cost + price + (_pair(prefixes, derivation) if derivation else 0)
                # Of two readings at one price, the one that takes less away.
                if total < cheapest or (total == cheapest and len(rest) > longest):
                    cheapest, longest, found = total, len(rest), (rest, prefixes, suffixes)
            for openings, cut, restored, most, added, name in _INSIDE[innermost][rest[:4]]:
                if cost + added <= cheapest + DISCOUNT and rest.startswith(openings) and 1 < len(rest) - cut <= most:
                    fronts.append((restored + rest[cut:], cost + added, (*prefixes, name), name))
    return Analysis(cheapest, *found) if found else None


def _pair(prefixes: tuple[str, ...], derivation: str) -> int:
    return affixes.PAIRS[prefixes[0] if prefixes else ""].get(derivation, affixes.PAIR_WITH_FOREIGN)


_Layer = dict[str, tuple[tuple[str, int, str], ...]]


def _by_last_letter(suffixes: Mapping[str, int], *, is_derivation: bool = False) -> _Layer:
    """For each last letter, the suffixes with it: the suffix, its cost, and again the suffix if it derives a word."""
    return {
        last: tuple((s, cost, s if is_derivation else "") for s, cost in suffixes.items() if s[-1] == last)
        for last in {suffix[-1] for suffix in suffixes}
    }


_LAYERS = (
    _by_last_letter(affixes.PARTICLES),
    _by_last_letter(affixes.POSSESSIVES),
    _by_last_letter(affixes.SUFFIXES, is_derivation=True),
)
_ENDINGS = tuple(suffix for layer in _LAYERS for ending in layer.values() for suffix, _, _ in ending)


def _tails(word: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """The ways to cut suffixes off: what is left, the cost, the derivation among them, all of them."""
    tails: list[tuple[str, int, str, tuple[str, ...]]] = [(word, 0, "", ())]
    if not word.endswith(_ENDINGS):
        return tails
    for layer in _LAYERS:
        for stem, cost, _, outer in tuple(tails):
            for suffix, price, derivation in layer.get(stem[-1], ()):
                if stem.endswith(suffix) and len(stem) >= len(suffix) + 2:
                    tails.append((stem[: -len(suffix)], cost + price, derivation, (*outer, suffix)))
    return tails


_Step = tuple[tuple[str, ...], int, str, int, int, str]


class _Openings(dict[str, tuple[_Step, ...]]):
    """The prefixes that may stand inside one prefix, with their cost there, by the four letters a word opens with.

    Filled as words come, and emptied before it grows large: running text needs fewer than MOST_OPENINGS.
    """

    def __init__(self, outer: str) -> None:
        self.steps: dict[str, list[tuple[tuple[str, ...], _Step]]] = {}
        for prefix in affixes.PREFIXES:
            if prefix.name in affixes.INSIDE.get(outer, {}):
                openings = tuple({opening[:4] for opening in prefix.openings})
                step = _step(prefix, affixes.INSIDE[outer][prefix.name])
                self.steps.setdefault(openings[0][0], []).append((openings, step))

    def __missing__(self, letters: str) -> tuple[_Step, ...]:
        if len(self) == MOST_OPENINGS:
            self.clear()
        steps = self.steps.get(letters[:1], ())
        self[letters] = tuple(step for openings, step in steps if letters.startswith(openings))
        return self[letters]


def _step(prefix: affixes.Prefix, added: int) -> _Step:
    return prefix.openings, prefix.cut, prefix.restored, prefix.longest, prefix.cost + added, prefix.name


_INSIDE = {outer: _Openings(outer) for outer in {"", *(prefix.name for prefix in affixes.PREFIXES)}}
