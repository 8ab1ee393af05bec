"""The words of templates, in the language of the request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flask import request

from search import Advice, Document, Reason
from search.wording import LANGUAGES, date, noticed, number, placed, reasoned, sentence, sentence_or
from web.keys import has_keys
from web.languages import language

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]))?(?:-(?P<day>\d{2}))?")
_AROUND = 24  # characters of the query shown on each side of the part a notice is about


class Excerpt(NamedTuple):
    """A part of the typed query between what stands around it."""

    before: str
    part: str
    after: str


def words() -> dict[str, object]:
    """What every template may say."""
    chosen = language()

    def said(code: str, **values: str | int) -> str:
        return sentence(code, chosen, values)  # not `say`, which asks for the language of the request each time

    return {
        "language": chosen,
        "other_language": next(code for code in LANGUAGES if code != chosen),
        "say": said,
        "count": lambda value: number(value, chosen),
        "date": lambda article: date(article.published, chosen),
        "language_name": lambda code: sentence_or(f"language-{code}", chosen, code),
        "origin": origin,
        "placed": lambda rule: placed(rule, chosen),
        "noticed": lambda notice, query: noticed(notice, query, chosen),
        "dated": dated,
        "excerpt": excerpt,
        "explained": explained,
        "advised": advised,
        "share": share,
        "has_keys": has_keys(),
        "asks_language": "lang" in request.args,
    }


def say(code: str, **values: str | int) -> str:
    """The sentence of a code."""
    return sentence(code, language(), values)


def explained(reasons: Sequence[Reason]) -> dict[str, list[str]]:
    """The query's words by the sentence that says why they matched, in the query's order."""
    by_sentence: dict[str, list[str]] = {}
    for reason in reasons:
        by_sentence.setdefault(reasoned(reason, language()), []).append(reason.word)
    return by_sentence


def advised(advice: Advice) -> str:
    """What a piece of advice does, in a sentence."""
    return sentence(advice.code, language(), {**advice.values, "query": advice.query})


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, as the language prints it."""
    return say("per-cent", number=str(round(100 * part / whole)) if whole else "0")


def dated(typed: str) -> str:
    """A date as it is typed in filters, in words: "2015-11" is November 2015; what is no date stays as it is."""
    first, dots, last = typed.partition("..")
    if dots:
        return "–".join(filter(None, (first, last)))
    match = _DATE.fullmatch(typed)
    if not match or not match["month"]:
        return typed
    values = {"year": match["year"], "month": say(f"month-{int(match['month'])}")}
    return say("date-day", day=match["day"].lstrip("0"), **values) if match["day"] else say("date-month", **values)


def origin(document: Document, field: str) -> str:
    """Where a value of the document was found ("halaman: kepala halaman"); "" where nobody said."""
    found = (document.published.origin if field == "published" else "") or document.origins.get(field, "")
    return sentence_or(f"origin-{found.replace(' ', '-')}", language(), found)


def excerpt(query: str, start: int, end: int) -> Excerpt | None:
    """The part of the query a notice is about, with a little around it; None where that is all of it or nothing.

    >>> excerpt("koalisi (Rusia", 8, 9)
    Excerpt(before='koalisi ', part='(', after='Rusia')
    >>> excerpt("OR", 0, 2)
    """
    part = query[start:end]
    if not part.strip() or part == query:
        return None
    before, after = query[max(0, start - _AROUND) : start], query[end : end + _AROUND]
    return Excerpt(
        f"…{before}" if start > _AROUND else before,
        part if len(part) <= 2 * _AROUND else f"{part[: 2 * _AROUND]}…",
        f"{after}…" if end + _AROUND < len(query) else after,
    )
