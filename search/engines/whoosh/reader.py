"""Reading a commit of a Whoosh index: searches, documents, terms.

Every thread reads the same snapshot, which never changes; nobody waits for anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import CLUSTER, Order, Place, Ranking, Sketched
from search.engines.matching import frequency, ranked
from search.engines.whoosh.schema import digest_of
from search.engines.whoosh.sections import DamagedFileError
from search.engines.whoosh.snapshot import Snapshot
from search.errors import NotAnIndexError
from search.query.bound import BoundQuery, Term


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    try:
        yield
    except (DamagedFileError, IndexError) as error:  # the latter: a number that points beyond its array
        raise NotAnIndexError(path, f"damaged: {error}") from error


class WhooshReader:
    """Commits of an index folder; see `search.engines.base.Reader`.

    Attributes:
        current: The commit that a question is asked of.
    """

    def __init__(self, path: Path, current: Callable[[], Snapshot]) -> None:
        self._path, self.current = path, current

    def search(
        self,
        query: BoundQuery,
        *,
        weights: Mapping[str, float],
        offset: int = 0,
        limit: int,
        order: Order = Order.RELEVANCE,
        is_complete_first: bool = True,
        after: Place | None = None,
        facets: Collection[str] = (),
        is_collapsed: bool = False,
    ) -> Ranking:
        """Rank the matching documents."""
        snapshot = self.current()
        with _damage_named(self._path):
            return ranked(
                snapshot,
                query,
                weights=weights,
                offset=offset,
                limit=limit,
                order=order,
                is_complete_first=is_complete_first,
                after=after,
                facets=facets,
                is_collapsed=is_collapsed,
            )

    def fetch(self, document_id: str) -> str | None:
        """The stored JSON text of a document."""
        snapshot = self.current()
        with _damage_named(self._path):
            number = snapshot.number(document_id)
            return None if number is None else snapshot.text(number)

    def digests(self) -> Mapping[str, str]:
        """The digest of every document, by id."""
        snapshot = self.current()
        with _damage_named(self._path):
            return {snapshot.id(number): digest_of(digest) for number, digest in snapshot.column("digest")}

    def stored(self) -> Iterator[str]:
        """The stored JSON text of every document, of the commit that is current when the walk begins."""
        with _damage_named(self._path):
            yield from self.current().texts()

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents hold the term in the field."""
        snapshot = self.current()
        with _damage_named(self._path):
            (holding,) = snapshot.held([Term(field, term)])
            return frequency(holding, snapshot.live)

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with the prefix, in code point order, each with its document frequency."""
        with _damage_named(self._path):
            yield from self.current().vocabulary(field, prefix)

    def sketches(self) -> Iterator[Sketched]:
        """What tells the copies of every document, in no order."""
        snapshot = self.current()
        with _damage_named(self._path):
            names, documents, numbers = snapshot.values(CLUSTER)
            clusters = dict(zip(documents.tolist(), numbers.tolist(), strict=True))
            published = snapshot.days("published")
            for number, sketch in snapshot.column("sketch"):
                cluster = names[clusters[number]] if number in clusters else ""
                yield Sketched(snapshot.id(number), sketch, int(published[number]), cluster)

    def count(self) -> int:
        """How many documents there are."""
        return self.current().count

    def version(self) -> str:
        """What tells the commit from all others."""
        return self.current().version
