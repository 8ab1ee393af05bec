"""A deadline while an engine searches: the answer is whole or there is none, whenever the time is over."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from search.deadline import within
from search.engines.base import FACETS, Engine, Ranking, Reader
from search.errors import OutOfTimeError
from search.query.bound import AnyOf, BoundQuery, Near, Ranked, Sequence, Synonyms, Term
from tests.engines.samples import WEIGHTS, plain, put, random_query, word

BOTH = AnyOf((Term("title_root", "c"), Term("body_root", "b"), Synonyms("body_surface", ("c", "d", "e"))))
QUERIES: list[BoundQuery] = [
    Ranked(wanted=tuple(map(word, "abcdefgh")), coverage=0.5),
    Ranked(required=(BOTH,), excluded=(word("h"),), filters=(word("a"),)),
    AnyOf((Sequence("body_surface", ("a", "b")), Near("body_surface", ("a", "c", "b"), 2))),
]
MOST = 500  # looks at the clock, of any of these


@pytest.fixture(scope="module")
def filled(new_engine: Callable[[], Engine]) -> Iterator[Engine]:
    with new_engine() as engine:
        chance = random.Random(7)
        texts = [" ".join(chance.choice("abcdefgh") for _ in range(12)) for _ in range(60)]
        put(engine, *(plain(f"{number:02}", text, copy_of="x" * (number < 5)) for number, text in enumerate(texts)))
        yield engine


def asked(reader: Reader, query: BoundQuery) -> Ranking:
    return reader.search(query, weights=WEIGHTS, limit=10, facets=FACETS, is_collapsed=True)


def until_answered(engine: Engine, query: BoundQuery) -> tuple[int, Ranking]:
    """The first answer, with time for one look at the clock more at each attempt; and how many it took."""
    with engine.reader() as reader:
        for looks in range(MOST):
            try:
                with within(looks, clock=count().__next__):
                    return looks, asked(reader, query)
            except OutOfTimeError:
                continue
    pytest.fail(f"no answer within {MOST} looks")


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_an_answer_is_whole_or_there_is_none(filled: Engine, query: BoundQuery) -> None:
    looks, answer = until_answered(filled, query)
    assert looks > 0, "nobody looked at the clock"
    with filled.reader() as reader:
        assert asked(reader, query) == answer, "nothing half done was remembered"


def test_random_queries_are_answered_wholly_or_not(filled: Engine) -> None:
    chance = random.Random(11)
    for _ in range(60):
        query = random_query(chance, 3)
        _, answer = until_answered(filled, query)
        with filled.reader() as reader:
            assert asked(reader, query) == answer, str(query)


QUESTIONS: list[Callable[[Reader], object]] = [
    lambda reader: asked(reader, word("a")),
    lambda reader: reader.fetch("01"),
    lambda reader: reader.cluster("01"),
    lambda reader: reader.document_frequency("body_surface", "a"),
    lambda reader: list(reader.vocabulary("body_surface")),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=["search", "fetch", "cluster", "frequency", "vocabulary"])
def test_every_question_of_an_answer_looks_at_the_clock(filled: Engine, question: Callable[[Reader], object]) -> None:
    with filled.reader() as reader:
        with pytest.raises(OutOfTimeError), within(0, clock=count().__next__):
            question(reader)
        assert question(reader), "and is answered where there is time"


def test_what_a_writer_asks_has_all_the_time(filled: Engine) -> None:
    with filled.reader() as reader, within(0, clock=count().__next__):
        assert len(reader.digests()) == reader.count() == len(list(reader.stored())) == len(list(reader.sketches()))
        assert any(one.cluster for one in reader.sketches())
