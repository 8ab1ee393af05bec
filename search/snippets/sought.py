"""What a query looks for in one field, by the word of a text that gives it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from search.aliases import AliasTable, Name
from search.aliases.table import is_root_name
from search.model import MatchKind
from search.query.concepts import Concept

Words = tuple[str | None, ...]
Numbers = Mapping[str, tuple[int, ...]]


class Row(NamedTuple):
    """Words that stand together; `slop` as in `Concept`."""

    concept: int
    words: Words
    slop: int | None


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of all alias names, by the part they play.

    Attributes:
        first: Surfaces a name begins with.
        roots: Roots whose inflected forms are met as a name.
        later: Surfaces behind the first.
        by_term: The names that a text is found by, by the class term or the term of a one-way rule.
    """

    first: frozenset[str]
    roots: frozenset[str]
    later: frozenset[str]
    by_term: Mapping[str, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Sought:
    """A query's concepts by what shows them; a concept is its index in the query.

    Attributes:
        asked: All concepts of the query.
        exact, wider: Surfaces that are a match by themselves, `wider` by a pattern or as another spelling.
        roots: Terms of the root view, class terms among them.
        rows: Phrases and near words.
        anchors: Surfaces at which more than one word must be looked at: a row or a sought name may begin.
        anchor_roots: Roots whose inflected forms may be a sought name.
        reach: Positions behind an anchor that a row may take.
    """

    asked: Sequence[Concept]
    exact: Numbers
    wider: Numbers
    roots: Numbers
    rows: tuple[Row, ...]
    anchors: frozenset[str]
    anchor_roots: frozenset[str]
    reach: int


def sought(asked: Sequence[Concept], field: str, aliases: AliasTable) -> Sought:
    """What the concepts look for in a field ("title", "body", "about").

    >>> found = sought([Concept("perang", ("perang",), (("perang",),))], "body", AliasTable())
    >>> dict(found.exact), dict(found.roots)
    ({'perang': (0,)}, {'perang': (0,)})
    """
    here = [(number, concept) for number, concept in enumerate(asked) if field in concept.fields]
    exact = [(words[0], number) for number, concept in here for words in concept.sequences if len(words) == 1]
    wider = [(word, number) for number, concept in here for word in concept.expanded]
    roots = _numbers((root, number) for number, concept in here for root in concept.roots)
    rows = [Row(number, one, concept.slop) for number, concept in here for one in concept.sequences if len(one) > 1]
    known = name_words(aliases)
    names = [name for term in roots for name in known.by_term.get(term, ())]
    begins = {word for row in rows for word in (row.words[:1] if row.slop is None else row.words)}
    return Sought(
        asked,
        _numbers((word, number) for word, number in exact if word is not None),
        _numbers((word, number) for word, number in wider if (word, number) not in exact),
        roots,
        tuple(rows),
        frozenset(word for word in (*begins, *(name.words[0] for name in names)) if word is not None),
        frozenset(name.words[0] for name in names if is_root_name(name)),
        max((len(row.words) + (row.slop or 0) - 1 for row in rows), default=0),
    )


@lru_cache(8)  # an index has one table, a process few indexes
def name_words(aliases: AliasTable) -> NameWords:
    """The words of a table's names, by the part they play."""
    by_term: dict[str, list[Name]] = {}
    for name in aliases.names:
        for term in (name.alias.term, *name.alias.widened):
            by_term.setdefault(term, []).append(name)
    return NameWords(
        frozenset(name.words[0] for name in aliases.names),
        frozenset(name.words[0] for name in aliases.names if is_root_name(name)),
        frozenset(word for name in aliases.names for word in name.words[1:]),
        {term: tuple(names) for term, names in by_term.items()},
    )


def kind_of_surface(wanted: Sought, surface: str, concept: int) -> MatchKind | None:
    """How a surface by itself matches a concept; None where it does not."""
    if concept in wanted.exact.get(surface, ()):
        return MatchKind.EXACT
    return wanted.asked[concept].kind if concept in wanted.wider.get(surface, ()) else None


def _numbers(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The concepts of each word, each once."""
    found: dict[str, dict[int, None]] = {}
    for word, number in pairs:
        found.setdefault(word, {})[number] = None
    return {word: tuple(numbers) for word, numbers in found.items()}
