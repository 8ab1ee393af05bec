"""Typed text -> the tokens of the query language, in one pass from left to right.

Never raises, whatever the text; the time grows with its length. `text[token.start:token.end]` is what was typed
for the token, which for a phrase takes in its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from search.model import Notice
from search.query.fields import KNOWN_NAMES, canonical_name
from search.query.shapes import (
    AFTER_BRACKET,
    AFTER_QUOTES,
    APOSTROPHES,
    EDGES,
    OPERATORS,
    QUOTES,
    Kind,
    boost_factor,
    is_searchable,
    shaped,
    slop_of,
)


class Token(NamedTuple):  # made in half the time of a dataclass, and 8,000 brackets are 16,000 of them
    """A part of the typed text.

    Attributes:
        text: Its word, the phrase without quotes, or the field's canonical name.
        number: Edits of FUZZY, words between of NEAR and NEARBY, the factor of BOOST; else 0.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: float = 0


# No key types these, and not every terminal or JSON reader takes them: control characters and lone surrogates.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_EDGE = re.compile(rf"[\s{re.escape(EDGES)}]+")
_TOKEN = re.compile(
    rf"""
      (?P<edge>  [\s{re.escape(EDGES)}]+ )
    | (?P<exact> =(?=[{QUOTES}]) )
    | (?P<quote> [{QUOTES}] )
    | (?P<open>  \( )
    | (?P<close> \) )
    | (?P<signs> [+-]+ )
    | (?P<name>  (?i:{"|".join(KNOWN_NAMES)}) (?=:)
               | [^\W\d_](?:[^\W\d_]|-)*+ (?=:(?!/)) ) :   # not 13:30, not https://
    | (?P<word>  [^\s(){QUOTES}]+ )
    """,
    re.VERBOSE,
)
_QUOTE = re.compile(f"[{QUOTES}]")
# Of a value in straight quotes: a doubled mark is a mark of the value, as in CSV.
_VALUE = re.compile(r'"((?:[^"]|"")*+)"')
_PREFIXES = (Kind.PLUS, Kind.MINUS, Kind.FIELD)


def lexed(text: str) -> tuple[list[Token], list[Notice]]:
    """Cut the typed text into tokens, with notices of what is no part of the language.

    >>> [(token.kind.name, token.text) for token in lexed('judul:"kerja sama" -Su-24 koalis*')[0]]
    [('FIELD', 'title'), ('PHRASE', 'kerja sama'), ('MINUS', '-'), ('WORD', 'Su-24'), ('PATTERN', 'koalis*')]
    """
    lexer = _Lexer(printable(text))
    position = 0
    while match := _TOKEN.match(lexer.text, position):
        position = lexer.read[str(match.lastgroup)](match)
    return lexer.tokens, lexer.notices


def printable(text: str) -> str:
    """Put a blank in the place of each control character and lone surrogate; positions stay what they were."""
    return _UNPRINTABLE.sub(" ", text)


def is_word(text: str) -> bool:
    """Whether the text, typed, is one word: what `tree.Word` may hold.

    >>> is_word("Jum'at"), is_word("Su-24"), is_word("OR"), is_word("judul:kpk"), is_word("-kpk"), is_word("kpk*")
    (True, True, False, False, False, False)
    """
    tokens, _ = lexed(text)
    return [(token.kind, token.text) for token in tokens] == [(Kind.WORD, text)]


class _Lexer:
    """The tokens so far; every method of `read` takes a match and gives the position to go on from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = len(text.rstrip())
        self.tokens: list[Token] = []
        self.notices: list[Notice] = []
        self.read: Mapping[str, Callable[[re.Match[str]], int]] = {
            "edge": re.Match[str].end,
            "exact": self._exact,
            "quote": self._quote,
            "open": lambda match: self._add(Kind.OPEN, match[0], match.start(), match.end()),
            "close": self._close,
            "signs": self._signs,
            "name": self._name,
            "word": self._word,
        }

    def _add(self, kind: Kind, text: str, start: int, end: int, number: float = 0) -> int:
        self.tokens.append(Token(kind, text, start, end, number))
        return end

    def _cut(self, start: int, end: int, read: str) -> None:
        """Say that a number was beyond its limits."""
        if read:
            self.notices.append(Notice("read-as", start, end, {"read": read}))

    def _exact(self, match: re.Match[str]) -> int:
        start = match.start()
        value = _VALUE.match(self.text, match.end())
        if value is None:  # not in straight quotes, or without its partner
            return self._quoted(match.end(), start, is_exact=True)
        text = " ".join(value[1].replace('""', '"').split())
        return self._operand(Kind.EXACT if text else None, text, start, value.end())

    def _quote(self, match: re.Match[str]) -> int:
        return self._quoted(match.start(), match.start())

    def _quoted(self, quote: int, start: int, *, is_exact: bool = False) -> int:
        closing = _QUOTE.search(self.text, quote + 1)
        if closing is None:
            self.notices.append(Notice("ignored-quote", quote, quote + 1))
            return quote + 1
        text = " ".join(self.text[quote + 1 : closing.start()].split())
        kind = (Kind.EXACT if is_exact else Kind.PHRASE) if is_searchable(text) else None
        return self._operand(kind, text, start, closing.end())

    def _operand(self, kind: Kind | None, text: str, start: int, end: int) -> int:
        """Add what stood in quotes, with what follows them; nothing where there was nothing to look for."""
        if kind is None:
            self.notices.append(Notice("ignored-quote", start, end))
            self._forget_prefixes(start)
            return end
        suffix = AFTER_QUOTES.match(self.text, end)
        if suffix is None:
            return self._add(kind, text, start, end)
        slop, is_cut = slop_of(suffix["slop"])
        at = suffix.end("near") if suffix["near"] else end
        if suffix["near"] and kind is Kind.PHRASE and len(text.split()) > 1:
            self._add(Kind.NEARBY, text, start, at, slop)
            self._cut(end, at, f"~{slop}" if is_cut else "")
        else:
            self._add(kind, text, start, at)
            if suffix["near"]:
                self.notices.append(Notice("ignored-operator", end, at))
        return self._boost(suffix[3], at, suffix.end()) if suffix[3] else at

    def _boost(self, number: str, start: int, end: int) -> int:
        factor, cut = boost_factor(number)
        self._cut(start, end, cut)
        return self._add(Kind.BOOST, self.text[start:end], start, end, factor)

    def _close(self, match: re.Match[str]) -> int:
        self._add(Kind.CLOSE, match[0], match.start(), match.end())
        suffix = AFTER_BRACKET.match(self.text, match.end())
        return self._boost(suffix[1], suffix.start(), suffix.end()) if suffix else match.end()

    def _signs(self, match: re.Match[str]) -> int:
        before = self.text[max(match.start() - 1, 0) : match.start()]
        after = self.text[match.end() : match.end() + 1]
        is_glued_behind = before != "" and before in QUOTES + ")"
        is_lone = after == "" or after == ")" or (bool(_EDGE.match(after)) and after not in APOSTROPHES)
        if len(match[0]) > 1 and "+" in match[0]:  # "--" is a typed dash, but "++" and "+-" meant something
            self.notices.append(Notice("ignored-operator", match.start(), match.end()))
        elif len(match[0]) == 1 and not is_lone and not is_glued_behind:
            self._add(Kind.PLUS if match[0] == "+" else Kind.MINUS, match[0], match.start(), match.end())
        return match.end()

    def _name(self, match: re.Match[str]) -> int:
        typed, start, end = match["name"], match.start(), match.end()
        canonical = canonical_name(typed)
        if typed in OPERATORS:
            shape = shaped(typed)
            self._add(shape.kind, typed, start, end - 1, shape.number)
        elif canonical:
            self._add(Kind.FIELD, canonical, start, end)
            if self.text[end : end + 1].isspace() and end < self.last:
                self.notices.append(Notice("field-with-blank", start, end))
        elif end >= self.last or _EDGE.match(self.text, end) or self.text[end] == ")":
            self._add(Kind.WORD, typed, start, end - 1)  # "Jokowi: ..." is plain punctuation
        else:
            self._add(Kind.LOOSE, typed, start, end - 1)
            self.notices.append(Notice("unknown-field", start, end))
        return end

    def _word(self, match: re.Match[str]) -> int:
        word, start = match[0].rstrip(EDGES), match.start()
        shape = shaped(word)
        if shape.kind is Kind.WORD and not is_searchable(word):
            self._forget_prefixes(start)
            return match.end()
        end = start + (len(word) if shape.factor is None else shape.boosted_at)
        self._add(shape.kind, shape.text, start, end, shape.number)
        if shape.is_wide:
            self.notices.append(Notice("wide-pattern", start, end))
        if shape.factor is not None:
            self._add(Kind.BOOST, word[shape.boosted_at :], end, start + len(word), shape.factor)
        self._cut(start, start + len(word), shape.cut)
        return match.end()

    def _forget_prefixes(self, start: int) -> None:
        """Take back signs and field names directly before a thing that is no operand: they must not reach the next."""
        while self.tokens and self.tokens[-1].kind in _PREFIXES and self.tokens[-1].end == start:
            prefix = self.tokens.pop()
            start = prefix.start
            if prefix.kind is Kind.FIELD:
                self.notices.append(Notice("ignored-field", prefix.start, prefix.end))
