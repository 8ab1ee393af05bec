"""The examples of the first page: queries that find something here, whatever the archive is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search import Index, OutOfTimeError

Examples = tuple[tuple[str, str], ...]  # the code of the sentence that says what it does, and the query

_WORD = re.compile(r"\b[A-Za-z]{4,}\b")  # shorter ones are mostly about nothing ("di", "dan")
_PAIR = re.compile(r"\b[A-Za-z]{4,} [A-Za-z]{4,}\b")


class Found:
    """The examples of a site, looked for once in each state of its index; safe to share between threads."""

    def __init__(self, given: Examples) -> None:
        self._given = given
        self._known: tuple[str, Examples] = ("", ())

    def of(self, index: Index) -> Examples:
        """Those of the given examples that find something; where none does, others, of a new headline."""
        version = index.version()
        if self._known[0] != version:
            try:
                self._known = (version, _answered(index, self._given) or _answered(index, _made(index)))
            except OutOfTimeError:
                return self._given
        return self._known[1]


def _answered(index: Index, examples: Iterable[tuple[str, str]]) -> Examples:
    return tuple((code, query) for code, query in examples if index.search(query, limit=0).complete)


def _made(index: Index) -> Iterator[tuple[str, str]]:
    newest = (hit.document.title for hit in index.search("*", sort="newest").hits)
    headline = next((title for title in newest if len(_WORD.findall(title)) > 1), "")
    if not headline:
        return
    words = _WORD.findall(headline)
    yield "example-words", f"{words[0]} {words[-1]}"
    if pair := _PAIR.search(headline):
        yield "example-phrase", f'"{pair[0]}"'
    yield "example-exclude", f"{words[0]} -{words[-1]}"
    yield "example-either", f"{words[0]} ATAU {words[-1]}"
    yield "example-title", f"judul:{words[0]}"
