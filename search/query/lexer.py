"""Typed text -> the tokens of the query language, in one pass from left to right.

Never raises, whatever the text; the time grows with its length. `text[token.start:token.end]` is what was typed
for the token, which for a phrase takes in its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from unicodedata import normalize

from search.model import Notice
from search.query.fields import KNOWN_NAMES, canonical_name


class Kind(Enum):
    """What a token is for."""

    WORD = auto()
    PHRASE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    PLUS = auto()
    MINUS = auto()
    FIELD = auto()  # the name of a field, before its colon
    LOOSE = auto()  # a name no field has, before a colon: a word that shares the fate of what follows
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the typed text; `text` is its word, the phrase without quotes, or the field's canonical name."""

    kind: Kind
    text: str
    start: int
    end: int


# Capitals only: 30% of the sentences of ../shared/eval (55,073 looked at) hold "dan", "atau", "tanpa" or "bukan".
OPERATORS: Mapping[str, Kind] = {
    "AND": Kind.AND,
    "DAN": Kind.AND,
    "OR": Kind.OR,
    "ATAU": Kind.OR,
    "NOT": Kind.NOT,
    "TANPA": Kind.NOT,
    "BUKAN": Kind.NOT,
}

QUOTES = '"“”„‟«»＂'  # each of them opens and each closes: keyboards and word processors mix them
# Between words and at their ends these are punctuation. Not "." (A.S.), "-" (Rp500,-), "+" (C++), "#", "@", "&", "*".
_APOSTROPHES = "'’‘`"
_EDGES = f",;:!?…–—[]{{}}{_APOSTROPHES}"
# No key types these, and not every terminal or JSON reader takes them: control characters and lone surrogates.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_EDGE = re.compile(rf"[\s{re.escape(_EDGES)}]+")
_TOKEN = re.compile(
    rf"""
      (?P<edge>  [\s{re.escape(_EDGES)}]+ )
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
_PREFIXES = (Kind.PLUS, Kind.MINUS, Kind.FIELD)


def lexed(text: str) -> tuple[list[Token], list[Notice]]:
    """Cut the typed text into tokens, with notices of what is no part of the language.

    >>> [(token.kind.name, token.text) for token in lexed('judul:"kerja sama" -Su-24 13:30')[0]]
    [('FIELD', 'title'), ('PHRASE', 'kerja sama'), ('MINUS', '-'), ('WORD', 'Su-24'), ('WORD', '13:30')]
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

    >>> is_word("Jum'at"), is_word("Su-24"), is_word("OR"), is_word("judul:kpk"), is_word("-kpk")
    (True, True, False, False, False)
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
            "quote": self._quote,
            "open": lambda match: self._add(Kind.OPEN, match),
            "close": lambda match: self._add(Kind.CLOSE, match),
            "signs": self._signs,
            "name": self._name,
            "word": self._word,
        }

    def _add(self, kind: Kind, match: re.Match[str]) -> int:
        self.tokens.append(Token(kind, match[0], match.start(), match.end()))
        return match.end()

    def _quote(self, match: re.Match[str]) -> int:
        start = match.start()
        closing = _QUOTE.search(self.text, match.end())
        if closing is None:
            self.notices.append(Notice("ignored-quote", start, match.end()))
            return match.end()
        phrase = " ".join(self.text[match.end() : closing.start()].split())
        if _is_searchable(phrase):
            self.tokens.append(Token(Kind.PHRASE, phrase, start, closing.end()))
        else:
            self.notices.append(Notice("ignored-quote", start, closing.end()))
            self._forget_prefixes(start)
        return closing.end()

    def _signs(self, match: re.Match[str]) -> int:
        before = self.text[max(match.start() - 1, 0) : match.start()]
        after = self.text[match.end() : match.end() + 1]
        is_glued_behind = before != "" and before in QUOTES + ")"
        is_lone = after == "" or after == ")" or (bool(_EDGE.match(after)) and after not in _APOSTROPHES)
        if len(match[0]) > 1 and "+" in match[0]:  # "--" is a typed dash, but "++" and "+-" meant something
            self.notices.append(Notice("ignored-operator", match.start(), match.end()))
        elif len(match[0]) == 1 and not is_lone and not is_glued_behind:
            return self._add(Kind.PLUS if match[0] == "+" else Kind.MINUS, match)
        return match.end()

    def _name(self, match: re.Match[str]) -> int:
        typed, start, end = match["name"], match.start(), match.end()
        canonical = canonical_name(typed)
        if typed in OPERATORS:
            self.tokens.append(Token(OPERATORS[typed], typed, start, end - 1))
        elif canonical:
            self.tokens.append(Token(Kind.FIELD, canonical, start, end))
            if self.text[end : end + 1].isspace() and end < self.last:
                self.notices.append(Notice("field-with-blank", start, end))
        elif end >= self.last or _EDGE.match(self.text, end) or self.text[end] == ")":
            self.tokens.append(Token(Kind.WORD, typed, start, end - 1))  # "Jokowi: ..." is plain punctuation
        else:
            self.tokens.append(Token(Kind.LOOSE, typed, start, end - 1))
            self.notices.append(Notice("unknown-field", start, end))
        return end

    def _word(self, match: re.Match[str]) -> int:
        text, start = match[0].rstrip(_EDGES), match.start()
        if _is_searchable(text):
            self.tokens.append(Token(OPERATORS.get(text, Kind.WORD), text, start, start + len(text)))
        else:
            self._forget_prefixes(start)
        return match.end()

    def _forget_prefixes(self, start: int) -> None:
        """Take back signs and field names directly before a thing that is no operand: they must not reach the next."""
        while self.tokens and self.tokens[-1].kind in _PREFIXES and self.tokens[-1].end == start:
            prefix = self.tokens.pop()
            start = prefix.start
            if prefix.kind is Kind.FIELD:
                self.notices.append(Notice("ignored-field", prefix.start, prefix.end))


def _is_searchable(text: str) -> bool:
    """Whether analysis finds anything in it: a letter, a digit, or "%", which it reads as "persen"."""
    return any(sign.isalnum() or sign == "%" for sign in text) or any(map(str.isalnum, normalize("NFKC", text)))
