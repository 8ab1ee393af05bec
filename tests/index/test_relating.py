"""The related words of a page: those of its query, whatever the page shows of the result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search import Index
from search.index.relating import READ

QUERY = "gempa kota"
PAGES: list[dict[str, object]] = [
    {},
    {"limit": 0},
    {"limit": 100},
    {"offset": 10},
    {"sort": "newest"},
    {"collapse": False},
    {"half_life_days": 30.0},
    {"facets": ("source",), "explain": True},
]


@pytest.mark.parametrize("options", PAGES, ids=str)
def test_a_page_has_the_related_words_of_its_query(made_up: Index, options: dict[str, object]) -> None:
    plain = made_up.search(QUERY, **options)  # type: ignore[arg-type]
    # Twice as many blanks for each page: the same result, not remembered.
    typed = QUERY + "  " * (1 + PAGES.index(options))
    page = made_up.search(typed, related=8, **options)  # type: ignore[arg-type]
    assert replace(page, query="", took_ms=0.0, related=()) == replace(plain, query="", took_ms=0.0)
    assert page.related == made_up.related(QUERY) != ()
    assert made_up.search(typed, related=8).related == page.related, "and when it is asked again"
    assert plain.related == ()


def test_more_is_read_than_a_page_shows(made_up: Index) -> None:
    assert made_up.search(QUERY).total > READ > 10


def test_as_many_are_given_as_are_wanted(made_up: Index) -> None:
    most = made_up.search(QUERY, related=20).related
    assert len(most) > 1
    for count in range(len(most)):
        assert made_up.search(QUERY, related=count).related == most[:count]


def test_the_words_are_those_of_what_is_asked_for(made_up: Index) -> None:
    chosen = {"source": [made_up.search(QUERY, facets=["source"]).facets["source"][0].value]}
    assert made_up.search(QUERY, filters=chosen, related=8).related == made_up.related(QUERY, filters=chosen)
    assert made_up.search("xyzzy", related=8).related == ()
