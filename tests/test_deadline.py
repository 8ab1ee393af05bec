"""A deadline holds for a block, the nearer of two counts, and who has none is never stopped."""

from __future__ import annotations

from itertools import count
from threading import Thread

import pytest

from search.deadline import look, unhurried, within
from search.errors import OutOfTimeError, SearchError, TooMuch


def looks(most: int) -> int:
    """How often one may look at the clock before it is too late; `most` where it never is."""
    for number in range(most):
        try:
            look(TooMuch.WORDS)
        except OutOfTimeError:
            return number
    return most


def test_each_look_is_one_second_of_this_clock() -> None:
    with within(3, clock=count().__next__):
        assert looks(10) == 3


def test_who_has_no_deadline_is_never_stopped() -> None:
    assert looks(10) == 10
    with pytest.raises(OutOfTimeError), within(0, clock=count().__next__):
        look(TooMuch.WORDS)
    assert looks(10) == 10, "a deadline ends with its block, however that ends"


@pytest.mark.parametrize(("outer", "inner", "expected"), [(9, 3, 3), (3, 9, 2)])
def test_of_two_deadlines_the_nearer_one_counts(outer: float, inner: float, expected: int) -> None:
    clock = count().__next__
    with within(outer, clock=clock):
        with within(inner, clock=clock):
            assert looks(20) == expected
        assert looks(20) == max(0, outer - expected - 2)


def test_what_is_kept_for_all_is_worked_out_to_its_end() -> None:
    with within(3, clock=count().__next__):
        with unhurried():
            assert looks(10) == 10
        assert looks(10) == 3


def test_a_deadline_is_of_the_thread_that_set_it() -> None:
    found: list[int] = []
    with within(0, clock=count().__next__):
        other = Thread(target=lambda: found.append(looks(10)))
        other.start()
        other.join()
        assert looks(10) == 0
    assert found == [10]


@pytest.mark.parametrize(
    ("much", "part", "told"),
    [
        (TooMuch.WORDS, "", "fewer words"),
        (TooMuch.PATTERNS, "m*", 'the pattern "m*"'),
        (TooMuch.PHRASES, "", "rarer words"),
        (TooMuch.HITS, "", "fewer results"),
    ],
)
def test_the_error_says_how_long_it_was_and_what_to_narrow(much: TooMuch, part: str, told: str) -> None:
    with pytest.raises(SearchError, match=f"no answer within 0 s.*{told.replace('*', '[*]')}"), within(0.0):
        look(much, part)
