"""The main job on the five seeds: every row of a table of queries, through the Python API, the command and HTTP."""

from __future__ import annotations

import pytest

from search import Index
from tests.conftest import cases

ROWS = cases("seeds-queries.tsv", columns=3)
assert len(ROWS) >= 39


def seed_number(document_id: str) -> int:
    return int(document_id[:3])


@pytest.mark.parametrize(("query", "expected", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_the_complete_matches_are_the_expected_documents(
    seed_index: Index, query: str, expected: str, why: str
) -> None:
    page = seed_index.search(query)
    complete = {seed_number(hit.document.id) for hit in page.hits if not hit.missing}
    assert complete == {int(number) for number in expected.split()}, why
    assert page.complete == len(complete)
    assert [bool(hit.missing) for hit in page.hits] == sorted(bool(hit.missing) for hit in page.hits)


@pytest.mark.parametrize(("query", "expected", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_every_mark_is_the_printed_word_and_says_why(seed_index: Index, query: str, expected: str, why: str) -> None:
    for hit in seed_index.search(query).hits:
        assert hit.why
        for passage in (hit.title, hit.snippet):
            ends = [0]
            for span in passage.spans:
                assert passage.text[span.start : span.end] == span.reason.printed
                assert span.start >= ends[-1]
                ends.append(span.end)
