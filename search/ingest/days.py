"""Days printed without their year: "Kamis (26/11)", "Jumat, 27 November". The year must come from the same document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as calendar_date

from search.ingest.calendar_words import MONTHS, WEEKDAYS
from search.model import PartialDate


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DAY = r"(?P<day>[0-3]?\d)"
_MONTH = rf"(?:\s?[/-]\s?(?P<number>[01]?\d)|\s+(?P<month>{_one_of(MONTHS)})\b\.?)"
# A year behind it, in two digits or four, makes it a date of its own (dates.py) or a number.
_END = r"(?![\w/-]|\s*,?\s*(?:1[89]|20)\d\d|[.,]\d)"
_REPORTED = re.compile(
    rf"\b(?P<weekday>{_one_of(WEEKDAYS)})\b[.,]?\s*(?:tanggal\s+|tgl\.?\s+|,\s*)?\(?\s?{_DAY}{_MONTH}{_END}\)?",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\(?(?<![\w/.-]){_DAY}{_MONTH}{_END}\)?", re.IGNORECASE)
_LEAP_YEAR = 2000  # has all the days that any year has


@dataclass(frozen=True, slots=True)
class Day:
    """A day of some year.

    Attributes:
        weekday: As printed beside it, 0 for Monday; None where none is.
        printed: The words it was read from.
    """

    month: int
    day: int
    weekday: int | None = None
    printed: str = ""

    def in_year(self, year: int) -> PartialDate | None:
        """The date in that year; None where the year has no such day, or it was another weekday then.

        >>> thursday = days("Presiden pada Kamis (26/11) mengatakan")[0]
        >>> str(thursday.in_year(2015)), thursday.in_year(2016)
        ('2015-11-26', None)
        """
        try:
            weekday = calendar_date(year, self.month, self.day).weekday()
        except ValueError:
            return None
        fits = self.weekday is None or self.weekday == weekday
        return PartialDate(year, self.month, self.day, printed=self.printed) if fits else None


def days(text: str, *, is_alone: bool = False) -> tuple[Day, ...]:
    """The days of a text that are printed beside their weekday, in order.

    Args:
        is_alone: The text is known to be a date, so that it may lack the weekday ("27/11").

    >>> [(day.day, day.month) for day in days("Jumat (27/11) dan Sabtu, 28 Nopember; HUT 17/8; Senin (1/2/2016)")]
    [(27, 11), (28, 11)]
    """
    found = [day for match in _REPORTED.finditer(text) if (day := _day(match))]
    if is_alone and not found:
        found = [day for match in _ALONE.finditer(text) if (day := _day(match))]
    return tuple(found)


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts["number"] else MONTHS[parts["month"].lower()]
    day, weekday = int(parts["day"]), parts.get("weekday")
    try:
        calendar_date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return Day(month, day, WEEKDAYS[weekday.lower()] if weekday else None, match[0].strip())
