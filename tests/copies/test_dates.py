"""What a date may mean, and which of two copies is the earlier one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.copies.dates import ANY, Days, days, precedence


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (20151127, date(2015, 11, 27), date(2015, 11, 27)),
        (20160200, date(2016, 2, 1), date(2016, 2, 29)),
        (20150000, date(2015, 1, 1), date(2015, 12, 31)),
        (20150231, date(2015, 2, 28), date(2015, 2, 28)),  # no such day: the last there is
    ],
)
def test_a_date_means_the_days_it_leaves_open(number: int, first: date, last: date) -> None:
    assert days(number) == Days(first.toordinal(), last.toordinal())


@given(st.integers())
def test_any_number_means_some_days(number: int) -> None:
    first, last = days(number)
    assert ANY.first <= first <= last <= ANY.last


def test_what_is_certainly_earlier_comes_first() -> None:
    ordered = [(20151127, "z"), (20151128, "a"), (20151100, "a"), (20150000, "a"), (20160101, "a"), (0, "a"), (0, "b")]
    assert sorted(ordered, key=lambda one: precedence(*one)) == ordered
