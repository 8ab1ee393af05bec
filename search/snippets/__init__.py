"""Snippets: what of a document to show, and why it is there."""

from search.snippets.explaining import Explained, explained
from search.snippets.marking import Mark, marks
from search.snippets.passages import snippet, whole

__all__ = ["Explained", "Mark", "explained", "marks", "snippet", "whole"]
