"""docs/query-language.md says what the parser does, and leaves out nothing of the language."""

from __future__ import annotations

import re

import pytest

from search.errors import QuerySyntaxError
from search.query.fields import KNOWN_NAMES
from search.query.parser import LANGUAGE_VERSION, parsed, strictly_parsed
from search.query.shapes import OPERATORS, QUOTES
from tests.conftest import ROOT, cases

PAGE = (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8")
TABLES = re.findall(r"^\| typed .*\n\|-.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
EXAMPLES = [row for table in TABLES for row in re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", table, re.MULTILINE)]
NOTICES = re.findall(r"^\| `([a-z-]+)` \| (.+) \| .+ \| (yes|no) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("typed", "tree"), EXAMPLES)
def test_every_example_is_read_as_the_page_says(typed: str, tree: str) -> None:
    assert str(parsed(typed).query) == tree


def test_the_page_has_examples_and_this_version() -> None:
    assert len(EXAMPLES) >= 30
    assert f"version {LANGUAGE_VERSION}\n" in PAGE


@pytest.mark.parametrize("part", [*OPERATORS, *QUOTES, *(f"{name}:" for name in KNOWN_NAMES)])
def test_every_operator_quotation_mark_and_field_stands_on_the_page(part: str) -> None:
    assert re.search(rf'[`“"\'|]{re.escape(part)}|{re.escape(part)}["`”“…]', PAGE)


@pytest.mark.parametrize(("code", "examples", "is_strict"), NOTICES)
def test_the_examples_of_a_notice_give_it(code: str, examples: str, is_strict: str) -> None:
    for example in re.findall(r"`([^`]+)`", examples):
        assert code in [notice.code for notice in parsed(example).notices]
        if is_strict == "yes":
            with pytest.raises(QuerySyntaxError):
                strictly_parsed(example)


def test_every_notice_of_the_parser_stands_on_the_page() -> None:
    used = {code for _, _, codes in cases("queries.tsv", columns=3) for code in codes.split()}
    assert used | {"too-long", "too-many-words"} == {code for code, _, _ in NOTICES}
