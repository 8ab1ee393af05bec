"""Clusters: the same whatever the order and the batches, and few names written again."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.copies import Copies, Known, precedence, sketch
from search.model import PartialDate
from tests.copies.articles import composed
from tests.copies.planting import planted, sentences

# Copies of a few articles, and windows that slide over a long one: each resembles the next and not the one after that.
ARTICLES = [(f"a{number}", *composed(Random(number))) for number in range(3)]
LONG = sentences(composed(Random(9), sentences=40)[1])
WINDOWS = [" ".join(LONG[at : at + 12]) for at in range(0, 28, 2)]
DATES = (PartialDate(2019, 9, 10), PartialDate(2019, 9, 19), PartialDate(2019), PartialDate())
_BODIES = [one.body for one in planted(ARTICLES, Random(5))] + WINDOWS
POOL = {
    f"d{number:02}": (sketch(body), DATES[number * 7 % 11 % len(DATES)])
    for number, body in enumerate([*_BODIES, _BODIES[0]])
}
ORDERS = st.permutations(sorted(POOL))
Partition = set[frozenset[str]]


class Shelf:
    """What an index holds: the oracle writes what it is told and nothing else."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def batch(self, taken: list[str], dropped: list[str]) -> dict[str, str]:
        copies = Copies(Known(one, POOL[one][0], POOL[one][1].number, name) for one, name in self.names.items())
        for one in dropped:
            copies.drop(one)
            del self.names[one]
        for one in taken:
            copies.take(one, *POOL[one])
            self.names[one] = ""
        changed = dict(copies.changed())
        self.names.update(changed)
        assert copies.changed() == {}
        return changed

    def partition(self) -> Partition:
        clusters = defaultdict(set)
        for one, name in self.names.items():
            if name:
                clusters[name].add(one)
        assert all(len(cluster) > 1 for cluster in clusters.values())
        return {frozenset(cluster) for cluster in clusters.values()}


def at_once(ids: list[str]) -> Partition:
    shelf = Shelf()
    shelf.batch(ids, [])
    return shelf.partition()


EVERYTHING = at_once(sorted(POOL))


def are_copies(one: str, two: str) -> bool:
    return bool(at_once([one, two]))


def by_definition(ids: list[str]) -> Partition:
    """Everyone follows the earliest head it is a copy of, or is a head."""
    clusters: dict[str, set[str]] = {}
    for one in sorted(ids, key=lambda one: precedence(POOL[one][1].number, one)):
        head = next((head for head in clusters if are_copies(head, one)), one)
        clusters.setdefault(head, set()).add(one)
    return {frozenset(cluster) for cluster in clusters.values() if len(cluster) > 1}


def test_everyone_follows_the_earliest_head_it_is_a_copy_of() -> None:
    assert by_definition(sorted(POOL)) == EVERYTHING
    assert len(EVERYTHING) > 5


@given(ORDERS)
def test_the_order_of_documents_makes_no_difference(order: list[str]) -> None:
    assert at_once(order) == EVERYTHING


@given(ORDERS, st.lists(st.integers(0, len(POOL)), max_size=5), st.sets(st.sampled_from(sorted(POOL))))
def test_batches_and_removals_make_no_difference(order: list[str], cuts: list[int], gone: set[str]) -> None:
    shelf = Shelf()
    bounds = [0, *sorted(cuts), len(POOL)]
    for start, end in pairwise(bounds):
        shelf.batch(order[start:end], [])
    shelf.batch([], sorted(gone))
    assert shelf.partition() == at_once(sorted(set(POOL) - gone))


@given(ORDERS, st.sampled_from(sorted(POOL)))
def test_a_document_taken_again_falls_into_its_place(order: list[str], again: str) -> None:
    shelf = Shelf()
    shelf.batch(order, [])
    shelf.batch([again], [])
    assert shelf.partition() == EVERYTHING


def test_a_cluster_that_grows_writes_the_newcomer_and_the_first_time_its_partner() -> None:
    first, second, third, alone = "d00", "d01", "d03", "d05"
    assert POOL[first][1] == DATES[0]
    shelf = Shelf()
    assert shelf.batch([first, alone], []) == {}
    assert shelf.batch([second], []) == {first: shelf.names[first], second: shelf.names[first]}
    assert shelf.batch([third], []) == {third: shelf.names[first]}
    assert shelf.batch([], [second]) == {}
    assert shelf.batch([], [third]) == {first: ""}


def test_chained_texts_do_not_become_one_cluster() -> None:
    """Each window is a copy of the next; what follows a head is a copy of the head itself."""
    windows = {f"window-{at:02}": sketch(text) for at, text in enumerate(WINDOWS)}
    copies = Copies()
    for one, made in windows.items():
        copies.take(one, made)
    clusters = defaultdict(list)
    for one, name in sorted(copies.changed().items()):
        clusters[name].append(one)
    assert 3 <= len(clusters) < len(windows) / 2
    for head, *followers in clusters.values():
        for one in followers:
            alone = Copies([Known(head, windows[head], 0, "")])
            alone.take(one, windows[one])
            assert set(alone.changed()) == {head, one}


def test_texts_without_a_sketch_have_no_copies() -> None:
    copies = Copies([Known("a", b"", 0, "")])
    copies.take("b", b"")
    assert copies.changed() == {}
    with pytest.raises(ValueError, match="3 bytes"):
        copies.take("c", b"abc")
