"""The tokens of one chunk: a run of characters without white space, cut by a table of kinds.

Each kind is a pattern and a rule. All patterns but the words' look at bounded stretches, so that the time is linear in
the length even for a 50 MB "word"; what no kind takes (punctuation, emoji, controls, lone surrogates) separates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from search.analysis.hyphens import Part, hyphenated, stacked
from search.analysis.numbers import DOTTED_DATE, NUMBER, SHAPES, SLASHED, number

# Endings of host names seen in Indonesian news; a full stop before any other word is a forgotten blank
# ("selesai.Dia"). From IANA's root zone, without the ones that are words of running text (ke, se, di, is, as, in).
TOP_LEVEL = "|".join(
    (
        *("com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "news", "tv", "co", "io", "xyz"),
        *("id", "my", "sg", "au", "uk", "us", "eu", "nl", "de", "fr", "ru", "jp", "cn", "kr", "hk", "tw", "ph", "th"),
        *("vn", "sa", "ae", "qa", "tr", "il", "ly", "gl", "me", "be"),
    )
)
LETTER, ALNUM = r"[^\W\d_]", r"[^\W_]"
WORD = rf"{ALNUM}+(?:(?<={LETTER})'(?={LETTER}){ALNUM}+)*"
MONEY = r"(?:[Rr][Pp]|IDR|USD|[A-Za-z]{0,3}[$€£¥])(?=\.?[0-9])"
LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}"
GLUED_PREPOSITION = re.compile(r"(?:[Dd]i|[Kk]e)(?=[A-Z][a-z])")  # DiBrussels
SOLID_DECADE = re.compile(r"([0-9]+)an")  # 1990an
LONGEST_TERM = 200  # characters: room for an article's address, while no engine meets a term of megabytes


class Cut(NamedTuple):
    """The tokens of a chunk; `is_open` where its last word ends it, so that the next chunk may go on with a name."""

    parts: list[Part]
    is_open: bool


def cut(plain: str) -> Cut:
    """The tokens of a chunk in plain characters (see `folding.plain`), in order of their positions.

    >>> [part.word for part in cut("(27/11/2015).").parts], [part.word for part in cut("Rp1,5").parts]
    (['27/11/2015', '27', '11', '2015'], ['Rp', '1,5'])
    """
    if plain.isalpha():  # 95 of 100 chunks, once their signs are gone: only a word can be in them
        return Cut([_bounded(part) for part in _without_blank(Part(0, len(plain), plain))], True)
    if plain[:1] in _DIGITS and _NUMBER_ALONE.fullmatch(plain):
        return Cut([_bounded(Part(0, len(plain), number(plain)))], True)
    if _HYPHENATED.fullmatch(plain):
        return Cut([_bounded(part) for part in hyphenated(plain, 0)], True)
    parts: list[Part] = []
    before = 0
    scanner = _SCANNER if _SIGNS.search(plain) else _SCANNER_WITHOUT_SIGNS
    for match in scanner.finditer(plain):
        # Only a hyphen between, or nothing, leaves two words together: "Rp" and "1,5", but not IS/ISIS.
        joins = match.start() == before or (plain[before : match.start()] == "-" and before > 0)
        before = match.end()
        for index, part in enumerate(RULES[match.lastgroup or ""](match)):
            if not joins and (index == 0 or part.step == 0):
                part = part._replace(joins=False)
            parts.append(_bounded(part))
    return Cut(parts, bool(parts) and before == len(plain))


def _bounded(part: Part) -> Part:
    return part if len(part.word) <= LONGEST_TERM else part._replace(word=part.word[:LONGEST_TERM])


def _whole(match: re.Match[str]) -> list[Part]:
    return [Part(match.start(), match.end(), match[0])]


def _address(match: re.Match[str]) -> list[Part]:
    label = _FIRST_LABEL.match(match[0])
    whole = Part(match.start(), match.end(), match[0])
    if not label:
        return [whole]
    start = match.start() + label.start("label")
    return [whole, Part(start, start + len(label["label"]), label["label"], step=0)]


def _tag(match: re.Match[str]) -> list[Part]:
    bare = match[0][1:].strip("_")
    start = match.start() + match[0].index(bare)
    return [*_whole(match), Part(start, start + len(bare), bare, step=0)]


def _listed(match: re.Match[str]) -> list[Part]:
    found = re.finditer(rf"{ALNUM}+", match[0])
    parts = [Part(match.start() + one.start(), match.start() + one.end(), one[0], joins=False) for one in found]
    return stacked(_whole(match)[0], parts)


def _initials(match: re.Match[str]) -> list[Part]:
    return [Part(match.start(), match.end(), match[0].replace(".", ""))]


def _percent(match: re.Match[str]) -> list[Part]:
    return [Part(match.start(), match.end(), "persen")]


def _words(match: re.Match[str]) -> list[Part]:
    if "-" in match[0] or "'" in match[0]:
        return hyphenated(match[0], match.start())
    (word,) = hyphenated(match[0], match.start())
    if decade := SOLID_DECADE.fullmatch(word.word):
        years = word._replace(end=word.end - 2, word=decade[1], step=0)
        return [word._replace(word=f"{decade[1]}-an"), years]
    return _without_blank(word)


def _without_blank(word: Part) -> list[Part]:
    glued = GLUED_PREPOSITION.match(word.word)
    if not glued:
        return [word]
    return [word, word._replace(start=word.start + glued.end(), word=word.word[glued.end() :], step=0)]


Rule = Callable[[re.Match[str]], list[Part]]
# In this order: the first kind that fits takes the characters.
KINDS: tuple[tuple[str, str, Rule], ...] = (
    ("url", r"(?:[A-Za-z][A-Za-z0-9+.-]{1,9}://|www\.(?=\w))[^\s<>\"“”„«»]*[\w/]", _address),
    ("email", rf"[A-Za-z0-9][\w.+-]{{0,63}}@(?:{LABEL}\.){{1,5}}[A-Za-z]{{2,24}}(?!\w)", _whole),
    ("tag", rf"(?<!\w)[#@](?=[\d_]*{LETTER})\w+", _tag),
    ("host", rf"(?:{LABEL}\.){{1,5}}(?:{TOP_LEVEL})(?![\w-])", _address),
    ("date", rf"{SLASHED}|{DOTTED_DATE}", _listed),
    ("initials", rf"(?<!\w)(?:(?:{LETTER}\.){{2,10}}(?!\w)|(?:{LETTER}\.){{1,10}}{LETTER}(?![\w.]))", _initials),
    ("firm", rf"(?<!\w){LETTER}{{1,3}}(?:&{LETTER}{{1,3}}){{1,3}}(?!\w)", _listed),  # H&M, AT&T, S&P
    ("money", MONEY, _whole),
    ("percent", r"(?<=[0-9])%+|\A%+(?!\w)", _percent),
    ("words", rf"(?:{NUMBER}|{WORD})(?:-(?!{MONEY})(?:{NUMBER}|{WORD}))*", _words),
)
RULES = {kind: rule for kind, _, rule in KINDS}
# A sign that one of the kinds before money cannot do without; where there is none, half of the time is saved.
_SIGNS = re.compile(r"[:@#./&]")


def _scanner(kinds: Sequence[tuple[str, str, Rule]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern, _ in kinds), re.IGNORECASE)


_SCANNER, _SCANNER_WITHOUT_SIGNS = _scanner(KINDS), _scanner(KINDS[-3:])
_DIGITS = frozenset("0123456789")
_NUMBER_ALONE = re.compile("|".join((r"[0-9]+", *SHAPES)))
_HYPHENATED = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+")  # no other kind looks like this
_FIRST_LABEL = re.compile(rf"(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:www\.)?(?P<label>{LABEL})(?=\.)", re.IGNORECASE)
