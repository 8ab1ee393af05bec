"""Pairs worth comparing: found for some rows as for all, however many share a band."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.copies import sketch
from search.copies.bands import CROWD, CROWD_OF_ONE_TEXT, pairs
from search.copies.likeness import are_copies
from search.copies.store import Store
from tests.copies.articles import composed
from tests.copies.planting import planted

ARTICLES = [(f"a{number}", *composed(Random(number))) for number in range(12)]
SKETCHES = [sketch(one.body) for one in planted(ARTICLES, Random(5))]


def stored(sketches: list[bytes]) -> Store:
    store = Store()
    for number, one in enumerate(sketches):
        store.append(f"d{number}", one, 20190910)
    return store


def test_no_copy_of_any_form_is_overlooked() -> None:
    store = stored(SKETCHES)
    table, place = store.table(), store.place
    left, right = np.triu_indices(len(SKETCHES), 1)
    alike = are_copies(table, left, right)
    every = set(zip(left[alike].tolist(), right[alike].tolist(), strict=True))
    assert len(every) > 100
    assert pairs(table, np.ones(len(SKETCHES), np.bool_), place) == every


@given(st.sets(st.integers(0, len(SKETCHES) - 1)))
def test_the_pairs_of_some_rows_are_those_of_all_rows(rows: set[int]) -> None:
    store = stored(SKETCHES)
    table, place = store.table(), store.place
    fresh = np.zeros(len(SKETCHES), np.bool_)
    fresh[list(rows)] = True
    every = pairs(table, np.ones(len(SKETCHES), np.bool_), place)
    assert pairs(table, fresh, place) == {pair for pair in every if rows & set(pair)}


def test_a_row_that_has_gone_and_an_empty_sketch_have_no_pairs() -> None:
    store = stored([SKETCHES[0], SKETCHES[0], b"", b""])
    store.drop(1)
    assert pairs(store.table(), np.ones(4, np.bool_), store.place) == set()


def test_sketches_of_another_version_are_not_compared() -> None:
    older = b"\0\0" + SKETCHES[0][2:]
    store = stored([SKETCHES[0], older, older])
    assert pairs(store.table(), np.ones(3, np.bool_), store.place) == set()


def test_every_copy_of_one_page_is_paired_with_the_first_in_however_large_a_crowd() -> None:
    count = 3 * CROWD
    store = stored([SKETCHES[0]] * count)  # the first by date and id is d0
    found = pairs(store.table(), np.ones(count, np.bool_), store.place)
    assert {(0, other) for other in range(1, count)} <= found
    assert len(found) < count * (CROWD_OF_ONE_TEXT + 1)
