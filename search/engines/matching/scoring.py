"""The scores that leaves of a query add up to: asked for leaf by leaf, computed field by field.

A query of eight words has some fifty leaves, in seven fields. Most of them have few postings, so that a call of numpy
costs more than what it does: these are computed together, and those of frequent terms are remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from search.engines.matching.arrays import one_after_another
from search.engines.matching.held import Held
from search.engines.matching.impacts import Impact, scored
from search.engines.matching.snapshot import Snapshot

if TYPE_CHECKING:
    from search.engines.matching.arrays import Floats, Ints, Numbers


class Scaled(NamedTuple):
    """What is held of a leaf, and what is the same in the scores of all its postings, but for the weight."""

    holding: list[Held]
    scale: float


class _List(NamedTuple):
    where: Ints
    counts: Numbers | Ints
    scale: float


class Scores:
    """Adds up scores by document."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._sum: Floats | None = None
        self._lists: dict[str, list[_List]] = {}
        self._impacts: list[Impact] = []

    def add(self, scores: Floats) -> None:
        """Add scores of all documents. The array may be added to."""
        self._sum = scores if self._sum is None else np.add(self._sum, scores, out=self._sum)

    def add_impact(self, impact: Impact, weight: float) -> None:
        """Add what is remembered of a leaf."""
        own, scores = self._own(), impact.scores * np.float32(weight)
        if isinstance(impact.where, slice):
            np.add(own, scores, out=own)
        else:
            self._impacts.append(Impact(impact.where, scores))

    def add_leaf(self, field: str, leaf: Scaled, weight: float) -> None:
        """Add `weight` * `scale` * tf / (tf + norm) for the documents that hold something in a field."""
        for where, counts in leaf.holding:
            if not isinstance(where, slice):
                self._lists.setdefault(field, []).append(_List(where, counts, leaf.scale * weight))
            else:
                own = self._own()[where]
                np.add(own, scored(counts, self._snapshot.norms(field)[where], leaf.scale * weight), out=own)

    def summed(self) -> Floats:
        """The sum by document; ends the adding."""
        total = self._own()
        for field, lists in self._lists.items():
            where = np.concatenate([one.where for one in lists])
            scales = np.repeat(np.array([one.scale for one in lists], np.float32), [len(one.where) for one in lists])
            counts = np.concatenate([one.counts for one in lists])
            np.add.at(total, where, scored(counts, self._snapshot.norms(field)[where], scales))
        if self._impacts:
            where = one_after_another([one.where for one in self._impacts if not isinstance(one.where, slice)])
            np.add.at(total, where, np.concatenate([one.scores for one in self._impacts]))
        return total

    def _own(self) -> Floats:
        if self._sum is None:
            self._sum = np.zeros(self._snapshot.count_all, np.float32)
        return self._sum
