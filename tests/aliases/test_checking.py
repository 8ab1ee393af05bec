"""Mistakes in alias files: tests/aliases/mistakes.tsv."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.aliases import alias_table, mistakes, rules_of
from search.aliases.loading import SHIPPED
from search.errors import AliasError
from tests.conftest import cases

CASES = cases("../aliases/mistakes.tsv", columns=3)
LINES = st.sampled_from(
    ["ISIS, IS", "IS, NIIS", "UK => Inggris", "Inggris => UK", "#cs: IS", "#amb: x", "!!, a", "a =>", "# b", ""]
)


@pytest.mark.parametrize(("file", "wrong", "why"), CASES, ids=[row[0] for row in CASES])
def test_every_mistake_is_named_with_its_line(file: str, wrong: str, why: str) -> None:
    found = [f"{error.line}: {error.problem}" for error in mistakes(file.replace(" / ", "\n"), "mine.txt")]
    assert found == [part for part in wrong.split(" / ") if part], why


def test_a_mistake_says_where_and_how_to_mend_it() -> None:
    (error,) = mistakes("ISIS, IS\nIS, Islam", "folder/aliases.txt")
    assert str(error) == (
        'folder/aliases.txt, line 2: "IS" is in the class of line 1 already. '
        "Keep it in one of them, or join the two lines."
    )


def test_the_shipped_rules_have_no_mistake() -> None:
    assert [str(error) for error in mistakes(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)] == []


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.text(alphabet="ab ,=>#cs:\n")))
def test_any_text_can_be_checked_and_what_passes_can_be_loaded(text: str) -> None:
    found = mistakes(text, "mine.txt")
    assert all(isinstance(error, AliasError) and error.line >= 1 and error.fix for error in found)
    assert list(found) == sorted(found, key=lambda error: error.line)
    if not found:
        table = alias_table([rules_of(text, "mine.txt")])
        assert all(len(alias.names) >= 1 for alias in table.classes.values())
