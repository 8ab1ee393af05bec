"""Candidates in the order of their likelihood; the archive is asked only of those whose turn may come.

How likely a term can be is told by the documents that were read: as likely as if no other document held it. So most
names, for each of which positions of words are read, are never asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import log
from typing import NamedTuple

from search.model import Related
from search.suggest.counting import surfaces

# Of chi-squared with one degree of freedom: one in a thousand texts of no relation would pass.
SIGNIFICANT = 10.83


class Candidate(NamedTuple):
    """A term that may tell a result from the archive.

    Attributes:
        text: As it is shown.
        documents: Of those that were read, how many hold it.
        held: Asks how many documents of the archive do.
    """

    text: str
    documents: int
    held: Callable[[], int]


class Surest:
    """The candidates that belong to a result, the surest first; of equals the first in the alphabet. For one walk.

    >>> found = Surest([Candidate("tsunami", 9, lambda: 9), Candidate("petugas", 9, lambda: 400)], read=10, total=1_000)
    >>> [(one.text, round(one.likelihood)) for one in found]
    [('tsunami', 96), ('petugas', 11)]
    """

    def __init__(self, candidates: Iterable[Candidate], read: int, total: int) -> None:
        """Take candidates of so many documents that were read, of all in the archive."""
        self._candidates, self._read, self._total = list(candidates), read, total
        self._known: dict[int, Related | None] = {}
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._queue: list[tuple[float, bool, str, int]] = []
        for number, one in enumerate(self._candidates):
            likeliest = log_likelihood(one.documents, read, one.documents, total)
            self._queue.append((-likeliest, False, one.text, number))
            for word in surfaces(one.text) if " " in one.text else ():
                self._names[word].append(number)

    def __iter__(self) -> Iterator[Related]:
        heapify(self._queue)
        while self._queue:
            _, is_weighed, text, number = heappop(self._queue)
            one = self._weighed(number)
            if one and is_weighed:
                yield one
            elif one:
                heappush(self._queue, (-one.likelihood, True, text, number))

    def name_with(self, word: str) -> Related | None:
        """Of the names of several words that hold this one the surest."""
        names = filter(None, map(self._weighed, self._names.get(word, ())))
        return min(names, key=lambda one: (-one.likelihood, one.text), default=None)

    def _weighed(self, number: int) -> Related | None:
        """The candidate; None where it says nothing."""
        if number not in self._known:
            text, here, held = self._candidates[number]
            likelihood = log_likelihood(here, self._read, max(here, held()), self._total)
            self._known[number] = Related(text, here, likelihood) if likelihood >= SIGNIFICANT else None
        return self._known[number]


@lru_cache(1 << 12)  # most terms are in few documents
def log_likelihood(here: int, read: int, held: int, total: int) -> float:
    """Dunning's ratio for a term that `here` of the `read` documents hold and `held` of all; 0 where it is rarer here.

    >>> round(log_likelihood(20, 50, 100, 20_000), 1), log_likelihood(1, 50, 400, 20_000)
    (149.1, 0.0)
    """
    if here * total <= held * read:
        return 0.0
    cells = here, read - here, held - here, total - read - held + here
    margins = read, total - read, held, total - held
    return 2 * (_sum(cells) - _sum(margins) + _sum([total]))


def _sum(counts: Sequence[int]) -> float:
    return sum(count * log(count) for count in counts if count > 0)
