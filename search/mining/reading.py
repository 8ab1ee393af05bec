"""Files -> texts to mine: articles without their page furniture, and without the rest of what a document is.

Language, dates and outlets say nothing about names, and finding them takes twenty times as long as mining.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.ingest import Record, records
from search.ingest.article import article
from search.ingest.cleaning import cleaned
from search.ingest.fields import given
from search.model import Problem


@dataclass(frozen=True, slots=True)
class Text:
    """An article's title and paragraphs, a line each, and the id its document would have."""

    document_id: str
    text: str


def texts(paths: Sequence[Path], *, on_progress: Callable[[int], None] | None = None) -> Iterator[Text | Problem]:
    """The articles below the paths, streamed; what cannot be read is a Problem.

    Args:
        on_progress: Told how many bytes of input were read since the last call.

    Raises:
        InputError: A path is not there.
    """
    for item in records(paths, on_progress=on_progress):
        yield item if isinstance(item, Problem) else _text(item)


def _text(record: Record) -> Text:
    said = given(record.fields)
    parts = article(cleaned(said.body or record.text), headline=said.title, has_headline=not record.fields)
    lines = [said.title or parts.headline or "", *parts.paragraphs]
    return Text(record.id, "\n".join(line for line in lines if line))
