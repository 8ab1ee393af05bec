"""A deadline over a whole answer: every question heeds it, and what it had too much of is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from search import Index, OutOfTimeError, Page, open_index
from search.deadline import within
from search.errors import TooMuch
from tests.index.writing import lines

MOST = 3_000  # looks at the clock, of any of these questions

QUESTIONS: dict[str, Callable[[Index], object]] = {
    "search": lambda index: index.search("koalisi Rusia"),
    "search with facets": lambda index: index.search("gempa", facets=("source", "year"), explain=True),
    "related": lambda index: index.related("banjir kota"),
    "view": lambda index: index.view("d001", "gempa"),
    "document": lambda index: index.document("d001"),
    "like": lambda index: index.like("d001"),
    "copies": lambda index: index.copies("d001"),
    "documents": lambda index: list(index.documents("gempa")),
}


def page(index: Index, query: str, looks: int) -> Page:
    """The answer, where so many looks at the clock are allowed."""
    with within(looks, clock=count().__next__):
        return replace(index.search(query), took_ms=0.0)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_heeds_the_deadline(made_up: Index, name: str) -> None:
    with pytest.raises(OutOfTimeError), within(0, clock=count().__next__):
        QUESTIONS[name](made_up)
    assert QUESTIONS[name](made_up), "and is answered where there is time"


@pytest.mark.parametrize("query", ["koalisi Rusia", '"gempa banjir" -kapal', "ban* ATAU gempq~1", "sumber:ANTARA kota"])
def test_a_page_is_whole_or_there_is_none(made_up: Index, query: str) -> None:
    whole = replace(made_up.search(query), took_ms=0.0)
    for looks in range(MOST):
        try:
            found = page(made_up, query, looks)
        except OutOfTimeError:
            assert looks < MOST - 1
            continue
        if any(notice.code == "advice-out-of-time" for notice in found.notices):
            assert not found.advice, "nobody looked for another spelling to the end"
            assert replace(found, notices=whole.notices, advice=whole.advice) == whole
            continue
        assert found == whole
        return


def test_results_stand_where_only_related_words_ran_out_of_time(made_up: Index) -> None:
    whole = made_up.search("banjir kota", related=8)
    assert whole.related
    made_up.search("banjir")  # so that what is read once is read
    seen: set[object] = set()
    for looks in range(MOST):
        query = f"banjir kota {' ' * looks}"  # not remembered
        try:
            with within(looks, clock=count().__next__):
                found = made_up.search(query, related=8)
        except OutOfTimeError:
            assert not seen
            continue
        assert found.hits == whole.hits
        seen.add(found.related)
        if found.related:
            break
    assert seen == {(), whole.related}


def test_results_stand_where_only_the_advice_ran_out_of_time(made_up: Index) -> None:
    query = "gempaq banjir"
    assert not made_up.search(query).complete, "so another spelling is looked for"
    told: list[list[str]] = []
    for looks in range(MOST):
        try:
            found = page(made_up, query, looks)
        except OutOfTimeError:
            assert not told, "what had its results once is never refused with more time"
            continue
        told.append([notice.code for notice in found.notices])
        assert found.total
        if "advice-out-of-time" not in told[-1]:
            break
    assert "advice-out-of-time" in told[0]
    assert "advice-out-of-time" not in told[-1]


@pytest.mark.parametrize(
    ("query", "much", "part"),
    [
        ("gempa banjir kapal", {TooMuch.WORDS, TooMuch.HITS}, {""}),
        ("gem*a", {TooMuch.PATTERNS, TooMuch.WORDS, TooMuch.HITS}, {"", "gem*a"}),
        ("gempx~1", {TooMuch.PATTERNS, TooMuch.WORDS, TooMuch.HITS}, {"", "gempx~"}),
        ('"gempa banjir"', {TooMuch.PHRASES, TooMuch.WORDS, TooMuch.HITS}, {""}),
    ],
)
def test_what_was_under_way_when_the_time_was_over_is_named(
    tmp_path: Path, query: str, much: set[TooMuch], part: set[str]
) -> None:
    records = [{"id": str(number), "text": f"Gempa banjir kapal {number}, kata warga."} for number in range(10)]
    file = lines(tmp_path / "berita.jsonl", records)
    met: set[tuple[TooMuch, str]] = set()
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([file])
        for looks in range(MOST):
            try:
                page(index, query, looks)
                break
            except OutOfTimeError as error:
                met.add((error.much, error.part))
    assert {kind for kind, _ in met} == much
    assert {text for _, text in met} == part
