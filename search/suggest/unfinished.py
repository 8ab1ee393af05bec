"""The end of a query that is still being typed: the plain words that a completion may replace.

`typed[:start]` always stays as it was. Signs bind the word behind them and no more (`-kpk`, `judul:kpk`, `kpk DAN`),
so one word may take its place, several may not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from search.query.concepts import EVERYWHERE
from search.query.lexer import Token, lexed
from search.query.shapes import Kind

LONGEST = 500  # characters; what is longer was pasted, not typed
WORDS = 4  # at the end that are completed together: few names and phrases are longer
MOST_WORDS = 12  # that are looked at: a headline has ten
_BINDING = frozenset((Kind.PLUS, Kind.MINUS, Kind.FIELD, Kind.LOOSE, Kind.AND, Kind.OR, Kind.NOT, Kind.NEAR))


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Words to complete.

    Attributes:
        starts: Where in the typed text a completion may begin, the one that takes in most words first.
        end: What is behind the completion, in the typed text nothing: the mark that closes a phrase.
        fields: Where the words are looked for.
        is_single: The completion must be one word.
        is_phrase: The words stand in quotes, and have to stand in a row.
    """

    typed: str
    starts: tuple[int, ...]
    end: str = ""
    fields: tuple[str, ...] = EVERYWHERE
    is_single: bool = False
    is_phrase: bool = False


def unfinished(typed: str) -> Unfinished | None:
    """What may be completed of a typed text; None where nothing may.

    >>> unfinished("kpk harga be").starts, unfinished("judul:koal").fields, unfinished("-koal").is_single
    ((0, 4, 10), ('title',), True)
    >>> unfinished('kpk "harga be').starts, unfinished("sumber:ant"), unfinished('"harga beras"'), unfinished("koal*")
    ((5,), None, None, None)
    """
    if len(typed) > LONGEST:
        return None
    tokens, notices = lexed(typed)
    # The only mark that the lexer leaves without a partner is the last one.
    opened = [notice.start for notice in notices if notice.code == "ignored-quote" and notice.end == notice.start + 1]
    before = [token for token in tokens if not opened or token.end <= opened[0]]
    fields = _fields(before if opened else tokens[:-1])
    if not fields:
        return None
    if opened:
        return _phrase(typed, opened[0], fields)
    return _words(typed, tokens, fields)


def _phrase(typed: str, quote: int, fields: tuple[str, ...]) -> Unfinished | None:
    inside = typed[quote + 1 :]
    if not any(map(str.isalnum, inside)) or any(sign in inside for sign in "*?"):
        return None
    start = quote + 1 + len(inside) - len(inside.lstrip())
    return Unfinished(typed, (start,), "”" if typed[quote] == "“" else '"', fields, is_phrase=True)


def _words(typed: str, tokens: Sequence[Token], fields: tuple[str, ...]) -> Unfinished | None:
    if not tokens or any(sign in "()+-" for sign in typed[tokens[-1].end :]):
        return None
    length = len(list(takewhile(lambda token: token.kind is Kind.WORD, reversed(tokens))))
    run = tokens[len(tokens) - length :]
    is_bound = length < len(tokens) and tokens[-length - 1].kind in _BINDING
    if is_bound and length > 1:
        run, is_bound = run[1:], False
    starts = [token.start for token in run[-MOST_WORDS:]]
    if not starts:
        return None
    return Unfinished(typed, tuple(dict.fromkeys([starts[0], *starts[-WORDS:]])), "", fields, is_bound)


def _fields(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The fields in which the next word would be looked for; none where it would be the value of a filter."""
    inside, named = [""], ""
    for token in tokens:
        match token.kind:
            case Kind.FIELD:
                named = token.text
            case Kind.OPEN:
                inside.append(named or inside[-1])
                named = ""
            case Kind.CLOSE:
                inside = inside[:-1] or [""]
                named = ""
            case Kind.PLUS | Kind.MINUS:
                pass
            case _:
                named = ""
    name = named or inside[-1]
    if not name:
        return EVERYWHERE
    return (name,) if name in EVERYWHERE else ()
