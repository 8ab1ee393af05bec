"""The values of a field by document: what postings say, the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.engines.matching.arrays import narrow
from search.engines.matching.snapshot import Values
from search.engines.whoosh.vocabulary import decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engines.whoosh.part import Part


def values(parts: Sequence[Part], field: str) -> Values:
    """The values of a field, of all documents."""
    names: dict[bytes, int] = {}
    documents, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for base, terms, _ in parts:
        if field in terms.fields:
            own = terms.field(field).terms.numbers()
            renumbered = [names.setdefault(terms.vocabulary[number], len(names)) for number in own.tolist()]
            found = terms.many(field, 0, len(terms.vocabulary), has_positions=False)
            documents.append(found.documents + base)
            numbers.append(np.array(renumbered)[np.searchsorted(own, found.terms)])
    return Values([decoded(name) for name in names], narrow(np.concatenate(documents)), narrow(np.concatenate(numbers)))
