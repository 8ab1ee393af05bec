"""Which of the texts that were gathered become entries, and in which spelling.

Texts with one key are one entry, so what few documents print may still count together with other spellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from search.analysis import is_function_word, is_question_word
from search.analysis.chunks import EDGES
from search.analysis.hyphens import CLITIC
from search.suggest.entries import KINDS, Entry, Kind
from search.suggest.keys import as_words, key

LONGEST = 120  # characters; a headline of the development corpora has 66, one in a thousand more than 120


class Seen(NamedTuple):
    """A text as printed, and in how many documents."""

    kind: Kind
    text: str
    documents: int


def chosen(seen: Iterable[Seen], least: Mapping[Kind, int]) -> list[Entry]:
    """One entry for each key: as it is printed most often, with the documents of all its spellings.

    Args:
        least: For each kind the fewest documents that are worth an entry.

    >>> gempa = [Seen(Kind.WORD, "gempa", 1), Seen(Kind.NAME, "Gempa", 2), Seen(Kind.WORD, "suap", 1)]
    >>> chosen(gempa, {Kind.WORD: 2, Kind.NAME: 2})
    [Entry(text='Gempa', kind=<Kind.NAME: 'name'>, documents=3)]
    """
    spellings = _Spellings()
    rare: dict[str, list[Seen]] = {}
    for one in seen:
        # Most texts are of one document and have one spelling. Of plain letters their keys are told at a glance.
        if one.documents < least[one.kind] and one.text.isascii() and one.text.replace(" ", "").isalpha():
            rare.setdefault(" ".join(one.text.lower().split()), []).append(one)
        else:
            spellings.add(one)
    for folded, some in rare.items():
        if len(some) > 1 or folded in spellings.usual:
            for one in some:
                spellings.add(one)
    return [Entry(text, kind, count) for kind, text, count in spellings.all() if count >= least[kind]]


class _Spellings:
    """Texts by their keys.

    Attributes:
        usual: By key the first text of it.
    """

    def __init__(self) -> None:
        self.usual: dict[str, Seen] = {}
        self._several: dict[str, list[Seen]] = {}  # by key all texts, where there are more than one

    def add(self, one: Seen) -> None:
        """Add a text, if it may stand in a query."""
        text = _cleaned(one.kind, one.text)
        if text:
            own = one if text == one.text else one._replace(text=text)
            folded = key(text)
            first = self.usual.setdefault(folded, own)
            if first is not own:
                self._several.setdefault(folded, [first]).append(own)

    def all(self) -> Iterator[Seen]:
        """One text for each key, with the documents of all."""
        for folded, one in self.usual.items():
            yield _usual(self._several[folded]) if folded in self._several else one


def is_empty(word: str) -> bool:
    """Does a word in small letters name nothing that one could look for?

    >>> is_empty("yang"), is_empty("siapa"), is_empty("gempa")
    (True, True, False)
    """
    return is_function_word(word) or is_question_word(word)


def _cleaned(kind: Kind, text: str) -> str:
    """The text as it may stand in a query; "" where it is of no use there."""
    text = as_words(text) if text.isalpha() else _without_clitic(as_words(text.strip(EDGES)))
    if not 2 <= len(text) <= LONGEST or text.isdigit():
        return ""
    if kind not in (Kind.WORD, Kind.NAME):
        return text
    first, _, rest = text.lower().partition(" ")
    return "" if is_empty(first) or (rest and is_empty(rest.rpartition(" ")[2])) else text


def _without_clitic(text: str) -> str:
    """The text without what hangs on its last word, as the analysis reads it too.

    >>> _without_clitic("Rusia-nya"), _without_clitic("Gempa-lah"), _without_clitic("anti-teror")
    ('Rusia', 'Gempa', 'anti-teror')
    """
    if "-" not in text:
        return text
    word, _, last = text.rpartition("-")
    return word if word and last and CLITIC.fullmatch(last) else text


def _usual(spellings: Iterable[Seen]) -> Seen:
    """The spelling printed most often, and the documents of all; those of one document may count twice."""
    counts: dict[tuple[Kind, str], int] = {}
    for kind, text, count in spellings:
        counts[kind, text] = counts.get((kind, text), 0) + count
    kind, text = min(counts, key=lambda one: (-counts[one], KINDS.index(one[0]), one[1]))
    return Seen(kind, text, sum(counts.values()))
