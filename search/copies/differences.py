"""Where two texts differ, word by word, for a page that shows them side by side.

Case, accents and punctuation make no difference. `first[start:end]` and `second[start:end]` are whole words as printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from search.analysis import tokens

# Words of each text that are compared one by one, beginning with the first that differs and leaving out the end that
# both have in common; what follows them is one difference. difflib takes up to the cube of their number: an article
# and its copy .6 ms, the worst texts of 2,000 words .15 s, of 5,000 words 2.2 s.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the first text that stands otherwise, or not at all, in the second; characters of each text.

    An empty stretch (`start == end`) says where the words of the other text are missing.
    """

    first_start: int
    first_end: int
    second_start: int
    second_end: int


class _Words:
    """A text as words and their places."""

    def __init__(self, text: str) -> None:
        found = [token for token in tokens(text) if token.piece.step]
        self.words = [token.piece.surface for token in found]
        self._spans = [(token.start, token.end) for token in found]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """From the first character of a word to the last before another; an empty place ends the word before."""
        if start < end:
            return self._spans[start][0], self._spans[end - 1][1]
        at = self._spans[start - 1][1] if start else 0
        return at, at


_Stretch = tuple[int, int, int, int]  # from and to in the words of the first text, from and to in those of the second


def differences(first: str, second: str) -> tuple[Difference, ...]:
    """The differences in order; between two of them, the words of both texts are the same.

    >>> one, two = "Polisi menangkap dua pelaku di Medan.", "Polisi meringkus dua pelaku."
    >>> [(one[d.first_start:d.first_end], two[d.second_start:d.second_end]) for d in differences(one, two)]
    [('menangkap', 'meringkus'), ('di Medan', '')]
    """
    one, two = _Words(first), _Words(second)
    found = _joined(_stretches(one.words, two.words))
    return tuple(Difference(*one.place(a, b), *two.place(c, d)) for a, b, c, d in found)


def _stretches(one: Sequence[str], two: Sequence[str]) -> Iterator[_Stretch]:
    head = _common(one, two)
    tail = _common(one[head:][::-1], two[head:][::-1])
    one, two = one[head : len(one) - tail], two[head : len(two) - tail]
    near_one, near_two = one[:LONGEST], two[:LONGEST]
    # Words above one in a hundred do not begin a match (autojunk), which keeps "yang" and "di" from costing seconds.
    for kind, a, b, c, d in SequenceMatcher(None, near_one, near_two).get_opcodes():
        if kind != "equal":
            yield a + head, b + head, c + head, d + head
    if len(one) > LONGEST or len(two) > LONGEST:
        yield len(near_one) + head, len(one) + head, len(near_two) + head, len(two) + head


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words two texts have in common at the beginning."""
    shorter = min(len(one), len(two))
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), shorter)


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Stretches that touch as one."""
    last: _Stretch | None = None
    for stretch in stretches:
        if last and last[1] == stretch[0] and last[3] == stretch[2]:
            last = last[0], stretch[1], last[2], stretch[3]
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last
