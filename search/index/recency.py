"""A second stage that prefers what is new: scores halve with age.

An exponential does not care where time begins: only differences of age count, so the newest candidate stands for
today and an archive that ends in 2015 is ranked as it was then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from search.engines.base import Found

# Candidates that are looked at. Behind them the first stage's order stays; docs/ranking.md.
DEPTH = 200


def aged(found: Sequence[Found], half_life_days: float, *, is_complete_first: bool) -> list[Found]:
    """The candidates in the order of score * 2 ** (-age / half life), age in days.

    A date that is known in part counts as the middle of what it may mean. A document without a date gets the median
    of the others' factors, so that it is neither punished nor rewarded.

    >>> old, new = Found("old", 2.0, True, 20151127), Found("new", 1.5, True, 20151227)
    >>> [one.id for one in aged([old, new], 30, is_complete_first=True)]
    ['new', 'old']
    """
    # Here, because it loads fractions and decimals, and age counts in few archives.
    from statistics import median

    days = [_day(one.published) for one in found]
    newest = max((day for day in days if day), default=0)
    factors = [0.5 ** ((newest - day) / half_life_days) if day else None for day in days]
    usual = median([factor for factor in factors if factor is not None] or [1.0])
    scored = [
        replace(one, score=one.score * (usual if factor is None else factor))
        for one, factor in zip(found, factors, strict=True)
    ]
    return sorted(scored, key=lambda one: (is_complete_first and not one.is_complete, -one.score, one.id))


def _day(published: int) -> int:
    """The day of a `PartialDate.number`, counted from the year 1; 0 for none."""
    year, month, day = published // 10_000, published // 100 % 100, published % 100
    return date(year, month or 7, day or (15 if month else 1)).toordinal() if year else 0
