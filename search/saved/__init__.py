"""Saved searches: a query under a name, and which of its articles somebody has met."""

from search.saved.running import Feed, answer, feed, met
from search.saved.saved import Saved
from search.saved.store import MOST_LETTERS, find, keep, names, remove, saved_searches

__all__ = [
    "MOST_LETTERS",
    "Feed",
    "Saved",
    "answer",
    "feed",
    "find",
    "keep",
    "met",
    "names",
    "remove",
    "saved_searches",
]
