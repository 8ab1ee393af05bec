"""Counts over time as bars: which stretches of time they stand for, and how high they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

MOST_BARS = 36  # three years of months; narrower bars cannot be hit on a phone, and weigh on every page of results
HEIGHT = 100  # units of the drawing; a bar with anything in it is at least one in twenty high, to be seen
LEAST = 5
_YEARS = re.compile(r"(?P<first>\d{4})(?:-\d{2}(?:-\d{2})?|\.\.(?P<last>\d{4}))?")


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time.

    Attributes:
        value: As a date is typed: "2015", "2015-11", "2010..2019".
        url: Where only its articles are found; "" where there are none.
        height: Of HEIGHT.
    """

    value: str
    count: int
    url: str
    height: int
    is_chosen: bool = False


def bars(counts: Sequence[tuple[str, int]], url: Callable[[str], str], chosen: Sequence[str] = ()) -> tuple[Bar, ...]:
    """The bars of a chart; none where they would say nothing: fewer than two with anything in them."""
    tallest = max((count for _, count in counts), default=0)
    if sum(count > 0 for _, count in counts) < (1 if chosen else 2):
        return ()
    heights = [max(LEAST, round(HEIGHT * count / tallest)) if count else 0 for _, count in counts]
    return tuple(
        Bar(value, count, url(value) if count else "", height, value in chosen)
        for (value, count), height in zip(counts, heights, strict=True)
    )


def over_time(
    years: Mapping[str, int], months: Mapping[str, int], chosen: Sequence[str] = (), most: int = MOST_BARS
) -> list[tuple[str, int]]:
    """The stretches of time to draw, with their counts: months while they fit, else years, else decades.

    Where a year is chosen its months are drawn, where a decade is chosen its years. Stretches without articles are
    there too: a gap is news.

    >>> over_time({"2015": 3}, {"2015-11": 2, "2015-08": 1})
    [('2015-08', 1), ('2015-09', 0), ('2015-10', 0), ('2015-11', 2)]
    >>> over_time({"1998": 1, "2015": 2}, {"2015-11": 2})[:2]
    [('1998', 1), ('1999', 0)]
    >>> over_time({"1920": 1, "1945": 2, "2015": 2}, {})[1:4]
    [('1930..1939', 0), ('1940..1949', 2), ('1950..1959', 0)]
    """
    match = _YEARS.fullmatch(chosen[0]) if len(chosen) == 1 else None
    if match and match["last"]:
        return [(year, years.get(year, 0)) for year in _years(match["first"], match["last"])][:MOST_BARS]
    if match:
        return [(month, months.get(month, 0)) for month in _months(match["first"])]
    known = sorted(years)
    if not known:
        return []
    span = _years(known[0], known[-1])
    has_all = {month[:4] for month, count in months.items() if count}.issuperset(known)
    if has_all and len(span) <= most // 12 + 2:  # else too many, whatever is empty at both ends
        by_month = _trimmed([(month, months.get(month, 0)) for year in span for month in _months(year)])
        if len(by_month) <= most:
            return by_month
    return [(year, years.get(year, 0)) for year in span] if len(span) <= most else _decades(years)


def _years(first: str, last: str) -> list[str]:
    return [f"{year:04d}" for year in range(int(first), int(last) + 1)]


def _months(year: str) -> list[str]:
    return [f"{year}-{month:02d}" for month in range(1, 13)]


def _trimmed(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without the empty stretches at both ends."""
    places = [at for at, (_, count) in enumerate(counts) if count]
    return counts[places[0] : places[-1] + 1] if places else []


def _decades(years: Mapping[str, int]) -> list[tuple[str, int]]:
    """By tens of years, the last MOST_BARS of them; a date before is misread more often than true."""
    first, last = int(min(years)) // 10, int(max(years)) // 10
    tens = range(max(first, last - MOST_BARS + 1), last + 1)
    return [(f"{ten}0..{ten}9", sum(count for year, count in years.items() if int(year) // 10 == ten)) for ten in tens]
