"""Both catalogues say the same things, and everything the program says is in them."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from search.model import PartialDate
from search.wording import LANGUAGES, date, number, reader_language, sentence, sentence_or
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


@cache
def catalogue(language: str) -> Catalog:
    folder = ROOT / "search" / "messages" / language / "LC_MESSAGES"
    with (folder / "telusur.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def sentences(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of each code: one, or as many as the language has plurals."""
    return {
        entry.id[0] if entry.pluralizable else entry.id: tuple(entry.string) if entry.pluralizable else (entry.string,)
        for entry in catalogue(language)
        if entry.id
    }


def test_all_languages_have_the_same_codes_and_places() -> None:
    indonesian, english = (sentences(language) for language in LANGUAGES)
    assert indonesian.keys() == english.keys()
    assert len(english) > 300
    assert not [code for code in english if places(indonesian[code][-1]) != places(english[code][-1])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_plural_forms_where_it_has_a_count(language: str) -> None:
    counts = {code: len(forms) for code, forms in sentences(language).items() if "count" in places(forms[-1])}
    plurals = {entry.id[0]: catalogue(language).num_plurals for entry in catalogue(language) if entry.pluralizable}
    assert counts == plurals
    assert all(form.strip() for forms in sentences(language).values() for form in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_stands_in_a_catalogue_twice(language: str) -> None:
    text = (ROOT / "search" / "messages" / language / "LC_MESSAGES" / "telusur.po").read_text(encoding="utf-8")
    assert len(re.findall(r"^msgid \"(?!\")", text, re.MULTILINE)) == len(sentences(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_was_made_of_the_text_beside_it(language: str) -> None:
    made = io.BytesIO()
    write_mo(made, catalogue(language))
    compiled = ROOT / "search" / "messages" / language / "LC_MESSAGES" / "telusur.mo"
    assert compiled.read_bytes() == made.getvalue(), "make messages"


def test_every_code_the_program_speaks_has_a_sentence() -> None:
    codes = list(spoken())
    assert len(codes) >= 20
    assert not [f"{where}: {code}" for code, where in codes if code not in sentences("en")]


def test_a_sentence_has_its_places_filled() -> None:
    values = {"printed": "memerangi", "via": "perang"}
    assert sentence("root", "id", values) == "akar kata sama: memerangi → perang"
    assert sentence("root", "en", values) == "same root: memerangi → perang"


@pytest.mark.parametrize(
    ("count", "english"),
    [
        (0, "0 articles exported."),
        (1, "1 article exported."),
        ("1", "1 article exported."),
        (27901, "27,901 articles exported."),
    ],
)
def test_a_count_chooses_between_singular_and_plural(count: int | str, english: str) -> None:
    assert sentence("export-done", "en", {"count": count}) == english


def test_a_code_made_of_a_value_may_be_unknown() -> None:
    assert sentence_or("language-id", "id", "?") == "Indonesia"
    assert sentence_or("language-xx", "id", "xx") == "xx"


def test_values_may_hold_braces() -> None:
    assert sentence("error", "en", {"message": "{kpk} {"}) == "Error: {kpk} {"


def test_an_unknown_language_gets_english() -> None:
    assert sentence("exact", "nl") == "exact word"


def test_an_unknown_code_and_a_place_left_open_are_key_errors() -> None:
    with pytest.raises(KeyError):
        sentence("no-such-code", "id")
    with pytest.raises(KeyError):
        sentence("no-such-code", "en", {"count": 1})
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
