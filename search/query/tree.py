"""The query as the reader typed it: a closed union of frozen nodes.

Every node prints as one line of the query language, and parsing that line gives the node back.
Nothing here is analyzed: words are as typed. `bound.py` gives the tree that engines compile.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word. `start` and `end` say where it stands in the typed text; they do not count in comparisons."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: exactly these, in this order."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Fielded:
    """A query on one field only; `name` is the canonical English name ("title")."""

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
    `a AND b` is a group of two required clauses.
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
