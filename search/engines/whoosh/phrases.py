"""Where terms stand in a row: the only place that reads positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.engines.whoosh.arrays import firsts, lengths_between, starts_of
from search.engines.whoosh.terms import TermFile
from search.engines.whoosh.vocabulary import encoded

if TYPE_CHECKING:
    from search.engines.whoosh.arrays import Flags, Ints, Numbers


def occurrences(terms: TermFile, lengths: Numbers, field: str, words: tuple[str, ...]) -> tuple[Ints, Ints]:
    """The documents of a segment where the words follow one another, and how often they do in each.

    Args:
        lengths: How many terms each document has in the field.
    """
    entries = [entry for word in words if (entry := terms.entry(field, encoded(word))) is not None]
    if len(entries) < len(words):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    held = [(step, entry, *terms.listed(field, entry)) for step, entry in enumerate(entries)]
    together = np.flatnonzero(_together([documents for _, _, documents, _ in held], len(lengths)))
    # All these documents one behind the other, with room before each for a phrase that would begin before it.
    spans = lengths[together].astype(np.int64) + len(words)
    starts, end = starts_of(spans), int(spans.sum())
    origins = np.full(len(lengths), end)  # others begin where nobody looks
    origins[together] = starts
    held.sort(key=lambda item: len(item[2]))
    (step, entry, documents, counts), *others = held
    places = terms.positions(field, entry, counts, origins[documents] + (len(words) - step))
    places = places[places < end]
    for step, entry, documents, counts in others:
        is_there = np.zeros(end + int(lengths.max()) + len(words), bool)
        is_there[terms.positions(field, entry, counts, origins[documents] + (len(words) - step))] = True
        places = places[is_there[places]]
    owners = np.searchsorted(starts, places[firsts(places)], side="right") - 1
    first = firsts(owners)
    return together[owners[first]], lengths_between(first, len(owners))


def _together(lists: list[Ints], document_count: int) -> Flags:
    """Which documents stand in all lists."""
    together = np.ones(document_count, bool)
    for documents in lists:
        has = np.zeros(document_count, bool)
        has[documents] = True
        together &= has
    return together
