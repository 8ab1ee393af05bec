"""The root views of many texts: what `search.aliases.root_terms` gives for each, in arrays.

Most names are one word, whose effect is the same wherever it stands: it is worked out once for each piece. Only where
a name may go on, or forms stand on one position, are the pieces themselves looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.aliases import AliasTable
from search.aliases.folding import Effect, effect_of
from search.bulk.lexicon import Lexicon
from search.bulk.tokens import Tokens
from search.engines.growing import Growing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.engines.matching.arrays import Flags, Ints

# What a piece is to the aliases: nothing; a word that names begin with; the same, and some names go on.
NOTHING, OPENING, MORE = range(3)
# What is known of a piece is one number: what it is, what is added where nothing goes on, and above it the term that
# stands for it then.
KIND_MASK, ADDED_SHIFT, TERM_SHIFT, ADDED_MASK = 3, 2, 32, (1 << 30) - 1


class _Walk(NamedTuple):
    """What a name does that begins a run of pieces: to `size` of them, 0 for no name; the rest as in the columns."""

    size: int
    term: int
    added: int


class RootView(NamedTuple):
    """The terms of the root views, text after text, as numbers of the lexicon's words; `counts` is by text."""

    terms: Ints
    counts: Ints


class Folding:
    """The names of an alias table among the words of a lexicon."""

    def __init__(self, aliases: AliasTable, lexicon: Lexicon) -> None:
        self._aliases, self._lexicon = aliases, lexicon
        words, number = lexicon.words.all, lexicon.words.__getitem__
        later = aliases.later_words()
        self._is_opening = Growing(words, lambda new: np.fromiter(map(aliases.is_opening, new), bool, len(new)))
        self._is_later = Growing(words, lambda new: np.fromiter(map(later.__contains__, new), bool, len(new)))
        self._openings = np.array([number(one) << 32 | number(two) for one, two in aliases.openings()], np.int64)
        self._alone = Growing(lexicon.pieces, self._judged)
        self._walks: dict[tuple[int, ...], _Walk] = {}
        # Each row of terms that is added somewhere; the first is empty.
        self._added: dict[tuple[int, ...], int] = {(): 0}

    def roots(self, tokens: Tokens) -> RootView:
        """The root view of each text."""
        alone = self._alone.array()[tokens.pieces]
        terms, added = alone >> TERM_SHIFT, alone >> ADDED_SHIFT & ADDED_MASK
        walked = self._must_be_walked(alone & KIND_MASK, tokens)
        terms[walked], added[walked] = tokens.roots[walked], 0
        keys, passed = tokens.pieces << 1 | tokens.joins, 0
        for place, end in zip(walked.tolist(), self._ends(walked, tokens).tolist(), strict=True):
            if place >= passed:
                walk = self._walk(tuple(keys[place:end].tolist()))
                passed = place + walk.size
                terms[place:passed], added[place:passed] = tokens.roots[place:passed], 0
                if walk.size:
                    terms[place], added[place] = walk.term, walk.added
        return self._with_added(terms, added, tokens)

    def _must_be_walked(self, kinds: Ints, tokens: Tokens) -> Ints:
        """Where what a piece is alone does not tell what it is here: see `AliasTable`."""
        is_stacked = np.zeros(len(kinds) + 2, bool)
        is_stacked[:-2] = tokens.steps == 0
        walked: Flags = (kinds != NOTHING) & (is_stacked[:-2] | is_stacked[1:-1] | is_stacked[2:])
        more = np.flatnonzero((kinds[:-1] == MORE) & tokens.joins[1:])
        pairs = tokens.surfaces[more].astype(np.int64) << 32 | tokens.surfaces[more + 1]
        walked[more[np.isin(pairs, self._openings)]] = True
        return np.flatnonzero(walked)

    def _ends(self, places: Ints, tokens: Tokens) -> Ints:
        """Where the runs end beyond which no name goes that begins at these places: the same runs come again and again.

        A form that spans positions is followed by all of its parts, so a run goes on behind it.
        """
        is_stacked = tokens.steps == 0
        is_whole = np.append(is_stacked[1:], False)  # the last has nothing behind it
        goes_on = tokens.joins & (self._is_later.array()[tokens.surfaces] | is_whole) | is_stacked | tokens.spanned
        stops = np.append(np.flatnonzero(~goes_on), len(goes_on))
        return stops[np.searchsorted(stops, places, side="right")]

    def _walk(self, keys: tuple[int, ...]) -> _Walk:
        """What the name does that begins a run of pieces, each given as twice its number, and 1 where it joins."""
        found = self._walks.get(keys)
        if found is None:
            rows, effect = [self._lexicon.pieces.one(key >> 1) for key in keys], (0, 0, 0)
            pieces = [self._lexicon.piece(*row, joins=bool(key & 1)) for row, key in zip(rows, keys, strict=True)]
            for match in self._aliases.matches_at(pieces, [0]):
                effect = match.last, *self._told(effect_of(match, pieces, self._aliases), rows[0][1])
            found = self._walks[keys] = _Walk(*effect)
        return found

    def _judged(self, rows: NDArray[np.int32]) -> Ints:
        """What pieces are by themselves."""
        is_opening = self._is_opening.array()
        surfaces, roots = rows[:, 0], rows[:, 1]
        found = roots.astype(np.int64) << TERM_SHIFT
        for place in np.flatnonzero(is_opening[surfaces] | is_opening[roots]).tolist():
            surface, root, kind = rows[place].tolist()
            piece, effect = self._lexicon.piece(surface, root, kind, joins=False), (root, 0)
            for match in self._aliases.matches_at([piece], [0]):
                effect = self._told(effect_of(match, [piece], self._aliases), root)
            more = MORE if self._aliases.has_more(piece.surface) else OPENING
            found[place] = effect[0] << TERM_SHIFT | effect[1] << ADDED_SHIFT | more
        return found

    def _told(self, effect: Effect, root: int) -> tuple[int, int]:
        """The number of the term that stands for a root, and of the row that is added."""
        words = self._lexicon.words
        added = tuple(map(words.__getitem__, effect.added))
        return words[effect.replacing] if effect.replacing else root, self._added.setdefault(added, len(self._added))

    def _with_added(self, terms: Ints, added: Ints, tokens: Tokens) -> RootView:
        places = np.flatnonzero(added)
        rows = list(self._added)
        new = [rows[number] for number in added[places].tolist()]
        sizes = np.fromiter(map(len, new), np.int64, len(new))
        texts = np.searchsorted(tokens.starts, places, side="right") - 1
        more = np.bincount(texts, sizes, len(tokens.counts)).astype(np.int64)
        flat = [number for row in new for number in row]
        return RootView(np.insert(terms, np.repeat(places, sizes), flat), tokens.counts + more)
