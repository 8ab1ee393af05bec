"""Reader for plain text: one article a file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from search.ingest.cleaning import is_blank
from search.ingest.encoding import decoded, signature
from search.ingest.record import ARTICLE_LIMIT_BYTES, TOO_LONG, Record, text_record
from search.ingest.source import Source
from search.model import Problem


def text_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The one article of a text file, or why there is none."""
    content = stream.read(ARTICLE_LIMIT_BYTES + 1)
    if len(content) > ARTICLE_LIMIT_BYTES:
        yield Problem(source.named, f"is {TOO_LONG} into files of one article each.")
        return
    text = decoded(content)
    if text is None:
        kind = signature(content)
        yield Problem(source.named, f"looks like a binary file{f' ({kind})' if kind else ''}, not text: not read.")
    elif is_blank(text.text):
        yield Problem(source.named, "is empty.")
    else:
        yield text_record(source, content, text.text)
