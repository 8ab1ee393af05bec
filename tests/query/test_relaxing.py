"""What finds nothing is loosened one thing at a time, the most promising first."""

from __future__ import annotations

import pytest
from hypothesis import given

from search.query.parser import parsed
from search.query.relaxing import MOST, MOST_WORDS, PROMISE, about_dates, relaxed
from search.query.tree import EMPTY, Query
from search.wording import LANGUAGES, sentence
from tests.query.strategies import queries

# typed, what is tried, in order
LOOSER = [
    ("kpk", []),
    ("*", []),
    ("kpk suap", []),
    ("=serangan", ["relaxed-exact serangan"]),
    ('"serangan teror"', ['relaxed-near "serangan teror"~10', "relaxed-phrase (serangan teror)"]),
    ('"serangan * teror"~2', ['relaxed-near "serangan * teror"~7', "relaxed-near (+serangan +teror)"]),
    ('"Daesh"^2', ["relaxed-phrase Daesh^2"]),
    ("judul:gempa", ["relaxed-field gempa"]),
    ("koalis* judul:gempa", ["relaxed-field (koalis* gempa)"]),
    ("+kpk suap", ["relaxed-required (kpk suap)"]),
    ("kpk AND suap", ["relaxed-required (kpk +suap)", "relaxed-required (+kpk suap)", "relaxed-required (kpk suap)"]),
    ("kpk -suap", ["relaxed-excluded kpk"]),
    ("kpk sumber:tempo", ["relaxed-filter kpk"]),
    (
        "kpk sumber:tempo bahasa:en",
        ["relaxed-filter (kpk language:en)", "relaxed-filter (kpk source:tempo)", "relaxed-filters kpk"],
    ),
    ("sumber:=Tempo", ['relaxed-exact source:"Tempo"']),
    ('sumber:="A ""B"""', []),
    ('sumber:="×"', []),  # as a phrase there is nothing to look for
    (
        "kpk tanggal:2015-11",
        ["relaxed-date (kpk date:~2015-11)", "relaxed-filter kpk"],
    ),
    ("kpk OR judul:gempa", ["relaxed-field (kpk OR gempa)"]),
    (
        'judul:(kpk "bank sentral") -suap',
        [
            'relaxed-near (+title:(kpk "bank sentral"~10) -suap)',
            "relaxed-phrase (+title:(kpk bank sentral) -suap)",
            'relaxed-field (+(kpk "bank sentral") -suap)',
            'relaxed-excluded title:(kpk "bank sentral")',
        ],
    ),
]


@pytest.mark.parametrize(("typed", "looser"), LOOSER, ids=[typed for typed, _ in LOOSER])
def test_one_thing_is_loosened_at_a_time(typed: str, looser: list[str]) -> None:
    assert [f"{code} {query}" for code, query in relaxed(parsed(typed).query)] == looser


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("tanggal:2015", "date:~2015"),
        ("tanggal:~2015", "date:~2015"),
        ('kpk tanggal:"pekan lalu" sejak:2015', '(kpk date:"~pekan lalu" since:~2015)'),
        ("tanggal:(27 November 2015)", 'date:"~27 November 2015"'),
        ("tanggal:(2014 OR 2015)^2 OR kpk", "(date:(~2014 OR ~2015)^2 OR kpk)"),
        ("kpk -tanggal:2015", "(+kpk -date:2015)"),
        ('tanggal:="2015"', 'date:="~2015"'),
        ("judul:(kpk tanggal:2015)", "title:(kpk date:~2015)"),
        ("kpk", "kpk"),
    ],
)
def test_uncertain_dates_can_be_asked_for(typed: str, line: str) -> None:
    assert str(about_dates(parsed(typed).query)) == line


@given(queries)
def test_any_query_can_be_loosened_and_the_looser_ones_can_be_typed(query: Query) -> None:
    looser = list(relaxed(query))
    assert len(looser) <= MOST
    for code, other in looser:
        assert code in PROMISE
        assert other not in (query, EMPTY)
        assert parsed(str(other)).query == other


@pytest.mark.parametrize(("count", "most"), [(1, 16), (3, 16), (6, 9), (33, 1), (63, 1)])
def test_all_that_is_tried_has_as_many_words_as_one_query_may_have(count: int, most: int) -> None:
    words = " AND ".join(f"kata{number}" for number in range(count))
    looser = list(relaxed(parsed(f"{words} judul:gempa").query))
    assert 0 < len(looser) <= most
    assert (count + 1) * len(looser) <= MOST_WORDS


def test_the_words_of_a_phrase_count_each() -> None:
    phrase = f'"{"kata " * MOST_WORDS}"'
    assert list(relaxed(parsed(f"{phrase} sumber:tempo").query)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PROMISE)
def test_every_way_to_loosen_has_a_sentence(code: str, language: str) -> None:
    assert sentence(code, language)
