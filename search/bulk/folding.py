"""The root views of many texts: what `search.aliases.root_terms` gives for each, in arrays.

Most names are one word, whose effect is the same wherever it stands: it is worked out once for each piece. Only where
a name may go on, or forms stand on one position, are the pieces themselves looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.aliases import AliasTable
from search.aliases.folding import Effect, effect_of
from search.analysis import Piece
from search.bulk.lexicon import COVERS, ROOT, SURFACE, Lexicon, Row, table
from search.bulk.tokens import Tokens
from search.engines.growing import Growing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.matching.arrays import Flags, Ints

# What a piece is to the aliases: nothing; a word that names begin with; the same, and some names go on; a form that
# spans positions, so that every way through them must be walked.
NOTHING, OPENING, MORE, SPANNING = range(4)
# The columns of a piece: what it is, its root or what replaces it where nothing goes on, and what is added then.
KIND, TERM, ADDED = range(3)


class RootView(NamedTuple):
    """The terms of the root views, text after text, as numbers of the lexicon's words; `counts` is by text."""

    terms: Ints
    counts: Ints


class Folding:
    """The names of an alias table among the words of a lexicon."""

    def __init__(self, aliases: AliasTable, lexicon: Lexicon) -> None:
        self._aliases, self._lexicon = aliases, lexicon
        words, second = lexicon.words.all, aliases.second_words()
        self._is_opening = Growing(words, lambda new: np.fromiter(map(aliases.is_opening, new), bool, len(new)))
        self._is_second = Growing(words, lambda new: np.fromiter(map(second.__contains__, new), bool, len(new)))
        self._alone = Growing(lexicon.rows, self._judged)
        # Each row of terms that is added somewhere; the first is empty.
        self._added: dict[tuple[int, ...], int] = {(): 0}

    def roots(self, tokens: Tokens) -> RootView:
        """The root view of each text."""
        alone = self._alone.array()[tokens.pieces]
        terms, added = alone[:, TERM].astype(np.int64), alone[:, ADDED]
        walked = np.flatnonzero(self._must_be_walked(alone[:, KIND], tokens))
        terms[walked], added[walked] = tokens.roots[walked], 0
        starts = tokens.starts
        texts = (np.searchsorted(starts, walked, side="right") - 1).tolist()
        for text, places in groupby(zip(texts, walked.tolist(), strict=True), itemgetter(0)):
            start = int(starts[text])
            view = _View(self._lexicon, tokens, start, start + int(tokens.counts[text]))
            for match in self._aliases.matches_at(view, [place - start for _, place in places]):
                first, last = start + match.first, start + match.last
                terms[first:last], added[first:last] = tokens.roots[first:last], 0
                terms[first], added[first] = self._told(effect_of(match, view, self._aliases), int(terms[first]))
        return self._with_added(terms, added, tokens)

    def _must_be_walked(self, kinds: NDArray[np.int32], tokens: Tokens) -> Flags:
        """Where what a piece is alone does not tell what it is here: see `AliasTable`."""
        is_stacked = np.zeros(len(kinds) + 2, bool)
        is_stacked[:-2] = tokens.steps == 0
        goes_on = np.zeros(len(kinds), bool)
        goes_on[:-1] = tokens.joins[1:] & self._is_second.array()[tokens.surfaces[1:]]
        near = is_stacked[1:-1] | is_stacked[2:] | ((kinds == MORE) & goes_on)
        walked: Flags = (kinds == SPANNING) | ((kinds != NOTHING) & near)
        return walked

    def _judged(self, rows: Sequence[Row]) -> NDArray[np.int32]:
        """What pieces are by themselves."""
        columns = table(rows)
        is_opening = self._is_opening.array()
        found = np.zeros((len(rows), 3), np.int32)
        found[:, TERM] = columns[:, ROOT]
        for place in np.flatnonzero(is_opening[columns[:, SURFACE]] | is_opening[columns[:, ROOT]]).tolist():
            row = rows[place]
            if row[COVERS] > 1:
                found[place, KIND] = SPANNING
                continue
            piece = self._lexicon.piece(row, joins=False)
            found[place, KIND] = MORE if self._aliases.has_more(piece.surface) else OPENING
            for match in self._aliases.matches_at([piece], [0]):
                found[place, TERM:] = self._told(effect_of(match, [piece], self._aliases), row[ROOT])
        return found

    def _told(self, effect: Effect, root: int) -> tuple[int, int]:
        """The number of the term that stands for a root, and of the row that is added."""
        words = self._lexicon.words
        added = tuple(map(words.__getitem__, effect.added))
        return words[effect.replacing] if effect.replacing else root, self._added.setdefault(added, len(self._added))

    def _with_added(self, terms: Ints, added: NDArray[np.int32], tokens: Tokens) -> RootView:
        places = np.flatnonzero(added)
        rows = list(self._added)
        new = [rows[number] for number in added[places].tolist()]
        sizes = np.fromiter(map(len, new), np.int64, len(new))
        texts = np.searchsorted(tokens.starts, places, side="right") - 1
        more = np.bincount(texts, sizes, len(tokens.counts)).astype(np.int64)
        flat = [number for row in new for number in row]
        return RootView(np.insert(terms, np.repeat(places, sizes), flat), tokens.counts + more)


class _View(Sequence[Piece]):
    """The pieces of a text, made where somebody looks."""

    def __init__(self, lexicon: Lexicon, tokens: Tokens, start: int, end: int) -> None:
        self._lexicon, self._pieces, self._joins = lexicon, tokens.pieces[start:end], tokens.joins[start:end]

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, place: int | slice) -> Piece | list[Piece]:  # type: ignore[override]  # a list is a sequence
        if isinstance(place, slice):
            return list(self._some(*place.indices(len(self))))
        return self._lexicon.piece(self._lexicon.rows[self._pieces[place]], joins=bool(self._joins[place]))

    def _some(self, start: int, end: int, step: int) -> Iterator[Piece]:
        for place in range(start, end, step):
            yield self._lexicon.piece(self._lexicon.rows[self._pieces[place]], joins=bool(self._joins[place]))
