"""What was made lately, as much of it as a bound on its size allows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values by key, the least lately used forgotten first. Safe to share between threads.

    >>> squares = Recent(most=20, size_of=int)
    >>> [squares.get(number, lambda: number * number) for number in (2, 3, 4, 2)]
    [4, 9, 16, 4]
    """

    def __init__(self, *, most: int, size_of: Callable[[Value], int]) -> None:
        """Keep values whose sizes are together at most `most`."""
        self._most, self._size_of = most, size_of
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._size, self._lock = 0, Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key; it is made where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        # Outside of the lock: two threads may make the same, and each gets a right answer.
        value = make()
        with self._lock:
            self._size += self._size_of(value) - (self._size_of(self._kept[key]) if key in self._kept else 0)
            self._kept[key] = value
            while self._size > self._most and self._kept:
                self._size -= self._size_of(self._kept.popitem(last=False)[1])
        return value
