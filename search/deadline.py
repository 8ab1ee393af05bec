"""How long an answer may take: a deadline that everything on the way to it looks at between two steps.

The deadline belongs to whoever asks, their thread or task, and stands in a context variable: what is worked out in
between (a tree, an expansion, a score) is a function of what it is given, and a moment of time is none of that.
An answer is whole or there is none: a part of it would be a wrong total, or another ranking, and nobody could tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple

from search.errors import OutOfTimeError, TooMuch


class _Deadline(NamedTuple):
    end: float
    seconds: float
    clock: Callable[[], float]


_deadline: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float, *, clock: Callable[[], float] = monotonic) -> Iterator[None]:
    """Whatever is asked of an index in this block has so many seconds, all together.

    Inside another such block the nearer end counts.

    Args:
        seconds: By the clock, 0 or more; what is under way is looked at some thousand times a second.
        clock: Gives the time in seconds.

    Raises:
        OutOfTimeError: From the question that was not answered by then; the next one may begin in a block of its own.

    >>> with within(0.0, clock=iter(range(9)).__next__):
    ...     look(TooMuch.PATTERNS, "m*")
    Traceback (most recent call last):
        ...
    search.errors.OutOfTimeError: no answer within 0 s. Narrow the query: give the pattern "m*" more letters.
    """
    own, outer = _Deadline(clock() + seconds, seconds, clock), _deadline.get()
    token = _deadline.set(own if outer is None or own.end < outer.end else outer)
    try:
        yield
    finally:
        _deadline.reset(token)


@contextmanager
def unhurried() -> Iterator[None]:
    """No deadline in this block: for what is worked out once and kept, which a deadline would begin anew each time."""
    token = _deadline.set(None)
    try:
        yield
    finally:
        _deadline.reset(token)


def look(much: TooMuch, part: str = "") -> None:
    """Look at the clock; costs a tenth of a microsecond.

    Args:
        much: What the next step is one of many of, should it be too many.
        part: Of the query, that it belongs to; "" for no one part.

    Raises:
        OutOfTimeError: The deadline has passed.
    """
    deadline = _deadline.get()
    if deadline is not None and deadline.clock() > deadline.end:
        raise OutOfTimeError(deadline.seconds, much, part)
