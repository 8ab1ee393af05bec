"""What can complete a query, gathered from documents: headlines, names, phrases of headlines, words.

Only the opening of an article is read: news names there what it is about, and what stands further down is completed
from the vocabulary of the index. Memory is bounded: when there are too many texts of a kind, those seen least are
forgotten, as in lossy counting (Manku and Motwani 2002). The same documents in the same order give the same entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress, islice

from search.analysis import is_function_word, is_question_word
from search.analysis.chunks import EDGES
from search.analysis.hyphens import CLITIC
from search.analysis.memo import Memo
from search.mining.sighting import NAME_WORD
from search.model import Document
from search.suggest.entries import KINDS, Entry, Kind
from search.suggest.keys import as_words, key

# Characters of an article. Of the 27,901 development articles 800 hold 22,500 of the 35,300 names that at least two
# articles print, at half of the time (benchmarks/suggest.py).
OPENING = 800
FURTHER = 5_000  # the same in a small archive, where every name counts
LONGEST = 120  # characters; a headline of the development corpora has 66, one in a thousand more than 120
REMEMBERED = 1 << 16  # chunks in each of two generations, 12 MB together when they are full
MOST = 1 << 17  # texts of a kind: 131,072 take about 20 MB while they are gathered
MANY = 1_000  # documents; from here on, what few of them print is not worth a line of the list
LEAST = {Kind.TITLE: 1, Kind.NAME: 2, Kind.PHRASE: 3, Kind.WORD: 2}
LEAST_OF_FEW = {Kind.TITLE: 1, Kind.NAME: 1, Kind.PHRASE: 2, Kind.WORD: 1}
SHORTEST_PHRASE, LONGEST_PHRASE = 2, 4  # words
# Of a phrase that a longer one holds in four of five cases, only the longer one is wanted: "motogp san marino".
PART = 0.8

# Capitals in the middle of a sentence: at its beginning they say nothing.
_NAME = re.compile(rf"(?<=[a-z,] ){NAME_WORD}(?: (?:(?:bin|binti|al|van|de) )?{NAME_WORD}){{0,4}}")
_DIVIDED = re.compile(r"[^\w\s'’-]+|\s-+\s")


class Gathering:
    """Takes documents one by one; `entries` gives what they hold."""

    def __init__(self) -> None:
        self.documents = 0
        self._counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in LEAST}

    def take(self, document: Document) -> None:
        """Read one document; each text counts once for it."""
        self.documents += 1
        opening = _opening(document.body, OPENING if self.documents > MANY else FURTHER)
        names = {*printed_names(opening), *document.places}
        # Widodo is a name as Joko Widodo is: asked for alone, and misspelt alone.
        self._add(Kind.NAME, names.union(*map(str.split, names)))
        words = set(map(_printed_words().__getitem__, opening.split()))
        words.discard("")
        self._add(Kind.WORD, words)
        if document.title and not document.title_derived:
            self._add(Kind.TITLE, {document.title})
            self._add(Kind.PHRASE, set(phrases(document.title)))

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
        """One entry for each key: as it is printed most often, with the documents of all its spellings."""
        spellings: dict[str, list[tuple[Kind, str, int]]] = {}
        for one in self._usable():
            spellings.setdefault(key(one[1]), []).append(one)
        least = LEAST if self.documents >= MANY else LEAST_OF_FEW
        usual = (some[0] if len(some) == 1 else _usual(some) for some in spellings.values())
        return [Entry(text, kind, documents) for kind, text, documents in usual if documents >= least[kind]]

    def _add(self, kind: Kind, texts: Iterable[str] | Counter[str]) -> None:
        counts = self._counts[kind]
        counts.update(texts)
        if len(counts) > MOST:
            self._counts[kind] = _without_old(counts) if kind is Kind.TITLE else _without_rare(counts)

    def _usable(self) -> Iterator[tuple[Kind, str, int]]:
        parts = {
            Kind.PHRASE: set(_parts(self._counts[Kind.PHRASE], are_counted=True)),
            Kind.NAME: set(_parts(self._counts[Kind.NAME], are_counted=False)),
        }
        for kind, counts in self._counts.items():
            # Before the rest, because most were seen once: in a large archive they are never shown.
            floor = 2 if self.documents >= MANY and kind is Kind.PHRASE else 1
            for text, count in counts.items():
                if count >= floor and text not in parts.get(kind, ()) and (usable := _cleaned(kind, text)):
                    yield kind, usable, count


def _opening(body: str, length: int) -> str:
    """What is read of an article, without half a word at its end."""
    return body if len(body) <= length else body[:length].rpartition(" ")[0]


@cache
def _printed_words() -> Memo[str]:
    """For a chunk its word, where it is printed in small letters; else ""."""
    return Memo(lambda chunk: chunk.strip(EDGES) if chunk.islower() else "", most=REMEMBERED, longest=LONGEST)


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
    for part in _DIVIDED.split(title):
        words = part.split()
        ends = [not _is_empty(word.lower()) for word in words]
        starts = [is_end and word[0].isalpha() for word, is_end in zip(words, ends, strict=True)]
        for first in compress(range(len(words)), starts):
            for last in range(first + SHORTEST_PHRASE - 1, min(first + LONGEST_PHRASE, len(words))):
                if ends[last]:
                    yield " ".join(words[first : last + 1])


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


def _cleaned(kind: Kind, text: str) -> str:
    """The text as it may stand in a query; "" where it is of no use there."""
    text = _without_clitic(as_words(text.strip(EDGES)))
    if not 2 <= len(text) <= LONGEST or text.isdigit():
        return ""
    if kind not in (Kind.WORD, Kind.NAME):
        return text
    first, _, rest = text.lower().partition(" ")
    return "" if _is_empty(first) or (rest and _is_empty(rest.rpartition(" ")[2])) else text


def _without_clitic(text: str) -> str:
    """The text without what hangs on its last word, as the analysis reads it too.

    >>> _without_clitic("Rusia-nya"), _without_clitic("Gempa-lah"), _without_clitic("anti-teror")
    ('Rusia', 'Gempa', 'anti-teror')
    """
    if "-" not in text:
        return text
    word, _, last = text.rpartition("-")
    return word if word and last and CLITIC.fullmatch(last) else text


def _is_empty(word: str) -> bool:
    """Does it name nothing that one could look for?"""
    return is_function_word(word) or is_question_word(word)


def _usual(spellings: Iterable[tuple[Kind, str, int]]) -> tuple[Kind, str, int]:
    """The spelling printed most often, and the documents of all; those of one document may count twice."""
    counts: Counter[tuple[Kind, str]] = Counter()
    for kind, text, count in spellings:
        counts[kind, text] += count
    kind, text = min(counts, key=lambda one: (-counts[one], KINDS.index(one[0]), one[1]))
    return kind, text, counts.total()
