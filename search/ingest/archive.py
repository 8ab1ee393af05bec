"""Paths -> records: everything below them, one article at a time.

Nothing that stands in an input file raises: what cannot be read becomes a Problem, and the rest is read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from search.errors import InputError
from search.ingest.extras import MissingExtraError
from search.ingest.folder import checked, sources
from search.ingest.mojibake import mended
from search.ingest.packing import BombError, DamagedError
from search.ingest.readers.csvfile import csv_records
from search.ingest.readers.feedfile import feed_records
from search.ingest.readers.htmlfile import html_records
from search.ingest.readers.jsonfile import json_records
from search.ingest.readers.jsonlines import json_lines
from search.ingest.readers.pdffile import pdf_records
from search.ingest.readers.textfile import text_records
from search.ingest.readers.warcfile import warc_records
from search.ingest.readers.zipped import members
from search.ingest.reading import Reading, current_reading
from search.ingest.record import Record
from search.ingest.repairs import Repairs
from search.ingest.source import Progress, Source
from search.model import Problem

Reader = Callable[[Source, io.BufferedReader], Iterator[Record | Problem]]

# suffix -> reader; a new format is a new file and a line here
READERS: Mapping[str, Reader] = {
    ".txt": text_records,
    ".text": text_records,
    ".md": text_records,
    ".html": html_records,
    ".htm": html_records,
    ".xhtml": html_records,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".json": json_records,
    ".csv": csv_records,
    ".tsv": csv_records,
    ".rss": feed_records,
    ".atom": feed_records,
    ".xml": feed_records,
    ".warc": warc_records,
    ".pdf": pdf_records,
}
_ZIP = ".zip"
_SUFFIXES = {*READERS, _ZIP}
# What `Reading.format` may be
FORMATS = tuple(sorted(suffix.removeprefix(".") for suffix in READERS))

_Opening = Callable[[], io.BufferedReader]


def records(
    paths: Sequence[Path],
    *,
    below: Path | None = None,
    reading: Reading | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Record | Problem]:
    """Everything below the paths in the order of the names, streamed: memory holds one article.

    Args:
        below: A folder above the paths: articles get the ids they would have if it had been named.
        reading: How to read what the names do not tell; else that of the `search.ingest.reading` block around it.
        on_progress: Told how many bytes of input were read since the last call; all calls add up to `size_bytes`.

    Raises:
        InputError: A path is not there, or is standard input without a format. Raised before anything is read.
    """
    settings = reading or current_reading()
    if settings.format and settings.format not in FORMATS:
        raise InputError(settings.format, f"no such format. There are: {', '.join(FORMATS)}.")
    checked(paths, settings)
    return _Archive(on_progress or (lambda count: None)).records(sources(paths, _SUFFIXES, settings, below=below))


def size_bytes(paths: Sequence[Path]) -> int:
    """How many bytes `records` will read; a packed file counts as it lies on the disk, standard input not at all."""
    settings = current_reading()
    checked(paths, settings)
    total = 0
    for source in sources(paths, _SUFFIXES, settings):
        if isinstance(source, Source) and not source.is_standard_input:
            try:
                total += source.path.stat().st_size
            except OSError:
                continue  # gone since it was listed; records() reports it
    return total


class _Archive:
    """One run over many files; remembers which libraries were missing, to say it once."""

    def __init__(self, on_progress: Progress) -> None:
        self._on_progress = on_progress
        self._missing: dict[str, tuple[Problem, int]] = {}

    def records(self, found: Iterator[Source | Problem]) -> Iterator[Record | Problem]:
        for source in found:
            if isinstance(source, Problem):
                yield source
            else:
                yield from self._told(source, self._file(source))
        for problem, count in self._missing.values():
            others = f" ({count - 1:,} more files of this archive do.)" if count > 1 else ""
            yield Problem(problem.path, f"{problem.reason}{others}")

    def _file(self, source: Source) -> Iterator[Record | Problem]:
        with source.opened(self._on_progress) as stream:
            if source.suffix != _ZIP:
                yield from _articles(source, stream)
                return
            for member in members(source, stream, READERS.keys()):
                yield from [member] if isinstance(member, Problem) else self._member(*member)

    def _member(self, source: Source, opening: _Opening) -> Iterator[Record | Problem]:
        def found() -> Iterator[Record | Problem]:
            yield from _articles(source, opening())

        yield from self._told(source, found())

    def _told(self, source: Source, found: Iterator[Record | Problem]) -> Iterator[Record | Problem]:
        """What was found, and a problem where it ends too early."""
        count = 0
        try:
            for record in found:
                count += isinstance(record, Record)
                yield record
        except MissingExtraError as error:
            problem, files = self._missing.get(error.extra, (Problem(source.named, f"{error}"), 0))
            self._missing[error.extra] = problem, files + 1
        except BombError as error:
            yield Problem(source.named, f"{error}")
        except DamagedError as error:
            yield Problem(source.named, f"the compressed file {error}: {_so_far(count)} Fetch or pack it again.")
        except OSError as error:
            yield Problem(source.named, f"cannot be read ({error.strerror or error}): {_so_far(count)}")


def _articles(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """One file's articles, garbled letters mended. A file of unknown suffix is tried as text."""
    repairs = Repairs()
    for item in READERS.get(source.suffix, text_records)(source, stream):
        yield mended(item, repairs) if isinstance(item, Record) else item
    yield from repairs.problems(source.named)


def _so_far(count: int) -> str:
    if count == 0:
        return "no article of it was read."
    return f"only the first {count:,} of its articles were read." if count > 1 else "only its first article was read."
