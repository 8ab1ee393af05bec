"""Libraries that not every archive needs: imported where they are used, with a word on how to install them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtraError(Exception):
    """A file needs a library that is not installed; `extra` is the name under which pip installs it."""

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(f'needs an extra that is not installed. Install it: pip install "telusur[{extra}]"')


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the import of an optional library: what is missing becomes a MissingExtraError.

    >>> with extra("html"):
    ...     import no_such_library
    Traceback (most recent call last):
        ...
    search.ingest.extras.MissingExtraError: needs an extra that is not installed. ...
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(name) from error
