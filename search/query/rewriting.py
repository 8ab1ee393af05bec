"""From typed words to concepts: analysis, aliases, question words.

Words that stand side by side are analyzed together, so that a name of several words (Amerika Serikat) is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from search.aliases import AliasMatch, AliasTable
from search.analysis import (
    Piece,
    Token,
    is_function_word,
    is_indonesian,
    is_question_word,
    pieces,
    query_tokens,
    root_of,
)
from search.model import Notice
from search.query.concepts import EVERYWHERE, AllOf, Concept, Filter, OneOf, Wanted
from search.query.fields import FILTERS, filter_value
from search.query.tree import Clause, Fielded, Group, Occur, Or, Phrase, Query, Word

# Of .25, .5, .7 and 1 the best on headlines; .1 or more costs questions (docs/ranking.md).
COVERAGE = 0.5


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A query's concepts, and what the reader should know of how its words were read."""

    wanted: Wanted
    notices: tuple[Notice, ...]


def rewritten(query: Query, aliases: AliasTable, languages: Sequence[str] = (), *, is_exact: bool = False) -> Rewritten:
    """The concepts of a typed query.

    Args:
        languages: Of the archive, besides Indonesian: a word is looked for by its root in each.
        is_exact: Look for every word as if it stood in quotes: no roots, no other names.
    """
    notices: list[Notice] = []
    known = AliasTable() if is_exact else aliases
    wanted = _Rewriter(known, notices, () if is_exact else languages, is_exact=is_exact).wanted(query)
    return Rewritten(wanted, tuple(notices))


class _Rewriter:
    """Carries the aliases and collects notices on the way through the tree."""

    def __init__(self, aliases: AliasTable, notices: list[Notice], languages: Sequence[str], *, is_exact: bool) -> None:
        self._aliases, self._notices, self._languages, self._is_exact = aliases, notices, languages, is_exact

    def wanted(self, query: Query) -> Wanted:
        match query:
            case Word():
                return _alone(self._words([query]))
            case Phrase(text):
                return _phrase(text)
            case Fielded(name, inner):
                return _filtered(name, inner) if name in FILTERS else _in_field(self.wanted(inner), name)
            case Or(parts):
                return OneOf(tuple(self.wanted(part) for part in parts))
            case Group(clauses):
                return self._group(clauses)
            case _:
                assert_never(query)

    def _group(self, clauses: Sequence[Clause]) -> AllOf:
        parts: dict[Occur, list[Wanted]] = {occur: [] for occur in Occur}
        for is_run, run in groupby(clauses, key=_is_plain):
            if is_run:
                parts[Occur.WANTED] += self._words([clause.query for clause in run if isinstance(clause.query, Word)])
            else:
                for clause in run:
                    parts[_occur(clause)].append(self.wanted(clause.query))
        required, excluded = tuple(parts[Occur.REQUIRED]), tuple(parts[Occur.EXCLUDED])
        asked, optional = self._sifted(parts[Occur.WANTED], has_others=bool(required))
        is_question = any(_is_one_of(part, is_question_word) for part in parts[Occur.WANTED])
        return AllOf(required, tuple(asked), excluded, tuple(optional), 0.0 if is_question else COVERAGE)

    def _sifted(self, asked: list[Wanted], *, has_others: bool) -> tuple[list[Wanted], list[Wanted]]:
        """Without question words, and function words apart, where other words remain."""
        content = [part for part in asked if not _is_one_of(part, is_question_word)]
        dropped = [part for part in asked if part not in content]
        if dropped and (content or has_others):
            words = " ".join(part.word for part in dropped if isinstance(part, Concept))
            self._notices.append(Notice("question-words", values={"words": words}))
            asked = content
        function_words = [part for part in asked if _is_one_of(part, is_function_word)]
        if len(function_words) == len(asked) and not has_others:
            return asked, []
        return [part for part in asked if part not in function_words], function_words

    def _words(self, words: Sequence[Word]) -> list[Wanted]:
        text = " ".join(word.text for word in words)
        tokens = query_tokens(text)
        found = [token.piece for token in tokens]
        names = {match.first: match for match in self._aliases.matches(found)}
        return [self._concept(text, tokens[first:last], names.get(first)) for first, last in _units(found, names)]

    def _concept(self, text: str, tokens: Sequence[Token], match: AliasMatch | None) -> Concept:
        found = [token.piece for token in tokens]
        word = text[min(token.start for token in tokens) : max(token.end for token in tokens)]
        roots = () if self._is_exact else _roots(found)
        literal = Concept(word, (*roots, *self._foreign_roots(found[0].surface)), _sequences(found))
        if match is None:
            return literal
        alias = match.name.alias
        if match.certain:
            needs_capitals = any(match.name.cases)
            # In the surface view AS and the word "as" are one: only the class term tells them apart.
            sequences = () if needs_capitals or len(match.name.words) > 1 else literal.sequences
            return Concept(word, (alias.term,), sequences, alias.name)
        self._notices.append(Notice("read-as-acronym", values={"typed": word, "acronym": alias.name}))
        return replace(literal, roots=(*literal.roots, alias.term), class_name=alias.name)

    def _foreign_roots(self, surface: str) -> tuple[str, ...]:
        # A query is too short to tell its language. A word that Indonesian knows is Indonesian: "banding" must not
        # find bands; in an English article it is still met as printed.
        if not self._languages or is_indonesian(surface):
            return ()
        foreign = (root_of(surface, language) for language in self._languages)
        # A number is its own root in every language: named again, it would count as often as there are languages.
        return tuple(root for root in foreign if root != surface)


def _occur(clause: Clause) -> Occur:
    """What a clause means; a filter beside words is never only wanted."""
    is_filter = isinstance(clause.query, Fielded) and clause.query.name in FILTERS
    return Occur.REQUIRED if is_filter and clause.occur is Occur.WANTED else clause.occur


def _filtered(name: str, query: Query) -> Wanted:
    """The values a filter names: bahasa:en, bahasa:(en OR ms)."""
    match query:
        case Word(text) | Phrase(text):
            return Filter(name, filter_value(name, text))
        case Fielded(_, inner):
            return _filtered(name, inner)
        case Or(parts):
            return OneOf(tuple(_filtered(name, part) for part in parts))
        case Group(clauses):
            excluded = tuple(_filtered(name, one.query) for one in clauses if one.occur is Occur.EXCLUDED)
            return AllOf(
                required=tuple(_filtered(name, one.query) for one in clauses if one.occur is not Occur.EXCLUDED),
                excluded=excluded,
            )
        case _:
            assert_never(query)


def _is_plain(clause: Clause) -> bool:
    return clause.occur is Occur.WANTED and isinstance(clause.query, Word)


def _is_one_of(part: Wanted, is_listed: Callable[[str], bool]) -> bool:
    return isinstance(part, Concept) and len(part.sequences) == 1 and is_listed(part.sequences[0][0])


def _alone(parts: list[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else AllOf(wanted=tuple(parts))


def _in_field(wanted: Wanted, name: str) -> Wanted:
    match wanted:
        case Concept(fields=fields):
            # judul:(koalisi isi:Rusia): the innermost field counts.
            return replace(wanted, fields=(name,)) if fields == EVERYWHERE else wanted
        case Filter():
            return wanted
        case OneOf(parts):
            return OneOf(tuple(_in_field(part, name) for part in parts))
        case AllOf(required, asked, excluded, optional, coverage):

            def each(parts: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
                return tuple(_in_field(part, name) for part in parts)

            return AllOf(each(required), each(asked), each(excluded), each(optional), coverage)
        case _:
            assert_never(wanted)


def _phrase(text: str) -> Wanted:
    sequences = _sequences(pieces(text))
    return Concept(f'"{text}"', (), sequences) if sequences else AllOf()


def _units(found: Sequence[Piece], names: dict[int, AliasMatch]) -> Iterator[tuple[int, int]]:
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


def _roots(found: Sequence[Piece]) -> tuple[str, ...]:
    """What a unit is looked for by: the widest form, and what else stands at its place with the same width.

    A word with hyphens may also be a label of a host name, which keeps them: voa-islam, of voa-islam.com.
    """
    widest = max(piece.covers for piece in found)
    label = ["-".join(piece.surface for piece in found if piece.covers == 1)] if widest > 1 else []
    return tuple(dict.fromkeys((*(piece.root for piece in found if piece.covers == widest), *label)))


def _sequences(found: Sequence[Piece]) -> tuple[tuple[str, ...], ...]:
    """The ways a text can stand in the surface view: part by part (su 24), and with its parts joined (su24)."""
    ways = (tuple(_path(found, joined=False)), tuple(_path(found, joined=True)))
    return tuple(dict.fromkeys(way for way in ways if way))


def _path(found: Sequence[Piece], *, joined: bool) -> Iterator[str]:
    """One word for each position passed, taking the joined form over its parts or not."""
    position, free_from = -1, 0
    for piece in found:
        position += piece.step
        if position >= free_from and (joined or piece.covers == 1):
            yield piece.surface
            free_from = position + piece.covers
