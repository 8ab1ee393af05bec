"""Every operator of the query language, through the whole of it: parse, rewrite, engine, page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from search import Index, Page, open_index
from search.bulk.columns import Bulk
from search.engines.base import Engine
from search.index.making import Making
from search.ingest import Record, document, records
from search.query.concepts import bound
from search.query.expanding import expander
from search.query.narrowing import filters_of
from search.query.parser import parsed
from search.query.relaxing import about_dates
from search.query.rewriting import rewritten, undecided
from tests.conftest import CASES, cases
from tests.engines.conftest import ENGINES
from tests.engines.samples import ALIASES, WEIGHTS, put

ROWS = cases("operators.tsv", columns=5)
TODAY = date(2015, 11, 27)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the articles of tests/cases/operators.jsonl."""
    with open_index(tmp_path_factory.mktemp("operators") / "index", create_missing=True) as index:
        assert index.add([Path(CASES / "operators.jsonl")]).added == 14
        yield index


def searched(archive: Index, query: str, **options: object) -> Page:
    return archive.search(query, limit=100, collapse=False, today=TODAY, **options)  # type: ignore[arg-type]


def ids(page: Page) -> str:
    return " ".join(sorted(hit.document.id for hit in page.hits))


def codes(page: Page) -> list[str]:
    return [notice.code for notice in page.notices]


@pytest.mark.parametrize(("query", "found", "complete", "why", "first"), ROWS, ids=[row[0] for row in ROWS])
def test_operators_find_what_the_table_says(
    archive: Index, query: str, found: str, complete: str, why: str, first: str
) -> None:
    page = searched(archive, query)
    assert ids(page) == found, why
    assert (page.total, page.complete) == (len(found.split()), int(complete))
    assert not first or page.hits[0].document.id == first


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The same articles in each engine that the common suite knows, without an index around it."""
    new: Callable[[Path], Engine] = ENGINES[request.param]
    read = [document(item) for item in records([CASES / "operators.jsonl"]) if isinstance(item, Record)]
    making = Making(Bulk(ALIASES))
    with new(tmp_path_factory.mktemp(request.param)) as engine:
        put(engine, *(making.entry(one, "same" if "salin" in one.id else "") for one in read))
        yield engine


@pytest.mark.parametrize(("query", "found", "complete", "why", "first"), ROWS, ids=[row[0] for row in ROWS])
def test_every_engine_finds_the_same(
    engine: Engine, query: str, found: str, complete: str, why: str, first: str
) -> None:
    asked = rewritten(parsed(query).query, ALIASES, ("en",), expand=expander(engine.vocabulary), today=TODAY).wanted
    ranking = engine.search(bound(asked), weights=WEIGHTS, limit=100)
    assert sorted(one.id for one in ranking.found) == found.split(), why
    assert (ranking.total, ranking.complete) == (len(found.split()), int(complete))


@pytest.mark.parametrize("query", [row[0] for row in ROWS])
def test_what_a_range_left_out_is_what_the_certain_lack_of_the_possible(engine: Engine, query: str) -> None:
    def matches(text: str) -> set[str]:
        asked = rewritten(parsed(text).query, ALIASES, expand=expander(engine.vocabulary), today=TODAY).wanted
        return {one.id for one in engine.search(bound(asked), weights={}, limit=100).found}

    typed = parsed(query).query
    asked = undecided(rewritten(typed, ALIASES, expand=expander(engine.vocabulary), today=TODAY).wanted)
    left_out = {one.id for one in engine.search(bound(asked), weights={}, limit=100).found} if asked else set()
    assert left_out == matches(str(about_dates(typed))) - matches(query)


def test_the_table_covers_the_language() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize(("query", "found"), [(row[0], row[1]) for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_tree_of_a_query_finds_the_same_as_the_query(archive: Index, query: str, found: str) -> None:
    assert ids(searched(archive, str(parsed(query).query))) == found


# What is chosen beside the text, and how it is typed.
CHOSEN = [
    ({"source": ["ANTARA News"]}, 'sumber:="ANTARA News"'),
    ({"source": ["ANTARA News", "BBC Indonesia"]}, 'sumber:(="ANTARA News" OR ="BBC Indonesia")'),
    ({"source": ["ANTARA News"], "year": ["2015"]}, 'sumber:="ANTARA News" tanggal:2015'),
    ({"month": ["2015-11", "2014-06"]}, "tanggal:(2015-11 OR 2014-06)"),
    ({"penulis": ["Redaksi Daerah"], "tempat": ["Bandung"]}, 'penulis:="Redaksi Daerah" tempat:=Bandung'),
    ({"language": ["en"]}, "bahasa:en"),
    ({"copies": ["yes"]}, "salinan:ya"),
    ({"since": ["2015-11-27"]}, "sejak:2015-11-27"),
    ({"date": ["pekan lalu"]}, 'tanggal:"pekan lalu"'),
    ({"source": ['Harian Angkasa "Edisi Minggu"']}, 'sumber:="Harian Angkasa ""Edisi Minggu"""'),
]


@pytest.mark.parametrize("words", ["", "* ", "banjir OR koalisi ", "menteri AND pertahanan ", "-rusia "])
@pytest.mark.parametrize(("filters", "typed"), CHOSEN, ids=[typed for _, typed in CHOSEN])
def test_filters_chosen_beside_the_text_are_typed_filters(
    archive: Index, words: str, filters: dict[str, list[str]], typed: str
) -> None:
    chosen, written = searched(archive, words, filters=filters), searched(archive, words + typed)
    assert [hit.document.id for hit in chosen.hits] == [hit.document.id for hit in written.hits]
    assert (chosen.total, chosen.complete) == (written.total, written.complete)
    again = searched(archive, chosen.understood)
    assert [hit.document.id for hit in again.hits] == [hit.document.id for hit in chosen.hits]
    assert filters_of(parsed(chosen.understood).query)


def test_a_filter_changes_no_score_of_what_it_leaves(archive: Index) -> None:
    scores = {hit.document.id: hit.score for hit in searched(archive, "harga AND naik").hits}
    for query in ("harga AND naik rubrik:ekonomi", "rubrik:ekonomi (harga AND naik) tanggal:2015"):
        assert {hit.document.id: hit.score for hit in searched(archive, query).hits} == scores


def test_a_pattern_says_what_it_stands_for(archive: Index) -> None:
    (notice,) = searched(archive, "banjir koalis*").notices
    assert (notice.code, notice.start, notice.end) == ("expanded", 7, 14)
    assert notice.values == {"typed": "koalis*", "count": "2", "words": "koalisi, koalisinya"}
    assert codes(searched(archive, "zebra*")) == ["expanded-to-none"]


def test_a_date_that_cannot_be_read_is_left_out_and_said(archive: Index) -> None:
    page = searched(archive, 'banjir sejak:"awal tahun"')
    assert codes(page) == ["unreadable-date"]
    assert page.total == searched(archive, "banjir").total
    assert searched(archive, 'sejak:"awal tahun"').total == 0


def test_a_range_says_how_many_it_left_out_and_the_language_has_words_for_them(archive: Index) -> None:
    certain, possible = searched(archive, "tanggal:2015-11-27"), searched(archive, "tanggal:~2015-11-27")
    assert codes(certain) == ["dates-left-out"]
    assert ids(possible).split() == ["arsip", "banjir-jakarta", "gempa", "koalisi-rusia", "penyerang"]
    assert not codes(possible)


@pytest.mark.parametrize("query", ["DEKAT/500", 'a"b*~^', "=", "tanggal:..", 'sumber:="', "*" * 3_000, "a*b? " * 2_000])
def test_no_text_is_an_error(archive: Index, query: str) -> None:
    assert searched(archive, query).total >= 0
