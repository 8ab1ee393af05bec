"""Answers that are asked for again and again, as many as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """The answers that were asked for last, for any number of threads."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, question: Hashable, answered: Callable[[], Answer]) -> Answer:
        """The answer to a question; two threads that ask at once may both work it out.

        >>> known = Remembered[str](1)
        >>> known.get("ibu kota", lambda: "Jakarta"), known.get("ibu kota", lambda: "Bandung")
        ('Jakarta', 'Jakarta')
        >>> known.get("pulau", lambda: "Jawa"), known.get("ibu kota", lambda: "Nusantara")
        ('Jawa', 'Nusantara')
        """
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        answer = answered()
        with self._lock:
            self._kept[question] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer
