"""What can complete a query, gathered from documents: headlines, names, phrases of headlines, words.

Only the opening of an article is read: news names there what it is about, and what stands further down is completed
from the vocabulary of the index. Memory is bounded: when there are too many texts of a kind, those seen least are
forgotten, as in lossy counting (Manku and Motwani 2002). The same documents in the same order give the same entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, islice

from search.analysis.chunks import EDGES
from search.mining.sighting import NAME_WORD
from search.model import Document
from search.suggest.choosing import Seen, chosen, is_empty
from search.suggest.entries import Entry, Kind

# Characters of an article. Of the 27,901 development articles 800 hold 22,500 of the 35,300 names that at least two
# articles print, at half of the time (benchmarks/suggest.py).
OPENING = 800
FURTHER = 5_000  # the same in a small archive, where every name counts
MOST = 1 << 17  # texts of a kind: 131,072 take about 20 MB while they are gathered
MANY = 1_000  # documents; from here on, what few of them print is not worth a line of the list
REMEMBERED = 1 << 14  # words of headlines; the development corpora have 40,000
LEAST = {Kind.TITLE: 1, Kind.NAME: 2, Kind.PHRASE: 3, Kind.WORD: 2}
LEAST_OF_FEW = {Kind.TITLE: 1, Kind.NAME: 1, Kind.PHRASE: 2, Kind.WORD: 1}
LONGEST_PHRASE = 4  # words
# Of a phrase that a longer one holds in four of five cases, only the longer one is wanted: "motogp san marino".
PART = 0.8

_names_nothing = lru_cache(REMEMBERED)(is_empty)
# Capitals in the middle of a sentence: at its beginning they say nothing. What stands before is looked at behind the
# first letter, because capitals are rare and soon found: two thirds of the time.
_FIRST, _REST = "[A-Z]", NAME_WORD.removeprefix("[A-Z]")
_NAME = re.compile(rf"{_FIRST}(?<=[a-z,] .){_REST}(?: (?:(?:bin|binti|al|van|de) )?{NAME_WORD}){{0,4}}")
_DIVIDED = re.compile(r"[^\w\s'’-]+|\s-+\s")


class Gathering:
    """Takes documents; `entries` gives what they hold."""

    def __init__(self) -> None:
        self.documents = 0
        self._counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in LEAST}

    def take(self, document: Document) -> None:
        """Read one document; each text counts once for it."""
        self.take_all([document])

    def take_all(self, documents: Sequence[Document]) -> None:
        """Read documents kind by kind, so that what is counted stays in the cache of the processor; one by one it takes
        a fifth longer.
        """
        read = [
            (one, _opening(one.body, OPENING if number > MANY else FURTHER))
            for number, one in enumerate(documents, self.documents + 1)
        ]
        titles = [one.title for one in documents if one.title and not one.title_derived]
        self.documents += len(documents)
        self._add_all(Kind.NAME, [_names(opening, one.places) for one, opening in read])
        self._add_all(Kind.WORD, [_printed_words(opening) for _, opening in read])
        self._add_all(Kind.TITLE, [{title} for title in titles])
        self._add_all(Kind.PHRASE, [set(phrases(title)) for title in titles])

    def absorb(self, entries: Iterable[Entry], documents: int) -> None:
        """Add what was gathered earlier and written to a file."""
        self.documents += documents
        counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in LEAST}
        for entry in entries:
            counts[entry.kind][entry.text] += entry.documents
        for kind in LEAST:
            self._add(kind, counts[kind])

    def join(self, later: Gathering) -> None:
        """Add what another one has taken."""
        self.documents += later.documents
        for kind, counts in later._counts.items():
            self._add(kind, counts)

    def entries(self) -> list[Entry]:
        """What is worth an entry; see `choosing`."""
        return chosen(self._seen(), LEAST if self.documents >= MANY else LEAST_OF_FEW)

    def _add_all(self, kind: Kind, texts: Sequence[set[str]]) -> None:
        """The same as document by document, of which each may be the one that there are too many texts with."""
        if len(self._counts[kind]) + sum(map(len, texts)) <= MOST:
            self._add(kind, chain.from_iterable(texts))
        else:
            for own in texts:
                self._add(kind, own)

    def _add(self, kind: Kind, texts: Iterable[str] | Counter[str]) -> None:
        counts = self._counts[kind]
        counts.update(texts)
        if len(counts) > MOST:
            self._counts[kind] = _without_old(counts) if kind is Kind.TITLE else _without_rare(counts)

    def _seen(self) -> Iterator[Seen]:
        """All texts, but for those that are nearly always part of a longer one."""
        parts = {
            Kind.PHRASE: set(_parts(self._counts[Kind.PHRASE], are_counted=True)),
            Kind.NAME: set(_parts(self._counts[Kind.NAME], are_counted=False)),
        }
        for kind, counts in self._counts.items():
            # Before the rest, because most were seen once: in a large archive they are never shown.
            floor = 2 if self.documents >= MANY and kind is Kind.PHRASE else 1
            for text, count in counts.items():
                if count >= floor and text not in parts.get(kind, ()):
                    yield Seen(kind, text, count)


def _opening(body: str, length: int) -> str:
    """What is read of an article, without half a word at its end."""
    return body if len(body) <= length else body[:length].rpartition(" ")[0]


def _names(opening: str, places: Iterable[str]) -> set[str]:
    """The names of a document, and each of their words."""
    names = {*printed_names(opening), *places}
    # Widodo is a name as Joko Widodo is: asked for alone, and misspelt alone.
    names.update(" ".join(names).split())
    return names


def _printed_words(text: str) -> set[str]:
    """The words of a text that are printed in small letters."""
    chunks = filter(str.islower, text.split())
    return {chunk if chunk.isalpha() else chunk.strip(EDGES) for chunk in chunks}


def _without_old(counts: Counter[str]) -> Counter[str]:
    """The later half: headlines are all seen once."""
    return Counter(dict(islice(counts.items(), len(counts) - MOST // 2, None)))


def _without_rare(counts: Counter[str]) -> Counter[str]:
    floor = 1
    while len(counts) > MOST // 2:
        counts = Counter({text: count for text, count in counts.items() if count > floor})
        floor += 1
    return counts


def printed_names(text: str) -> list[str]:
    """The runs of capitalised words in the middle of sentences.

    >>> printed_names("Presiden itu bertemu Angela Merkel di Paris. Ia pulang.")
    ['Angela Merkel', 'Paris']
    """
    return _NAME.findall(text)


def phrases(title: str) -> Iterator[str]:
    """The runs of words in a headline that could be asked for: no sign within, no function word at either end.

    >>> list(phrases("Kabut asap di Riau: sekolah libur"))
    ['Kabut asap', 'Kabut asap di Riau', 'asap di Riau', 'sekolah libur']
    """
    for part in [title] if title.replace(" ", "").isalnum() else _DIVIDED.split(title):
        words = part.split()
        ends = [not _names_nothing(word) for word in part.lower().split()]
        for first in compress(range(len(words) - 1), ends):
            text = words[first]
            if text[0].isalpha():
                for last in range(first + 1, min(first + LONGEST_PHRASE, len(words))):
                    text = f"{text} {words[last]}"
                    if ends[last]:
                        yield text


def _parts(counts: Counter[str], *, are_counted: bool) -> Iterator[str]:
    """The texts that are nearly always part of a longer one.

    Args:
        are_counted: Is a text also counted where it is part of another? Phrases are, names are counted whole.
    """
    for text, count in counts.items():
        if count > 1 and text.count(" ") > 1:
            for part in {text.rpartition(" ")[0], text.partition(" ")[2]} if are_counted else {text.rpartition(" ")[0]}:
                if count >= PART * (counts[part] + (0 if are_counted else count)):
                    yield part
