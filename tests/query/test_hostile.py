"""No text is an error, whatever it is made of; benchmarks/hostile.py times ten thousand of them."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from search.aliases import alias_table, shipped_rules
from search.query.concepts import bound
from search.query.expanding import expander
from search.query.narrowing import filters_of, without_filter
from search.query.parser import MAX_NOTICES, MAX_TYPED, parsed
from search.query.relaxing import MOST, relaxed
from search.query.rewriting import rewritten, undecided
from search.wording import noticed
from tests.query.hostile import KINDS, hostile

TEXTS = list(hostile(40 * len(KINDS)))
WORDS = sorted({"".join(letters): 1 for letters in product("kmpes", "aeiou", "krnst", "aeiou")}.items())
ALIASES = alias_table([shipped_rules()])


@pytest.mark.parametrize("number", range(len(KINDS)), ids=[kind.__name__ for kind in KINDS])
def test_hostile_texts_are_read_answered_and_come_back(number: int) -> None:
    for text in TEXTS[number :: len(KINDS)]:
        reading = parsed(text)
        assert len(str(reading.query)) <= MAX_TYPED
        assert len(reading.notices) <= MAX_NOTICES + 2
        assert parsed(str(reading.query)).query == reading.query
        expand = expander(lambda _, prefix: iter([pair for pair in WORDS if pair[0].startswith(prefix)]))
        found = rewritten(reading.query, ALIASES, ("en",), expand=expand, today=date(2015, 11, 27))
        assert str(bound(found.wanted))
        undecided(found.wanted)
        assert all(noticed(notice, text, "id") for notice in (*reading.notices, *found.notices))


@pytest.mark.parametrize("number", range(len(KINDS)), ids=[kind.__name__ for kind in KINDS])
def test_hostile_texts_can_be_loosened_and_freed_of_filters(number: int) -> None:
    for text in TEXTS[number :: 4 * len(KINDS)]:
        query = parsed(text).query
        assert len(list(relaxed(query))) <= MOST
        for name in filters_of(query):
            query = without_filter(query, name)
