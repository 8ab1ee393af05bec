"""The query as engines compile it: terms bound to fields, a closed union of frozen nodes.

No language is left in it. Scores add up over the parts that match.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The documents with this term in this field."""

    field: str
    term: str

    def __str__(self) -> str:
        return f"{self.field}:{self.term}"


@dataclass(frozen=True, slots=True)
class Sequence:
    """The documents with these terms at consecutive positions of this field."""

    field: str
    terms: tuple[str, ...]

    def __str__(self) -> str:
        return f'{self.field}:"{" ".join(self.terms)}"'


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The documents of at least one part; complete where one part is."""

    parts: tuple[BoundQuery, ...]

    def __str__(self) -> str:
        return f"({' | '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True)
class Ranked:
    """All the required parts, none of the excluded, and at least one wanted part where nothing is required.

    A document is complete where every required part is complete in it and every wanted part is there, complete.
    Optional parts add to the score of documents that match without them, and decide nothing.

    Attributes:
        coverage: The sum of the parts' scores is multiplied by (parts there / parts asked) ** coverage, counting the
            required and the wanted: 0 for a plain sum.
    """

    required: tuple[BoundQuery, ...] = ()
    wanted: tuple[BoundQuery, ...] = ()
    excluded: tuple[BoundQuery, ...] = ()
    optional: tuple[BoundQuery, ...] = ()
    coverage: float = 0.0

    def __str__(self) -> str:
        signed = [("+", self.required), ("", self.wanted), ("-", self.excluded), ("?", self.optional)]
        return f"({' '.join(f'{sign}{part}' for sign, parts in signed for part in parts)})"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""

    def __str__(self) -> str:
        return "()"


BoundQuery = Term | Sequence | AnyOf | Ranked | Nothing
