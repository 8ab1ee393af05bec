"""What is known of each item of a list that only grows, as an array that grows with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Some = TypeVar("Some", covariant=True)


class Items(Protocol[Some]):
    """A list, or what can be asked for a part as a list can."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Some: ...


class Growing(Generic[Some]):
    """`array()[k]` is what a function gives for `items[k]`; the function is asked once for each item.

    >>> words = ["gempa", "di"]
    >>> lengths = Growing(words, lambda some: np.array([len(word) for word in some]))
    >>> words.append("Palu")
    >>> lengths.array().tolist()
    [5, 2, 4]
    """

    def __init__(self, items: Items[Some], function: Callable[[Some], NDArray[Any]]) -> None:
        self.items, self._function = items, function
        self._known: NDArray[Any] = function(items[:0])
        self._count = 0

    def array(self) -> NDArray[Any]:
        """A row for each item that there is now. It is not to be kept: the next call may write into its memory."""
        count = len(self.items)
        if count > self._count:
            new = self._function(self.items[self._count :])
            if count > len(self._known):
                # Twice as large, so that each row is copied about once.
                larger = np.empty((max(2 * len(self._known), count), *new.shape[1:]), new.dtype)
                larger[: self._count] = self._known[: self._count]
                self._known = larger
            self._known[self._count : count] = new
            self._count = count
        return self._known[:count]
