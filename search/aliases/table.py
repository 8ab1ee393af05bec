"""Alias classes ready for use: the names of one thing, and where a text uses one of them.

A class folds into one class term ("=isis"), in documents and in queries alike, so that all its names share one
document frequency and nothing is counted twice. "=" cannot come out of the tokenizer: no word meets a class term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from search.aliases.rules import Rule
from search.analysis import Piece
from search.analysis.chunks import Case

SHORTEST_ROOT = 4  # letters
CLITICS = frozenset(("nya", "lah", "kah", "pun", "ku", "mu"))
# Raise it when the same rules fold a text in another way: indexes made before then say that they are stale.
VERSION = 3


@dataclass(frozen=True, slots=True)
class AliasClass:
    """Names of one thing.

    Attributes:
        name: The first name, for readers.
        term: Stands for all of them in the root view.
        names: All, as written in the file.
        widened: Terms of one-way rules that have a name of this class on their right side: a document with such
            a name gets them as well.
        ambiguity: What else the names may mean, "" where nothing is known.
        rule: Where the class stands ("aliases.txt line 17").
    """

    name: str
    term: str
    names: tuple[str, ...]
    widened: tuple[str, ...] = ()
    ambiguity: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a class, word by word.

    Attributes:
        words: Folded, as the surface view has them.
        cases: For each word the least case that counts; LOWER where every case does.
    """

    words: tuple[str, ...]
    cases: tuple[Case, ...]
    alias: AliasClass


class AliasMatch(NamedTuple):
    """A name met in a text: `pieces[first:last]`; not `certain` where the case of the letters is no evidence."""

    first: int
    last: int
    name: Name
    certain: bool


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    name: Name | None = None


class AliasTable:
    """All classes of an index, and the finding of their names in analyzed text."""

    def __init__(self, names: Sequence[Name] = (), rules: Sequence[Rule] = ()) -> None:
        self.classes = {name.alias.term: name.alias for name in names}
        self.names, self.rules = tuple(names), tuple(rules)
        self.digest = _digest(rules)
        self._start = _Node()
        self._by_root: dict[str, Name] = {}
        for name in names:
            self._plant(name)

    def _plant(self, name: Name) -> None:
        node = self._start
        for word in name.words:
            node = node.following.setdefault(word, _Node())
        node.name = node.name or name
        if is_root_name(name):
            self._by_root.setdefault(name.words[0], name)

    def finding(self, alias: AliasClass) -> list[AliasClass]:
        """The classes that one-way rules let a query for this one find as well."""
        return [other for other in self.classes.values() if alias.term in other.widened]

    def matches(self, pieces: Sequence[Piece]) -> list[AliasMatch]:
        """The names in a text, from left to right, the longest first; none overlap.

        A name of one word is also met in its inflected forms (diijinkan, for ijin).
        """
        first_words, roots = self._start.following, self._by_root
        # A list of the places worth a look, because nine in ten are not, and a comprehension passes them fastest.
        return self.matches_at(
            pieces, [at for at, piece in enumerate(pieces) if piece[0] in first_words or piece[1] in roots]
        )

    def matches_at(self, pieces: Sequence[Piece], indices: Iterable[int]) -> list[AliasMatch]:
        """The same of the names that begin at some of the places, which rise."""
        found: list[AliasMatch] = []
        passed = 0
        for index in indices:
            if index >= passed and (match := self._longest(pieces, index)):
                found.append(match)
                passed = match.last
        return found

    def is_opening(self, word: str) -> bool:
        """Does a name begin with this word, or with a form of it as its root?"""
        return word in self._start.following or word in self._by_root

    def has_more(self, word: str) -> bool:
        """Does a name begin with this word and go on?"""
        node = self._start.following.get(word)
        return node is not None and bool(node.following)

    def later_words(self) -> frozenset[str]:
        """The words that stand second or later in names."""
        return frozenset(word for name in self.names for word in name.words[1:])

    def openings(self) -> frozenset[tuple[str, str]]:
        """The first two words of all names that have two."""
        return frozenset((first, second) for first, node in self._start.following.items() for second in node.following)

    def nested(self, pieces: Sequence[Piece], match: AliasMatch) -> list[AliasMatch]:
        """The shorter names inside a name of several words: PBB in Dewan Keamanan PBB."""
        if len(match.name.words) == 1:
            return []
        own = pieces[match.first : match.last]
        inside = [self._longest(own, index, below=len(own)) for index in range(len(own))]
        return [
            AliasMatch(match.first + inner.first, match.first + inner.last, inner.name, inner.certain)
            for inner in inside
            if inner and inner.name.alias is not match.name.alias
        ]

    def _longest(self, pieces: Sequence[Piece], first: int, below: int = 1 << 30) -> AliasMatch | None:
        piece = pieces[first]
        node = self._start.following.get(piece.surface)
        best: AliasMatch | None = None
        if node and _goes_on(pieces, first, node):
            best = self._walked(pieces, first, below)
        elif node and node.name and below > 1:
            best = _judged(pieces, first, first + 1, [first], node.name)
        if best is None and below > 1 and (name := self._inflected(piece)):
            return AliasMatch(first, _end(pieces, first), name, True)
        return best

    def _walked(self, pieces: Sequence[Piece], first: int, below: int) -> AliasMatch | None:
        best: AliasMatch | None = None
        # Paths through the text: a joined form (su24) goes over its parts (su, 24).
        paths = [(first, self._start, [first])]
        while paths:
            index, node, walked = paths.pop()
            after = node.following.get(pieces[index].surface)
            if after is None:
                continue
            end = _end(pieces, index)
            if after.name and end - first < below and (best is None or end > best.last):
                best = _judged(pieces, first, end, walked, after.name) or best
            paths += [(following, after, [*walked, following]) for following in _following(pieces, end)]
        return best

    def _inflected(self, piece: Piece) -> Name | None:
        """The name whose inflected form this is: any form of a longer one, of a short one only with a clitic.

        Roots below four letters are met by accident ("des", "sep"), but KPKnya is KPK.
        """
        name = self._by_root.get(piece.root)
        if name is None:
            return None
        word = name.words[0]
        is_safe = len(word) >= SHORTEST_ROOT or piece.surface.removeprefix(word) in CLITICS
        return name if is_safe else None


def _digest(rules: Sequence[Rule]) -> str:
    """What the rules say, as a short hash: the lines they stand on do not count, nor the order of a set."""
    said = [(rule.members, rule.left, sorted(rule.case_sensitive), rule.ambiguity) for rule in rules]
    return blake2b(repr((VERSION, said)).encode(), digest_size=8).hexdigest()


def is_root_name(name: Name) -> bool:
    """Does the name of one word stand for its inflected forms too? Not where its case matters."""
    return len(name.words) == 1 and not name.cases[0]


def _goes_on(pieces: Sequence[Piece], index: int, node: _Node) -> bool:
    """May a name go on behind this piece, which is its first? Nearly always the next word already denies it."""
    following = pieces[index + 1 : index + 3]
    if pieces[index].covers > 1 or any(not piece.step for piece in following):
        return True  # forms on one position: every way through them must be walked
    return bool(following) and following[0].joins and following[0].surface in node.following


def _end(pieces: Sequence[Piece], index: int) -> int:
    """The index of the first piece behind the positions that this piece covers."""
    steps = pieces[index].covers
    index += 1
    while index < len(pieces):
        steps -= pieces[index].step
        if steps <= 0 and pieces[index].step:
            break
        index += 1
    return index


def _following(pieces: Sequence[Piece], end: int) -> list[int]:
    """The pieces of the next position, where only blanks or a hyphen stand between."""
    if end >= len(pieces) or not pieces[end].joins:
        return []
    following = [end]
    while following[-1] + 1 < len(pieces) and not pieces[following[-1] + 1].step:
        following.append(following[-1] + 1)
    return following


def _judged(pieces: Sequence[Piece], first: int, end: int, walked: list[int], name: Name) -> AliasMatch | None:
    """The match, unless a word stands in a lower case than it must."""
    is_certain = True
    for index, needed in zip(walked, name.cases, strict=True):
        printed = pieces[index].case
        if needed and printed is None:
            is_certain = False
        elif printed is not None and printed < needed:
            return None
    return AliasMatch(first, end, name, is_certain)
