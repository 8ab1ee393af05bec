"""Fields that narrow a search -> filters: the values of outlets, places and names, days, languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from search.model import Notice
from search.query.concepts import AllOf, DateFilter, Filter, OneOf, Wanted
from search.query.dates import days
from search.query.expanding import Expand, Expansion, Spelling, unexpanded
from search.query.fields import DATES, WORDS_OF, filter_value
from search.query.tree import Exact, Fuzzy, Group, Leaf, Occur, Pattern, Query, Word
from search.query.units import folded_pattern, ways

NOTHING = AllOf()  # stands for what cannot be looked for, and is left out
MOST_SHOWN = 5  # words of a pattern, so that its notice is one line


class Filtering:
    """Turns the values typed for a field into filters, and collects notices."""

    def __init__(self, notices: list[Notice], expand: Expand, today: date | None) -> None:
        self._notices, self._expand, self._today = notices, expand, today

    def filtered(self, name: str, leaf: Leaf) -> Wanted:
        """The filter that a field and a value are; `NOTHING` where the value cannot be read."""
        if name in DATES:
            return self._dated(name, leaf)
        if name not in WORDS_OF:
            value = filter_value(name, leaf.text)
            if value is not None:
                return Filter(name, value)
            self._notices.append(Notice("unreadable-choice", leaf.start, leaf.end, {"typed": leaf.text}))
            return NOTHING
        match leaf:
            case Exact(text):
                return Filter(name, text)
            case Pattern(text):
                return self._expanded(name, leaf, folded_pattern(text), 0)
            case Fuzzy(text, edits):
                return self._expanded(name, leaf, folded_pattern(text), edits)
            case _:
                if not self._is_known(WORDS_OF[name], leaf.text):
                    self._notices.append(Notice("unknown-value", leaf.start, leaf.end, {"typed": leaf.text}))
                return _words(WORDS_OF[name], leaf.text)

    def _is_known(self, field: str, text: str) -> bool:
        """Are there all words of a value in the archive? True where there is no archive."""
        if self._expand is unexpanded:
            return True
        return any(all(self._expand(Spelling(word, 0, (field,))).terms for word in way if word) for way in ways(text))

    def _expanded(self, name: str, leaf: Leaf, text: str, edits: int) -> Wanted:
        expansion = self._expand(Spelling(text, edits, (WORDS_OF[name],)))
        self._notices += expansion_notices(leaf, expansion)
        return OneOf(tuple(Filter(WORDS_OF[name], term) for term in expansion.terms))

    def _dated(self, name: str, leaf: Leaf) -> Wanted:
        typed = leaf.text
        found = days(name, typed, self._today)
        if found is None:
            self._notices.append(Notice("unreadable-date", leaf.start, leaf.end, {"typed": typed}))
            return NOTHING
        if found.is_relative or found.is_turned:
            self._notices.append(Notice("read-as", leaf.start, leaf.end, {"typed": typed, "read": str(found)}))
        return DateFilter(found.first, found.last, found.is_about)


def expansion_notices(leaf: Leaf, expansion: Expansion) -> Iterator[Notice]:
    """What a pattern or a misspelt word stands for."""
    typed, terms = str(leaf), expansion.terms
    if not terms:
        yield Notice("expanded-to-none", leaf.start, leaf.end, {"typed": typed})
        return
    shown = ", ".join(terms[:MOST_SHOWN]) + (", …" if len(terms) > MOST_SHOWN else "")
    yield Notice("expanded", leaf.start, leaf.end, {"typed": typed, "count": str(len(terms)), "words": shown})
    if expansion.is_cut:
        yield Notice("expansion-cut", leaf.start, leaf.end, {"typed": typed, "limit": str(len(terms))})


def written_apart(query: Query) -> Word | None:
    """The words of a date in brackets, tanggal:(27 November 2015), as one."""
    clauses = query.clauses if isinstance(query, Group) else ()
    words = [clause.query for clause in clauses if isinstance(clause.query, Word)]
    if len(words) < len(clauses) or not words or any(clause.occur is not Occur.WANTED for clause in clauses):
        return None
    return Word(" ".join(word.text for word in words), words[0].start, words[-1].end)


def _words(field: str, text: str) -> Wanted:
    """All words of the text, in one of the ways in which they can be printed."""
    found = [tuple(Filter(field, word) for word in way if word) for way in ways(text)]
    whole = [words[0] if len(words) == 1 else AllOf(filters=words) for words in found]
    return OneOf(tuple(whole)) if len(whole) > 1 else next(iter(whole), NOTHING)
