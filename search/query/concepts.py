"""What the reader asks for, after analysis: words as roots, names and sequences, still in the shape of the query.

From this one tree come the query that engines compile (`bound`), the marks and reasons of a result, and the
words that a document lacks (`missing`): so what ranks is what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from search.model import MatchKind
from search.query.bound import (
    AnyOf,
    Boosted,
    BoundQuery,
    Dated,
    Everything,
    Near,
    Nothing,
    Ranked,
    Sequence,
    Synonyms,
    Term,
)

EVERYWHERE = ("title", "body", "about")
# Besides the body: news says at the top what it is about, in the headline or the first words (docs/ranking.md).
OPENING = "opening_root"
# Words asked for, at most, where documents with all of them come first. Two words are a pair to a reader; of nine,
# one is often not in the right document. Questions are never counted (docs/ranking.md).
SHORT = 4


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for: a word, a name of several words, a phrase, a pattern.

    Attributes:
        word: As typed, for readers; `start` and `end` say where in its run of words or phrase.
        roots: Terms of the root view, any of which is a match; none for a phrase.
        sequences: Surface words in a row, any of which is a match; None stands for any one word. For a word of the
            root view, the ones that make a match exact.
        fields: Which of "title", "body" and "about" (`Document.about`).
        slop: How many other words may stand between those of a sequence, which may then be in any order; None: none,
            and in this order.
        expanded: The surface words that a pattern (koalis*) or a misspelt word (Holande~) stands for, any of which
            is a match, of the kind `kind`.
        boost: Its scores are multiplied by this.
    """

    word: str
    roots: tuple[str, ...]
    sequences: tuple[tuple[str | None, ...], ...]
    fields: tuple[str, ...] = EVERYWHERE
    slop: int | None = None
    expanded: tuple[str, ...] = ()
    kind: MatchKind = MatchKind.PATTERN
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Filter:
    """A value that a field must have; it ranks nothing and marks nothing.

    Attributes:
        field, value: A field of an engine that keeps values or their words, and a term of it.
    """

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Days (20151113), both included, between which a document must be dated for certain.

    Attributes:
        is_about: Documents count that only may be dated there: those with a date known in part, or with none.
    """

    first: int
    last: int
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Anything:
    """Every document: `*`."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Alternatives."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Parts asked for together; the meanings are those of `bound.Ranked`.

    Of a question (`is_question`) some words name what is asked for, and the answer need not hold them: no coverage, and
    documents with all words are not the better ones.
    """

    required: tuple[Wanted, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    excluded: tuple[Wanted, ...] = ()
    optional: tuple[Wanted, ...] = ()
    filters: tuple[Wanted, ...] = ()
    coverage: float = 0.0
    is_question: bool = False


Wanted = Concept | Filter | DateFilter | Anything | OneOf | AllOf


def bound(wanted: Wanted) -> BoundQuery:
    """The query for engines.

    >>> str(bound(Concept("perang", ("perang",), (("perang",),), fields=("title",))))
    '(title_root:perang | title_surface:perang)'
    """
    match wanted:
        case Concept():
            return _bound_concept(wanted)
        case Filter(field, value):
            return Term(field, value)
        case DateFilter(first, last, is_about):
            certain = Dated(first, last)
            return AnyOf((certain, Dated(first, last, is_certain=False))) if is_about else certain
        case Anything():
            return Everything()
        case OneOf(parts):
            return AnyOf(tuple(bound(part) for part in parts))
        case AllOf(required, asked, excluded, optional, filters, coverage=coverage):
            if not required and not asked and not filters:
                return Nothing()
            filtered = _each(filters)
            return Ranked(_each(required), _each(asked), _each(excluded), _each(optional), filtered, coverage)
        case _:
            assert_never(wanted)


def _each(parts: tuple[Wanted, ...]) -> tuple[BoundQuery, ...]:
    return tuple(map(bound, parts))


def _bound_concept(concept: Concept) -> BoundQuery:
    fields = [f"{field}_root" for field in concept.fields] + [OPENING] * (concept.fields == EVERYWHERE)
    parts: list[BoundQuery] = [Term(field, root) for field in fields for root in concept.roots]
    for surface in (f"{field}_surface" for field in concept.fields):
        parts += [_bound_sequence(surface, words, concept.slop) for words in concept.sequences]
        parts += [Synonyms(surface, concept.expanded)] * bool(concept.expanded)
    whole = parts[0] if len(parts) == 1 else AnyOf(tuple(parts))
    return whole if concept.boost == 1 else Boosted(whole, concept.boost)


def _bound_sequence(field: str, words: tuple[str | None, ...], slop: int | None) -> BoundQuery:
    printed = tuple(word for word in words if word is not None)
    if len(words) == 1:
        return Term(field, printed[0])
    return Sequence(field, words) if slop is None else Near(field, printed, slop)


def is_complete_first(wanted: Wanted, short: int = SHORT) -> bool:
    """Do documents with all that is asked for come before all others, whatever their scores?

    >>> words = tuple(Concept(word, (word,), ()) for word in ("harga", "beras", "naik", "di", "pasar"))
    >>> is_complete_first(AllOf(wanted=words[:2])), is_complete_first(AllOf(wanted=words))
    (True, False)
    """
    match wanted:
        case AllOf(required, asked, is_question=is_question):
            return not is_question and len(required) + len(asked) <= short
        case _:
            return True


def concepts(wanted: Wanted) -> Iterator[Concept]:
    """The concepts that a result can show, in the order of the query; the excluded are not among them."""
    match wanted:
        case Concept():
            yield wanted
        case Filter() | DateFilter() | Anything():
            return
        case OneOf(parts):
            for part in parts:
                yield from concepts(part)
        case AllOf(required, asked, optional=optional):
            for part in (*required, *asked, *optional):
                yield from concepts(part)
        case _:
            assert_never(wanted)


def missing(wanted: Wanted, is_met: Callable[[Concept], bool]) -> tuple[str, ...]:
    """The words that a document lacks to be a complete match; of alternatives, those of the nearest."""
    match wanted:
        case Concept():
            return () if is_met(wanted) else (wanted.word,)
        case Filter() | DateFilter() | Anything():
            return ()  # a document that lacks it is no result at all
        case OneOf(parts):
            return min((missing(part, is_met) for part in parts), key=len, default=())
        case AllOf(required, asked):
            return tuple(word for part in (*required, *asked) for word in missing(part, is_met))
        case _:
            assert_never(wanted)
