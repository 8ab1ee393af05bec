"""What else could be asked: completions, another spelling, related searches. Nothing of it changes a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from search.aliases import AliasTable
from search.bulk.held import Held
from search.engines.base import Engine, Reader
from search.index.remembering import Remembered
from search.index.request import Request
from search.model import Advice, Document, Related
from search.query.concepts import Wanted
from search.query.tree import Query
from search.suggest import Completion, Completions, did_you_mean, related

MEANT = "did-you-mean"  # the advice that exchanges misspelt words
MOST_RELATED = 1_000  # answers, of 2 KB: readers turn pages and come back, and each costs as much as a search


class Suggesting:
    """Suggestions from one index; safe to share between threads, and aware of what others write."""

    def __init__(self, folder: Path, engine: Engine, aliases: AliasTable) -> None:
        self._completions, self._aliases = Completions(folder, engine, aliases), aliases
        self._related = Remembered[tuple[Related, ...]](MOST_RELATED)

    def completed(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """Whole queries that go on as `typed` begins."""
        return self._completions.complete(typed, limit)

    def meant(
        self, typed: str, query: Query, reader: Reader, languages: Sequence[str], count: Callable[[str], int]
    ) -> tuple[Advice, ...]:
        """The query with its misspelt words put right, where that finds something.

        Args:
            typed: The text that `query` was parsed from.
            reader: The commit that is asked.
            count: How many results a typed query has.
        """
        found = did_you_mean(typed, query, reader, self._completions.proposals, languages)
        total = count(found.text) if found else 0
        return (Advice(MEANT, found.text, total),) if found and total else ()

    def related(
        self, request: Request, wanted: Wanted, reader: Reader, documents: Callable[[], Sequence[Document]]
    ) -> tuple[Related, ...]:
        """What the best documents of a result speak of more than the archive does.

        Args:
            documents: Gives these; not asked where the answer is remembered.
        """
        filters = tuple((name, tuple(values)) for name, values in request.filters.items())
        read = request.query, filters, request.exact, request.aliases, request.today
        return self._related.get(
            (reader.version(), request.related, read),
            lambda: related(documents(), wanted, reader, self._held, request.related),
        )

    @cached_property
    def _held(self) -> Held:
        return Held(self._aliases)
