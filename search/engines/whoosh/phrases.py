"""Where terms stand in a row or near each other: the only place that reads positions, and only of documents with all.

These documents are laid one behind the other on a line, each with so much room behind it that nothing which is asked
for reaches from one into the next. On the line a position is one number, whatever its document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.deadline import look
from search.engines.matching.arrays import firsts
from search.engines.whoosh.positions import Placed
from search.engines.whoosh.terms import TermFile
from search.errors import TooMuch

if TYPE_CHECKING:
    from search.engines.matching.arrays import Ints, Numbers


# Places of the line that are looked at together. So all that is made in between stays in the cache of the processor:
# with all places at once a phrase of two frequent words took a fifth longer, with a quarter of these a seventh.
WINDOW = 1 << 19
NEARBY = 32  # places; so many and fewer are marked for each occurrence of a word, which is faster than looking it up


class _Slate:
    """Marks on the places of a window. Each time they are another number, so that nothing is wiped off in between."""

    def __init__(self, size: int) -> None:
        self._marks, self._turn = np.zeros(size, np.uint8), 0

    def begin(self) -> None:
        """From here on nothing is marked."""
        self._turn = self._turn % 255 + 1
        if self._turn == 1:
            self._marks.fill(0)

    def mark(self, places: Ints) -> None:
        """Mark some places."""
        self._marks[places] = self._turn

    def marked(self, places: Ints) -> Ints:
        """Which of some places are marked."""
        found: Ints = (self._marks[places] == self._turn).nonzero()[0]
        return found


class _Window(NamedTuple):
    """Documents that are looked at together: where each starts; of each word its places, and how many each has."""

    starts: Ints
    places: dict[str, Ints]
    counts: dict[str, Ints]


class _Line(NamedTuple):
    """Documents laid out: where each starts, and behind the last where the line ends; for each word its positions.

    Attributes:
        edges: The documents where windows begin, and behind the last how many there are.
        widest: The places of the widest window.
    """

    documents: Ints
    starts: Ints
    edges: Sequence[int]
    widest: int
    words: dict[str, Placed]

    def occurrences(self, owners: Callable[[_Window], Ints]) -> tuple[Ints, Ints]:
        """The documents where something is found, and how often it is in each.

        Args:
            owners: Gives for each time that it is found in a window the document, by its number there.
        """
        counts = np.zeros(len(self.documents), np.int64)
        for first, last in pairwise(self.edges):
            look(TooMuch.PHRASES)
            starts = self.starts[first:last] - self.starts[first]
            places = {word: own.between(first, last, starts) for word, own in self.words.items()}
            window = _Window(starts, places, {word: own.counts[first:last] for word, own in self.words.items()})
            counts[first:last] = np.bincount(owners(window), minlength=last - first)
        there = counts.nonzero()[0]
        return self.documents[there], counts[there]


def in_a_row(terms: TermFile, lengths: Numbers, field: str, words: Sequence[str | None]) -> tuple[Ints, Ints]:
    """The documents of a segment where the words follow one another, and how often they do in each.

    Args:
        lengths: How many terms each document has in the field.
        words: None for any word.
    """
    pairs = [terms.pair(field, *pair) for pair in pairwise(words) if None not in pair]  # type: ignore[arg-type]
    if len(words) == 2 and pairs[0]:
        documents, counts = pairs[0]
        return documents, counts.astype(np.int64)
    having = [documents for documents, _ in filter(None, pairs)]
    line = _line(terms, lengths, field, {word for word in words if word is not None}, len(words), having)
    steps = [(step, word) for step, word in enumerate(words) if word is not None]
    # At the end there is room that is never marked, for places before the line: numpy counts negative ones from there.
    slate = _Slate(line.widest + len(words))

    def owners(window: _Window) -> Ints:
        (step, word), *others = sorted(steps, key=lambda item: len(window.places[item[1]]))
        starts, left = window.places[word] - step, np.arange(len(window.starts)).repeat(window.counts[word])
        for step, word in others:
            slate.begin()
            slate.mark(window.places[word])
            kept = slate.marked(starts + step)
            starts, left = starts[kept], left[kept]
        return left

    return line.occurrences(owners)


def near(terms: TermFile, lengths: Numbers, field: str, words: Sequence[str], slop: int) -> tuple[Ints, Ints]:
    """The same for words in any order within so many positions; see `query.bound.Near`."""
    needed, width = Counter(words), len(words) + slop
    line = _line(terms, lengths, field, needed, width)
    nowhere = line.widest + width
    slate = _Slate(nowhere)

    def owners(window: _Window) -> Ints:
        every = np.concatenate(list(window.places.values()))
        every.sort()  # not `np.unique`, which hashes them first and takes twenty times as long
        left = every[firsts(every)]
        for word, times in needed.items():
            if times == 1 and width <= NEARBY:
                slate.begin()
                for step in range(width):
                    slate.mark(window.places[word] + step)
                left = left[slate.marked(left + width - 1)]
                continue
            own = np.append(window.places[word], [nowhere] * times)  # the last for those who find no more
            left = left[own[np.searchsorted(own, left) + times - 1] < left + width]
        return window.starts.searchsorted(left, side="right") - 1

    return line.occurrences(owners)


def _line(
    terms: TermFile, lengths: Numbers, field: str, words: Iterable[str], room: int, having: Sequence[Ints] = ()
) -> _Line:
    """The documents with all of the words, of those in all lists that are given."""
    entries = {word: terms.entry(field, word) for word in words}
    held = {word: terms.listed(field, entry) for word, entry in entries.items() if entry is not None}
    together = _together([*having, *(documents for documents, _ in held.values())], len(lengths))
    if len(held) < len(entries):
        together = together[:0]
    is_together = np.zeros(len(lengths), bool)
    is_together[together] = True
    starts = np.zeros(len(together) + 1, np.int64)
    (lengths[together].astype(np.int64) + room).cumsum(out=starts[1:])
    edges = sorted({*starts[:-1].searchsorted(np.arange(0, starts[-1], WINDOW)).tolist(), len(together)})
    placed = {}
    for word, entry in entries.items():
        if entry is not None and len(together):
            documents, counts = held[word]
            placed[word] = terms.placed(field, entry, counts, is_together.take(documents, mode="clip").nonzero()[0])
    return _Line(together, starts, edges, int(np.diff(starts[edges]).max(initial=0)), placed)


def _together(lists: list[Ints], document_count: int) -> Ints:
    """The documents that stand in all lists."""
    together, *others = sorted(lists, key=len) or [np.empty(0, np.int64)]
    for documents in others:
        has = np.zeros(document_count, bool)
        has[documents] = True
        together = together[has.take(together, mode="clip").nonzero()[0]]
    return together
