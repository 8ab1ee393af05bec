"""Reader for PDF: one article a file, from its text layer; pictures of text are not read."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from search.ingest.cleaning import is_blank
from search.ingest.extras import extra
from search.ingest.record import ARTICLE_LIMIT_BYTES, TOO_LONG, Record, text_record
from search.ingest.source import Source
from search.model import Problem

# A PDF is read at any place, so all of it is in memory.
PDF_LIMIT_BYTES = 64 * 1024 * 1024
# A gap of this many lines' height parts paragraphs. Set by hand, as is the next: within a paragraph the gap is 1.
_WIDE_GAP = 1.3
# The height of a line is the gap that a tenth of the gaps does not reach: half of them may be between paragraphs, and a
# few are of indices and notes.
_NARROW = 10
_OTHER_SIZE = 1.15  # a line in letters larger or smaller by this is of another kind


def pdf_records(source: Source, stream: io.BufferedReader) -> Iterator[Record | Problem]:
    """The one article of a PDF, or why there is none."""
    content = stream.read(PDF_LIMIT_BYTES + 1)
    try:
        yield text_record(source, content, _text(content))
    except _NoTextError as error:
        yield Problem(source.named, f"{error}")


class _NoTextError(Exception):
    """A PDF without text; the message says why."""


def _text(content: bytes) -> str:
    """The text of all pages. Raises _NoTextError."""
    if not content.strip():
        raise _NoTextError("is empty.")
    if len(content) > PDF_LIMIT_BYTES:
        raise _NoTextError(f"is longer than {PDF_LIMIT_BYTES // 1024**2} MiB, the limit for one PDF: not read.")
    pages, size = list[str](), 0
    for page in _pages(content):
        pages.append(page)
        size += len(page)
        if size > ARTICLE_LIMIT_BYTES:
            raise _NoTextError(f"is {TOO_LONG} into files of one article each.")
    text = "\n\n".join(page for page in pages if page)
    if is_blank(text):
        raise _NoTextError("has no text layer, only pictures: not read. A program for text recognition can add one.")
    return text


def _pages(content: bytes) -> Iterator[str]:
    with extra("pdf"):
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    # It tells of every small fault that it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        for page in PdfReader(io.BytesIO(content)).pages:
            lines = _Lines()
            page.extract_text(visitor_text=lines.take)
            yield lines.text()
    except (FileNotDecryptedError, DependencyError) as error:
        raise _NoTextError("is locked with a password: not read.") from error
    # Of damaged files it also raises what Python raises where something is not what it should be.
    except (PyPdfError, RecursionError, LookupError, TypeError, AttributeError, ValueError, OSError) as error:
        raise _NoTextError("is damaged, or no PDF: not read.") from error


class _Lines:
    """The lines of a page with their places: a PDF knows nothing of paragraphs, only of gaps and sizes of letters."""

    def __init__(self) -> None:
        self._lines: list[tuple[float, float, str]] = []  # height on the page, size of the letters, text

    def take(self, text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        """One piece of text as pypdf meets it, with its matrices."""
        if not text.strip("\n"):
            return
        scale = abs(tm[3]) or 1.0
        height = tm[5] * cm[3] + cm[5]
        if self._lines and abs(self._lines[-1][0] - height) < 0.3 * size * scale:
            _, letters, before = self._lines[-1]
            self._lines[-1] = (height, letters, before + text.replace("\n", " "))
        else:
            self._lines.append((height, size * scale, text.replace("\n", " ")))

    def text(self) -> str:
        """The paragraphs, a blank line between; a word cut at the end of a line is one word again."""
        pairs = zip(self._lines, self._lines[1:], strict=False)
        gaps = sorted(above[0] - below[0] for above, below in pairs if above[0] - below[0] > 0.9 * below[1])
        usual = gaps[len(gaps) // _NARROW] if gaps else 0.0
        result, before = "", None
        for height, size, line in self._lines:
            if before is not None:
                is_near = 0 < before[0] - height <= _WIDE_GAP * usual
                is_alike = 1 / _OTHER_SIZE < size / before[1] < _OTHER_SIZE
                result = _joinable(result) if is_near and is_alike else f"{result.rstrip()}\n\n"
            result += line.strip()
            before = height, size or 1.0
        return result


def _joinable(text: str) -> str:
    """The text, ready for the next line of the same paragraph: a hyphen at its end stays, as in "orang-orang"."""
    return text if text.endswith("-") and not text.endswith((" -", "--")) else f"{text.rstrip()} "
