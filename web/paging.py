"""Which pages a result has, and which of them a reader is offered."""

from __future__ import annotations

from dataclasses import dataclass

from search import Page

# Nobody reads this far; who needs all hits asks the command line. Each hit before the page costs a little time.
DEEPEST = 10_000
_NEAR = 2  # pages offered on each side of this one


@dataclass(frozen=True, slots=True)
class Paging:
    """A place in the pages of a result; both numbers from 1."""

    number: int
    last: int

    @property
    def offered(self) -> tuple[int | None, ...]:
        """The first, the last and the near pages; None for a gap.

        >>> Paging(1, 3).offered, Paging(6, 20).offered
        ((1, 2, 3), (1, None, 4, 5, 6, 7, 8, None, 20))
        """
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        numbers = sorted({1, self.last, *(number for number in near if 1 <= number <= self.last)})
        offered: list[int | None] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            offered += [number] if number - before <= 1 else [None, number]
        return tuple(offered)


def paging(page: Page) -> Paging:
    """The place of a page of results."""
    size = max(1, page.limit)
    return Paging(page.offset // size + 1, max(1, -(-min(page.total, DEEPEST) // size)))
