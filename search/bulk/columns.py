"""The texts of many documents as columns of an engine: root and surface view of title, body and what is around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.aliases import AliasTable
from search.bulk.folding import Folding
from search.bulk.lexicon import Lexicon
from search.bulk.tokens import Tokens, tokens
from search.copies import joined_words, sketches, word_codes
from search.engines.entries import Column
from search.engines.growing import Growing
from search.model import Document

if TYPE_CHECKING:
    from search.engines.matching.arrays import Flags

# Words. In the development sets the right passage names its subject in the first eight (docs/ranking.md).
OPENING = 8


class TextColumns(NamedTuple):
    """The columns of the text fields, and the sketch of each document's body."""

    columns: Mapping[str, Column]
    sketches: list[bytes]


class Bulk:
    """Analyzes documents with one set of alias rules; remembers words from one call to the next.

    Attributes:
        lexicon: The numbers of the terms, which other columns may use as well.
    """

    def __init__(self, aliases: AliasTable) -> None:
        self._aliases = aliases
        self.forget()

    def __reduce__(self) -> tuple[object, ...]:
        return Bulk, (self._aliases,)  # to another process without what it remembers

    def columns(self, documents: Sequence[Document]) -> TextColumns:
        """The terms of documents in all text fields.

        The opening is the headline once more, or the first words of a text that has none.
        """
        if self.lexicon.is_full:
            self.forget()
        title = tokens(((one.title, one.language) for one in documents), self.lexicon)
        body = tokens(((one.body, one.language) for one in documents), self.lexicon)
        about = tokens(((one.about, one.language) for one in documents), self.lexicon)
        found: dict[str, Column] = {}
        for name, analyzed in (("title", title), ("body", body), ("about", about)):
            found[f"{name}_root"] = Column(*self._folding.roots(analyzed))
            found[f"{name}_surface"] = Column(analyzed.surfaces, analyzed.counts, analyzed.positions())
        has_title = np.array([bool(one.title) and not one.title_derived for one in documents])
        found["opening_root"] = Column(*self._folding.roots(_opening(title, body, has_title)))
        return TextColumns(found, self._sketches(body))

    def forget(self) -> None:
        """Let go of all words; those that come again are analyzed again."""
        self.lexicon = Lexicon()
        self._folding = Folding(self._aliases, self.lexicon)
        self._words = Growing(self.lexicon.words.all, lambda new: np.array(new, object))
        self._codes = Growing(self.lexicon.words.all, word_codes)

    def _sketches(self, body: Tokens) -> list[bytes]:
        words, ends = self._words.array()[body.surfaces].tolist(), np.cumsum(body.counts).tolist()
        joined = (joined_words(words[start:end]) for start, end in zip([0, *ends], ends, strict=False))
        return sketches(self._codes.array()[body.surfaces], body.counts, joined)


def _opening(title: Tokens, body: Tokens, has_title: Flags) -> Tokens:
    starts = np.where(has_title, title.starts, body.starts + len(title.pieces))
    return title.followed(body).chosen(starts, np.where(has_title, title.counts, np.minimum(body.counts, OPENING)))
