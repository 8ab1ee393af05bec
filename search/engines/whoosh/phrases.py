"""Where terms stand in a row or near each other: the only place that reads positions, and only of documents with all.

These documents are laid one behind the other on a line, each with so much room behind it that nothing which is asked
for reaches from one into the next. On the line a position is one number, whatever its document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import starts_of
from search.engines.whoosh.terms import TermFile

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags, Ints, Numbers


WINDOW = 1 << 19  # of the line, marked at a time: a byte for each place, which stay in the cache of the processor


class _Line(NamedTuple):
    """Documents laid out, where each starts, and where the line ends; for each term its places, rising.

    Attributes:
        counts: For each term how many places it has in each document.
    """

    documents: Ints
    starts: Ints
    end: int
    places: dict[str, Ints]
    counts: dict[str, Ints]

    def occurrences(self, owners: Ints) -> tuple[Ints, Ints]:
        """The documents of some of those on the line, by their numbers there, and how often each is named."""
        counts = np.bincount(owners, minlength=len(self.documents))
        there = np.flatnonzero(counts)
        return self.documents[there], counts[there]


def in_a_row(terms: TermFile, lengths: Numbers, field: str, words: Sequence[str | None]) -> tuple[Ints, Ints]:
    """The documents of a segment where the words follow one another, and how often they do in each.

    Args:
        lengths: How many terms each document has in the field.
        words: None for any word.
    """
    line = _line(terms, lengths, field, {word for word in words if word is not None}, len(words))
    steps = [(step, word) for step, word in enumerate(words) if word is not None]
    steps.sort(key=lambda item: len(line.places[item[1]]))
    (step, word), *others = steps
    # Where the first word would stand, plus the number of words, lest it be before the line.
    starts = line.places[word] + (len(words) - step)
    owners = np.repeat(np.arange(len(line.documents)), line.counts[word])
    for step, word in others:
        left = np.flatnonzero(_is_among(starts, line.places[word] + (len(words) - step), line.end + len(words)))
        starts, owners = starts[left], owners[left]
    return line.occurrences(owners)


def _is_among(asked: Ints, places: Ints, end: int) -> Flags:
    """Which of some places are among others, all rising and below `end`."""
    edges = np.arange(0, end + WINDOW, WINDOW)
    firsts, others = (np.searchsorted(own, edges).tolist() for own in (asked, places))
    marks, found = np.zeros(min(end, WINDOW), bool), [np.zeros(0, bool)]
    for edge, window, own in zip(edges.tolist(), pairwise(firsts), pairwise(others), strict=False):
        marked = places[slice(*own)] - edge
        marks[marked] = True
        found.append(marks[asked[slice(*window)] - edge])
        marks[marked] = False
    return np.concatenate(found)


def near(terms: TermFile, lengths: Numbers, field: str, words: Sequence[str], slop: int) -> tuple[Ints, Ints]:
    """The same for words in any order within so many positions; see `query.bound.Near`."""
    needed, width = Counter(words), len(words) + slop
    line = _line(terms, lengths, field, needed, width)
    starts = np.unique(np.concatenate(list(line.places.values())))
    for word, times in needed.items():
        places = np.append(line.places[word], [line.end + width] * times)  # the last for those who find no more
        starts = starts[places[np.searchsorted(places, starts) + times - 1] < starts + width]
    return line.occurrences(np.searchsorted(line.starts, starts, side="right") - 1)


def _line(terms: TermFile, lengths: Numbers, field: str, words: Iterable[str], room: int) -> _Line:
    """The documents with all of the words."""
    entries = {word: terms.entry(field, word) for word in words}
    held = {word: terms.listed(field, entry) for word, entry in entries.items() if entry is not None}
    is_together = _together([documents for documents, _ in held.values()], len(lengths))
    together = np.flatnonzero(is_together) if len(held) == len(entries) else np.empty(0, np.int64)
    spans = lengths[together].astype(np.int64) + room
    starts = starts_of(spans)
    line = _Line(together, starts, int(spans.sum()), dict.fromkeys(entries, together), dict.fromkeys(entries, together))
    for word, entry in entries.items():
        if entry is not None and len(together):
            documents, counts = held[word]
            chosen = np.flatnonzero(is_together.take(documents, mode="clip"))
            line.places[word] = terms.positions(field, entry, counts, chosen, starts)
            line.counts[word] = counts[chosen]
    return line


def _together(lists: list[Ints], document_count: int) -> Flags:
    """Which documents stand in all lists."""
    together = np.ones(document_count, bool)
    for documents in lists:
        has = np.zeros(document_count, bool)
        has[documents] = True
        together &= has
    return together
