"""Counting over an archive which names its own texts say are one.

Memory is bounded: when there are too many pairs, those seen least are forgotten, as in lossy counting (Manku and
Motwani 2002). The same documents in the same order always give the same counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from search.aliases.spelling import Words, spellings
from search.mining.sighting import Cue, Sighting, sightings
from search.model import Document

MOST_PAIRS = 100_000  # about 100 MB with their sentences; 22,000 articles of 2019 hold 4,200
LONGEST_SENTENCE = 240  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z0-9])|\n+")
_SURENESS = {cue: rank for rank, cue in enumerate(Cue)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the archive says of a pair of names.

    Attributes:
        names: As printed most often; for Cue.LETTERS the long form first.
        cue: The surest one seen.
        documents: How many say so.
        document_id: The first of them, and its `sentence`.
    """

    names: tuple[str, str]
    cue: Cue
    documents: int
    document_id: str
    sentence: str


@dataclass(slots=True)
class _Tally:
    cue: Cue
    document_id: str
    sentence: str
    documents: int = 0
    printed: Counter[tuple[str, str]] = field(default_factory=Counter)


Pair = tuple[Words, Words]


class Miner:
    """Reads documents one by one and remembers what they say of names."""

    def __init__(self, most_pairs: int = MOST_PAIRS) -> None:
        self._most_pairs = most_pairs
        self._tallies: dict[Pair, _Tally] = {}

    def read(self, document_id: str, text: str) -> None:
        """Take in one document; each pair of names counts once for it."""
        seen: dict[Pair, Sighting] = {}
        for found in sightings(text):
            pair = _pair(found)
            if pair and (pair not in seen or _SURENESS[found.cue] < _SURENESS[seen[pair].cue]):
                seen[pair] = found
        for pair, found in seen.items():
            if pair not in self._tallies:
                self._tallies[pair] = _Tally(found.cue, document_id, sentence(text, found.start, found.end))
            tally = self._tallies[pair]
            tally.cue = min(tally.cue, found.cue, key=_SURENESS.__getitem__)
            tally.documents += 1
            tally.printed[found.names] += 1
        if len(self._tallies) > self._most_pairs:
            self._forget()

    def evidence(self) -> list[Evidence]:
        """Everything remembered: by falling count, then by name."""
        found = [
            Evidence(
                tally.printed.most_common(1)[0][0],  # of equal ones the first seen
                tally.cue,
                tally.documents,
                tally.document_id,
                tally.sentence,
            )
            for tally in self._tallies.values()
        ]
        return sorted(found, key=lambda one: (-one.documents, one.names))

    def _forget(self) -> None:
        floor = 1
        while len(self._tallies) > self._most_pairs // 2:
            self._tallies = {pair: tally for pair, tally in self._tallies.items() if tally.documents > floor}
            floor += 1


def mined(documents: Iterable[Document]) -> list[Evidence]:
    """What documents say of names, from their titles and bodies.

    >>> mined([Document("1", "Suriah", "Kelompok ISIS alias NIIS mundur.")])[0].names
    ('ISIS', 'NIIS')
    """
    miner = Miner()
    for document in documents:
        miner.read(document.id, f"{document.title}\n{document.body}")
    return miner.evidence()


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a part of a text in one line, cut to LONGEST_SENTENCE around that part.

    >>> sentence("Satu. Kelompok ISIS alias NIIS mundur. Tiga.", 15, 29)
    'Kelompok ISIS alias NIIS mundur.'
    """
    room = max(0, LONGEST_SENTENCE - (end - start)) // 2
    first, last = max(0, start - room), min(len(text), end + room)
    before = [match.end() for match in _SENTENCE_END.finditer(text, first, start)]
    after = _SENTENCE_END.search(text, end, last)
    first = before[-1] if before else first
    cut_before = "" if before or first == 0 else "… "
    cut_after = "" if after or last == len(text) else " …"
    return cut_before + " ".join(text[first : after.start() if after else last].split()) + cut_after


def _pair(found: Sighting) -> Pair | None:
    """The two names folded; None where they are the same name, or none."""
    left, right = (spellings(name)[:1] for name in found.names)
    if not left or not right or left == right:
        return None
    pair = left[0], right[0]
    return pair if found.cue is Cue.LETTERS else (min(pair), max(pair))
