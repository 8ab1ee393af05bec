"""Analyzed words -> what one concept looks for: which pieces belong together, their roots, their ways to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from search.aliases import AliasMatch
from search.analysis import Piece, pieces
from search.analysis.folding import fold

ANY_WORD = "*"  # in a phrase


def units(found: Sequence[Piece], names: Mapping[int, AliasMatch]) -> Iterator[tuple[int, int]]:
    """The parts of analyzed text that are one concept each: a name, or what stands stacked in one place."""
    first = 0
    while first < len(found):
        last = names[first].last if first in names else _stack_end(found, first)
        yield first, last
        first = last


def _stack_end(found: Sequence[Piece], first: int) -> int:
    positions, last = found[first].covers, first + 1
    while last < len(found) and (found[last].step == 0 or positions > 1):
        positions -= found[last].step
        last += 1
    return last


def roots(found: Sequence[Piece]) -> tuple[str, ...]:
    """What a unit is looked for by: the widest form, and what else stands at its place with the same width.

    A word with hyphens may also be a label of a host name, which keeps them: voa-islam, of voa-islam.com.
    """
    widest = max(piece.covers for piece in found)
    label = ["-".join(piece.surface for piece in found if piece.covers == 1)] if widest > 1 else []
    return tuple(dict.fromkeys((*(piece.root for piece in found if piece.covers == widest), *label)))


def sequences(found: Sequence[Piece]) -> tuple[tuple[str, ...], ...]:
    """The ways a text can stand in the surface view: part by part (su 24), and with its parts joined (su24)."""
    both = (tuple(_path(found, joined=False)), tuple(_path(found, joined=True)))
    return tuple(dict.fromkeys(way for way in both if way))


def _path(found: Sequence[Piece], *, joined: bool) -> Iterator[str]:
    """One word for each position passed, taking the joined form over its parts or not."""
    position, free_from = -1, 0
    for piece in found:
        position += piece.step
        if position >= free_from and (joined or piece.covers == 1):
            yield piece.surface
            free_from = position + piece.covers


def ways(text: str) -> tuple[tuple[str | None, ...], ...]:
    """The ways the words of a phrase can stand in the surface view; None for `*`, any one word.

    At the ends of a phrase a `*` means nothing.

    >>> ways("Sukhoi Su-24"), ways("serangan * * teror *")
    ((('sukhoi', 'su', '24'), ('sukhoi', 'su24')), (('serangan', None, None, 'teror'),))
    """
    parts = [list(part) for _, part in groupby(text.split(), key=ANY_WORD.__eq__)]
    filled = [[(None,) * len(part)] if part[0] == ANY_WORD else sequences(pieces(" ".join(part))) for part in parts]
    both = ([way[0] for way in filled if way], [way[-1] for way in filled if way])
    whole = (_trimmed([word for way in one for word in way]) for one in both)
    return tuple(dict.fromkeys(way for way in whole if way))


def _trimmed(words: Sequence[str | None]) -> tuple[str | None, ...]:
    places = [place for place, word in enumerate(words) if word is not None]
    return tuple(words[places[0] : places[-1] + 1]) if places else ()


def folded_pattern(text: str) -> str:
    """A pattern or a misspelt word as terms are spelt: a word with hyphens is also a term without.

    >>> folded_pattern("Anti-Ter*"), folded_pattern("Jum’a?")
    ('antiter*', 'juma?')
    """
    return fold(text).replace("-", "")
