"""The records that cross layers: documents on the way in, hits and pages on the way out.

All are frozen. Text positions are `start` and `end`: characters, 0-based, end excluded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Json = Any  # what json.loads gives; the one place that says Any, because JSON has no narrower type
NOTHING_MORE: Mapping[str, Json] = MappingProxyType({})


class Precision(StrEnum):
    """How much of a date the text supports."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the text gives it.

    Attributes:
        year, month, day: None from the first unknown part on; never filled from today's date.
        origin: Where it was found: "page header", "dateline", "body", "copyright line", "record", "file".
        printed: The words it was read from.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    origin: str = ""
    printed: str = ""

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.year is None:
            return Precision.NONE
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def number(self) -> int:
        """The date as the engines keep it, unknown parts as zeros.

        >>> PartialDate(2015, 11, 27).number, PartialDate(2015).number, PartialDate().number
        (20151127, 20150000, 0)
        """
        return (self.year or 0) * 10_000 + (self.month or 0) * 100 + (self.day or 0)

    def __str__(self) -> str:
        """ISO 8601 with the precision known: "2015-11-27", "2015-11", "2015", "" when nothing is.

        >>> str(PartialDate(2015, 11))
        '2015-11'
        """
        parts = [f"{self.year:04d}"] if self.year is not None else []
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


UNDATED = PartialDate()


@dataclass(frozen=True, slots=True)
class Document:
    """One article, clean and attributed.

    Attributes:
        id: Unique in the index: a file's path below the folder that was added, a record's id, url or content hash.
        body: The article without headline, dateline header and page furniture; paragraphs are divided by a blank line.
        title_derived: True where the text has no headline and its first sentence stands in.
        source: The outlet as printed ("ANTARA News", "voa-islam.com").
        credit: The agency credited, where it is not the outlet.
        byline: The author or authors as printed; `editor` likewise.
        language: ISO 639 code, "und" where the text is too short to tell.
        language_confidence: 0 to 1; 0 where the language was not looked for.
        removed: Lines taken out as page furniture or repetition, in order: kept, never searched.
        origins: For a field's name, where its value came from ("dateline", "first sentence", "record").
        extra: Keys of a record that no field above takes, as they came.
        file: The file it was read from, absolute; "" for records made by a program.
        digest: Hash of the input this was made from; the same input always gives the same digest.
    """

    id: str
    title: str
    body: str
    title_derived: bool = False
    source: str | None = None
    credit: str | None = None
    byline: str | None = None
    editor: str | None = None
    places: tuple[str, ...] = ()
    section: str | None = None
    published: PartialDate = UNDATED
    language: str = "und"
    language_confidence: float = 0.0
    url: str | None = None
    removed: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    extra: Mapping[str, Json] = field(default_factory=lambda: NOTHING_MORE)
    file: str = ""
    digest: str = ""

    @property
    def about(self) -> str:
        """What is printed around the article, a line each: date, outlet, places, names. It is searched as well."""
        lines = (self.published.printed, self.source, *self.places, self.byline, self.editor, self.credit, self.section)
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class AnalyzedWord:
    """One token of a text as an index would hold it.

    Attributes:
        printed, start, end: The words of the text.
        position: Place in the text, 0-based; tokens with one position are stacked (su24 and su of Su-24).
        surface: The term of the surface view.
        root: Its root, before names are folded.
        why: Which step gave the root: "override", "name", "dictionary", "repetition", "rule", "unchanged", or the
            name of another language's stemmer.
        analysis: The affixes that were taken off ("me- perang -i"), "" for none.
        names: The alias classes it is part of; `rules` says where they stand.
    """

    printed: str
    start: int
    end: int
    position: int
    surface: str
    root: str
    why: str
    analysis: str = ""
    names: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that was not understood and therefore left out.

    Attributes:
        path: The file or folder as it was named.
        line: 1-based; None where the whole file is meant.
        reason: One line: what is wrong and how to mend it.
        is_mended: Nothing was left out: it was put right without loss, and is told all the same.
    """

    path: str
    reason: str
    line: int | None = None
    is_mended: bool = False

    def __str__(self) -> str:
        where = f"{self.path}, line {self.line}" if self.line else self.path
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one run of `Index.add` did, in documents.

    Attributes:
        problems: What was left out, or lost a letter on the way in.
        mended: What was put right without loss.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()


class MatchKind(StrEnum):
    """How a word of the query was met in a text, from the closest to the widest."""

    EXACT = "exact"
    ROOT = "root"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some words of a text match a word of the query.

    Attributes:
        word: The query's word or phrase as typed.
        kind: How they match.
        printed: The words of the text, as printed.
        via: What joins the two: the root for ROOT ("perang"), the class's name for ALIAS ("ISIS"), "" for EXACT.
        rule: For ALIAS, where the rule stands ("aliases.txt line 17").
        ambiguity: For ALIAS, what else the names may mean; "" where nothing is known.
    """

    word: str
    kind: MatchKind
    printed: str
    via: str = ""
    rule: str = ""
    ambiguity: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a text, and why it is marked."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to show and the spans to mark in it; spans are in order and do not overlap."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about how the query was read.

    Attributes:
        code: Names the sentence in the message catalogues ("ignored-bracket").
        start, end: The part of the typed query it is about.
        values: Fill the sentence's places.
    """

    code: str
    start: int = 0
    end: int = 0
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Hit:
    """One document of a result page.

    Attributes:
        rank: 1-based, counted over all pages.
        score: Only comparable within one result.
        title: The title with its marks.
        snippet: The passage of the body that shows most of the query, with its marks.
        why: One reason for each query word that was met, in the query's order.
        missing: The query's words that this document does not hold; () for a complete match.
    """

    rank: int
    document: Document
    score: float
    title: Passage
    snippet: Passage
    why: tuple[Reason, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results.

    Attributes:
        query: As typed.
        total: Documents that match, exact.
        complete: Of these, the ones that hold every word asked for; for a short query they come first.
        offset, limit: Which part of the ranking `hits` is.
        took_ms: Time from the typed query to this record.
    """

    query: str
    total: int
    complete: int
    offset: int
    limit: int
    took_ms: float
    notices: tuple[Notice, ...]
    hits: tuple[Hit, ...]
