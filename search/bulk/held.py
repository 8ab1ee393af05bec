"""What several of a few texts hold, each term once for a text: what a page of results asks of its best documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.aliases import AliasTable
from search.bulk.folding import Folding
from search.bulk.lexicon import Lexicon
from search.bulk.tokens import Tokens, tokens
from search.engines.matching.arrays import firsts, lengths_between

if TYPE_CHECKING:
    from search.engines.matching.arrays import AnyInts, Ints

# Chunks, of 300 bytes each with all that is known of them: 40 MB. The openings of 11,000 articles hold as many.
MOST_CHUNKS = 130_000


class HeldTerm(NamedTuple):
    """A term of the root view that several texts hold.

    Attributes:
        term: A root, or the term of an alias class.
        surface: The surface of this root that is printed most often in these texts, of equals the first in the
            alphabet; "" where none has this root.
        texts: How many of them hold the term.
    """

    term: str
    surface: str
    texts: int


class Held:
    """Finds the terms that several texts hold; remembers words from one call to the next. For any number of threads.

    Attributes:
        aliases: The rules by which names are folded.
    """

    def __init__(self, aliases: AliasTable) -> None:
        self.aliases, self._lock = aliases, Lock()
        self._forget()

    def terms(
        self, texts: Sequence[tuple[str, str]], *, least: int, most: int, without: Iterable[str] = ()
    ) -> list[HeldTerm]:
        """The terms that most of the texts hold, in no order.

        Args:
            texts: Each with its language.
            least: Of the texts hold it.
            most: So many terms, and all that as many texts hold as the last of them.
            without: Terms that do not count.

        >>> texts = [("Rusia menyerang ISIS", "id"), ("Serangan atas Daesh", "id"), ("Diserang", "id")]
        >>> Held(AliasTable()).terms(texts, least=2, most=9)
        [HeldTerm(term='serang', surface='diserang', texts=3)]
        """
        with self._lock:
            if self._lexicon.size > MOST_CHUNKS:
                self._forget()
            found = tokens(texts, self._lexicon)
            view = self._folding.roots(found)
            terms, counts = _held(view.terms, np.repeat(np.arange(len(texts)), view.counts), len(texts))
            own = [number for number in map(self._lexicon.words.get, without) if number is not None]
            kept = (counts >= least) & ~np.isin(terms, own)
            # The last of so many, or the last there is; then those that as many texts hold are kept with it.
            floor = np.sort(counts[kept])[-most:].min(initial=len(texts))
            kept &= counts >= floor
            return list(self._named(terms[kept], counts[kept], found))

    def _named(self, terms: Ints, counts: Ints, found: Tokens) -> Iterator[HeldTerm]:
        words, printed = self._lexicon.words.all, self._printed(terms, found)
        for term, count in zip(terms.tolist(), counts.tolist(), strict=True):
            yield HeldTerm(words[term], printed.get(term, (0, ""))[1], count)

    def _printed(self, roots: Ints, found: Tokens) -> Mapping[int, tuple[int, str]]:
        """For each root its usual surface, behind how often it is printed, below 0."""
        words = self._lexicon.words.all
        is_asked = np.zeros(len(words), bool)
        is_asked[roots] = True
        own = is_asked[found.roots]
        pairs, times = _counted(found.roots[own].astype(np.int64) << 32 | found.surfaces[own])
        usual: dict[int, tuple[int, str]] = {}
        for pair, count in zip(pairs.tolist(), times.tolist(), strict=True):
            root, surface = pair >> 32, words[pair & 0xFFFFFFFF]
            usual[root] = min(usual.get(root, (0, "")), (-count, surface))
        return usual

    def _forget(self) -> None:
        self._lexicon = Lexicon()
        self._folding = Folding(self.aliases, self._lexicon)


def _held(terms: AnyInts, texts: Ints, text_count: int) -> tuple[Ints, Ints]:
    """The distinct terms, rising, and how many texts hold each of them."""
    pairs, _ = _counted(terms.astype(np.int64) * text_count + texts)
    return _counted(pairs // max(1, text_count))


def _counted(values: Ints) -> tuple[Ints, Ints]:
    """The distinct values, rising, and how often each is there."""
    values.sort()
    starts = firsts(values)
    return values[starts], lengths_between(starts, len(values))
