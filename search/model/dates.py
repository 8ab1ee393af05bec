"""A date as far as a text supports it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date the text supports."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the text gives it.

    Attributes:
        year, month, day: None from the first unknown part on; never filled from today's date.
        origin: Where it was found: "page header", "dateline", "body", "copyright line", "record", "file".
        printed: The words it was read from.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    origin: str = ""
    printed: str = ""

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.year is None:
            return Precision.NONE
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def number(self) -> int:
        """The date as the engines keep it, unknown parts as zeros.

        >>> PartialDate(2015, 11, 27).number, PartialDate(2015).number, PartialDate().number
        (20151127, 20150000, 0)
        """
        return (self.year or 0) * 10_000 + (self.month or 0) * 100 + (self.day or 0)

    @classmethod
    def of_number(cls, number: int) -> PartialDate:
        """The date of a `number`; where it was found is not known.

        >>> PartialDate.of_number(20151100)
        PartialDate(year=2015, month=11, day=None, origin='', printed='')
        """
        return cls(number // 10_000 or None, number // 100 % 100 or None, number % 100 or None)

    def of_origin(self, origin: str) -> PartialDate:
        """The same date, found there."""
        return PartialDate(self.year, self.month, self.day, origin, self.printed)

    @property
    def earliest(self) -> int:
        """The first day it may mean, as a number; 0 where nothing is known.

        >>> PartialDate(2015, 2).earliest, PartialDate(2015, 2).latest
        (20150201, 20150228)
        """
        return 0 if self.year is None else self.year * 10_000 + (self.month or 1) * 100 + (self.day or 1)

    @property
    def latest(self) -> int:
        """The last day it may mean, as a number; 0 where nothing is known."""
        if self.year is None:
            return 0
        month = self.month or 12
        return self.year * 10_000 + month * 100 + (self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """ISO 8601 with the precision known: "2015-11-27", "2015-11", "2015", "" when nothing is.

        >>> str(PartialDate(2015, 11))
        '2015-11'
        """
        parts = [f"{self.year:04d}"] if self.year is not None else []
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


UNDATED = PartialDate()
