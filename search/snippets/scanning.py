"""The marks of a row of tokens: what matches here, how, and why.

Invariant: `text[mark.start:mark.end] == mark.reason.printed`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from search.aliases import AliasMatch, AliasTable, is_replaced
from search.analysis import Piece, Token, shown_root
from search.model import MatchKind, Reason, Span
from search.snippets.sought import Row, Sought, kind_of_surface

CLOSENESS = {kind: place for place, kind in enumerate(MatchKind)}
Positions = Mapping[str, Mapping[int, Token]]


class Mark(NamedTuple):  # a tuple and no dataclass: a page of results makes some hundreds
    """A marked part of a text, why it is marked, and the concept it meets: its index in the query."""

    start: int
    end: int
    concept: int
    reason: Reason

    @property
    def span(self) -> Span:
        """What of it is shown."""
        return Span(self.start, self.end, self.reason)


def scanned(text: str, tokens: Sequence[Token], wanted: Sought, aliases: AliasTable) -> list[Mark]:
    """All marks of the tokens, in order; at one place the longer comes first, then the closer."""
    return sorted(_scanned(text, tokens, wanted, aliases), key=_place)


def _place(mark: Mark) -> tuple[int, int, int, int]:
    return mark.start, -mark.end, CLOSENESS[mark.reason.kind], mark.concept


def words(text: str, tokens: Sequence[Token], wanted: Sought) -> list[Mark]:
    """The marks of the tokens, in the same order, where no name and no phrase is among them."""
    return sorted(_words(text, tokens, wanted, ()), key=_place)


def _scanned(text: str, tokens: Sequence[Token], wanted: Sought, aliases: AliasTable) -> Iterator[Mark]:
    pieces = [token.piece for token in tokens]
    names = aliases.matches(pieces)
    # A name whose root gave way to its class term in the index is not met by its root.
    folded = {match.first for match in names if is_replaced(pieces, match)}
    yield from _words(text, tokens, wanted, folded)
    for outer in names:
        for match in (outer, *aliases.nested(pieces, outer)):
            yield from _named(text, tokens, match, wanted)
    if wanted.rows:
        positions = _positions(tokens)
        for row in wanted.rows:
            pairs = _in_a_row(row.words, positions) if row.slop is None else _near(row, row.slop, positions)
            for first, last in pairs:
                yield _mark(text, first.start, last.end, wanted, row.concept, MatchKind.EXACT)


def _words(text: str, tokens: Sequence[Token], wanted: Sought, folded: Collection[int]) -> Iterator[Mark]:
    for place, token in enumerate(tokens):
        for kind, number, via in _alone(token.piece, wanted):
            if kind is not MatchKind.ROOT or place not in folded:
                yield _mark(text, token.start, token.end, wanted, number, kind, via)


def _alone(piece: Piece, wanted: Sought) -> Iterator[tuple[MatchKind, int, str]]:
    """How a word by itself, whatever stands around it, matches: the kind, the concept, what joins the two."""
    surface, root = piece.surface, piece.root
    for number in wanted.exact.get(surface, ()):
        yield MatchKind.EXACT, number, ""
    for number in wanted.wider.get(surface, ()):
        yield wanted.asked[number].kind, number, ""
    for number in wanted.roots.get(root, ()):
        if kind_of_surface(wanted, surface, number) is not MatchKind.EXACT:
            yield MatchKind.ROOT, number, shown_root(root)


def _mark(text: str, start: int, end: int, wanted: Sought, number: int, kind: MatchKind, via: str = "") -> Mark:
    return Mark(start, end, number, Reason(wanted.asked[number].word, kind, text[start:end], via))


def _named(text: str, tokens: Sequence[Token], match: AliasMatch, wanted: Sought) -> Iterator[Mark]:
    alias = match.name.alias
    numbers = {number for term in (alias.term, *alias.widened) for number in wanted.roots.get(term, ())}
    for number in sorted(numbers):
        yield _name_mark(text, tokens[match.first : match.last], match, wanted, number)


def _name_mark(text: str, tokens: Sequence[Token], match: AliasMatch, wanted: Sought, number: int) -> Mark:
    concept, start, end = wanted.asked[number], tokens[0].start, max(token.end for token in tokens)
    printed = tuple(token.piece.surface for token in tokens)
    if concept.word.casefold() == text[start:end].casefold() or printed in concept.sequences:
        return _mark(text, start, end, wanted, number, MatchKind.EXACT)
    if len(tokens) == 1 and (tokens[0].piece.root,) in concept.sequences:
        return _mark(text, start, end, wanted, number, MatchKind.ROOT, tokens[0].piece.root)
    alias = match.name.alias
    reason = Reason(concept.word, MatchKind.ALIAS, text[start:end], alias.name, alias.rule, alias.ambiguity)
    return Mark(start, end, number, reason)


def _positions(tokens: Sequence[Token]) -> Positions:
    """For each surface the positions at which it stands, in order."""
    found: dict[str, dict[int, Token]] = {}
    for place, token in zip(accumulate(token.piece.step for token in tokens), tokens, strict=True):
        found.setdefault(token.piece.surface, {}).setdefault(place, token)
    return found


def _in_a_row(words: Sequence[str | None], positions: Positions) -> Iterator[tuple[Token, Token]]:
    """The first and the last token of each place where the words stand one after the other; the ends are words."""
    ranks = {step: positions.get(word, {}) for step, word in enumerate(words) if word is not None}
    for place, first in ranks[0].items():
        if all(place + step in rank for step, rank in ranks.items()):
            yield first, ranks[len(words) - 1][place + len(words) - 1]


def _near(row: Row, slop: int, positions: Positions) -> Iterator[tuple[Token, Token]]:
    """Each word that stands near the others, once: as `bound.Near` says."""
    needed = Counter(word for word in row.words if word is not None)
    standing = {word: list(positions.get(word, ())) for word in needed}
    met: dict[tuple[str, int], None] = {}
    for place in sorted(set().union(*standing.values())):
        starts = {word: bisect_left(places, place) for word, places in standing.items()}
        group = [(word, at) for word, n in needed.items() for at in standing[word][starts[word] : starts[word] + n]]
        if len(group) == needed.total() and all(at < place + len(row.words) + slop for _, at in group):
            met |= dict.fromkeys(group)
    for word, at in met:
        yield positions[word][at], positions[word][at]
