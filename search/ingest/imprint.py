"""Lines that name an article's makers: "Editor: Jafar M Sidik", "Credit ANTARA News", "Copyright © ANTARA 2015"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from search.ingest.outlets import is_outlet

# printed label in lower case -> field of Imprint
_LABELS = {
    "editor": "editor",
    "redaktur": "editor",
    "penyunting": "editor",
    "penulis": "byline",
    "reporter": "byline",
    "pewarta": "byline",
    "wartawan": "byline",
    "kontributor": "byline",
    "oleh": "byline",
    "author": "byline",
    "credit": "credit",
    "kredit": "credit",
    "sumber": "credit",
    "sumber berita": "credit",
    "source": "credit",
}
_LABEL = "|".join(sorted(_LABELS, key=len, reverse=True))
# Names are short; "Sumber: seorang pejabat mengatakan bahwa ..." is a sentence.
_LONGEST_NAME, _LONGEST_LINE = 60, 160
_LABELLED = re.compile(
    rf"\W*(?P<label>{_LABEL})\s*:\s*(?P<name>[^:|\n]{{1,{_LONGEST_NAME}}}?)\s*(?=$|[|/;,]?\s*(?:{_LABEL})\s*:)",
    re.IGNORECASE,
)
# The one label that is printed without a colon, before an agency's name
_CREDIT = re.compile(r"(?:credits?|kredit)\s+(?P<name>\S.*)", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:(?:copyright|hak cipta)\s*(?:©|\(c\)|&copy;)?|©|\(c\)|&copy;)\s*(?P<rest>.{0,120})", re.IGNORECASE
)
_SYMBOL = re.compile(r"©|\(c\)|&copy;", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RIGHTS = re.compile(r"[-,.|]*\s*(?:all rights? reserved|hak cipta dilindungi.*)\.?", re.IGNORECASE)
# "(dinda/aby/voa-islam.com)" behind the last sentence: initials or names divided by slashes, or initials in lower case
_SIGN_OFF = re.compile(r"[.!?…\"'”’]\s*\((?P<names>[a-z]{2,12}|[^\W\d_][\w.-]*(?:\s?/\s?[^\W\d_][\w. -]*)+)\)\W*\Z")
_LONGEST_SIGN_OFF = 80


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the lines at an article's edges say; None where they do not."""

    editor: str | None = None
    byline: str | None = None
    credit: str | None = None
    owner: str | None = None
    year: int | None = None


NO_IMPRINT = Imprint()


def imprint(line: str) -> Imprint | None:
    """What a line says of the makers; None for every other line.

    >>> imprint("EDITOR : HERMAN. M."), imprint("Sumber air utama mengering.")
    (Imprint(editor='HERMAN. M.', byline=None, credit=None, owner=None, year=None), None)
    >>> imprint("Copyright © ANTARA 2015")
    Imprint(editor=None, byline=None, credit=None, owner='ANTARA', year=2015)
    """
    if len(line) > _LONGEST_LINE:
        return None
    if match := _COPYRIGHT.match(line):
        return _copyright(line, match["rest"])
    if (match := _CREDIT.fullmatch(line)) and is_outlet(match["name"]):
        return Imprint(credit=match["name"])
    return _labelled(line)


def merged(imprints: Iterable[Imprint]) -> Imprint:
    """One imprint of all lines; where two speak of the same, the first is right."""
    result = NO_IMPRINT
    for one in imprints:
        said = {part.name: value for part in fields(one) if (value := getattr(one, part.name)) is not None}
        known = {part.name for part in fields(result) if getattr(result, part.name) is not None}
        result = replace(result, **{name: value for name, value in said.items() if name not in known})
    return result


def sign_off(paragraph: str) -> str | None:
    """The authors' initials that close the last paragraph.

    >>> sign_off("yang disebut IS/ISIS. (dinda/aby/voa-islam.com)"), sign_off("kata Komisi (KPK).")
    ('dinda/aby/voa-islam.com', None)
    """
    match = _SIGN_OFF.search(paragraph, max(0, len(paragraph) - _LONGEST_SIGN_OFF))
    return match["names"] if match else None


def _labelled(line: str) -> Imprint | None:
    values, end = dict[str, str](), 0
    while match := _LABELLED.match(line, end):
        values.setdefault(_LABELS[match["label"].lower()], match["name"].strip())
        end = match.end()
    if not values or line[end:].strip():
        return None
    return Imprint(editor=values.get("editor"), byline=values.get("byline"), credit=values.get("credit"))


def _copyright(line: str, rest: str) -> Imprint | None:
    """Owner and year; None for a sentence that only opens with the word ("Hak cipta lagu itu ...")."""
    years = _YEAR.findall(rest)
    if not years and not _SYMBOL.search(line):
        return None
    owner = _YEAR.sub(" ", _RIGHTS.sub("", rest)).strip(" -–,.|")
    is_name = 0 < len(owner) <= _LONGEST_NAME
    return Imprint(owner=" ".join(owner.split()) if is_name else None, year=int(years[-1]) if years else None)
