"""Names stay whole, for documents and for queries in lower case alike, and still take affixes."""

from __future__ import annotations

import pytest

from search.analysis.names import names, names_with_affixes
from search.analysis.stemmer import root

# Every province of Indonesia, word by word (38 since 2022).
PROVINCES = (
    *("aceh", "sumatera", "utara", "barat", "selatan", "riau", "kepulauan", "jambi", "bengkulu", "bangka", "belitung"),
    *(
        "lampung",
        "banten",
        "jakarta",
        "jawa",
        "tengah",
        "timur",
        "yogyakarta",
        "bali",
        "nusa",
        "tenggara",
        "kalimantan",
    ),
    *("sulawesi", "gorontalo", "tenggara", "maluku", "papua", "pegunungan", "daya"),
)
ORDINARY = {"kepulauan", "pegunungan"}  # inflected words in a name: they meet pulau and gunung as everywhere


@pytest.mark.parametrize("name", sorted(set(PROVINCES) - ORDINARY))
def test_provinces_stay_whole(name: str) -> None:
    assert root(name) == name


@pytest.mark.parametrize("name", sorted(names()))
def test_every_listed_name_is_its_own_root(name: str) -> None:
    assert root(name) == name


@pytest.mark.parametrize("clitic", ["nya", "lah", "kah", "pun"])
def test_clitics_come_off_names_that_take_affixes(clitic: str) -> None:
    kept = [name for name in sorted(names_with_affixes()) if root(name + clitic) != name]
    assert not kept


@pytest.mark.parametrize(
    ("word", "name"),
    [("keindonesiaan", "indonesia"), ("seindonesia", "indonesia"), ("sejakarta", "jakarta"), ("bekasinya", "bekasi")],
)
def test_affixes_come_off_names(word: str, name: str) -> None:
    assert root(word) == name


@pytest.mark.parametrize("word", ["bendungan", "kementerian", "serangan", "raihan", "lapangan"])
def test_ordinary_words_that_are_also_names_are_read_as_words(word: str) -> None:
    assert word not in names()
    assert root(word) != word
