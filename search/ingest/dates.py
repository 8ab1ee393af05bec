"""Indonesian and English dates in print -> dates with the precision the print supports.

Only what is printed counts: no part of a date is filled from today's date, and a day without a year is no date.
Days stand before months ("5/8/2019" is 5 August), as in all Indonesian print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from datetime import date as calendar_date
from functools import lru_cache

from search.ingest.calendar_words import MONTHS, WEEKDAYS
from search.model import Json, PartialDate

# Newspapers in Malay print since 1800; what is beyond 2100 is a number, no date of an article.
_YEARS = range(1800, 2101)
# A number in place of a date is a Unix time; Indonesian outlets date by Jakarta's day.
_JAKARTA = timezone(timedelta(hours=7))
# Machines write instants in Greenwich's time: from 17:00 on it is the next day in Jakarta. What is printed with another
# zone is the day that somebody printed.
_LATE_IN_GREENWICH = re.compile(
    r"(?:1[7-9]|2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|GMT|UTC|[+-]00:?00)\s*\Z", re.IGNORECASE
)
# Dates of records: an archive of ten years has so many days, each on many articles.
REMEMBERED = 4_000
# From 10^9 (2001-09-09) to 10^10 a number is seconds; a thousand times as much, milliseconds.
_SECONDS = range(10**9, 10**10)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WEEKDAY = rf"(?:\b(?P<weekday>{_one_of(WEEKDAYS)})\b[.,]?\s*(?:,|tanggal|tgl\.?|the)?\s*)?"
_MONTH = rf"(?P<month>{_one_of(MONTHS)})\b\.?"
# No digit, letter or separator may touch a date: "0812-11-2015", "v27.11.2015", "27/11/2015/A".
_OPEN, _SHUT = r"(?<![\w/.\-])(?<!\d,)(?<!\d\s-\s)", r"(?![\w/\-]|[.,]\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>\d{4})"
# Each with a part of it that is looked for first: a form that may begin with a weekday is tried at each letter.
_MONTH_BEGINS = _one_of({month[:3] for month in MONTHS})
_FORMS = tuple(
    (re.compile(form, re.IGNORECASE), re.compile(part, re.IGNORECASE))
    for form, part in (
        # "Jumat, 18 Desember 2015", "27-Nov-2015", "20-21 Desember 2015", "the 5th of August 2019"
        (rf"{_WEEKDAY}\(?(?<![\w.])(?<!\d,){_DAY}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}[\s,-]+{_YEAR}{_SHUT}",
         rf"\d(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?:{_MONTH_BEGINS})"),
        # "December 18, 2015"
        (rf"{_WEEKDAY}\(?(?<!\w){_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}{_SHUT}",
         r"\s\d\d?(?:[a-z]{2})?,?\s+\d{4}"),
        # with or without weekday and brackets: "Jumat (27/11/2015)", "27-11-2015"
        (rf"{_WEEKDAY}\(?\s?{_OPEN}{_DAY}(?P<sep>[/-])(?P<month>[01]?\d)(?P=sep){_YEAR}{_SHUT}", r"\d[/-]\d"),
        # "27.11.2015": both parts in two digits, or it may be a version or an amount
        (rf"{_WEEKDAY}\(?{_OPEN}(?P<day>[0-3]\d)\.(?P<month>[01]\d)\.{_YEAR}{_SHUT}", r"\d\.\d"),
        # "Jumat (27/11/15)": two digits of a year only where weekday and brackets say that it is a date
        (rf"\b(?P<weekday>{_one_of(WEEKDAYS)})\b\s*\({_DAY}/(?P<month>[01]?\d)/(?P<year>\d\d)\b", r"\(\d"),
        # of machines: "2015-11-27", "2015/11/27", "2015-11-27T08:00+07:00"
        (rf"{_OPEN}{_YEAR}(?P<sep>[/-])(?P<month>[01]?\d)(?P=sep){_DAY}(?:(?=T\d\d)|{_SHUT})", r"\d[/-]\d"),
    )
)
# Every form holds a year, or ends like "(27/11/15)". Looking only around those is twenty times faster than everywhere:
# the longest form, "Wednesday, tanggal 25 September ", stands before its year; of an ISO date the rest stands behind.
# No digit may touch the year; that none stands before it is looked for behind it, because then each alternative begins
# with a sign of its own, and everything else is passed over fast.
_HINT = re.compile(r"1[89]\d\d(?<!\d{5})(?!\d)|2[01]\d\d(?<!\d{5})(?!\d)|/\d\d\)")
_BEFORE_HINT, _BEHIND_HINT = 40, 10
_DIGIT = re.compile(r"\d")
# What most records give
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")

_TIME = r"(?:(?:pukul|jam|at)\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
_ZONE = r"(?:WIB|WITA|WIT|GMT|UTC|Z)?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?"
_AFTER = re.compile(rf"[\s|,@/T)-]*(?:{_TIME})?\s*{_ZONE}[\s).|]*", re.IGNORECASE)
_LONE_MONTH = re.compile(rf"{_MONTH}[\s-]+{_YEAR}|(?P<iso_year>\d{{4}})-(?P<iso_month>[01]\d)", re.IGNORECASE)
_COMPACT = re.compile(r"((?:18|19|20)\d\d)([01]\d)([0-3]\d)")
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?P<sep>[/-])([01]?\d)(?P=sep)([0-3]?\d)(?!\d)")
_MONTH_IN_PATH = re.compile(r"(?<![\w-])((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!\d{1,2}(?:/|$))")
_COMPACT_IN_PATH = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)([01]\d)([0-3]\d)(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A full date in a text; `start` and `end` include its weekday.

    Attributes:
        weekday: As printed beside it, 0 for Monday; None where none is.
    """

    start: int
    end: int
    date: PartialDate
    weekday: int | None = None

    @property
    def has_wrong_weekday(self) -> bool:
        """Whether the weekday beside the date is another day's: one of the two is a misprint."""
        return self.weekday is not None and self.weekday != self._calendar_day.weekday()

    @property
    def _calendar_day(self) -> calendar_date:
        return calendar_date(self.date.year or 1, self.date.month or 1, self.date.day or 1)


def mentions(text: str) -> tuple[DateMention, ...]:
    """All dates of a text that give day, month and year, in the order of the text.

    >>> [str(mention.date) for mention in mentions("Kamis (26/11), Jumat (27/11/2015), Rp 1.000")]
    ['2015-11-27']
    """
    found: list[DateMention] = []
    for hint in _HINT.finditer(text):
        start, end = max(0, hint.start() - _BEFORE_HINT), hint.end() + _BEHIND_HINT
        # Most years stand alone ("sejak 2015"): a date has the figures of its day beside them.
        if _DIGIT.search(text, start, hint.start()) or _DIGIT.search(text, hint.end(), end):
            found += _around(text, start, end)
    return tuple(_apart(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def _around(text: str, start: int, end: int) -> Iterator[DateMention]:
    """The dates of a stretch of the text."""
    for form, part in _FORMS:
        if part.search(text, start, end):
            for match in form.finditer(text, start, end):
                if mention := _mention(match):
                    yield mention


def whole(text: str) -> PartialDate | None:
    """The date that a text is, and nothing else but a time of day; months and years count.

    >>> str(whole("Senin, 5 Agustus 2024 | 14:03 WIB")), str(whole("Nopember 2019")), whole("17/8")
    ('2024-08-05', '2019-11', None)
    """
    text = text.strip()
    if (match := _ISO_DAY.fullmatch(text)) and (day := _partial(*map(int, match.groups()), printed=text)):
        return day
    for mention in mentions(text)[:1]:
        if mention.start == 0 and _AFTER.fullmatch(text, mention.end):
            return mention.date
    if match := _COMPACT.fullmatch(text):
        return _partial(*map(int, match.groups()), printed=text)
    if match := _LONE_MONTH.fullmatch(text):
        month = MONTHS[match["month"].lower()] if match["month"] else int(match["iso_month"])
        year = int(match["year"] or match["iso_year"])
        return PartialDate(year, month, printed=text) if year in _YEARS and 1 <= month <= 12 else None
    is_year = len(text) == 4 and text.isdecimal() and int(text) in _YEARS
    return PartialDate(int(text), printed=text) if is_year else None


def in_path(path: str) -> PartialDate | None:
    """The date in a url or a file's path.

    >>> str(in_path("https://www.antaranews.com/2015/11/27/putin")), str(in_path("20151127_putin.txt"))
    ('2015-11-27', '2015-11-27')
    """
    if match := _IN_PATH.search(path):
        return _partial(int(match[1]), int(match[3]), int(match[4]), printed=match[0])
    if match := _COMPACT_IN_PATH.search(path):
        return _partial(*map(int, match.groups()), printed=match[0])
    return None


def month_in_path(path: str) -> PartialDate | None:
    """The year and month in an address like that of many blogs.

    >>> str(month_in_path("https://a.id/2015/11/putin-siap")), month_in_path("a/2015/27/x")
    ('2015-11', None)
    """
    match = _MONTH_IN_PATH.search(path)
    return PartialDate(int(match[1]), int(match[2]), printed=match[0].strip("/")) if match else None


def has_wrong_weekday(date: PartialDate) -> bool:
    """Whether a weekday is printed beside the date that is another day's.

    >>> has_wrong_weekday(mentions("Senin, 27 November 2015")[0].date)
    True
    """
    printed = date.printed
    if printed.lower() == printed.upper():
        return False  # figures only, as in addresses and most records
    return any(mention.has_wrong_weekday for mention in mentions(printed)[:1])


def from_json(value: Json) -> PartialDate | None:
    """A record's date: text of any form, a year, a day as 20151127, or a Unix time; None where it is none of these.

    >>> [str(from_json(value)) for value in ("2015-11-27T08:00+07:00", 20151127, "2015-11-26T22:00Z", "kemarin")]
    ['2015-11-27', '2015-11-27', '2015-11-27', 'None']
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _of_text(str(value).strip().removesuffix(".0"))


@lru_cache(REMEMBERED)
def _of_text(text: str) -> PartialDate | None:
    number = int(text) if text.isdecimal() and len(text) in (10, 13) else 0
    for seconds in (number, number // 1000):
        if seconds in _SECONDS:
            day = datetime.fromtimestamp(seconds, UTC).astimezone(_JAKARTA)
            return PartialDate(day.year, day.month, day.day, printed=text)
    found = whole(text)
    if found and found.year and found.month and found.day and _LATE_IN_GREENWICH.search(text):
        next_day = calendar_date(found.year, found.month, found.day) + timedelta(days=1)
        return replace(found, year=next_day.year, month=next_day.month, day=next_day.day)
    return found


def _mention(match: re.Match[str]) -> DateMention | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < 69 else 1900  # POSIX strptime %y
    end = match.end() + ("(" in match[0] and match.string.startswith(")", match.end()))
    month = MONTHS.get(parts["month"].lower()) or int(parts["month"])
    found = _partial(year, month, int(parts["day"]), printed=match.string[match.start() : end].strip())
    weekday = parts.get("weekday")
    return DateMention(match.start(), end, found, WEEKDAYS[weekday.lower()] if weekday else None) if found else None


def _partial(year: int, month: int, day: int, *, printed: str) -> PartialDate | None:
    """The date, or None for a day that no calendar has ("31/11/2015")."""
    try:
        calendar_date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day, printed=printed) if year in _YEARS else None


def _apart(found: list[DateMention]) -> Iterator[DateMention]:
    """Of overlapping mentions, the first."""
    end = 0
    for mention in found:
        if mention.start >= end:
            yield mention
            end = mention.end
