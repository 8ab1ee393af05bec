"""The language of a document, told from its text."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.language import below_floor, figures, of_length
from search.analysis.language import LONGEST, UNKNOWN, detected
from search.analysis.markers import LANGUAGES, points
from tests.conftest import ROOT, cases

SENTENCES = cases("languages.tsv", columns=3)


@pytest.mark.parametrize(("text", "language", "why"), SENTENCES)
def test_sentences_have_the_language_of_the_table(text: str, language: str, why: str) -> None:
    assert detected(text).code == language, why


@pytest.mark.parametrize("text", ["", " " * 100, "\ud800" * 100, "\x00" * 100, "👍" * 100, "Presiden RI", "0" * 10**6])
def test_a_text_without_language_is_undetermined(text: str) -> None:
    assert detected(text) == UNKNOWN


@given(st.text(st.characters(exclude_categories=())) | st.text("aeiou kntrs\n", min_size=40))
def test_no_text_whatever_raises(text: str) -> None:
    code, confidence = detected(text)
    assert code.isalpha()
    assert 0 <= confidence <= 1


def test_the_same_text_has_the_same_language_in_every_thread_and_order() -> None:
    texts = [text for text, _, _ in SENTENCES]
    expected = [detected(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(detected, reversed(texts * 4))) == (expected * 4)[::-1]


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    opening = "Warga desa menanam padi lagi setelah banjir surut. " * (LONGEST // 50)
    assert detected(opening + "Polis menahan tiga lelaki kerana kes rasuah. " * 1_000) == detected(opening)


def test_a_quotation_in_javanese_leaves_an_article_indonesian() -> None:
    text = (
        "Petani di lereng gunung itu belum mau mengungsi. “Aku ora arep lunga saka kene,” katanya kepada petugas yang "
        "mendatangi rumahnya pada malam hari. Menurut petugas, jalan ke desa sudah tertutup abu sejak dua hari lalu."
    )
    assert detected(text).code == "id"


def test_words_agree_or_the_confidence_falls() -> None:
    clear = detected("Polis menahan tiga lelaki kerana disyaki terlibat dalam kes rasuah, kata jurucakap kementerian")
    mixed = detected("Polis menahan tiga lelaki kerana disyaki terlibat dalam kes rasuah, kata jurucakap polisi saja")
    assert clear.code == mixed.code == "ms"
    assert mixed.confidence < clear.confidence


def test_no_telling_word_speaks_for_two_neighbours() -> None:
    lines = (ROOT / "search/analysis/data/markers.txt").read_text(encoding="utf-8").split("\n")
    words = [(line.split()[0], word) for line in lines if line and line[0] != "#" for word in line.split()[2:]]
    assert len(words) == len(set(words)) > 500
    assert {language for language, _ in words} == set(LANGUAGES)
    for neighbour in LANGUAGES[1:]:
        assert not {word for language, word in words if language == neighbour} & {
            word for language, word in words if language == "id"
        }


def test_points_count_different_words_and_their_endings() -> None:
    assert points({"kerana", "selepas", "karena"}) == {"id": 2, "ms": 3, "jv": 0, "su": 0}
    assert points({"nindakake", "lake"})["jv"] == 1
    assert points(set()) == dict.fromkeys(LANGUAGES, 0)


def test_a_search_never_loads_the_profiles() -> None:
    loaded = "import sys, search; sys.exit('langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, check=False).returncode == 0


def test_texts_of_a_length_are_made_of_whole_sentences() -> None:
    assert list(of_length(["satu", "dua", "tiga", "empat"], 8)) == ["satu dua", "tiga emp"]


def test_figures_keep_above_the_floor(shared: Path) -> None:
    assert (shared / "gold" / "langid-dev.tsv").is_file()
    assert not below_floor(figures())
