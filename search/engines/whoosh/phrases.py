"""Where terms stand in a row or near each other: the only place that reads positions, and only of documents with all.

These documents are laid one behind the other on a line, each with so much room behind it that nothing which is asked
for reaches from one into the next. On the line a position is one number, whatever its document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import firsts, lengths_between, starts_of
from search.engines.whoosh.terms import TermFile

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Ints, Numbers


class _Line(NamedTuple):
    """Documents laid out, where each starts, and where the line ends; for each term its places, rising."""

    documents: Ints
    starts: Ints
    end: int
    places: dict[str, Ints]

    def occurrences(self, places: Ints) -> tuple[Ints, Ints]:
        """The documents of some rising places, and how many are in each."""
        owners = np.searchsorted(self.starts, places, side="right") - 1
        first = firsts(owners)
        return self.documents[owners[first]], lengths_between(first, len(owners))


def in_a_row(terms: TermFile, lengths: Numbers, field: str, words: Sequence[str | None]) -> tuple[Ints, Ints]:
    """The documents of a segment where the words follow one another, and how often they do in each.

    Args:
        lengths: How many terms each document has in the field.
        words: None for any word.
    """
    line = _line(terms, lengths, field, {word for word in words if word is not None}, len(words))
    steps = [(step, line.places[word]) for step, word in enumerate(words) if word is not None]
    steps.sort(key=lambda item: len(item[1]))
    (step, places), *others = steps
    # Where the first word would stand, plus the number of words, lest it be before the line.
    starts = places + (len(words) - step)
    for step, places in others:
        is_there = np.zeros(line.end + len(words), bool)
        is_there[places + (len(words) - step)] = True
        starts = starts[is_there[starts]]
    return line.occurrences(starts - len(words))


def near(terms: TermFile, lengths: Numbers, field: str, words: Sequence[str], slop: int) -> tuple[Ints, Ints]:
    """The same for words in any order within so many positions; see `query.bound.Near`."""
    needed, width = Counter(words), len(words) + slop
    line = _line(terms, lengths, field, needed, width)
    starts = np.unique(np.concatenate(list(line.places.values())))
    for word, times in needed.items():
        places = np.append(line.places[word], [line.end + width] * times)  # the last for those who find no more
        starts = starts[places[np.searchsorted(places, starts) + times - 1] < starts + width]
    return line.occurrences(starts)


def _line(terms: TermFile, lengths: Numbers, field: str, words: Iterable[str], room: int) -> _Line:
    """The documents with all of the words."""
    entries = {word: terms.entry(field, word) for word in words}
    held = {word: terms.listed(field, entry) for word, entry in entries.items() if entry is not None}
    is_together = _together([documents for documents, _ in held.values()], len(lengths))
    together = np.flatnonzero(is_together) if len(held) == len(entries) else np.empty(0, np.int64)
    spans = lengths[together].astype(np.int64) + room
    starts = starts_of(spans)
    line = _Line(together, starts, int(spans.sum()), dict.fromkeys(entries, together))
    for word, entry in entries.items():
        if entry is not None and len(together):
            documents, counts = held[word]
            line.places[word] = terms.positions(field, entry, counts, np.flatnonzero(is_together[documents]), starts)
    return line


def _together(lists: list[Ints], document_count: int) -> Flags:
    """Which documents stand in all lists."""
    together = np.ones(document_count, bool)
    for documents in lists:
        has = np.zeros(document_count, bool)
        has[documents] = True
        together &= has
    return together
