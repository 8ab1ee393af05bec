"""Reader for saved web pages: one article a file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from search.ingest.encoding import signature
from search.ingest.markup.page import PAGE_LIMIT_BYTES, PageError, page
from search.ingest.record import Record, page_record
from search.ingest.source import Source
from search.model import Problem


def html_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The one article of a page, or why there is none."""
    content = stream.read(PAGE_LIMIT_BYTES + 1)
    if kind := signature(content):
        yield Problem(source.named, f"looks like a binary file ({kind}), not a web page: not read.")
        return
    if not content.strip():
        yield Problem(source.named, "is empty.")
        return
    try:
        found = page(content)
    except PageError as error:
        yield Problem(source.named, f"{error}")
    else:
        yield page_record(source, found.fields, found.origins, is_file=True)
