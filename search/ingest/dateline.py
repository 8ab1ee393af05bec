"""The dateline that opens a report: "MOSKVA – KawanuaPost.com – ", "Paris (CB) - ", "TEMPO.CO, Jakarta - ".

A dateline is read, never removed: its words stay in the text, where they can be searched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.ingest.calendar_words import WEEKDAYS
from search.ingest.dates import mentions
from search.ingest.days import Day, days
from search.ingest.outlets import OUTLET, is_outlet
from search.ingest.places import is_known_place, place
from search.model import UNDATED, PartialDate

_NAME = r"[A-Z][\w'’.-]*"
_PLACE = rf"{_NAME}(?: (?:{_NAME}|de|al)){{0,3}}"
_PLACES = rf"(?P<places>{_PLACE}(?:\s?/\s?{_PLACE}){{0,2}})"
_OUTLET = rf"(?P<outlet>{OUTLET})"
# A hyphen must have a space on one side ("Jean-Yves" is a name); a dash or two hyphens need none.
_DASH = r"\s*(?:-{2,}|[–—―]+|(?<=\s)-|-(?=\s))\s*"
# Where only a place stands before it, so must a dash ("Paris–Nice" is a race).
_WIDE_DASH = r"(?:\s*-{2,}\s*|\s+[-–—―]\s*|\s*[-–—―]\s+)"
_SHUT = rf"(?:{_DASH}|\s*:\s+)"
_WEEKDAY = rf"(?i:{'|'.join(WEEKDAYS)})"
_DAY = r"\(?\d{1,2}(?:\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{2,4})?| [A-Z][a-z]+(?: \d{4})?)\)?"
_WHEN = rf"(?P<when>{_WEEKDAY}(?:,?\s*{_DAY})?|{_DAY})"
# In brackets an outlet may be any name, but not a remark ("(kiri)") nor a day ("(26/11)").
_BRACKETS = rf"\((?P<outlet>[A-Z][^()]{{0,39}}|{OUTLET})\)"
_BODY = r"(?=[\"'“‘«(]*[A-Z0-9])"

# From the surest to the weakest; the first that fits wins.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACES}\s*,?\s*(?:{_WHEN}\s*)?{_BRACKETS}[\s.,]*(?:{_SHUT})",  # Jakarta, 27/11 (ANTARA) -
        rf"\(?{_OUTLET}\)?\s*[,–-]\s*{_PLACES}(?:\s*,\s*{_WHEN})?{_SHUT}",  # REPUBLIKA.CO.ID, MOSKOW --
        rf"{_PLACES}{_DASH}{_OUTLET}{_SHUT}",  # MOSKVA – KawanuaPost.com –
        rf"{_PLACES}\s*,\s*{_OUTLET}\s*\.?{_SHUT}",  # JAKARTA, KOMPAS.com -
        rf"{_OUTLET}\s*,\s*(?P<undivided>{_PLACE})",  # Liputan6.com, Jakarta Presiden ...
        rf"{_OUTLET}{_SHUT}{_BODY}",  # Suara.com -
        rf"{_PLACES}\s*,?\s*{_WHEN}{_SHUT}",  # Jakarta, Jumat (27/11) -
        rf"{_PLACES}\s*,\s*(?P<second>{_PLACE}){_WIDE_DASH}{_BODY}",  # Sleman, DIY -; Padang, Padek -
        rf"{_PLACES}{_WIDE_DASH}{_BODY}",  # JAKARTA -
    )
)
# The form that needs no dash and no colon; all others do.
_UNDIVIDED = _FORMS[4:5]
_SHUT_HINT = re.compile(r"--|[–—―]|\s-|[-:]\s")
# Longer openings are sentences: the seeds' longest dateline has 35 characters.
_LONGEST = 90
# Capitals and a dash before a text that are no place
_NO_PLACES = frozenset(("BREAKING NEWS", "VIDEO", "OPINI", "KOLOM", "EDITORIAL", "ANALISIS", "INFOGRAFIS", "UPDATE"))


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `end` is where the report itself begins, `day` a date printed without its year."""

    end: int
    places: tuple[str, ...] = ()
    outlet: str | None = None
    date: PartialDate = UNDATED
    day: Day | None = None


NO_DATELINE = Dateline(0)


def dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph; None where it opens otherwise.

    >>> dateline("Brussels/Paris (ANTARA News) - Prancis dan Rusia membom")
    Dateline(end=31, places=('Brussels', 'Paris'), outlet='ANTARA News', date=PartialDate(year=None, ...
    >>> dateline("Presiden Prancis (kiri) - dan Rusia") is None
    True
    """
    head = text[:_LONGEST]
    for form in _FORMS if _SHUT_HINT.search(head) else _UNDIVIDED:
        if (match := form.match(head)) and (found := _dateline(match.groupdict(), match.end(), head)):
            return found
    return None


def _dateline(parts: dict[str, str | None], end: int, head: str) -> Dateline | None:
    names = tuple(name.strip(" -") for name in (parts.get("places") or "").split("/") if name.strip(" -"))
    outlet = parts.get("outlet")
    if outlet and parts.get("undivided"):
        return _undivided(head, parts["undivided"] or "", outlet)
    if second := parts.get("second"):
        outlet = None if is_known_place(second) else second
    is_sure = outlet is not None and is_outlet(outlet)
    if names and (is_outlet(names[0]) or not (is_sure or _look_like_places(names))):
        return None
    when = parts.get("when") or ""
    dates = mentions(when)
    day = None if dates else next(iter(days(when, is_alone=True)), None)
    return Dateline(end, tuple(map(place, names)), outlet, dates[0].date if dates else UNDATED, day)


def _undivided(head: str, printed: str, outlet: str) -> Dateline | None:
    """ "Liputan6.com, Jakarta Presiden ...": only the list of places tells where the place ends."""
    start = head.index(printed, len(outlet))
    words = printed.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if is_known_place(name):
            return Dateline(start + len(name), (place(name),), outlet)
    return None


def _look_like_places(names: tuple[str, ...]) -> bool:
    """Known, or all in capitals and too long for an acronym ("BMKG - Gempa ...")."""
    return all(map(is_known_place, names)) or all(
        name.isupper() and len(name) >= 5 and name not in _NO_PLACES and "." not in name for name in names
    )
