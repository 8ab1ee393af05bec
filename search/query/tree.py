"""The query as the reader typed it: a closed union of frozen nodes.

Every node prints as one line of the query language, and parsing that line gives the node back: for all trees built
with the functions of `building`, which keep one normal form (docs/query-language.md). Nothing here is analyzed: words
are as typed. `bound.py` gives the tree that engines compile.

`start` and `end` say where a leaf stands in the typed text, its signs and quotes taken in; they do not count in
comparisons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

# What may follow "=" without quotes: parts of letters and digits, joined by single signs.
_BARE = re.compile(r"[^\W_]+(?:[-'’._/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word.

    There is no way to quote a word: in quotes it is a phrase. So a text that would read as something else is never
    a word's: operators ("OR", "DAN"), a sign in front ("-kpk"), a pattern ("koalis*"), a field's name and colon,
    blanks, brackets, quotes. `search.query.lexer.is_word` tells.
    """

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with signs that stand for others: `*` for any letters or none, `?` for one letter."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be misspelt, by so many `edits`: letters too many, missing, wrong, or two in the other order."""

    text: str
    edits: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.text}~{self.edits}"


@dataclass(frozen=True, slots=True)
class Exact:
    """Just this: of a text the word or words as printed, of a filter the whole value. Any text that is a line."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        if _BARE.fullmatch(self.text):
            return f"={self.text}"
        doubled = self.text.replace('"', '""')
        return f'="{doubled}"'


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: exactly these, in this order, one blank between them. A lone `*` is any one word."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or more, exactly these, in any order, with at most `slop` others between them."""

    text: str
    slop: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"~{self.slop}'


@dataclass(frozen=True, slots=True)
class Anything:
    """Every document: `*` alone."""

    def __str__(self) -> str:
        return "*"


@dataclass(frozen=True, slots=True)
class Fielded:
    """A query on one field only; `name` is the canonical English name ("title").

    A `Fielded` further inside names the field for its own part.
    """

    name: str
    query: Query

    def __str__(self) -> str:
        return f"{self.name}:{self.query}"


@dataclass(frozen=True, slots=True)
class Boosted:
    """A query that counts so many times in the ranking; `factor` has two decimals at most."""

    query: Query
    factor: float

    def __str__(self) -> str:
        return f"{self.query}^{self.factor:g}"


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


Leaf = Word | Pattern | Fuzzy | Exact | Phrase | Near
Query = Leaf | Anything | Fielded | Boosted | Group | Or
EMPTY = Group(())


def as_typed(query: Query) -> str:
    """The query as somebody would type it: in one line, without the brackets of the whole.

    >>> as_typed(Or((Word("gempa"), Word("banjir"))))
    'gempa OR banjir'
    """
    line = str(query)
    return line[1:-1] if isinstance(query, Group | Or) and query != EMPTY else line
