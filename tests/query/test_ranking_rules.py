"""What a query says of its own ranking: whole matches first, or more of the words, or neither for a question."""

from __future__ import annotations

import pytest

from search.aliases import AliasTable
from search.query.bound import Ranked
from search.query.concepts import AllOf, bound, concepts, is_complete_first
from search.query.parser import parsed
from search.query.rewriting import COVERAGE, rewritten

# query, does a document with all words come first, coverage
RULES = [
    ("koalisi Rusia", True, COVERAGE),
    ("+koalisi +Rusia", True, COVERAGE),
    ("koalisi besar bersama Rusia", True, COVERAGE),
    ("harga beras naik menjelang bulan Ramadan", False, COVERAGE),
    ("siapa presiden Rusia", False, 0.0),
    ("di manakah Sinai", False, 0.0),
    ("kunjungan ke Moskow", True, COVERAGE),
]


@pytest.mark.parametrize(("query", "is_first", "coverage"), RULES, ids=[query for query, _, _ in RULES])
def test_short_queries_ask_for_all_words_and_questions_for_none(query: str, is_first: bool, coverage: float) -> None:
    wanted = rewritten(parsed(query).query, AliasTable()).wanted
    assert isinstance(wanted, AllOf)
    assert is_complete_first(wanted) is is_first
    compiled = bound(wanted)
    assert isinstance(compiled, Ranked)
    assert compiled.coverage == coverage


def test_the_opening_is_no_part_of_a_field_that_was_named() -> None:
    everywhere, body, title = (
        str(bound(rewritten(parsed(query).query, AliasTable()).wanted))
        for query in ("banjir", "isi:banjir", "judul:banjir")
    )
    assert "opening_root:banjir" in everywhere
    assert "opening" not in body + title


def test_a_number_counts_once_however_many_languages_the_archive_has() -> None:
    wanted = rewritten(parsed("Putin 2005").query, AliasTable(), ("de", "en")).wanted
    assert [concept.roots for concept in concepts(wanted)] == [
        ("putin", "de:putin", "en:putin"),
        ("2005",),
    ]
