"""Both catalogues say the same things, and everything the program says is in them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from string import Formatter

import pytest

from search.model import PartialDate
from search.wording import LANGUAGES, catalogue, date, number, reader_language, sentence
from tests.conftest import ROOT

SPEAKING = {"sentence", "say", "Notice", "_ignore"}  # what takes a code as its first argument
IN_TEMPLATES = re.compile(r"""\bsay\(\s*["']([a-z0-9_-]+)["'](?!\s*~)""")


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def spoken() -> Iterator[tuple[str, str]]:
    """Every code written in the program, with the file and line of it."""
    for path in sorted(path for package in ("search", "web") for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                code = node.args[0] if name in SPEAKING and node.args else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, f"{path.relative_to(ROOT)}:{node.lineno}"
    for page in sorted((ROOT / "web").rglob("*.html")):
        for match in IN_TEMPLATES.finditer(page.read_text(encoding="utf-8")):
            yield match[1], str(page.relative_to(ROOT))


def test_all_languages_have_the_same_codes_and_places() -> None:
    indonesian, english = (catalogue(language) for language in LANGUAGES)
    assert indonesian.keys() == english.keys()
    assert not [code for code in english if places(indonesian[code]) != places(english[code])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_stands_in_two_areas_and_no_sentence_is_empty(language: str) -> None:
    areas = tomllib.loads((ROOT / "search" / "messages" / f"{language}.toml").read_text(encoding="utf-8"))
    assert sum(len(area) for area in areas.values()) == len(catalogue(language)) > 100
    assert all(words.strip() for words in catalogue(language).values())


def test_every_code_the_program_speaks_has_a_sentence() -> None:
    codes = list(spoken())
    assert len(codes) >= 20
    assert not [f"{where}: {code}" for code, where in codes if code not in catalogue("en")]


def test_a_sentence_has_its_places_filled() -> None:
    values = {"printed": "memerangi", "via": "perang"}
    assert sentence("root", "id", values) == "akar kata sama: memerangi → perang"
    assert sentence("root", "en", values) == "same root: memerangi → perang"


def test_values_may_hold_braces() -> None:
    assert sentence("error", "en", {"message": "{kpk} {"}) == "Error: {kpk} {"


def test_an_unknown_language_gets_english() -> None:
    assert sentence("exact", "nl") == "exact word"


def test_an_unknown_code_and_a_place_left_open_are_key_errors() -> None:
    with pytest.raises(KeyError):
        sentence("no-such-code", "id")
    with pytest.raises(KeyError):
        sentence("root", "id", {"printed": "memerangi"})


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        ("id-ID", "id"),
        ("in", "id"),
        ("ms-MY", "id"),
        ("jv", "id"),
        ("id_ID.UTF-8", "id"),
        ("en-US,id;q=0.8", "en"),
        ("fr-FR,id;q=0.8,en;q=0.5", "id"),
        ("nl", "en"),
        ("C", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_the_first_language_understood_decides(tags: str, language: str) -> None:
    assert reader_language(tags.split(",")) == language


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_a_name(month: int) -> None:
    assert date(PartialDate(2015, month, 1), "id") != date(PartialDate(2015, month % 12 + 1, 1), "id")


@pytest.mark.parametrize(
    ("published", "indonesian", "english"),
    [
        (PartialDate(2015, 8, 17), "17 Agustus 2015", "17 August 2015"),
        (PartialDate(2015, 8), "Agustus 2015", "August 2015"),
        (PartialDate(2015), "tahun 2015", "year 2015"),
        (PartialDate(), "tanpa tanggal", "undated"),
    ],
)
def test_a_date_says_no_more_than_is_known(published: PartialDate, indonesian: str, english: str) -> None:
    assert (date(published, "id"), date(published, "en")) == (indonesian, english)


def test_thousands_are_marked_as_the_language_does() -> None:
    assert (number(27901, "id"), number(27901, "en"), number(999, "id")) == ("27.901", "27,901", "999")
