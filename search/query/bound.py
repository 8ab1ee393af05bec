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
class Synonyms:
    """The documents with at least one of these terms in this field, scored as if they were one term.

    So a pattern that stands for a hundred words counts like one word: its frequency in a document is the sum of
    theirs, and the number of documents that hold it is that of the documents that hold any of them.
    """

    field: str
    terms: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.field}:[{' '.join(self.terms)}]"


@dataclass(frozen=True, slots=True)
class Sequence:
    """The documents with these terms at consecutive positions of this field; None stands for any one position.

    The first and the last are terms.
    """

    field: str
    terms: tuple[str | None, ...]

    def __str__(self) -> str:
        return f'{self.field}:"{" ".join(term or "*" for term in self.terms)}"'


@dataclass(frozen=True, slots=True)
class Near:
    """The documents with all of these terms, in any order, within `len(terms) + slop` positions of this field.

    A term that is named twice must be there twice. An occurrence, as scores count it, is a position at which one of
    the terms stands and from which that many positions on all of them are met.
    """

    field: str
    terms: tuple[str, ...]
    slop: int

    def __str__(self) -> str:
        return f'{self.field}:"{" ".join(self.terms)}"~{self.slop}'


@dataclass(frozen=True, slots=True)
class Dated:
    """The documents whose date lies in a range. It scores nothing.

    Attributes:
        first, last: Days (20151113), both included: a range always has both ends.
        is_certain: True: all days that the document's date may mean are in the range. False: the documents that only
            may belong there: some of these days are in the range and some are not, or there is no date.
    """

    first: int
    last: int
    is_certain: bool = True

    def __str__(self) -> str:
        return f"published:{self.first}..{self.last}{'' if self.is_certain else '?'}"


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
    Optional parts add to the score of documents that match without them, and decide nothing. Filters must match, and
    neither score nor count for completeness or coverage; with filters alone, all documents they leave match.

    Attributes:
        coverage: The sum of the parts' scores is multiplied by (parts there / parts asked) ** coverage, counting the
            required and the wanted: 0 for a plain sum.
    """

    required: tuple[BoundQuery, ...] = ()
    wanted: tuple[BoundQuery, ...] = ()
    excluded: tuple[BoundQuery, ...] = ()
    optional: tuple[BoundQuery, ...] = ()
    filters: tuple[BoundQuery, ...] = ()
    coverage: float = 0.0

    def __str__(self) -> str:
        signed = [
            ("+", self.required),
            ("", self.wanted),
            ("-", self.excluded),
            ("?", self.optional),
            ("#", self.filters),
        ]
        return f"({' '.join(f'{sign}{part}' for sign, parts in signed for part in parts)})"


@dataclass(frozen=True, slots=True)
class Boosted:
    """The documents of a part, its scores multiplied."""

    part: BoundQuery
    factor: float

    def __str__(self) -> str:
        return f"{self.part}^{self.factor:g}"


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document, complete, with a score of nothing."""

    def __str__(self) -> str:
        return "*"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""

    def __str__(self) -> str:
        return "()"


BoundQuery = Term | Synonyms | Sequence | Near | Dated | AnyOf | Ranked | Boosted | Everything | Nothing
