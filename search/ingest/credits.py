"""The agency or outlet that a report says it is taken from: "dikutip dari Reuters", "dilansir AFP", "(ant/rtr)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.ingest.outlets import OUTLET, is_outlet

_VERB = r"(?:di|me)?(?:kutip|ngutip|lansir|sitir|nyitir|warta(?:kan)?|laporkan|sadur)"
_AGENCY = r"(?:kantor berita|laman|situs|media|harian|koran|surat kabar|stasiun televisi)"
_COUNTRY = r"(?:[A-Z]\w+(?: [A-Z]\w+)?,? )?"
# "dikutip dari kantor berita Prancis AFP", "seperti dilansir Reuters"
_QUOTED = re.compile(
    rf"\b(?i:{_VERB}(?:\s+(?:dari|oleh))?)\s+(?:(?i:{_AGENCY})\s+{_COUNTRY})?(?P<name>{OUTLET})"
)
# What each verb of _VERB holds, and how many letters may stand before it: looked for first, in a twentieth of the time.
_STEMS = ("utip", "lansir", "itir", "warta", "laporkan", "sadur")
_BEFORE_STEM = len("meng")
_LETTERS = re.compile(r"\w*\Z")
# A report says in its lead where it is taken from; further down, such words are of one quotation (as in a seed).
_LEAD_PARAGRAPHS = 2
# "REUTERS/Ministry of Defence" credits a picture; brackets with nothing but a name credit the text.
_BRACKETS = re.compile(rf"[.!?\"”]\s*\((?P<name>{OUTLET})\)\W*\Z")
_WORD = re.compile(r"\w")
_SHORT = {
    "ant": "ANTARA",
    "antara": "ANTARA",
    "rtr": "Reuters",
    "reuters": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "xin": "Xinhua",
    "xinhua": "Xinhua",
    "dpa": "DPA",
}


def quoted_credit(paragraphs: Sequence[str]) -> str | None:
    """The agency or outlet that the lead says the report is taken from.

    >>> quoted_credit(["Putin siap, seperti dilansir kantor berita Prancis AFP, Jumat (27/11)."])
    'AFP'
    >>> quoted_credit(["Ia dikutip dari rumah sakit."]) is None
    True
    """
    lead = paragraphs[:_LEAD_PARAGRAPHS]
    return next((name for paragraph in lead if (name := _quoted(paragraph))), None)


def _quoted(paragraph: str) -> str | None:
    lowered = paragraph.lower()
    if len(lowered) != len(paragraph):  # letters whose lower case is two: their places say nothing
        lowered = paragraph
    stems = [stem for stem in _STEMS if stem in lowered]
    for place in sorted(place for stem in stems for place in _places(lowered, stem)):
        # The verb begins its word, so there is one place to look at.
        before = _LETTERS.search(paragraph, max(0, place - _BEFORE_STEM - 1), place)
        if before and (match := _QUOTED.match(paragraph, before.start())):
            return match["name"]
    return None


def _places(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def closing_credit(paragraphs: Sequence[str]) -> str | None:
    """The agency named in brackets behind the last sentence.

    >>> closing_credit(["Rusia siap bergabung. (Reuters)"])
    'Reuters'
    """
    last = paragraphs[-1] if paragraphs else ""
    closed = last.rfind(")")
    if closed < 0 or _WORD.search(last, closed):  # nothing else may follow
        return None
    match = _BRACKETS.search(last)
    return match["name"] if match else None


def credit_of_sign_off(names: str | None) -> str | None:
    """The agency in a sign-off of initials.

    >>> credit_of_sign_off("ant/rtr"), credit_of_sign_off("dinda/aby")
    ('ANTARA', None)
    """
    parts = [part.strip().casefold() for part in (names or "").split("/")]
    return next((_SHORT[part] for part in parts if part in _SHORT), None)


def is_agency_only(names: str | None) -> bool:
    """Whether a sign-off names no person at all.

    >>> is_agency_only("ant/rtr"), is_agency_only("ant/uu")
    (True, False)
    """
    parts = (names or "").split("/")
    return bool(names) and all(part.strip().casefold() in _SHORT or is_outlet(part.strip()) for part in parts)
