"""From typed words to concepts: analysis, aliases, question words.

Words that stand side by side are analyzed together, so that a name of several words (Amerika Serikat) is met. What has
nothing to look for is left out, and a notice says so; a query of nothing else finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TypeVar, assert_never

from search.aliases import AliasTable
from search.analysis import is_function_word, is_question_word
from search.model import MatchKind, Notice
from search.query import tree
from search.query.building import MOST_FACTOR, is_filter, moved_inside
from search.query.concepts import EVERYWHERE, AllOf, Anything, Concept, DateFilter, Filter, OneOf, Wanted
from search.query.expanding import Expand, Spelling, unexpanded
from search.query.fields import DATES, FILTERS
from search.query.filtering import NOTHING, Filtering, expansion_notices, written_apart
from search.query.tree import (
    Boosted,
    Clause,
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
from search.query.units import folded_pattern, ways
from search.query.words import Words

# Of .25, .5, .7 and 1 the best on headlines; .1 or more costs questions (docs/ranking.md).
COVERAGE = 0.5
Parts = tuple[Wanted, ...]
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A query's concepts, and what the reader should know of how its words were read."""

    wanted: Wanted
    notices: tuple[Notice, ...]


def rewritten(
    query: Query,
    aliases: AliasTable,
    languages: Sequence[str] = (),
    *,
    is_exact: bool = False,
    expand: Expand = unexpanded,
    today: date | None = None,
    coverage: float = COVERAGE,
) -> Rewritten:
    """The concepts of a typed query.

    Args:
        languages: Of the archive, besides Indonesian: a word is looked for by its root in each.
        is_exact: Look for every word as if it stood in quotes: no roots, no other names.
        expand: Gives the words that a pattern stands for (`expanding.expander`); for this query only.
        today: What "kemarin" is reckoned from; without it, only whole dates can be read.
        coverage: Scores grow with the share of the words that a document holds, to this power, 0 or more.
    """
    notices: list[Notice] = []
    known = AliasTable() if is_exact else aliases
    words = Words(known, () if is_exact else languages, notices, is_exact=is_exact)
    rewriter = _Rewriter(words, Filtering(notices, expand, today), expand, notices, coverage)
    return Rewritten(rewriter.wanted(query), tuple(notices))


class _Rewriter:
    """Goes through the tree, and collects notices on the way."""

    def __init__(
        self, words: Words, filtering: Filtering, expand: Expand, notices: list[Notice], coverage: float
    ) -> None:
        self._words, self._filtering, self._expand, self._notices = words, filtering, expand, notices
        self._coverage = coverage

    def wanted(self, query: Query, fields: tuple[str, ...] = EVERYWHERE) -> Wanted:
        """What is asked for, in these fields of a document."""
        if is_filter(query):
            narrowed = self._narrowed(query)
            return narrowed if isinstance(narrowed, AllOf) else AllOf(filters=(narrowed,))
        match query:
            case Word():
                return _alone(self._words.concepts([query], fields))
            case Phrase() | Exact() | Near():
                return self._printed(query, fields)
            case Pattern() | Fuzzy():
                return self._expanded(query, fields)
            case tree.Anything():
                return Anything()
            case Boosted(inner, factor):
                return _boosted(self.wanted(inner, fields), factor)
            case Fielded(name, inner) if name in FILTERS:  # sumber:(antara judul:gempa): the innermost name counts
                return self.wanted(moved_inside(name, inner))
            case Fielded(name, inner):
                return self.wanted(inner, (name,))
            case Or(parts):
                return _one_of(self.wanted(part, fields) for part in parts)
            case Group(clauses):
                return self._group(clauses, fields)
            case _:
                assert_never(query)

    def _narrowed(self, query: Query) -> Wanted:
        """What a query that only narrows leaves."""
        match query:
            case Fielded(name, Word() | Pattern() | Fuzzy() | Exact() | Phrase() | Near() as leaf):
                return self._filtering.filtered(name, leaf)
            case Fielded(name, inner):
                date_words = written_apart(inner) if name in DATES else None
                return self._narrowed(Fielded(name, date_words) if date_words else moved_inside(name, inner))
            case Boosted(inner, _):
                return self._narrowed(inner)
            case Or(parts):
                return _one_of(self._narrowed(part) for part in parts)
            case Group(clauses):
                return self._group(clauses, EVERYWHERE)
            case _:
                return self.wanted(query)

    def _group(self, clauses: Sequence[Clause], fields: tuple[str, ...]) -> Wanted:
        # Filters apart: the words on both sides of one stand side by side, and rank as they would without it.
        filters, others = _parted(clauses, lambda one: one.occur is not Occur.EXCLUDED and is_filter(one.query))
        kept = _searchable(self._narrowed(clause.query) for clause in filters)
        if len(others) == 1 and isinstance(others[0].query, Group) and others[0].occur is not Occur.EXCLUDED:
            inner = self.wanted(others[0].query, fields)
            return replace(inner, filters=(*inner.filters, *kept)) if isinstance(inner, AllOf) else inner
        parts: dict[Occur, list[Wanted]] = {occur: [] for occur in Occur}
        for is_run, run in groupby(others, key=_is_plain):
            if is_run:
                parts[Occur.WANTED] += self._words.concepts([c.query for c in run if isinstance(c.query, Word)], fields)
            else:
                for clause in run:
                    parts[clause.occur].append(self.wanted(clause.query, fields))
        required, excluded = _searchable(parts[Occur.REQUIRED]), _searchable(parts[Occur.EXCLUDED])
        asked, optional = self._sifted(_searchable(parts[Occur.WANTED]), has_others=bool(required))
        if not (required or asked or excluded or kept):
            return NOTHING
        is_question = any(_is_one_of(part, is_question_word) for part in parts[Occur.WANTED])
        coverage = 0.0 if is_question else self._coverage
        return AllOf(required, asked, excluded, optional, kept, coverage, is_question)

    def _sifted(self, asked: Parts, *, has_others: bool) -> tuple[Parts, Parts]:
        """Without question words, and function words apart, where other words remain."""
        questions, content = _parted(asked, lambda part: _is_one_of(part, is_question_word))
        if questions and (content or has_others):
            dropped = [part.word for part in questions if isinstance(part, Concept)]
            self._notices.append(Notice("question-words", values={"words": " ".join(dropped)}))
            asked = tuple(content)
        function_words, others = _parted(asked, lambda part: _is_one_of(part, is_function_word))
        if not others and not has_others:
            return asked, ()
        return tuple(others), tuple(function_words)

    def _printed(self, leaf: Phrase | Exact | Near, fields: tuple[str, ...]) -> Wanted:
        """Words exactly as typed, in a row or near each other."""
        rows = ways(leaf.text)
        slop = leaf.slop if isinstance(leaf, Near) else None
        if slop is not None:
            rows = tuple(tuple(word for word in row if word) for row in rows)
        if not rows:
            self._notices.append(Notice("no-searchable-word", leaf.start, leaf.end, {"typed": leaf.text}))
            return NOTHING
        return Concept(str(leaf), (), rows, fields=fields, slop=slop)

    def _expanded(self, leaf: Pattern | Fuzzy, fields: tuple[str, ...]) -> Concept:
        edits = leaf.edits if isinstance(leaf, Fuzzy) else 0
        spelling = Spelling(folded_pattern(leaf.text), edits, tuple(f"{field}_surface" for field in fields))
        expansion = self._expand(spelling)
        self._notices += expansion_notices(leaf, expansion)
        kind = MatchKind.FUZZY if edits else MatchKind.PATTERN
        return Concept(str(leaf), (), (), fields=fields, expanded=expansion.terms, kind=kind)


def _parted(parts: Iterable[Part], is_first: Callable[[Part], bool]) -> tuple[list[Part], list[Part]]:
    """Those for which it holds, and the others, both in their order."""
    found: tuple[list[Part], list[Part]] = [], []
    for part in parts:
        found[not is_first(part)].append(part)
    return found


def _searchable(parts: Iterable[Wanted]) -> Parts:
    return tuple(part for part in parts if part != NOTHING)


def _one_of(parts: Iterable[Wanted]) -> Wanted:
    found = _searchable(parts)
    return OneOf(found) if len(found) > 1 else next(iter(found), NOTHING)


def _is_plain(clause: Clause) -> bool:
    return clause.occur is Occur.WANTED and isinstance(clause.query, Word)


def _is_one_of(part: Wanted, is_listed: Callable[[str], bool]) -> bool:
    """Whether it is one of the listed words, and was typed without quotes."""
    if not isinstance(part, Concept) or not part.roots or len(part.sequences) != 1:
        return False
    ((first, *_),) = part.sequences
    return first is not None and is_listed(first)


def _alone(parts: Sequence[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else AllOf(wanted=tuple(parts))


def _boosted(wanted: Wanted, factor: float) -> Wanted:
    match wanted:
        case Concept(boost=boost):
            return replace(wanted, boost=min(boost * factor, MOST_FACTOR))
        case Filter() | DateFilter() | Anything():
            return wanted
        case OneOf(parts):
            return OneOf(tuple(_boosted(part, factor) for part in parts))
        case AllOf(required, asked, optional=optional):

            def each(parts: Parts) -> Parts:
                return tuple(_boosted(part, factor) for part in parts)

            return replace(wanted, required=each(required), wanted=each(asked), optional=each(optional))
        case _:
            assert_never(wanted)


def undecided(wanted: Wanted) -> Wanted | None:
    """What a query leaves out only because the dates of documents are not known well enough; None without dates."""
    possible = _possible(wanted)
    return None if possible == wanted else AllOf(required=(possible,), excluded=(wanted,))


def _possible(wanted: Wanted) -> Wanted:
    """The same query, with the documents that only may have been published on its days."""
    match wanted:
        case DateFilter():
            return replace(wanted, is_about=True)
        case Concept() | Filter() | Anything():
            return wanted
        case OneOf(parts):
            return OneOf(tuple(map(_possible, parts)))
        case AllOf(required, asked, filters=filters):

            def each(parts: Parts) -> Parts:
                return tuple(map(_possible, parts))

            return replace(wanted, required=each(required), wanted=each(asked), filters=each(filters))
        case _:
            assert_never(wanted)
