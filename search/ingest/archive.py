"""Paths -> records: everything below them, one article at a time.

Nothing that stands in an input file raises: what cannot be read becomes a Problem, and the rest is read.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from gzip import BadGzipFile
from pathlib import Path

from search.ingest.folder import checked, sources
from search.ingest.jsonlines import json_records
from search.ingest.record import Record
from search.ingest.source import Progress, Source
from search.ingest.textfile import text_records
from search.model import Problem

Reader = Callable[[Source, io.BufferedReader], Iterator[Record | Problem]]

# suffix -> reader; a new format is a new file and a line here
READERS: Mapping[str, Reader] = {
    ".txt": text_records,
    ".text": text_records,
    ".md": text_records,
    ".jsonl": json_records,
    ".ndjson": json_records,
}


def records(paths: Sequence[Path], *, on_progress: Progress | None = None) -> Iterator[Record | Problem]:
    """Everything below the paths in the order of the names, streamed: memory holds one article.

    Args:
        on_progress: Told how many bytes of input were read since the last call; all calls add up to `size_bytes`.

    Raises:
        InputError: A path is not there. Raised by this call, before anything is read.
    """
    checked(paths)
    return _records(paths, on_progress or (lambda count: None))


def size_bytes(paths: Sequence[Path]) -> int:
    """How many bytes `records` will read; a packed file counts as it lies on the disk."""
    checked(paths)
    total = 0
    for source in sources(paths, READERS.keys()):
        if isinstance(source, Source):
            try:
                total += source.path.stat().st_size
            except OSError:
                continue  # gone since it was listed; records() reports it
    return total


def _records(paths: Sequence[Path], on_progress: Progress) -> Iterator[Record | Problem]:
    for source in sources(paths, READERS.keys()):
        if isinstance(source, Problem):
            yield source
        else:
            yield from _read(source, on_progress)


def _read(source: Source, on_progress: Progress) -> Iterator[Record | Problem]:
    """One file's articles, and a problem where it ends too early. A file of unknown suffix is tried as text."""
    reader = READERS.get(source.suffix, text_records)
    count = 0
    try:
        with source.opened(on_progress) as stream:
            for record in reader(source, stream):
                count += isinstance(record, Record)
                yield record
    except (EOFError, zlib.error, BadGzipFile) as error:
        reason = "ends too early" if isinstance(error, EOFError) else "is damaged, or not packed at all"
        yield Problem(source.named, f"the compressed file {reason}: {_so_far(count)} Fetch or pack it again.")
    except OSError as error:
        yield Problem(source.named, f"cannot be read ({error.strerror or error}): {_so_far(count)}")


def _so_far(count: int) -> str:
    if count == 0:
        return "no article of it was read."
    return f"only the first {count:,} of its articles were read." if count > 1 else "only its first article was read."
