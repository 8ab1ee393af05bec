"""Many texts as one row of tokens, in arrays: what `search.analysis.pieces` gives for each, text after text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.analysis.analyzer import cased_lines
from search.analysis.views import stemmed_as
from search.bulk.chunks import (
    APART,
    COUNT_MASK,
    COUNT_SHIFT,
    FIRST_SHIFT,
    HEADS,
    JOINS,
    OPEN,
    SPANNED,
    STEP,
)
from search.bulk.lexicon import Lexicon
from search.engines.matching.arrays import runs, starts_of

if TYPE_CHECKING:
    from search.engines.matching.arrays import AnyInts, Flags, Ints


class Tokens(NamedTuple):
    """An item for each token, but for `counts`.

    Attributes:
        pieces: Its number in the lexicon; `surfaces` and `roots` those of its words.
        steps, joins: As those of `Piece`.
        spanned: Is it a part of a form before it (the "24" of "su24")?
        counts: How many tokens each text has.
    """

    pieces: Ints
    surfaces: AnyInts
    roots: AnyInts
    steps: AnyInts
    joins: Flags
    spanned: Flags
    counts: Ints

    @property
    def starts(self) -> Ints:
        """Where each text begins."""
        return starts_of(self.counts)

    def chosen(self, starts: Ints, counts: Ints) -> Tokens:
        """Some runs of the tokens, each as a text of its own."""
        places = runs(starts, counts)
        return Tokens(*(column[places] for column in self[:-1]), counts=counts)  # type: ignore[arg-type,misc]

    def followed(self, others: Tokens) -> Tokens:
        """These texts and others behind them."""
        return Tokens(*(np.concatenate(both) for both in zip(self, others, strict=True)))

    def positions(self) -> Ints:
        """The place of each token in its text; the first stands at place 0."""
        places = np.cumsum(self.steps, dtype=np.int64)
        own = self.counts > 0
        return places - np.repeat(places[self.starts[own]], self.counts[own])


def tokens(texts: Iterable[tuple[str, str]], lexicon: Lexicon) -> Tokens:
    """The tokens of texts, each given with its language.

    >>> lexicon = Lexicon()
    >>> found = tokens([("Rusia menyerang ISIS,", "id"), ("", "id"), ("di Suriah", "id")], lexicon)
    >>> [lexicon.words.all[number] for number in found.roots], found.counts.tolist(), found.positions().tolist()
    (['rusia', 'serang', 'isis', 'di', 'suriah'], [3, 0, 2], [0, 1, 2, 0, 1])
    """
    lines, counts = [np.empty(0, np.int64)], []
    for text, language in texts:
        count = 0
        for _, line, is_cased in cased_lines(text):
            # A comma behind a word ends it as a chunk of nothing but a comma does: a sixth fewer chunks to know.
            printed = line.replace(", ", " , ").split()
            numbers = map(lexicon.chunks(stemmed_as(language), is_cased).__getitem__, printed)
            lines.append(np.fromiter(numbers, np.int64, len(printed)))
            count += len(printed)
        counts.append(count)
    return _tokens(np.concatenate(lines), np.cumsum(counts, dtype=np.int64), lexicon)


def _tokens(chunks: Ints, ends: Ints, lexicon: Lexicon) -> Tokens:
    counts = chunks >> COUNT_SHIFT & COUNT_MASK
    pieces = runs(chunks >> FIRST_SHIFT, counts)
    # Column by column: rows of several take ten times as long to pick.
    surfaces, roots, kinds = (column[pieces] for column in lexicon.pieces.columns())
    is_joined = np.repeat(_are_joined(chunks, ends), counts)
    joins = (kinds & JOINS > 0) & (is_joined | (kinds & HEADS == 0))
    text_counts = np.diff(np.concatenate(([0], np.cumsum(counts)))[ends], prepend=0)
    return Tokens(pieces, surfaces, roots, kinds & STEP, joins, kinds & SPANNED > 0, text_counts)


def _are_joined(chunks: Ints, ends: Ints) -> Flags:
    """Which chunks open with a word behind one that ended in a word, in the same text."""
    is_joined: Flags = np.zeros(len(chunks), bool)
    is_joined[1:] = chunks[:-1] & OPEN > 0
    is_joined[ends[ends < len(chunks)]] = False
    is_joined &= chunks & APART == 0
    return is_joined
