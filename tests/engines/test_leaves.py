"""Each kind of query that stands at the end of a tree, on every engine."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.model import UNDATED, PartialDate
from search.query.bound import Dated, Near, Ranked, Sequence, Synonyms
from tests.engines.samples import WEIGHTS, ids, plain, put, word

DATED = {
    "day": PartialDate(2015, 11, 27),
    "other": PartialDate(2015, 12, 1),
    "month": PartialDate(2015, 11),
    "year": PartialDate(2015),
    "never": UNDATED,
}


@pytest.mark.parametrize(
    ("first", "last", "certain", "uncertain"),
    [
        (20151127, 20151127, {"day"}, {"month", "year", "never"}),
        (20151101, 20151130, {"day", "month"}, {"year", "never"}),
        (20150101, 20151231, {"day", "other", "month", "year"}, {"never"}),
        (20151130, 20160101, {"other"}, {"month", "year", "never"}),
        (20160101, 20161231, set(), {"never"}),
        (0, 99991231, {"day", "other", "month", "year"}, {"never"}),
    ],
)
def test_a_range_of_dates_is_certain_of_whole_dates_only(
    engine: Engine, first: int, last: int, certain: set[str], uncertain: set[str]
) -> None:
    put(engine, *(plain(name, "a", published=date) for name, date in DATED.items()))
    assert set(ids(engine, Dated(first, last))) == certain
    assert set(ids(engine, Dated(first, last, is_certain=False))) == uncertain


def test_filters_choose_and_score_nothing(engine: Engine) -> None:
    put(engine, plain("x", "a b"), plain("y", "a a"), plain("z", "a a b"))
    plainly = engine.search(Ranked(wanted=(word("a"), word("c"))), weights=WEIGHTS, limit=9)
    filtered = engine.search(Ranked(wanted=(word("a"), word("c")), filters=(word("b"),)), weights=WEIGHTS, limit=9)
    scores = {one.id: one.score for one in plainly.found}
    assert {one.id: one.score for one in filtered.found} == {name: scores[name] for name in ("x", "z")}
    alone = engine.search(Ranked(filters=(word("b"),)), weights=WEIGHTS, limit=9)
    assert [(one.id, one.score, one.is_complete) for one in alone.found] == [("x", 0.0, True), ("z", 0.0, True)]


def test_synonyms_score_as_one_term(engine: Engine) -> None:
    put(engine, plain("x", "koalisi b c"), plain("y", "koalisinya b c"), plain("z", "koalisi koalisinya c"))
    synonyms = Synonyms("body_surface", ("koalisi", "koalisinya", "koalisimu", "koalisi"))
    scores = {one.id: one.score for one in engine.search(synonyms, weights=WEIGHTS, limit=9).found}
    assert scores["x"] == scores["y"] < scores["z"]
    put(engine, plain("x", "kita b c"), plain("y", "kita b c"), plain("z", "kita kita c"))
    assert {one.id: one.score for one in engine.search(word("kita"), weights=WEIGHTS, limit=9).found} == scores


NEAR = [
    ("a b", 0, {"ab", "ba", "aab"}),
    ("a b", 1, {"ab", "ba", "aab", "axb"}),
    ("a b", 2, {"ab", "ba", "aab", "axb", "bxxa"}),
    ("a a b", 0, {"aab"}),
    ("a a", 0, {"aab"}),
    ("a z", 9, set()),
]


@pytest.mark.parametrize(("words", "slop", "expected"), NEAR)
def test_near_words_stand_in_any_order(engine: Engine, words: str, slop: int, expected: set[str]) -> None:
    put(engine, *(plain(name, " ".join(name)) for name in ("ab", "ba", "aab", "axb", "bxxa", "a", "b")))
    assert set(ids(engine, Near("body_surface", tuple(words.split()), slop))) == expected


def test_a_gap_in_a_sequence_is_any_one_word(engine: Engine) -> None:
    put(engine, plain("x", "harga beras naik"), plain("y", "harga naik"), plain("z", "harga minyak goreng naik"))
    assert ids(engine, Sequence("title_surface", ("harga", None, "naik"))) == ["x"]
    assert ids(engine, Sequence("title_surface", ("harga", None, None, "naik"))) == ["z"]
