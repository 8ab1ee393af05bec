"""Entries as documents of tantivy, many at once.

What is done for each occurrence of a term is done by numpy and `str.join`; Python itself goes through the fields of
each document. So a document of 480 terms is tantivy's after 60 µs; with a list of terms for each field it took 150.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import tantivy

from search.engines.base import ID
from search.engines.matching import DAYS
from search.engines.matching.arrays import starts_of
from search.engines.tantivy.schema import DIGEST, EXACT, NAME, SKETCH, STACKS, STORED, length_of, packed
from search.engines.tantivy.wording import encoded, joined, keys, rows

if TYPE_CHECKING:
    from search.engines.entries import Column, Entries
    from search.engines.tantivy.wording import Words


class _Field(NamedTuple):
    """A field of some documents: of each its text, how many terms that has, and the keys of its stacks, if any."""

    name: str
    length: str
    texts: Sequence[str]
    counts: Sequence[int]
    keys: Mapping[int, str]


def documents(entries: Entries, words: Words) -> Iterator[tantivy.Document]:
    """Entries as tantivy takes them, in their order.

    Args:
        words: For each term of their vocabulary its word.
    """
    fields = [_field(name, column, words) for name, column in entries.columns.items()]
    days = [(name, getattr(entries, name)) for name in DAYS]
    texts = [(NAME, entries.ids), (STORED, entries.stored), (DIGEST, entries.digests)]
    for number, (name, sketch) in enumerate(zip(entries.ids, entries.sketches, strict=True)):
        made = tantivy.Document()
        made.add_text(ID, encoded(name))
        for field in fields:
            if field.counts[number]:
                made.add_text(field.name, field.texts[number])
                if field.counts[number] >= EXACT:
                    made.add_unsigned(field.length, field.counts[number])
                if number in field.keys:
                    made.add_text(STACKS, field.keys[number])
        for day, numbers in days:
            if numbers[number]:
                made.add_unsigned(day, numbers[number])
        for plain, own in texts:
            made.add_bytes(plain, packed(own[number]))
        made.add_bytes(SKETCH, sketch)
        yield made


def _field(name: str, column: Column, words: Words) -> _Field:
    counts = column.counts.astype(np.int64)
    lengths = counts.tolist()
    if not len(column.positions):
        return _Field(name, length_of(name), joined(words[column.numbers].tolist(), lengths), lengths, {})
    starts = starts_of(counts)
    own, stacks = rows(words, column.numbers, starts.repeat(counts) + column.positions)
    # Behind the last start that is not behind the place: a document without terms starts where the next does.
    owners = np.searchsorted(starts, list(stacks), side="right") - 1
    found: defaultdict[int, list[str]] = defaultdict(list)
    for owner, stack in zip(owners.tolist(), stacks.values(), strict=True):
        found[owner].append(keys(stack))
    texts = {owner: " ".join(own) for owner, own in found.items()}
    return _Field(name, length_of(name), joined(own.tolist(), lengths), lengths, texts)
