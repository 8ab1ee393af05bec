"""An archive of several languages: each article by its own roots, and a query finds all."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from search import Index, open_index

ARTICLES = [
    {
        "id": "en",
        "title": "Farmers wait for rain",
        "text": "The farmers of the northern districts have been waiting for rain since the beginning of the year. "
        "Officials promised water pumps, but only a few of the villages have received any of them so far.",
    },
    {
        "id": "id",
        "title": "Petani menunggu hujan",
        "text": "Para petani di wilayah utara sudah menunggu hujan sejak awal tahun. Pemerintah daerah menjanjikan "
        "pompa air, tetapi baru beberapa desa yang menerimanya. Perbandingan dengan tahun lalu tidak menggembirakan.",
    },
    {
        "id": "band",
        "title": "A band from Bandung",
        "text": "The band has been playing in small halls for many years, and the musicians hope that their third "
        "album will be heard outside the city. They are going to record it in the autumn with an orchestra.",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("languages")
    (folder / "news.jsonl").write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    with open_index(folder / "index", create_missing=True) as index:
        assert index.add([folder / "news.jsonl"]).added == len(ARTICLES)
        yield index


@pytest.mark.parametrize(
    ("query", "expected", "why"),
    [
        ("waits", {"en"}, "wait and waiting by the English root"),
        ("village", {"en"}, "villages"),
        ("tunggu", {"id"}, "menunggu by the Indonesian root"),
        ("banding", {"id"}, "perbandingan; the English stem of banding is band, and that is another word"),
        ("Bandung", {"band"}, "a name"),
        ("bahasa:en", {"en", "band"}, "a filter alone gives all of that language"),
        ("lang:english rain", {"en"}, "a filter narrows, and has names for readers"),
        ("rain bahasa:id", set(), "no Indonesian article has it"),
        ("hujan OR rain", {"en", "id"}, "both languages at once"),
        ("air -bahasa:en", {"id"}, "a filter excluded"),
        ("bahasa:(en OR id) album", {"band"}, "a list of values"),
    ],
)
def test_a_query_finds_all_languages_by_their_own_roots(
    archive: Index, query: str, expected: set[str], why: str
) -> None:
    assert {hit.document.id for hit in archive.search(query).hits if not hit.missing} == expected, why


def test_the_reason_shows_the_root_without_the_code_of_its_language(archive: Index) -> None:
    (hit,) = archive.search("waits").hits
    assert (hit.why[0].kind, hit.why[0].via) == ("root", "wait")


def test_languages_and_confidence_are_stored(archive: Index) -> None:
    found = {article["id"]: archive.document(article["id"]) for article in ARTICLES}
    assert {key: document.language for key, document in found.items()} == {"en": "en", "id": "id", "band": "en"}
    assert min(document.language_confidence for document in found.values()) > 0.9
