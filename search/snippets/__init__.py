"""Snippets: what of a document to show, and why it is there."""

from search.snippets.explaining import Explained, Explainer, explained
from search.snippets.formats import ansi, html, lines, plain
from search.snippets.marking import Marker, apart, marks
from search.snippets.passages import snippet, whole
from search.snippets.scanning import Mark

__all__ = [
    "Explained",
    "Explainer",
    "Mark",
    "Marker",
    "ansi",
    "apart",
    "explained",
    "html",
    "lines",
    "marks",
    "plain",
    "snippet",
    "whole",
]
