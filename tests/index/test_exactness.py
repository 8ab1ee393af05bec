"""Exactness stays possible: quotes, `exact`, `aliases=False`."""

from __future__ import annotations

import pytest

from search import Index


def complete(index: Index, query: str, *, exact: bool = False, aliases: bool = True) -> set[int]:
    page = index.search(query, exact=exact, aliases=aliases)
    return {int(hit.document.id[:3]) for hit in page.hits if not hit.missing}


@pytest.mark.parametrize(
    ("query", "exact", "aliases", "expected"),
    [
        ("Perancis", False, True, {0, 1, 2, 3, 4}),
        ("Perancis", True, True, {3}),
        ("Perancis", False, False, {3}),
        ("serangan", True, True, {1, 2, 3, 4}),
        ("serangan", False, False, {0, 1, 2, 3, 4}),
        ("menyerang", True, True, {0, 2}),
        ("Daesh kelompok", False, False, {0, 1}),
        ("Amerika Serikat", False, False, {3}),
        ("Amerika Serikat", True, True, {3}),
        ("Sukhoi su24", True, True, {0}),
        ("Moskva OR Metrojet", True, True, {0, 4}),
    ],
)
def test_roots_and_names_can_be_turned_off(
    seed_index: Index, query: str, exact: bool, aliases: bool, expected: set[int]
) -> None:
    assert complete(seed_index, query, exact=exact, aliases=aliases) == expected


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("aliases", [True, False])
@pytest.mark.parametrize("query", ["Prancis serangan", "AS OR IS", "koalisi -Turki", "judul:ISIS", "kerja sama bom"])
def test_a_complete_match_lacks_no_word(seed_index: Index, query: str, exact: bool, aliases: bool) -> None:
    page = seed_index.search(query, exact=exact, aliases=aliases)
    assert [not hit.missing for hit in page.hits] == [True] * page.complete + [False] * (page.total - page.complete)
