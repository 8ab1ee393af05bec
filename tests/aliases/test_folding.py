"""The root view with class terms: tests/aliases/folded.tsv."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import AliasTable, alias_table, root_terms, rules_of, shipped_rules
from search.analysis import pieces, query_pieces
from tests.conftest import cases

CASES = cases("../aliases/folded.tsv", columns=4)
SHIPPED = alias_table([shipped_rules()])


def table(rules: str) -> AliasTable:
    return alias_table([rules_of(rules.replace(" / ", "\n"), "mine.txt")])


@pytest.mark.parametrize(("rules", "text", "terms", "why"), CASES, ids=[f"{row[0]}: {row[1]}" for row in CASES])
def test_names_become_class_terms(rules: str, text: str, terms: str, why: str) -> None:
    found = [term for term in root_terms(pieces(text), table(rules)) if term.startswith("=")]
    assert sorted(found) == sorted(terms.split()), why


def test_a_name_of_one_word_gives_way_and_one_of_several_keeps_its_words() -> None:
    rules = table("#cs: AS / Amerika Serikat, AS / izin, ijin")
    assert root_terms(pieces("AS"), rules) == ["=amerika_serikat"]
    assert root_terms(pieces("Amerika Serikat"), rules) == ["amerika", "serikat", "=amerika_serikat"]
    assert root_terms(pieces("TIBA DI AS"), rules) == ["tiba", "di", "as", "=amerika_serikat"]
    assert root_terms(pieces("perizinan"), rules) == ["=izin"]


@pytest.mark.parametrize(
    ("query", "certain"),
    [("solo", False), ("Solo", True), ("SOLO", True), ("harga Solo", True), ("is", False), ("IS", True)],
)
def test_a_query_in_lower_case_has_the_benefit_of_the_doubt(query: str, certain: bool) -> None:
    (match,) = SHIPPED.matches(query_pieces(query))
    assert match.certain is certain


def test_a_query_with_capitals_elsewhere_has_not() -> None:
    assert not SHIPPED.matches(query_pieces("Gitar solo"))


@given(st.one_of(st.text(), st.lists(st.sampled_from(["TNI-AL", "AS", "Dewan", "Keamanan", "PBB", ",", "di"]))))
def test_any_text_folds_to_terms_without_white_space(text: str | list[str]) -> None:
    found = pieces(text if isinstance(text, str) else " ".join(text))
    terms = root_terms(found, SHIPPED)
    assert len(terms) >= len(found)
    assert not [term for term in terms if not term or any(map(str.isspace, term))]
    for match in SHIPPED.matches(found):
        assert 0 <= match.first < match.last <= len(found)
