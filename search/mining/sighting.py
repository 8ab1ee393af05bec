"""Places where a text itself says that two names mean one thing.

`text[start:end]` of a sighting holds both names as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from search.mining.acronym import LONGEST_WORDS, is_acronym, is_short_form, long_form_length, stands_for


class Cue(StrEnum):
    """What says so, from the surest on."""

    LETTERS = "letters"  # one name's letters come from the other's words
    GLOSS = "gloss"  # Daesh (bahasa Arab untuk ISIS)
    NESTED = "nested"  # IS/ISIS, IS atau ISIS
    ALIAS = "alias"  # ISIS alias NIIS; yang akrab disapa


@dataclass(frozen=True, slots=True)
class Sighting:
    """Two names of one thing, the longer first, as printed; `start` and `end` are characters of the text."""

    names: tuple[str, str]
    cue: Cue
    start: int
    end: int


_WORD = re.compile(r"[^\W\d_][\w'’.&-]*(?<![.&-])")
NAME_WORD = r"[A-Z][\w'’-]*(?<!-)"
NAME = rf"{NAME_WORD}(?: (?:bin|binti|al|van|de) {NAME_WORD}| {NAME_WORD}){{0,4}}"
_BRACKET = re.compile(r" \((?P<inside>[^()\n]{2,120})\)")
_GLOSS = re.compile(
    r"(?:bahasa|istilah) [A-Z]?\w+ (?:untuk|dari|bagi|buat) (?P<name>" + NAME + r")|(?:singkatan|kependekan|akronim)"
    r"(?: dari)? (?P<long>[^,;]+)|(?:disingkat|biasa disingkat|atau disingkat|alias|atau) (?P<short>[\w-]+)"
)
_HOW = r"(?:akrab|kerap|sering|biasa|acap|lebih|juga|karib|populer)"
_SAYS = re.compile(
    r"(?P<slash>(?<=\w)/(?=\w))|,?(?: yang| atau)?(?: " + _HOW + r"){0,2} (?P<verb>alias|atau|disingkat|singkatan dari"
    r"|kependekan dari|akronim dari|dikenal|disebut|disapa|dipanggil)"
    r"(?: juga)?(?: sebagai| dengan(?: nama| sebutan| sapaan| panggilan)?| menjadi| jadi)? (?=\w|[\"“‘'])"
)
_STOPS_AFTER = re.compile(r"[.;:!?()\[\]{}\"”’'\n/|–—,]")
_NAME_HERE = re.compile(r"[\"“‘']?(?P<name>" + NAME + r")")
_NAME_BEFORE = re.compile(r"(?P<name>" + NAME + r")[\"”’']?\Z")
_STOPS = re.compile(r"[.;:!?()\[\]{}\"“”\n/|–—]| - ")
# With one of these before it, a run of capitalized words is not a name alone (Ketua DPR Bambang Soesatyo alias ...).
_ROLES = frozenset(
    (
        *("presiden", "wakil", "ketua", "umum", "menteri", "gubernur", "bupati", "wali", "walikota", "kota"),
        *("kepala", "komisaris", "jenderal", "sekretaris", "anggota", "koordinator", "terdakwa", "tersangka", "korban"),
        *("pelatih", "pemain", "politikus", "penyanyi", "aktor", "aktris", "mantan", "bapak", "ibu"),
        *("direktur", "menurut", "seperti"),
    )
)
_LOOK = 160  # characters: the longest long form and then some


def sightings(text: str) -> Iterator[Sighting]:
    """All places in order.

    >>> [one.names for one in sightings("kelompok ISIS alias NIIS. Komisi Pemberantasan Korupsi (KPK)")]
    [('ISIS', 'NIIS'), ('Komisi Pemberantasan Korupsi', 'KPK')]
    >>> list(sightings("Paris (CB) - Prancis siap"))
    []
    """
    found = [*_in_brackets(text), *_said(text)]
    found.sort(key=lambda one: (one.start, one.end, one.names))
    yield from found


def _in_brackets(text: str) -> Iterator[Sighting]:
    for match in _BRACKET.finditer(text):
        inside = re.split(r"[,;/]", match["inside"], maxsplit=1)[0].strip()
        before = _words_before(text, match.start())
        if is_short_form(inside) and (length := long_form_length(inside, before)):
            yield _sighting(match, " ".join(before[-length:]), inside, Cue.LETTERS, match.end())
        elif before and is_short_form(before[-1]) and stands_for(before[-1], words := _words(inside)):
            yield _sighting(match, before[-1], " ".join(words), Cue.LETTERS, match.end(), is_short_first=True)
        elif gloss := _GLOSS.match(match["inside"]):
            yield from _glossed(text, match, gloss, before)


def _glossed(text: str, match: re.Match[str], gloss: re.Match[str], before: list[str]) -> Iterator[Sighting]:
    name = _NAME_BEFORE.search(text, max(0, match.start() - _LOOK), match.start())
    if gloss["name"] and name:
        yield _sighting(match, name["name"], gloss["name"], Cue.GLOSS, match.end())
    elif gloss["long"] and before and stands_for(before[-1], words := _words(gloss["long"])):
        yield _sighting(match, before[-1], " ".join(words), Cue.LETTERS, match.end(), is_short_first=True)
    elif gloss["short"] and (length := long_form_length(gloss["short"], before)):
        yield _sighting(match, " ".join(before[-length:]), gloss["short"], Cue.LETTERS, match.end())


def _said(text: str) -> Iterator[Sighting]:
    for match in _SAYS.finditer(text):
        before = _words_before(text, match.start())
        after = _words_after(text, match.end())
        if not before or not after:
            continue
        left, right = before[-1], after[0]
        if is_acronym(left) and is_acronym(right):
            # "Ketua DPD RI alias OSO": the acronym is the end of a longer name.
            is_whole = len(before) == 1 or not before[-2].isupper()
            if is_whole and (cue := _between_acronyms(left, right, match["verb"] or "/")):
                yield _sighting(match, left, right, cue, _end(match, [right]))
        elif is_short_form(right) and not right.islower() and (length := long_form_length(right, before)):
            yield _sighting(match, " ".join(before[-length:]), right, Cue.LETTERS, _end(match, [right]))
        elif is_acronym(left) and (long := _long_form_after(left, after)):
            yield _sighting(match, left, long, Cue.LETTERS, _end(match, long.split(" ")), is_short_first=True)
        elif match["verb"] in ("alias", "disapa", "dipanggil"):
            yield from _called(text, match)


def _between_acronyms(left: str, right: str, verb: str) -> Cue | None:
    """What ties two acronyms: "alias", or that one lies within the other (IS/ISIS), two letters shorter at least.

    One letter more is another thing: DPR/DPRD, MA atau SMA, II/III.
    """
    if verb == "alias" and left != right:
        return Cue.ALIAS
    is_nested = left in right or right in left
    return Cue.NESTED if verb in ("/", "atau") and is_nested and abs(len(left) - len(right)) >= 2 else None


def _called(text: str, match: re.Match[str]) -> Iterator[Sighting]:
    """A person's full name and the one in use: Basuki Tjahaja Purnama alias Ahok."""
    left = _NAME_BEFORE.search(text, max(0, match.start() - _LOOK), match.start())
    right = _NAME_HERE.match(text, match.end())
    if left and right:
        full, short = left["name"].split(), right["name"].split()
        is_person = not any(word.isupper() or word.lower() in _ROLES for word in full)
        if is_person and len(full) > 1 and len(short) <= 2 and not set(full) & set(short):
            yield _sighting(match, left["name"], right["name"], Cue.ALIAS, right.end())


def _long_form_after(short: str, words: list[str]) -> str:
    """The fewest words, beginning with the first, that the short form stands for; "" where the letters do not fit."""
    lengths = range(2, min(len(words), LONGEST_WORDS) + 1)
    return next((" ".join(words[:length]) for length in lengths if stands_for(short, words[:length])), "")


def _sighting(
    match: re.Match[str], left: str, right: str, cue: Cue, end: int, *, is_short_first: bool = False
) -> Sighting:
    """A sighting whose left name ends where the match begins; its words are met from the last to the first."""
    start = match.start()
    for word in reversed(left.split(" ")):
        start = match.string.rfind(word, 0, start)
    return Sighting((right, left) if is_short_first else (left, right), cue, start, end)


def _end(match: re.Match[str], words: list[str]) -> int:
    """Where the last of the words ends that follow a match."""
    end = match.end()
    for word in words:
        end = match.string.index(word, end) + len(word)
    return end


def _words_before(text: str, end: int) -> list[str]:
    """The words up to a place, back to the last sign that divides; commas do not (Meteorologi, Klimatologi)."""
    start = max(0, end - _LOOK)
    stops = [match.end() for match in _STOPS.finditer(text, start, end)]
    return _words(text[stops[-1] if stops else start : end])[-LONGEST_WORDS - 1 :]


def _words_after(text: str, start: int) -> list[str]:
    """The words from a place on, up to the next sign that divides or a comma."""
    match = _STOPS_AFTER.search(text, start + 1, start + _LOOK)
    return _words(text[start : match.start() if match else start + _LOOK])[:LONGEST_WORDS]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
