"""A result as a table for spreadsheets, in CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io

from search import Page

MIMETYPE = "text/csv"
COLUMNS = ("rank", "id", "title", "source", "published", "language", "url", "score", "snippet")
# A spreadsheet runs a cell that opens with one of these as a formula (OWASP, "CSV Injection").
_FORMULA = (*"=+-@＝＋－＠", "\t", "\r", "\n")


def table(page: Page) -> str:
    """The hits, one a row, below the names of the columns."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for hit in page.hits:
        one = hit.document
        texts = (one.id, one.title, one.source, str(one.published), one.language, one.url)
        cells = [cell(text or "") for text in texts]
        rows.writerow([hit.rank, *cells, round(hit.score, 6), cell(hit.snippet.text)])
    return out.getvalue()


def cell(text: str) -> str:
    """The text as a spreadsheet shows it and does not run it.

    >>> cell('=HYPERLINK("x")'), cell("Gempa")
    ('\\'=HYPERLINK("x")', 'Gempa')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
