"""Did you mean: another spelling for a word that no document holds, in the place where it was typed.

A word with hits is right, whatever else is more frequent. One that the dictionary or the list of names knows is right
as well, and any other word would be another one: only the same word in another habit of spelling is offered for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log10
from typing import NamedTuple, assert_never

from search.aliases import root_terms
from search.analysis import Token, is_function_word, is_indonesian, is_question_word, query_tokens, root_of
from search.analysis.names import names
from search.engines.base import Reader
from search.mining.acronym import is_acronym
from search.query.concepts import EVERYWHERE
from search.query.fields import FILTERS
from search.query.tree import (
    Anything,
    Boosted,
    Exact,
    Fielded,
    Fuzzy,
    Group,
    Near,
    Occur,
    Or,
    Pattern,
    Phrase,
    Query,
    Word,
)
from search.suggest.counting import held
from search.suggest.proposing import LETTERS, Proposals, terms
from search.suggest.spelling import HABIT, alike, distance, first_letters, variants

SHORTEST, LONG, LONGEST = 4, 7, 30  # letters: below none is corrected, from here on by two edits, beyond none
MOST_WORDS = 3  # of a query are exchanged
# Words that no document holds, of a query: a spelling is looked for to the first ones, each as much work as a small
# search. With more of them the query is in another language, or no query.
MOST_UNKNOWN = 6
# A spelling that is one edit nearer wins over one of thirty times as many documents (benchmarks/suggest.py).
EDIT = 1.5  # powers of ten


@dataclass(frozen=True, slots=True)
class Change:
    """A word that was exchanged.

    Attributes:
        start, end: Its place in the typed text.
        meant: What takes its place.
        documents: That hold it; of an alias, that use any of its names.
    """

    start: int
    end: int
    typed: str
    meant: str
    documents: int


@dataclass(frozen=True, slots=True)
class Correction:
    """The whole query in another spelling; everything but the changes is as it was typed."""

    text: str
    changes: tuple[Change, ...]


def did_you_mean(
    typed: str, query: Query, engine: Reader, proposals: Proposals, languages: Sequence[str] = ()
) -> Correction | None:
    """The query with its misspelt words put right; None where no word is misspelt, or no better one is found.

    Args:
        typed: The text that `query` was parsed from.
        languages: Of the archive, besides Indonesian: a word with a root there is right.
    """
    speller = _Speller(engine, proposals, languages, is_cased=typed != typed.upper())
    changes: list[Change] = []
    for start, end, fields in _leaves(query, EVERYWHERE):
        for token in query_tokens(typed[start:end]):
            change = speller.change(typed, start, token, fields) if len(changes) < MOST_WORDS else None
            changes += [change] if change else []
    text = typed
    for change in sorted(changes, key=lambda change: -change.start):
        text = text[: change.start] + change.meant + text[change.end :]
    return Correction(text, tuple(sorted(changes, key=lambda change: change.start))) if changes else None


def _leaves(query: Query, fields: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The places of the words that are looked for, each with the fields it is looked for in."""
    match query:
        case Word() | Phrase() | Near() | Exact():
            yield query.start, query.end, fields
        case Fielded(name, inner):
            if name not in FILTERS:
                yield from _leaves(inner, (name,))
        case Boosted(inner):
            yield from _leaves(inner, fields)
        case Or(parts):
            for part in parts:
                yield from _leaves(part, fields)
        case Group(clauses):
            for clause in clauses:
                if clause.occur is not Occur.EXCLUDED:
                    yield from _leaves(clause.query, fields)
        case Pattern() | Fuzzy() | Anything():
            return
        case _:
            assert_never(query)


class Spelt(NamedTuple):
    """Another spelling of a word: how many edits away, how many documents hold it, as the archive prints it."""

    away: float
    documents: int
    printed: str


class _Speller:
    """Looks for better spellings of single words."""

    def __init__(self, engine: Reader, proposals: Proposals, languages: Sequence[str], *, is_cased: bool) -> None:
        self._engine, self._proposals, self._languages, self._is_cased = engine, proposals, languages, is_cased
        self._found: dict[tuple[str, Sequence[str]], Spelt | None] = {}  # for the unknown words that were met

    def change(self, typed: str, start: int, token: Token, fields: Sequence[str]) -> Change | None:
        """The better spelling of a word; None where it is right or nothing better is found."""
        start, end = start + token.start, start + token.end
        printed, word = typed[start:end], token.piece.surface
        most = self._edits(printed, word) if token.piece.covers == 1 else 0
        if not most or self._has_hits(token, fields):
            return None
        found = self._best(word, fields, most)
        return Change(start, end, printed, _cased(found.printed, printed), found.documents) if found else None

    def _best(self, word: str, fields: Sequence[str], most: float) -> Spelt | None:
        """The nearest and most frequent spelling of an unknown word; None where there is none."""
        if (word, fields) not in self._found and len(self._found) < MOST_UNKNOWN:
            near = self._candidates(word, fields, most)
            self._found[word, fields] = min(near, key=_farness, default=None)
        return self._found.get((word, fields))

    def _edits(self, printed: str, word: str) -> float:
        """By how many edits the word may be corrected."""
        is_word = SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isascii()
        is_acronym_here = self._is_cased and is_acronym(printed)
        if not is_word or is_acronym_here or is_function_word(word) or is_question_word(word):
            return 0
        if word in names() or is_indonesian(word):
            return HABIT
        return 2 if len(word) >= LONG else 1

    def _has_hits(self, token: Token, fields: Sequence[str]) -> bool:
        word = token.piece.surface
        # Asked until one says yes, which the first or second nearly always does.
        if any(self._engine.document_frequency(f"{field}_surface", word) for field in fields):
            return True
        roots = {*root_terms([token.piece], self._proposals.aliases), token.piece.root}
        roots.update(root_of(word, language) for language in self._languages)
        return any(self._engine.document_frequency(f"{field}_root", root) for field in fields for root in roots)

    def _documents(self, word: str, fields: Sequence[str]) -> int:
        return max(self._engine.document_frequency(f"{field}_surface", word) for field in fields)

    def _candidates(self, word: str, fields: Sequence[str], most: float) -> list[Spelt]:
        """Better spellings."""
        slips = first_letters(word) if most >= 1 else ()
        near = {*held(self._engine, sorted({*variants(word), *slips}), fields), *self._alike(word, most)}
        away = {other: distance(word, other, int(most) or 1) for other in near}
        counted = [(one, self._documents(one, fields)) for one in near if away[one] <= most]
        found = [Spelt(away[one], documents, self._proposals.printed(one)) for one, documents in counted if documents]
        return [*found, *self._named(word, fields, most)]

    def _alike(self, word: str, most: float) -> set[str]:
        """Words of the archive with the same first letter, which is hardly ever wrong (Pollock and Zamora 1984)."""
        if most < 1:
            return set()
        lengths = range(len(word) - int(most), len(word) + int(most) + 1)
        known = self._proposals.words(word[0], lengths)
        rare = (term for term, _ in terms(self._engine, "body_surface", word[: max(LETTERS, len(word) // 2)]))
        return set(filter(alike(word, int(most)), chain(known, rare)))

    def _named(self, word: str, fields: Sequence[str], most: float) -> Iterator[Spelt]:
        is_alike = alike(word, 2)
        for name, written, term in self._proposals.named():
            if is_alike(name) and (away := distance(word, name, int(most) or 1)) <= most:
                documents = max(self._engine.document_frequency(f"{field}_root", term) for field in fields)
                if documents:
                    yield Spelt(away, documents, written)


def _farness(spelt: Spelt) -> tuple[float, str]:
    return EDIT * spelt.away - log10(spelt.documents), spelt.printed


def _cased(meant: str, printed: str) -> str:
    """A word in the case of the typed one, except that a name keeps its capitals."""
    if printed.isupper():
        return meant.upper()
    return meant.capitalize() if meant.islower() and printed[:1].isupper() else meant
