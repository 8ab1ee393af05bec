"""Articles, and what analysis makes of their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from search.model.dates import UNDATED, PartialDate

Json = Any  # what json.loads gives; the one place that says Any, because JSON has no narrower type
NOTHING_MORE: Mapping[str, Json] = MappingProxyType({})


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
    body: str = field(repr=False)  # a page of results would fill many screens
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
