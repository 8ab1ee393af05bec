"""What chunks are made of, by number."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NO_NUMBERS = np.empty(0, np.int32)


class Pieces:
    """The pieces by number: a surface, a root, and the bits of `search.bulk.chunks`, in 12 bytes."""

    def __init__(self) -> None:
        self._surfaces, self._roots, self._kinds = array("i"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self._kinds)

    def __getitem__(self, some: slice) -> NDArray[np.int32]:
        """Some of them, copied, in three columns."""
        return np.stack([column[some] for column in self.columns()], axis=1)

    def one(self, number: int) -> tuple[int, int, int]:
        """One of them."""
        return self._surfaces[number], self._roots[number], self._kinds[number]

    def added(self, surface: int, root: int, kind: int) -> int:
        """The number of a new piece."""
        self._surfaces.append(surface)
        self._roots.append(root)
        self._kinds.append(kind)
        return len(self._kinds) - 1

    def columns(self) -> Sequence[NDArray[np.int32]]:
        """The surfaces, roots and bits of all. They are to be let go of before the next piece is added."""
        return [np.frombuffer(row or _NO_NUMBERS, np.int32) for row in (self._surfaces, self._roots, self._kinds)]
