"""When a story was printed, as days from the earliest to the latest that its date may mean.

A date that says less means more days: "2015" is all of that year, no date is any day at all.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

LATEST = 1 << 30  # a day after all calendars; its negative is before them, and their difference fits 32 bits


class Days(NamedTuple):
    """Ordinals of the proleptic Gregorian calendar, both included."""

    first: int
    last: int


ANY = Days(-LATEST, LATEST - 1)


@lru_cache(1 << 14)  # forty years of days: an archive repeats its dates, and the calendar takes 2 microseconds
def days(number: int) -> Days:
    """The days that a date's number may mean (20151127, 20151100, 20150000, 0); any where it is no date.

    >>> days(20151127), days(20150200), days(0) == ANY
    (Days(first=735929, last=735929), Days(first=735630, last=735657), True)
    """
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if not 1 <= year <= 9999 or month > 12:
        return ANY
    last_month = month or 12
    last = monthrange(year, last_month)[1]
    return Days(
        date(year, month or 1, min(day, last) or 1).toordinal(),
        date(year, last_month, min(day, last) or last).toordinal(),
    )


def precedence(number: int, document_id: str) -> tuple[int, str]:
    """What puts copies in order, the earliest first: the latest day a date may mean, then the id.

    What is certainly earlier comes first: a day before its year, and what has no date last of all.

    >>> sorted(("a", "b", "c"), key=lambda id: precedence({"a": 0, "b": 20150000, "c": 20151127}[id], id))
    ['c', 'b', 'a']
    """
    return days(number).last, document_id
