"""The query as the reader typed it: a closed union of frozen nodes, and the three ways to join them.

Every node prints as one line of the query language, and parsing that line gives the node back: for all trees built
with `grouped`, `either` and `on_field`, which keep one normal form (docs/query-language.md). Nothing here is
analyzed: words are as typed. `bound.py` gives the tree that engines compile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word. `start` and `end` say where it stands in the typed text; they do not count in comparisons.

    There is no way to quote a word: in quotes it is a phrase. So a text that would read as something else is never
    a word's: operators ("OR", "DAN"), a sign in front ("-kpk"), a field's name and colon, blanks, brackets, quotes.
    `search.query.lexer.is_word` tells.
    """

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: exactly these, in this order, one blank between them. `start` and `end` take in the quotes."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Fielded:
    """A query on one field only; `name` is the canonical English name ("title").

    A `Fielded` further inside names the field for its own part.
    """

    name: str
    query: Query

    def __str__(self) -> str:
        return f"{self.name}:{self.query}"


class Occur(StrEnum):
    """What a clause means for its group; the value is the sign it prints with."""

    WANTED = ""
    REQUIRED = "+"
    EXCLUDED = "-"


@dataclass(frozen=True, slots=True)
class Clause:
    """A member of a group."""

    occur: Occur
    query: Query

    def __str__(self) -> str:
        return f"{self.occur.value}{self.query}"


@dataclass(frozen=True, slots=True)
class Group:
    """Words side by side: the required must be there, the excluded must not, the wanted rank.

    With nothing required, at least one wanted clause must be there. A document with all wanted clauses is complete.
    `a AND b` is a group of two required clauses. A group of excluded clauses only matches nothing.
    """

    clauses: tuple[Clause, ...]

    def __str__(self) -> str:
        return f"({' '.join(map(str, self.clauses))})"


@dataclass(frozen=True, slots=True)
class Or:
    """Alternatives: any one of them is a complete match."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return f"({' OR '.join(map(str, self.parts))})"


Query = Word | Phrase | Fielded | Group | Or
EMPTY = Group(())


def grouped(clauses: Iterable[Clause]) -> Query:
    """Put clauses side by side, in normal form: no brackets that change nothing, no group of one.

    >>> kpk, suap = Word("kpk"), Word("suap")
    >>> str(grouped([Clause(Occur.WANTED, kpk), Clause(Occur.EXCLUDED, suap)]))
    '(+kpk -suap)'
    >>> str(grouped([Clause(Occur.REQUIRED, kpk)]))
    'kpk'
    """
    melted = list(_melted(clauses))
    if [clause.occur for clause in melted if clause.occur is not Occur.EXCLUDED] == [Occur.WANTED] and len(melted) > 1:
        # The only thing looked for is required anyway; one spelling for `kpk -suap` and `+kpk -suap`.
        signs = (Occur.EXCLUDED if clause.occur is Occur.EXCLUDED else Occur.REQUIRED for clause in melted)
        melted = list(_melted(Clause(sign, clause.query) for sign, clause in zip(signs, melted, strict=True)))
    if len(melted) == 1 and melted[0].occur is not Occur.EXCLUDED:
        return melted[0].query
    return Group(tuple(melted))


def _melted(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Replace an inner group by its clauses where its brackets change nothing."""
    for clause in clauses:
        inner = clause.query.clauses if isinstance(clause.query, Group) else (clause,)
        signs = {part.occur for part in inner}
        if signs <= {Occur.EXCLUDED} or signs == {clause.occur}:
            yield from inner
        else:
            yield clause


def either(parts: Iterable[Query]) -> Query:
    """Make alternatives of parts; a part that only excludes is no alternative but is taken from all the others.

    >>> str(either([Word("gempa"), either([Word("banjir"), Word("longsor")])]))
    '(gempa OR banjir OR longsor)'
    >>> str(either([Word("gempa"), Group((Clause(Occur.EXCLUDED, Word("hoaks")),))]))
    '(+gempa -hoaks)'
    """
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)) if inner != EMPTY]
    wanted = [part for part in flat if not is_only_excluded(part)]
    without = [Clause(Occur.WANTED, part) for part in flat if is_only_excluded(part)]
    if len(wanted) > 1:
        return grouped([Clause(Occur.WANTED, Or(tuple(wanted))), *without])
    return grouped([*(Clause(Occur.WANTED, part) for part in wanted), *without])


def on_field(name: str, query: Query) -> Query:
    """Limit a query to a field; what is bound to a field already stays there, and exclusions stay outermost.

    >>> str(on_field("title", Group((Clause(Occur.EXCLUDED, Word("suap")),))))
    '(-title:suap)'
    """
    match query:
        case Fielded() | Group(()):
            return query
        case Group(clauses) if is_only_excluded(query):
            return Group(tuple(Clause(clause.occur, on_field(name, clause.query)) for clause in clauses))
        case _:
            return Fielded(name, query)


def is_only_excluded(query: Query) -> bool:
    """Whether the query names only what must not be there, so that it matches nothing by itself."""
    return isinstance(query, Group) and query != EMPTY and all(c.occur is Occur.EXCLUDED for c in query.clauses)
