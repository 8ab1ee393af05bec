"""Which parts of a text must be read as a row of words: around every chunk where a row or a name may begin.

A part begins where no name runs into it and ends where none runs out of it, so that the names found in it are those
of the whole text.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.analysis.windows import Chunks
from search.snippets.sought import NameWords


def parts(chunks: Chunks, anchors: Sequence[int], names: NameWords, reach: int) -> list[tuple[int, int]]:
    """First and last chunk (excluded) of each part, in order and apart.

    Args:
        anchors: Numbers of chunks, in order.
        reach: Positions behind an anchor that belong to its part.
    """
    found: list[tuple[int, int]] = []
    ahead, passed = 0, 0  # the first chunk out of reach of the anchor, and the positions between the two
    for before, anchor in zip((-1, *anchors), anchors, strict=False):
        passed -= sum([_positions(chunks, number) for number in range(before + 1, min(anchor + 1, ahead))])
        if ahead <= anchor:
            ahead, passed = anchor + 1, 0
        while ahead < len(chunks.printed) and passed < reach:
            passed += _positions(chunks, ahead)
            ahead += 1
        first = anchor
        while (not found or first > found[-1][1]) and _goes_on(chunks, first, names):
            first -= 1
        if found and first <= found[-1][1]:
            first, last = found.pop()
        else:
            last = anchor + 1
        last = max(last, ahead)
        while last < len(chunks.printed) and _goes_on(chunks, last, names):
            last += 1
        found.append((first, last))
    return found


def _positions(chunks: Chunks, number: int) -> int:
    return sum(piece.step for piece in chunks.analyzed(number).joined)


def _goes_on(chunks: Chunks, number: int, names: NameWords) -> bool:
    """May a name run from the chunk before into this one? Blanks between, and a word of a name behind its first."""
    for piece in chunks.analyzed(number).joined if number else ():  # no generator: asked of two chunks for each anchor
        if piece.surface in names.later:
            return chunks.analyzed(number - 1).is_open
    return False
