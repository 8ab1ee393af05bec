"""The words that readers see, in Indonesian and English, shared by the command line and the web pages.

The sentences stand in `search/messages/*.toml`, one file a language, with the same codes in each.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from search.model import MatchKind, Notice, PartialDate, Precision, Reason

LANGUAGES = ("id", "en")
FALLBACK = "en"

# Malay and the regional languages of Indonesia with the most speakers (census of 2010): their readers read Indonesian
# more easily than English. "in" is the code of Indonesian before 1989, still sent by old Android and Java.
_READ_INDONESIAN = frozenset({"id", "in", "ms", "jv", "su", "mad", "min", "bug", "bjn", "ace", "ban", "sas", "btk"})


def sentence(code: str, language: str, values: Mapping[str, str] | None = None) -> str:
    """Give the sentence of a code with its places filled.

    Args:
        language: "id" or "en"; for any other language the English sentence.
        values: Fill the sentence's places; more than it has is no error.

    Raises:
        KeyError: For a code no catalogue has, or a place left without a value.

    >>> sentence("total", "id", {"total": "27", "complete": "4"})
    '27 hasil, 4 memuat semua kata'
    >>> sentence("exact", "en")
    'exact word'
    """
    return catalogue(language)[code].format_map(values or {})


def noticed(notice: Notice, query: str, language: str) -> str:
    """What a notice says about the query; {typed} is the part it is about."""
    return sentence(notice.code, language, {"typed": query[notice.start : notice.end], **notice.values})


def reasoned(reason: Reason, language: str) -> str:
    """Why a word matched, in words.

    >>> reasoned(Reason("memerangi", MatchKind.ROOT, "perang", "perang"), "en")
    'same root: perang → perang'
    """
    code = reason.kind.value
    if reason.kind is MatchKind.EXACT and reason.word.startswith('"'):
        code = "exact-phrase" if reason.word.endswith('"') else "near-words"
    elif reason.ambiguity:
        code = "alias-ambiguous"
    values = {item.name: str(getattr(reason, item.name)) for item in fields(reason)}
    return sentence(code, language, values | {"rule": _rule(reason.rule, language)})


def _rule(rule: str, language: str) -> str:
    """Where a rule of names stands, in the reader's language.

    >>> _rule("aliases.txt line 3", "id")
    'aliases.txt baris 3'
    """
    file, _, number = rule.rpartition(" line ")
    return f"{file} {sentence('line', language, {'number': number})}" if file else rule


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All sentences of a language by code, places unfilled; read once. For an unknown language the English ones."""
    if language not in LANGUAGES:
        return catalogue(FALLBACK)
    text = files("search").joinpath("messages", f"{language}.toml").read_text(encoding="utf-8")
    areas: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return MappingProxyType({code: words for area in areas.values() for code, words in area.items()})


def reader_language(tags: Sequence[str]) -> str:
    """Choose "id" or "en" from the languages a reader prefers, the most preferred first.

    Takes tags of browsers ("id-ID", "en;q=0.8") and of POSIX ("id_ID.UTF-8"); the first one understood decides.

    >>> reader_language(["fr-FR", "id-ID", "en"]), reader_language(["ms"]), reader_language(["id_ID.UTF-8"])
    ('id', 'id', 'id')
    >>> reader_language(["en-US", "id"]), reader_language(["C"]), reader_language([])
    ('en', 'en', 'en')
    """
    for tag in tags:
        primary = tag.strip().lower().replace("_", "-").partition("-")[0].partition(";")[0].partition(".")[0]
        if primary in _READ_INDONESIAN:
            return "id"
        if primary == "en":
            return "en"
    return FALLBACK


def number(count: int, language: str) -> str:
    """Print a count with the thousands mark of the language.

    >>> number(27901, "id"), number(27901, "en"), number(5, "id")
    ('27.901', '27,901', '5')
    """
    return f"{count:,}".replace(",", sentence("thousands", language))


def date(published: PartialDate, language: str) -> str:
    """Print a date as far as it is known, month names in words.

    >>> date(PartialDate(2015, 11, 27), "id"), date(PartialDate(2015, 8), "id"), date(PartialDate(2015), "id")
    ('27 November 2015', 'Agustus 2015', 'tahun 2015')
    >>> date(PartialDate(), "en")
    'undated'
    """
    if published.precision is Precision.NONE:
        return sentence("undated", language)
    month = sentence(f"month-{published.month}", language) if published.month else ""
    values = {"day": str(published.day), "month": month, "year": str(published.year)}
    return sentence(f"date-{published.precision.value}", language, values)
