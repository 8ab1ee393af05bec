"""Where a text meets the query, and why: every mark has a reason.

The text is analyzed with the same analysis and aliases as when it was indexed, so what is marked is what matched.
Most chunks tell by themselves that they match, or do not; only where a phrase or a name may begin is a part of the
text read as a row of words. Invariant: the marks are those that `scanned` finds in the tokens of the whole text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from search.aliases import AliasTable
from search.analysis.views import stemmed_as
from search.analysis.windows import Chunks
from search.query.concepts import EVERYWHERE, Concept
from search.snippets.clues import Clues
from search.snippets.parts import parts
from search.snippets.scanning import Mark
from search.snippets.sought import Sought, name_words, sought

MOST = 1_000  # marks of one concept that a text shows: a page of more is a megabyte, and nobody reads it


class Marker:
    """Marks texts for one query, and remembers the chunks it has seen; for one thread at a time."""

    def __init__(self, asked: Sequence[Concept], aliases: AliasTable) -> None:
        self._asked, self._aliases = asked, aliases
        self._wanted: dict[str, Sought] = {}
        self._clues: dict[tuple[str, str], Clues] = {}
        self._is_same_everywhere = all(concept.fields == EVERYWHERE for concept in asked)

    def marks(self, text: str, field: str, language: str) -> list[Mark]:
        """All marks of a text, in order; at one place the longer comes first, then the closer.

        Args:
            field: "title", "body" or "about"; concepts of other fields mark nothing.
            language: The document's, as it was indexed.
        """
        field = EVERYWHERE[0] if self._is_same_everywhere else field
        clues, chunks = self._clues_of(field, stemmed_as(language)), Chunks(text, language)
        met = list(clues.met(chunks.printed))
        anchors = [number for number, clue in met if clue.is_open]
        rows = iter(self._rows(chunks, anchors, self._wanted[field].reach))
        nowhere = len(chunks.printed), 0
        first, last = next(rows, nowhere)
        passed, found = 0, list[Mark]()
        for number, clue in met:
            if number >= first:
                at, own, passed = chunks.starts[first], clues.row(chunks, first, last), last
                first, last = next(rows, nowhere)
            elif number >= passed:
                at, own = chunks.starts[number], clue.marks
            else:
                continue
            found += [Mark(at + start, at + end, concept, why) for start, end, concept, why in own]
        return found

    def _rows(self, chunks: Chunks, anchors: Sequence[int], reach: int) -> list[tuple[int, int]]:
        """The parts of a text that its chunks do not tell one by one, in order: the first chunk of each, the last."""
        found = parts(chunks, anchors, name_words(self._aliases), reach)
        return [(first, last) for first, last in found if last - first > 1 or not chunks.is_cased(first)]

    def _clues_of(self, field: str, language: str) -> Clues:
        clues = self._clues.get((field, language))
        if clues is None:
            wanted = self._wanted.setdefault(field, sought(self._asked, field, self._aliases))
            clues = self._clues[field, language] = Clues(wanted, self._aliases, language)
        return clues


def marks(text: str, field: str, asked: Sequence[Concept], aliases: AliasTable, language: str) -> list[Mark]:
    """All marks of one text; see `Marker.marks`."""
    return Marker(asked, aliases).marks(text, field, language)


def apart(found: Sequence[Mark]) -> list[Mark]:
    """The marks to show: of those that overlap the first, and of one concept no more than MOST."""
    return list(_apart(found))


def _apart(found: Sequence[Mark]) -> Iterator[Mark]:
    shown: Counter[int] = Counter()
    end = 0
    for mark in found:
        if mark.start >= end and shown[mark.concept] < MOST:
            end = mark.end
            shown[mark.concept] += 1
            yield mark
