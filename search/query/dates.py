"""What readers type for days -> the first and the last of them: 2015-11, 13/11/2015..30/11/2015, "pekan lalu".

A day that is not a whole date means nothing here: no part of it is filled in from today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from search.model import PartialDate

BEGINNING, END = 1_01_01, 9999_12_31  # of the calendar, as numbers
ABOUT = "~"  # before a date: also the documents that only may belong there

_DAY_WORDS: Mapping[str, int] = {"hari ini": 0, "today": 0, "kemarin": 1, "yesterday": 1}
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("hari", "day", "days"), "day"),
    **dict.fromkeys(("pekan", "minggu", "week", "weeks"), "week"),
    **dict.fromkeys(("bulan", "month", "months"), "month"),
    **dict.fromkeys(("tahun", "year", "years"), "year"),
}
_UNIT = f"(?P<unit>{'|'.join(_UNITS)})"
_NUMBER = r"(?P<number>\d{1,3})"
_THIS = re.compile(rf"{_UNIT} ini|this {_UNIT.replace('unit', 'unit_en')}")
_BEFORE = re.compile(
    rf"(?:{_NUMBER} )?{_UNIT} (?:yang )?(?:lalu|ago)|(?:last|previous) {_UNIT.replace('unit', 'unit_en')}"
)
_LATEST = re.compile(
    rf"{_NUMBER} {_UNIT} terakhir"
    rf"|(?:last|past) {_NUMBER.replace('number', 'number_en')} {_UNIT.replace('unit', 'unit_en')}"
)
_MONTH_OF_YEAR = re.compile(r"(?P<month>[01]?\d)[/.-](?P<year>\d{4})|(?P<year_first>\d{4})/(?P<month_last>[01]?\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days as numbers (20151127), both included.

    Attributes:
        is_relative: What was typed means other days tomorrow.
        is_turned: The last day was typed before the first.
        is_about: Asked for with the documents that only may belong there.
    """

    first: int
    last: int
    is_relative: bool = False
    is_turned: bool = False
    is_about: bool = False

    def __str__(self) -> str:
        """As it would be typed."""
        first = "" if self.first == BEGINNING else _printed(self.first)
        last = "" if self.last == END else _printed(self.last)
        about = ABOUT if self.is_about else ""
        return f"{about}{first}" if first == last else f"{about}{first}..{last}"


def days(name: str, typed: str, today: date | None) -> Days | None:
    """The days that a typed date means in one of the fields of dates; None where it means none.

    Args:
        today: What "kemarin" is reckoned from; without it, such words mean nothing.

    >>> [str(days("date", typed, None)) for typed in ("2015-11", "27 Nov 2015", "2013..2014", "2015..")]
    ['2015-11-01..2015-11-30', '2015-11-27', '2013-01-01..2014-12-31', '2015-01-01..']
    >>> [str(days(name, "2015-11", None)) for name in ("since", "until", "before", "after")]
    ['2015-11-01..', '..2015-11-30', '..2015-10-31', '2015-12-01..']
    >>> str(days("date", "pekan lalu", date(2015, 11, 27))), days("date", "27 November", date(2015, 11, 27))
    ('2015-11-16..2015-11-22', None)
    """
    text = " ".join(typed.lower().split())
    found = _range(text.removeprefix(ABOUT).strip(), today)
    if found is None:
        return None
    first, last = _on_side(name, found)
    if first > last:  # before the calendar begins, or after it ends
        return None
    return Days(first, last, found.is_relative, found.is_turned, text.startswith(ABOUT))


def _on_side(name: str, found: Days) -> tuple[int, int]:
    """What lies on the side of a range that a field names."""
    match name:
        case "since":
            return found.first, END
        case "until":
            return BEGINNING, found.last
        case "before":
            return BEGINNING, _moved(found.first, -1)
        case "after":
            return _moved(found.last, 1), END
        case _:
            return found.first, found.last


def _range(text: str, today: date | None) -> Days | None:
    begin, dots, end = text.partition("..")
    if not dots:
        return _span(text, today)
    first = _span(begin.strip(), today) if begin.strip() else Days(BEGINNING, BEGINNING)
    last = _span(end.strip(), today) if end.strip() else Days(END, END)
    if first is None or last is None or (first.first, last.last) == (BEGINNING, END):
        return None
    is_relative = first.is_relative or last.is_relative
    if first.first > last.last:
        return Days(last.first, first.last, is_relative, is_turned=True)
    return Days(first.first, last.last, is_relative)


def _span(text: str, today: date | None) -> Days | None:
    """One date, as printed or as reckoned from today."""
    # Here, because the readers that come with it take a tenth of the time of a whole search to load.
    from search.ingest.dates import whole

    match = _MONTH_OF_YEAR.fullmatch(text)
    if match:
        year, month = match["year"] or match["year_first"], match["month"] or match["month_last"]
        text = f"{year}-{int(month):02d}"
    found = whole(text)
    if found:
        return Days(found.earliest, found.latest)
    return _reckoned(re.sub(r"(?<=\w)[-_](?=\w)", " ", text), today) if today else None


def _reckoned(text: str, today: date) -> Days | None:
    if text in _DAY_WORDS:
        return _unit_before("day", _DAY_WORDS[text], today)
    if match := _THIS.fullmatch(text):
        return _unit_before(_unit(match), 0, today)
    if match := _LATEST.fullmatch(text):
        return _latest(_unit(match), int(match["number"] or match["number_en"]), today)
    if match := _BEFORE.fullmatch(text):
        return _unit_before(_unit(match), int(match["number"] or 1), today)
    return None


def _unit(match: re.Match[str]) -> str:
    return _UNITS[match["unit"] or match["unit_en"]]


def _unit_before(unit: str, count: int, today: date) -> Days:
    """The day, week (from Monday on, ISO 8601), month or year that lies so many of them before today's."""
    if unit == "day":
        return _relative(_shifted(today, -count), _shifted(today, -count))
    if unit == "week":
        to_monday = -today.weekday() - 7 * count
        return _relative(_shifted(today, to_monday), _shifted(today, to_monday + 6))
    year, month = _months_before(today, count if unit == "month" else 12 * count)
    found = PartialDate(year, month if unit == "month" else None)
    return Days(found.earliest, found.latest, is_relative=True)


def _latest(unit: str, count: int, today: date) -> Days | None:
    """So many days, weeks, months or years that end today."""
    if count == 0:
        return None
    if unit in ("day", "week"):
        return _relative(_shifted(today, 1 - count * (7 if unit == "week" else 1)), today)
    year, month = _months_before(today, count if unit == "month" else 12 * count)
    same_day = date(year, month, min(today.day, monthrange(year, month)[1]))
    return _relative(_shifted(same_day, 1), today)


def _months_before(today: date, count: int) -> tuple[int, int]:
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    return max(year, 1), month + 1


def _relative(first: date, last: date) -> Days:
    return Days(_number(first), _number(last), is_relative=True)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _printed(number: int) -> str:
    return f"{number // 10_000:04d}-{number // 100 % 100:02d}-{number % 100:02d}"


def _moved(number: int, days: int) -> int:
    """The day so many days later; beyond the ends of the calendar what is no day."""
    if number in (BEGINNING, END):
        return number + days
    return _number(_shifted(date(number // 10_000, number // 100 % 100, number % 100), days))


def _shifted(day: date, days: int) -> date:
    """The day so many days later, or the calendar's last or first."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
