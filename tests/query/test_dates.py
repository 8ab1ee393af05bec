"""Typed days: every form a reader may type, and nothing filled in from today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.dates import BEGINNING, END, days
from search.query.fields import DATES

TODAY = date(2015, 11, 27)  # a Friday

# typed, the range it is
RANGES = [
    ("2015", "2015-01-01..2015-12-31"),
    ("2015-11", "2015-11-01..2015-11-30"),
    ("2016-02", "2016-02-01..2016-02-29"),
    ("11/2015", "2015-11-01..2015-11-30"),
    ("2015/11", "2015-11-01..2015-11-30"),
    ("November 2015", "2015-11-01..2015-11-30"),
    ("Nopember 2015", "2015-11-01..2015-11-30"),
    ("2015-11-27", "2015-11-27"),
    ("20151127", "2015-11-27"),
    ("27/11/2015", "2015-11-27"),
    ("27-11-2015", "2015-11-27"),
    ("27 November 2015", "2015-11-27"),
    ("27 Nov 2015", "2015-11-27"),
    ("November 27, 2015", "2015-11-27"),
    ("Jumat, 27 November 2015", "2015-11-27"),
    ("2015-11-27T08:00", "2015-11-27"),
    ("2015-11-13..2015-11-30", "2015-11-13..2015-11-30"),
    ("2013..2015-02", "2013-01-01..2015-02-28"),
    ("13 November 2015 .. 30 November 2015", "2015-11-13..2015-11-30"),
    ("2015..", "2015-01-01.."),
    ("..2014", "..2014-12-31"),
    ("2015..2013", "2013-01-01..2015-12-31"),
    ("~2015-11", "~2015-11-01..2015-11-30"),
    ("hari ini", "2015-11-27"),
    ("Kemarin", "2015-11-26"),
    ("yesterday", "2015-11-26"),
    ("today..", "2015-11-27.."),
    ("pekan ini", "2015-11-23..2015-11-29"),
    ("this week", "2015-11-23..2015-11-29"),
    ("minggu lalu", "2015-11-16..2015-11-22"),
    ("pekan-lalu", "2015-11-16..2015-11-22"),
    ("pekan yang lalu", "2015-11-16..2015-11-22"),
    ("last week", "2015-11-16..2015-11-22"),
    ("2 pekan lalu", "2015-11-09..2015-11-15"),
    ("bulan ini", "2015-11-01..2015-11-30"),
    ("last month", "2015-10-01..2015-10-31"),
    ("12 bulan lalu", "2014-11-01..2014-11-30"),
    ("tahun lalu", "2014-01-01..2014-12-31"),
    ("3 years ago", "2012-01-01..2012-12-31"),
    ("3 hari lalu", "2015-11-24"),
    ("7 hari terakhir", "2015-11-21..2015-11-27"),
    ("2 minggu terakhir", "2015-11-14..2015-11-27"),
    ("past 9 months", "2015-02-28..2015-11-27"),
    ("1 tahun terakhir", "2014-11-28..2015-11-27"),
    ("pekan lalu..kemarin", "2015-11-16..2015-11-26"),
]
# What is no date, or only half of one.
UNREADABLE = [
    *["", "~", "..", "kemarin dulu", "27", "27 November", "27/11", "November", "15", "2015-13", "31/11/2015"],
    *["29 Februari 2015", "99999", "2015...", "2015..x", "x..2015", "2015..2016..2017", "0 hari terakhir", "0000"],
    *["1000 hari terakhir", "pekan", "lalu", "awal tahun", "tahun depan", ">2015", "*", "2015-11-27x"],
]


@pytest.mark.parametrize(("typed", "found"), RANGES, ids=[typed for typed, _ in RANGES])
def test_this_is_a_range_of_days(typed: str, found: str) -> None:
    assert str(days("date", typed, TODAY)) == found


# today, typed, found: where months and years have not the same number of days
ENDS = [
    ("2015-03-31", "bulan lalu", "2015-02-01..2015-02-28"),
    ("2016-03-31", "bulan lalu", "2016-02-01..2016-02-29"),
    ("2015-03-31", "1 bulan terakhir", "2015-03-01..2015-03-31"),
    ("2016-03-31", "1 bulan terakhir", "2016-03-01..2016-03-31"),
    ("2015-03-30", "1 bulan terakhir", "2015-03-01..2015-03-30"),
    ("2015-02-28", "1 bulan terakhir", "2015-01-29..2015-02-28"),
    ("2015-05-31", "3 bulan terakhir", "2015-03-01..2015-05-31"),
    ("2015-01-31", "2 bulan terakhir", "2014-12-01..2015-01-31"),
    ("2016-02-29", "tahun lalu", "2015-01-01..2015-12-31"),
    ("2016-02-29", "1 tahun terakhir", "2015-03-01..2016-02-29"),
    ("2016-02-29", "4 tahun terakhir", "2012-03-01..2016-02-29"),
    ("2015-02-28", "1 tahun terakhir", "2014-03-01..2015-02-28"),
    ("2016-02-28", "4 tahun terakhir", "2012-02-29..2016-02-28"),
    ("2016-03-01", "kemarin", "2016-02-29"),
    ("2015-03-01", "kemarin", "2015-02-28"),
    ("2016-01-01", "kemarin", "2015-12-31"),
    ("2016-01-01", "bulan lalu", "2015-12-01..2015-12-31"),
    ("2016-01-01", "12 bulan lalu", "2015-01-01..2015-01-31"),
    ("2016-01-03", "pekan ini", "2015-12-28..2016-01-03"),
    ("2016-01-04", "pekan lalu", "2015-12-28..2016-01-03"),
    ("2016-03-01", "minggu ini", "2016-02-29..2016-03-06"),
    ("2016-03-02", "2 hari lalu", "2016-02-29"),
    ("2016-03-02", "7 hari terakhir", "2016-02-25..2016-03-02"),
    ("2015-12-31", "bulan ini", "2015-12-01..2015-12-31"),
    ("2015-12-31", "last 12 months", "2015-01-01..2015-12-31"),
    ("1900-03-01", "yesterday", "1900-02-28"),
    ("2000-03-01", "yesterday", "2000-02-29"),
]


@pytest.mark.parametrize(("today", "typed", "found"), ENDS, ids=[f"{today} {typed}" for today, typed, _ in ENDS])
def test_months_and_years_end_where_the_calendar_says(today: str, typed: str, found: str) -> None:
    assert str(days("date", typed, date.fromisoformat(today))) == found


@pytest.mark.parametrize("typed", UNREADABLE)
def test_this_is_no_date(typed: str) -> None:
    assert days("date", typed, TODAY) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("date", "2015-11-01..2015-11-30"),
        ("since", "2015-11-01.."),
        ("until", "..2015-11-30"),
        ("before", "..2015-10-31"),
        ("after", "2015-12-01.."),
    ],
)
def test_a_field_says_which_side_is_meant(name: str, found: str) -> None:
    assert str(days(name, "2015-11", TODAY)) == found


def test_before_the_beginning_and_after_the_end_lies_nothing() -> None:
    assert days("before", "..2015", TODAY) is None
    assert days("after", "2015..", TODAY) is None


def test_days_reckoned_from_today_are_told_and_need_a_today() -> None:
    found = days("date", "kemarin", TODAY)
    assert found is not None
    assert found.is_relative
    assert days("date", "kemarin", None) is None
    fixed = days("date", "2015", TODAY)
    assert fixed is not None
    assert not fixed.is_relative


@pytest.mark.parametrize("today", [date(1, 1, 1), date(2016, 2, 29), date(9999, 12, 31)])
@pytest.mark.parametrize("typed", [typed for typed, _ in RANGES] + ["999 tahun lalu", "999 minggu terakhir"])
@pytest.mark.parametrize("name", DATES)
def test_any_day_may_be_today(name: str, typed: str, today: date) -> None:
    found = days(name, typed, today)
    assert found is None or BEGINNING <= found.first <= found.last <= END


@given(st.sampled_from(DATES), st.text(max_size=40) | st.text("0123456789-/.~ ", max_size=24))
def test_any_text_may_be_typed(name: str, typed: str) -> None:
    found = days(name, typed, TODAY)
    assert found is None or BEGINNING <= found.first <= found.last <= END


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)))  # beyond, eight digits are a number
def test_a_day_is_itself_in_every_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"):
        assert str(days("date", day.strftime(form), TODAY)) == day.isoformat()
