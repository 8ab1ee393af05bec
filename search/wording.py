"""The words that readers see, in Indonesian and English, shared by the command line and the web pages.

The sentences stand in the catalogues of gettext under `search/messages`, one for each language, with the same codes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from search.model import MatchKind, Notice, PartialDate, Precision, Reason

FOLDER = Path(__file__).parent / "messages"
LANGUAGES = ("id", "en")
FALLBACK = "en"
REMEMBERED = 1 << 10  # reasons: the ten hits of a page say the same ones for each mark

_LINE = re.compile(r"\bline (\d+)(?=, |$)")
# Malay and the regional languages of Indonesia with the most speakers (census of 2010): their readers read Indonesian
# more easily than English. "in" is the code of Indonesian before 1989, still sent by old Android and Java.
_READ_INDONESIAN = frozenset({"id", "in", "ms", "jv", "su", "mad", "min", "bug", "bjn", "ace", "ban", "sas", "btk"})


class _NoSentence(NullTranslations):
    """Asked when a catalogue lacks a code: a mistake of ours, which gettext would show to the reader."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)


def sentence(code: str, language: str, values: Mapping[str, str | int] | None = None) -> str:
    """Give the sentence of a code with its places filled.

    Args:
        language: "id" or "en"; for any other language the English sentence.
        values: Fill the sentence's places; more than it has is no error. Whole numbers are printed as `number` does,
            and `count`, as a number or in digits, chooses between singular and plural.

    Raises:
        KeyError: For a code no catalogue has, or a place left without a value.

    >>> sentence("total", "id", {"total": 1234, "complete": 4})
    '1.234 hasil, 4 memuat semua kata'
    >>> sentence("documents-held", "en", {"count": 1}), sentence("documents-held", "en", {"count": "1234"})
    ('1 article in this archive', '1,234 articles in this archive')
    """
    if not values:
        return _without_places(code, language)
    given = dict(values)
    if "count" in given:
        given["count"] = count = int(given["count"])
        words = _catalogue(language).ngettext(code, code, count)
    else:
        words = _catalogue(language).gettext(code)
    shown = {name: number(value, language) if isinstance(value, int) else value for name, value in given.items()}
    return words.format_map(shown)


@cache  # of as many as the catalogues have: another code raises
def _without_places(code: str, language: str) -> str:
    return _catalogue(language).gettext(code).format_map({})


def sentence_or(code: str, language: str, otherwise: str) -> str:
    """The sentence of a code that is made of a value and may be unknown; a sentence without places.

    >>> sentence_or("language-id", "en", "id"), sentence_or("language-tlh", "en", "tlh")
    ('Indonesian', 'tlh')
    """
    try:
        return sentence(code, language)
    except KeyError:
        return otherwise


def noticed(notice: Notice, query: str, language: str) -> str:
    """What a notice says about the query; {typed} is the part it is about."""
    return sentence(notice.code, language, {"typed": query[notice.start : notice.end], **notice.values})


@lru_cache(REMEMBERED)
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
    return sentence(code, language, values | {"rule": placed(reason.rule, language)})


def placed(rule: str, language: str) -> str:
    """Where a rule of names stands, or several do, in the reader's language.

    >>> placed("aliases.txt line 3, aliases.txt line 12", "id")
    'aliases.txt baris 3, aliases.txt baris 12'
    """
    return _LINE.sub(lambda line: sentence("line", language, {"number": line[1]}), rule)


@cache
def _catalogue(language: str) -> GNUTranslations:
    """The sentences of a language, places unfilled; read once. For an unknown language the English ones."""
    if language not in LANGUAGES:
        return _catalogue(FALLBACK)
    with (FOLDER / language / "LC_MESSAGES" / "telusur.mo").open("rb") as file:
        found = GNUTranslations(file)
    found.add_fallback(_NoSentence())
    return found


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
