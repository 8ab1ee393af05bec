"""Roots by language, question words, and the fingerprint of it all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.analysis import fingerprint, is_function_word, is_question_word, pieces, root_of, stemmer
from search.analysis.chunks import analysis
from search.analysis.version import RULES
from search.analysis.views import SNOWBALL
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("surface", "language", "root"),
    [
        ("menyerang", "id", "serang"),
        ("menyerang", "ms", "serang"),  # Malay has the same affixes
        ("menyerang", "und", "serang"),  # too short to tell: most of the archive is Indonesian
        ("negara-negara", "id", "negara"),
        ("ke-28", "id", "28"),
        ("1990-an", "id", "1990"),
        ("mh370", "id", "mh370"),
        ("https://www.contoh.co.id/menyerang", "id", "https://www.contoh.co.id/menyerang"),
        ("#menyerang", "id", "#menyerang"),
        ("@menyerang", "id", "@menyerang"),
        ("menyerang" * 10, "id", "menyerang" * 10),  # no word of any language is so long
        ("нападения", "id", "нападения"),
        ("attacks", "en", "en:attack"),
        ("нападения", "ru", "ru:нападен"),
        ("mh370", "en", "mh370"),
        ("attacks", "jv", "attacks"),  # no stemmer: the surface
        ("attacks", "xx", "attacks"),
    ],
)
def test_the_root_follows_the_language(surface: str, language: str, root: str) -> None:
    assert root_of(surface, language) == root


def test_every_language_named_has_a_stemmer() -> None:
    assert all(root_of("a", language) for language in SNOWBALL)


def test_invented_languages_share_one_cache() -> None:
    found = [pieces("Rusia menyerang", f"bahasa {number}") for number in range(100)]
    assert [piece.root for piece in found[0]] == ["rusia", "menyerang"]
    assert analysis.cache_info().currsize <= 2 * (len(SNOWBALL) + 2)


def test_stemmers_of_other_languages_can_be_shared_by_threads() -> None:
    words = ["attacks", "running", "nations", "described"] * 50
    expected = [root_of(word, "en") for word in words]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda word: root_of(word, "en"), words)) == expected


@pytest.mark.parametrize("word", ["apa", "siapa", "apakah", "siapakah", "dimana", "dimanakah", "mengapa", "berapa"])
def test_question_words_are_known_with_their_particle(word: str) -> None:
    assert is_question_word(word)


@pytest.mark.parametrize("word", ["", "kah", "pertanyaan", "presiden", "tidak", "yang"])
def test_other_words_ask_nothing(word: str) -> None:
    assert not is_question_word(word)


def test_negations_numbers_and_places_are_no_function_words() -> None:
    assert is_function_word("yang")
    assert not any(map(is_function_word, ["tidak", "bukan", "tanpa", "dua", "tengah", "baru", "orang", ""]))


def test_the_fingerprint_covers_the_tokens_and_the_roots() -> None:
    folder = ROOT / "search" / "analysis"
    assert all((folder / name).is_file() for name in RULES)
    assert len(fingerprint()) == 16
    assert fingerprint() != stemmer.fingerprint()
