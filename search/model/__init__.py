"""The records that cross layers: documents on the way in, hits and pages on the way out.

All are frozen. Text positions are `start` and `end`: characters, 0-based, end excluded.
"""

from search.model.dates import UNDATED, PartialDate, Precision
from search.model.documents import NOTHING_MORE, AnalyzedWord, Document, Json
from search.model.marks import MatchKind, Passage, Reason, Span
from search.model.reports import AddReport, Problem
from search.model.results import Advice, Copy, FacetValue, Hit, Notice, Numbers, Page, Related

__all__ = [
    "NOTHING_MORE",
    "UNDATED",
    "AddReport",
    "Advice",
    "AnalyzedWord",
    "Copy",
    "Document",
    "FacetValue",
    "Hit",
    "Json",
    "MatchKind",
    "Notice",
    "Numbers",
    "Page",
    "PartialDate",
    "Passage",
    "Precision",
    "Problem",
    "Reason",
    "Related",
    "Span",
]
