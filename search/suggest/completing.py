"""Completions of a query that is being typed, in the spelling that the archive prints.

Nothing is shown that no document holds: what is proposed is counted in the index, now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.aliases import AliasTable
from search.engines.base import Engine, Reader
from search.query.bound import BoundQuery
from search.suggest.counting import all_of, count, in_a_row, under_any_name
from search.suggest.entries import Kind
from search.suggest.keys import key
from search.suggest.proposing import Proposals, words
from search.suggest.unfinished import Unfinished, unfinished

LIMIT = 8  # what people read of such a list
MOST = 20
LOOK = 2  # texts that are counted for each completion asked for
COUNTED = 1 << 12  # counts that are remembered: most of what fits a word still fits when its next letter is typed


@dataclass(frozen=True, slots=True)
class Completion:
    """A query to go on with.

    Attributes:
        text: The whole new query.
        kind: What was completed.
        count: Documents that hold all of the words that were completed and of those right before them, as printed;
            in quotes, in a row. For an alias, documents that use any of its names.
    """

    text: str
    kind: Kind
    count: int


class Completions:
    """The completions of an index; safe to share between threads, and aware of what others write."""

    def __init__(self, folder: Path, engine: Engine, aliases: AliasTable) -> None:
        self.engine = engine
        self.proposals = Proposals(folder, aliases)
        # By commit, so that what is remembered is never older than the archive.
        self._counted: dict[tuple[str, BoundQuery], int] = {}

    def complete(self, typed: str, limit: int = LIMIT) -> tuple[Completion, ...]:
        """Ways to go on with a typed text: those that take in most of its last words first, then the frequent ones.

        Args:
            limit: At most MOST. Fewer than LIMIT are the first of LIMIT.
        """
        asked = unfinished(typed)
        wanted = max(0, min(limit, MOST))
        if not asked or not wanted:
            return ()
        with self.engine.reader() as reader:
            return self._completed(asked, max(wanted, LIMIT), reader)[:wanted]

    def _completed(self, asked: Unfinished, limit: int, reader: Reader) -> tuple[Completion, ...]:
        found: dict[str, Completion] = {}
        for start in asked.starts:
            if len(found) < limit:
                group = self._group(asked, start, limit - len(found), reader)
                new = {known: one for known, one in group.items() if known not in found}
                # What the archive prints goes before what only the alias rules know.
                found |= sorted(new.items(), key=lambda one: (one[1].kind is Kind.ALIAS, -one[1].count, one[0]))
        return tuple(found.values())

    def _group(self, asked: Unfinished, start: int, limit: int, reader: Reader) -> dict[str, Completion]:
        """The completions that begin at one place, by their key; more than `limit` where it costs nothing."""
        found: dict[str, Completion] = {}
        before = asked.typed[asked.starts[0] : start]
        for text, kind, query in self._proposed(asked, start, LOOK * limit, reader):
            new = key(before + text)
            is_fit = new not in found and new != key(asked.typed[asked.starts[0] :])
            if is_fit and not (asked.is_single and " " in new):
                if documents := self._count(query, reader):
                    found[new] = Completion(asked.typed[:start] + text + asked.end, kind, documents)
                if len(found) >= limit:
                    break
        return found

    def _count(self, query: BoundQuery, reader: Reader) -> int:
        """The documents that match, worked out once for a commit."""
        question = reader.version(), query
        known = self._counted.get(question)
        if known is None:
            known = count(reader, query)
            if len(self._counted) >= COUNTED:
                self._counted = {}
            self._counted[question] = known
        return known

    def _proposed(
        self, asked: Unfinished, start: int, look: int, reader: Reader
    ) -> Iterator[tuple[str, Kind, BoundQuery]]:
        """What may stand from one place on, and the query that counts it."""
        prefix = key(asked.typed[start:])
        if not prefix.strip():
            return
        before = asked.typed[asked.starts[0] : start]
        proposed = self.proposals.entries(prefix, look)
        for entry in proposed:
            if entry.kind is not Kind.TITLE or not before:
                yield entry.text, entry.kind, _holding(asked, before + entry.text, entry.kind)
        for name, term in () if asked.is_phrase else self.proposals.names(prefix, look):
            yield name, Kind.ALIAS, under_any_name(term, asked.fields, before)
        if len(proposed) < look and start == asked.starts[-1]:
            field = f"{asked.fields[0] if len(asked.fields) == 1 else 'body'}_surface"
            for word in words(reader, field, prefix, look):
                yield word, Kind.WORD, _holding(asked, before + word, Kind.WORD)


def _holding(asked: Unfinished, text: str, kind: Kind) -> BoundQuery:
    """The documents that hold a text as it is asked for."""
    # A headline of ten words is looked for where headlines stand: everywhere takes three times as long.
    fields = ("title",) if kind is Kind.TITLE and "title" in asked.fields else asked.fields
    return in_a_row(text, fields) if asked.is_phrase else all_of(text, fields)
