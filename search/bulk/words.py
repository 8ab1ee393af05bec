"""Words as numbers, in the order in which they are met."""

from __future__ import annotations


class Words(dict[str, int]):
    """Gives each new word the next number.

    Attributes:
        all: The words by number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.all)
        self.all.append(word)
        return number
