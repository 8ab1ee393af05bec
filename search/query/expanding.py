"""Patterns and misspelt words -> the words of the archive that they stand for.

Never a hang: the walk through the words of an archive is bounded, and so are the words that one query may stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from itertools import islice

from search.deadline import look
from search.errors import TooMuch

MOST_TERMS = 1_024  # for one pattern, the most frequent
MOST_TERMS_OF_A_QUERY = 4_096
# Words looked at for one query, in half a second. One letter opens at most 16,504 of the words of 27,901 articles ("m",
# in all three fields; ../shared/eval): room for six misspelt words even where all begin with the most frequent one.
MOST_WALKED = 100_000

# A field and a prefix -> the terms that begin with it, in code point order, each with its document frequency.
Vocabulary = Callable[[str, str], Iterator[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the terms that are looked for have in common.

    Attributes:
        text: As terms are: folded. `*` stands for any letters or none, `?` for one, where `edits` is 0.
        edits: So many letters may be too many, missing, wrong, or in the other order of two; the first letter may not.
            Who misspells a word hardly ever misspells its beginning (Yannakoudakis and Fawthrop 1983: 1.4 % of errors),
            and the walk is short.
        fields: Of an engine, whose terms are looked at.
    """

    text: str
    edits: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms, the most frequent first; `is_cut` where there may be more of them."""

    terms: tuple[str, ...] = ()
    is_cut: bool = False


Expand = Callable[[Spelling], Expansion]


def unexpanded(spelling: Spelling) -> Expansion:
    """No terms: what a pattern stands for where there is no archive."""
    return Expansion()


def expander(vocabulary: Vocabulary) -> Expand:
    """Give what expands the patterns of one query, and of its variants; all of them share its bounds.

    >>> words = [("kongsi", 3), ("koalisi", 2), ("koalisinya", 5), ("kolusi", 1)]
    >>> def vocabulary(field, prefix):
    ...     return iter(sorted(pair for pair in words if pair[0].startswith(prefix)))
    >>> expand = expander(vocabulary)
    >>> expand(Spelling("ko*si", 0, ("body_surface",))).terms, expand(Spelling("koalsi", 1, ("body_surface",))).terms
    (('kongsi', 'koalisi', 'kolusi'), ('koalisi',))
    """
    return _Expander(vocabulary).expanded


class _Expander:
    """What is left of the bounds of a query."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._walk, self._terms = MOST_WALKED, MOST_TERMS_OF_A_QUERY
        self._known: dict[Spelling, Expansion] = {}
        # Misspelt words often begin alike, and to walk is half of the work.
        self._walks: dict[tuple[str, str], list[tuple[str, int]]] = {}

    def expanded(self, spelling: Spelling) -> Expansion:
        """What a spelling stands for: the same whenever it is asked for, and for the price of one."""
        if spelling not in self._known:
            self._known[spelling] = self._looked_up(spelling)
        return self._known[spelling]

    def _looked_up(self, spelling: Spelling) -> Expansion:
        counts: Counter[str] = Counter()
        for field in spelling.fields:
            met = _spelt_alike(spelling.text, spelling.edits) if spelling.edits else _fitting(spelling.text)
            for term, frequency in met(_timed(self._walked(field, spelling), spelling)):
                counts[term] = max(counts[term], frequency)
        room = min(MOST_TERMS, self._terms)
        frequent = sorted(counts, key=lambda term: (-counts[term], term))[:room]
        self._terms -= len(frequent)
        return Expansion(tuple(frequent), len(counts) > room or self._walk <= 0)

    def _walked(self, field: str, spelling: Spelling) -> Sequence[tuple[str, int]]:
        room, prefix = max(0, self._walk), _prefix(spelling)
        if (field, prefix) not in self._walks:
            walk = _timed(self._vocabulary(field, prefix), spelling)
            self._walks[field, prefix] = list(islice(walk, room))
        walked = self._walks[field, prefix][:room]
        self._walk -= len(walked)
        return walked


def _prefix(spelling: Spelling) -> str:
    return spelling.text[:1] if spelling.edits else re.split(r"[*?]", spelling.text, maxsplit=1)[0]


Terms = Iterable[tuple[str, int]]


def _timed(terms: Terms, spelling: Spelling) -> Iterator[tuple[str, int]]:
    """The terms, as long as there is time."""
    part = f"{spelling.text}~" if spelling.edits else spelling.text
    look(TooMuch.PATTERNS, part)
    for one in terms:
        yield one
        look(TooMuch.PATTERNS, part)


def _fitting(pattern: str) -> Callable[[Terms], Iterator[tuple[str, int]]]:
    # translate() makes groups that never go back, so that many stars cost no more than one.
    fits = re.compile(translate(pattern)).match
    return lambda terms: (pair for pair in terms if fits(pair[0]))


def _spelt_alike(word: str, edits: int) -> Callable[[Terms], Iterator[tuple[str, int]]]:
    def met(terms: Terms) -> Iterator[tuple[str, int]]:
        # Terms come in order, so each begins like the one before: only the rows behind that are new.
        rows, before, hopeless = [list(range(len(word) + 1))], "", "\0"
        for term, frequency in terms:
            if abs(len(term) - len(word)) > edits or term.startswith(hopeless):
                continue
            del rows[_shared(before, term) + 1 :]
            before = term
            while len(rows) <= len(term) and min(rows[-1]) <= edits:
                rows.append(_row(word, term, rows))
            if min(rows[-1]) > edits:
                hopeless = before = term[: len(rows) - 1]
            elif rows[-1][-1] <= edits:
                yield term, frequency

    return met


def _shared(one: str, other: str) -> int:
    """How many letters two terms have in common from the first on."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _row(word: str, term: str, rows: Sequence[Sequence[int]]) -> list[int]:
    """The distances (Damerau 1964) of each beginning of the word from the next longer beginning of the term."""
    at, above = len(rows), rows[-1]
    letter = term[at - 1]
    row = [at]
    for column, other in enumerate(word, start=1):
        best = min(above[column] + 1, row[-1] + 1, above[column - 1] + (other != letter))
        if at > 1 and column > 1 and letter == word[column - 2] and term[at - 2] == other:
            best = min(best, rows[at - 2][column - 2] + 1)
        row.append(best)
    return row
