"""A document against a query: its marked title and body, the reasons, the missing words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.aliases import AliasTable
from search.analysis import is_function_word
from search.model import Document, Passage, Reason
from search.query.concepts import Concept, Wanted, concepts, missing
from search.snippets.marking import Marker, apart
from search.snippets.passages import snippet, whole
from search.snippets.scanning import CLOSENESS, Mark

_STOP = re.compile(r"\S*")
LONGEST_HEADLINE = 400  # characters of a first sentence that stands in for one (search/ingest/sentence.py)


@dataclass(frozen=True, slots=True)
class Explained:
    """What a result shows of a document.

    Attributes:
        title: Whole, with its marks.
        snippet: The fragments of the body that show most of the query.
        why: The closest match of each concept that was met, in the query's order.
        missing: The words asked for that the document lacks.
    """

    title: Passage
    snippet: Passage
    why: tuple[Reason, ...]
    missing: tuple[str, ...]
    _text: str
    _marks: Sequence[Mark]

    @property
    def body(self) -> Passage:
        """Whole, with its marks; made for whoever asks, because a page of results shows ten snippets and no body."""
        return whole(self._text, self._marks)


class Explainer:
    """Explains the hits of one query: the second is cheaper than the first. For one thread at a time."""

    def __init__(self, wanted: Wanted, aliases: AliasTable) -> None:
        self._wanted = wanted
        self._asked = tuple(concepts(wanted))
        self._numbers = {id(concept): number for number, concept in enumerate(self._asked)}
        self._marker = Marker(self._asked, aliases)
        self._content = _content(self._asked)

    def explained(self, document: Document) -> Explained:
        """Mark and explain a document."""
        title = self._marker.marks(document.title, "title", document.language)
        body = self._marker.marks(document.body, "body", document.language)
        about = self._marker.marks(document.about, "about", document.language)
        met = _closest(title, body, about)
        shown = apart(body)
        return Explained(
            whole(document.title, apart(title)),
            snippet(document.body, shown, content=self._content, said=_said(document)),
            tuple(met[number] for number in sorted(met)),
            missing(self._wanted, lambda concept: self._numbers[id(concept)] in met),
            document.body,
            shown,
        )


def explained(document: Document, wanted: Wanted, aliases: AliasTable) -> Explained:
    """Mark and explain one document."""
    return Explainer(wanted, aliases).explained(document)


def _said(document: Document) -> int:
    """Where in the body the sentence ends that stands in for a headline, which is shown above the snippet."""
    title = document.title.removesuffix("…")
    start = document.body.find(title, 0, 2 * LONGEST_HEADLINE) if document.title_derived and title else -1
    if start < 0:
        return 0
    stop = _STOP.match(document.body, start + len(title))
    return stop.end() if stop else 0


def _content(asked: tuple[Concept, ...]) -> frozenset[int]:
    """The concepts whose words say what is looked for; all, where every one is a function word."""
    words = frozenset(number for number, concept in enumerate(asked) if not any(map(is_function_word, _alone(concept))))
    return words or frozenset(range(len(asked)))


def _alone(concept: Concept) -> Iterator[str]:
    return (words[0] for words in concept.sequences if len(words) == 1 and words[0] is not None)


def _closest(*texts: list[Mark]) -> dict[int, Reason]:
    """The best reason of each concept, by its number; of equals the first."""
    best: dict[int, Reason] = {}
    for found in texts:
        for _, _, number, reason in found:
            known = best.get(number)
            if known is None or CLOSENESS[reason.kind] < CLOSENESS[known.kind]:
                best[number] = reason
    return best
