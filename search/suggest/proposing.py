"""What may complete a few letters: entries of the folder's files, names that alias rules know, terms of the index."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from heapq import nlargest, nsmallest
from itertools import islice, takewhile
from pathlib import Path

from search.aliases import AliasTable
from search.engines.base import Reader
from search.suggest.entries import Entry, EntryFile
from search.suggest.folder import Stamp, opened, stamps
from search.suggest.keys import as_words, key

# Of the vocabulary of the index, where the files have too little: from this many letters on, and so many terms.
LETTERS, TERMS = 4, 500
ACCENTS = 2  # bytes more than letters, of nearly all words
SHORTEST_PART = 4  # letters of a word that a hyphen may have joined to another


class Proposals:
    """The completions of an index folder, as they were when its files were written."""

    def __init__(self, folder: Path, aliases: AliasTable) -> None:
        self.aliases = aliases
        self._folder = folder
        self._opened: tuple[tuple[Stamp, ...], tuple[EntryFile, ...]] = (), ()
        classes = aliases.classes.values()
        named = {key(name): (name, alias.term) for alias in classes for name in map(as_words, alias.names) if name}
        self._names = sorted((known, name, term) for known, (name, term) in named.items())

    def entries(self, prefix: str, limit: int) -> list[Entry]:
        """The most frequent entries whose key begins with a prefix, one for each key."""
        merged: dict[str, Entry] = {}
        for entry in (entry for file in self._files() for entry in file.beginning(prefix, limit)):
            known = merged.setdefault(key(entry.text), entry)
            if known is not entry:
                merged[key(entry.text)] = replace(known, documents=known.documents + entry.documents)
        return nlargest(limit, merged.values(), key=lambda entry: entry.documents)

    def names(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        """The names that alias rules know under a prefix, one for each class, with the term of it."""
        rest = islice(self._names, bisect_left(self._names, (prefix,)), None)
        found: dict[str, str] = {}
        for _, name, term in takewhile(lambda one: one[0].startswith(prefix), rest):
            found.setdefault(term, name)
        return [(name, term) for term, name in islice(found.items(), limit)]

    def words(self, prefix: str, lengths: range) -> Iterator[str]:
        """The keys of words that begin with a prefix, of words of these lengths or a little longer."""
        sizes = range(lengths.start, lengths.stop + ACCENTS)
        texts = (text for file in self._files() for text in file.texts(prefix, sizes))
        # Of a word in plain letters, as nearly all are, the key is the word in small ones.
        return (text.lower() if text.isascii() else key(text) for text in texts if text.isalpha())

    def printed(self, word: str) -> str:
        """A folded word as the archive prints it, where an entry tells."""
        for entry in self.entries(word, 1):
            if key(entry.text) == word:
                return entry.text
        return word

    def named(self) -> Iterator[tuple[str, str, str]]:
        """The names of one word that alias rules know: folded, as written, the term of its class."""
        return (one for one in self._names if " " not in one[0])

    def _files(self) -> tuple[EntryFile, ...]:
        """The files as they are now; those that others replaced are opened anew."""
        there = stamps(self._folder)
        if self._opened[0] != there:
            # Two threads may both come here; each opens the files, and one of them stays.
            self._opened = there, opened(self._folder)
        return self._opened[1]


def terms(engine: Reader, field: str, prefix: str) -> Iterator[tuple[str, int]]:
    """The first TERMS terms of a field with this beginning, none for a short one; each with its documents."""
    if len(prefix) >= LETTERS and " " not in prefix:
        yield from islice(engine.vocabulary(field, prefix), TERMS)


def words(engine: Reader, field: str, prefix: str, limit: int) -> list[str]:
    """The words among them, those of most documents first."""
    best = nsmallest(2 * limit, terms(engine, field, prefix), key=lambda one: (-one[1], one[0]))
    return [term for term, _ in best if as_words(term) and not _is_joined(engine, term, field)][:limit]


def _is_joined(engine: Reader, term: str, field: str) -> bool:
    """May it be two words with a hyphen, which the surface view also holds as one (jokowimaruf)? Nobody types it."""
    places = range(SHORTEST_PART, len(term) - SHORTEST_PART + 1)
    return any(
        engine.document_frequency(field, term[:at]) and engine.document_frequency(field, term[at:]) for at in places
    )
