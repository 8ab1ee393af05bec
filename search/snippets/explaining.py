"""A document against a query: its marked title and body, the reasons, the missing words."""

from __future__ import annotations

from dataclasses import dataclass

from search.aliases import AliasTable
from search.model import Document, Passage, Reason
from search.query.concepts import Wanted, concepts, missing
from search.snippets.marking import CLOSENESS, Mark, apart, marks
from search.snippets.passages import snippet, whole


@dataclass(frozen=True, slots=True)
class Explained:
    """What a result shows of a document.

    Attributes:
        title, body: Whole, with all their marks.
        snippet: The passage of the body that shows most of the query.
        why: The closest match of each concept that was met, in the query's order.
        missing: The words asked for that the document lacks.
    """

    title: Passage
    body: Passage
    snippet: Passage
    why: tuple[Reason, ...]
    missing: tuple[str, ...]


def explained(document: Document, wanted: Wanted, aliases: AliasTable) -> Explained:
    """Mark and explain a document."""
    asked = tuple(concepts(wanted))
    in_title = marks(document.title, "title", asked, aliases, document.language)
    in_body = marks(document.body, "body", asked, aliases, document.language)
    met = _closest([*in_title, *in_body, *marks(document.about, "about", asked, aliases, document.language)])
    return Explained(
        whole(document.title, apart(in_title)),
        whole(document.body, apart(in_body)),
        snippet(document.body, apart(in_body)),
        tuple(met[number] for number in sorted(met)),
        missing(wanted, lambda concept: asked.index(concept) in met),
    )


def _closest(found: list[Mark]) -> dict[int, Reason]:
    """The best reason of each concept, by its number."""
    best: dict[int, Reason] = {}
    for mark in found:
        reason = mark.span.reason
        if mark.concept not in best or CLOSENESS[reason.kind] < CLOSENESS[best[mark.concept].kind]:
            best[mark.concept] = reason
    return best
