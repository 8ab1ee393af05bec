"""Which marks of a text are worth showing: the fewest fragments that show the most of the query.

One fragment is read faster than three; so more than one is cut only where that shows more of the words asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search.snippets.edges import bounds, opening
from search.snippets.scanning import Mark

MOST_FRAGMENTS = 3


def fragments(
    text: str, found: Sequence[Mark], width: int, content: Collection[int], said: int = 0
) -> list[tuple[int, int]]:
    """Start and end of each fragment, in order and apart: together `width` characters; last words may go beyond.

    Args:
        found: The marks to choose from, in order, none over another; with none, the opening is shown.
        content: The concepts that count; those of function words only decide between equals.
        said: The text up to here is known to the reader, and is shown only where nothing else is left.
    """
    first = opening(text, said) if text[said:].strip() else opening(text)
    found = [mark for mark in found if mark.start >= first]
    if not found or (said and not any(mark.concept in content for mark in found)):
        return [bounds(text, first, first, width, first)]
    chosen = sorted(_chosen(found, width, content))
    shown: list[tuple[int, int]] = []
    for one, last in chosen:
        start, end = bounds(text, found[one].start, found[last].end, _share(width, len(chosen)), first)
        if shown and start <= shown[-1][1]:
            start, end = shown[-1][0], max(end, shown.pop()[1])
        shown.append((start, end))
    return shown


def _chosen(found: Sequence[Mark], width: int, content: Collection[int]) -> list[tuple[int, int]]:
    """The first and last mark of each fragment: as few as show the most concepts, one with room around it first."""
    numbers = [mark.concept for mark in found]
    wanted = set(numbers).intersection(content)
    best: list[tuple[int, int]] = []
    fewest = len(wanted) + 1
    attempts = [(1, width * 3 // 4), *((count, _share(width, count)) for count in range(1, MOST_FRAGMENTS + 1))]
    for count, share in attempts:
        chosen: list[tuple[int, int]] = []
        left = set(wanted)
        while len(chosen) < count and (left or not chosen):
            chosen.append(_densest(found, share, left))
            left.difference_update(numbers[chosen[-1][0] : chosen[-1][1] + 1])
        if len(left) < fewest:
            best, fewest = chosen, len(left)
        if not left:
            break
    return best


def _share(width: int, count: int) -> int:
    """The characters of each fragment, where they are divided by dots."""
    return width // count - (len(" … ") if count > 1 else 0)


def _densest(found: Sequence[Mark], width: int, wanted: Collection[int]) -> tuple[int, int]:
    """The first and last mark of the best window.

    It has the most distinct concepts wanted, then of any, then marks; of equal ones it is the narrowest, which leaves
    room for what is around, and then the earliest.
    """
    best, best_value, behind = (0, 0), (0, 0, 0, 0), 0
    _, ends, numbers, _ = zip(*found, strict=True)
    count = len(ends)
    inside = [0] * (1 + max(numbers))  # marks of each concept in the window
    distinct = of_wanted = 0
    for first, (start, _, concept, _) in enumerate(found):
        while behind < count and (behind <= first or ends[behind] - start <= width):
            entering = numbers[behind]
            inside[entering] += 1
            if inside[entering] == 1:
                distinct += 1
                of_wanted += entering in wanted
            behind += 1
        value = of_wanted, distinct, behind - first, start - ends[behind - 1]
        if value > best_value:
            best, best_value = (first, behind - 1), value
        inside[concept] -= 1
        if not inside[concept]:
            distinct -= 1
            of_wanted -= concept in wanted
    return best
