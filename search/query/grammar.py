"""Repaired tokens -> query tree: one method for each rule of the grammar in docs/query-language.md.

Takes what `repair.repaired` gives, and nothing else: there every operator has its operands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard, assert_never

from search.model import Notice
from search.query.building import boosted, either, grouped, is_only_excluded, on_field
from search.query.lexer import Token
from search.query.repair import OPERANDS
from search.query.shapes import QUOTES, Kind
from search.query.tree import (
    EMPTY,
    Anything,
    Boosted,
    Clause,
    Exact,
    Fielded,
    Fuzzy,
    Group,
    Near,
    Occur,
    Or,
    Pattern,
    Phrase,
    Query,
    Word,
)

MAX_DEPTH = 16  # brackets within brackets; Python's own stack ends near 1,000 calls


def tree(tokens: Sequence[Token]) -> tuple[Query | None, list[Notice]]:
    """Give the query and notices of operators that mean nothing; None for a query deeper than `MAX_DEPTH`."""
    nesting = deepest = 0
    for token in tokens:
        nesting += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        deepest = max(deepest, nesting)
    if deepest > MAX_DEPTH:
        return None, []
    grammar = _Grammar(tokens)
    query = grammar.side_by_side()
    return (query if depth(query) <= MAX_DEPTH else None), grammar.notices


def depth(query: Query) -> int:
    """How many brackets stand within each other where the query is printed."""
    match query:
        case Word() | Pattern() | Fuzzy() | Exact() | Phrase() | Near() | Anything():
            return 0
        case Fielded(_, inner) | Boosted(inner, _):
            return depth(inner)
        case Group(clauses):
            return 1 + max((depth(clause.query) for clause in clauses), default=0)
        case Or(parts):
            return 1 + max(map(depth, parts), default=0)
        case _:
            assert_never(query)


class _Grammar:
    """Reads the tokens from left to right, `at` the next one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.notices: list[Notice] = []

    def side_by_side(self) -> Query:
        """Units without an operator between them, up to a closing bracket or the end."""
        clauses = []
        while self.at < len(self.tokens) and self.tokens[self.at].kind is not Kind.CLOSE:
            clauses.append(self._alternatives())
        return grouped(clauses)

    def _alternatives(self) -> Clause:
        clauses, operator = [self._conjunction()], None
        while self._next_is(Kind.OR):
            operator = self._taken()
            clauses.append(self._conjunction())
        if operator is None:
            return clauses[0]
        parts = [grouped((clause,)) if clause.occur is Occur.EXCLUDED else clause.query for clause in clauses]
        if any(map(is_only_excluded, parts)):
            self.notices.append(Notice("ignored-operator", operator.start, operator.end))
        is_required = any(clause.occur is Occur.REQUIRED for clause in clauses)
        return Clause(Occur.REQUIRED if is_required else Occur.WANTED, either(parts))

    def _conjunction(self) -> Clause:
        clauses = [self._neighbours()]
        while self._next_is(Kind.AND):
            self._taken()
            clauses.append(self._neighbours())
        return clauses[0] if len(clauses) == 1 else _all_of(clauses)

    def _neighbours(self) -> Clause:
        clauses, operators = [self._unit()], list[Token]()
        while self._next_is(Kind.NEAR):
            operators.append(self._taken())
            clauses.append(self._unit())
        if not operators:
            return clauses[0]
        words = [clause.query for clause in clauses if _is_single(clause.query)]
        if len(words) < len(clauses) or any(clause.occur is Occur.EXCLUDED for clause in clauses):
            self.notices.append(Notice("near-as-and", operators[0].start, operators[0].end))
            return _all_of(clauses)
        text, slop = " ".join(word.text for word in words), max(int(operator.number) for operator in operators)
        is_required = any(clause.occur is Occur.REQUIRED for clause in clauses)
        near = Near(text, slop, words[0].start, words[-1].end)
        return Clause(Occur.REQUIRED if is_required else Occur.WANTED, near)

    def _unit(self) -> Clause:
        occur, field, loose = Occur.WANTED, None, list[Word]()
        sign = self.tokens[self.at]
        while (token := self._taken()).kind not in (*OPERANDS, Kind.OPEN):
            if token.kind is Kind.FIELD:
                field = token
            elif token.kind is Kind.LOOSE:
                loose.append(Word(token.text, token.start, token.end))
            else:
                sign, occur = token, Occur.REQUIRED if token.kind is Kind.PLUS else Occur.EXCLUDED
        query = self._operand(token)
        if loose:  # foo:bar without a field foo: both words, and excluded only where both are
            inner = Occur.WANTED if occur is Occur.WANTED else Occur.REQUIRED
            query = grouped(Clause(inner, part) for part in (*loose, query))
        if field and query == Anything():
            self.notices.append(Notice("ignored-field", field.start, field.end))
        query = on_field(field.text, query) if field else query
        if occur is Occur.EXCLUDED and (query == Anything() or is_only_excluded(query)):
            self.notices.append(Notice("ignored-operator", sign.start, sign.end))
            query = EMPTY if query == Anything() else query
        return Clause(occur, query)

    def _operand(self, token: Token) -> Query:
        if token.kind is Kind.OPEN:
            query = self.side_by_side()
            self._taken()
        else:
            query = _leaf(token)
        return boosted(query, self._taken().number) if self._next_is(Kind.BOOST) else query

    def _next_is(self, kind: Kind) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind is kind

    def _taken(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]


def _is_single(query: Query) -> TypeGuard[Word | Exact | Phrase]:
    """Whether it is one word, that what is near it may be asked for."""
    return isinstance(query, Word | Exact | Phrase) and not set(query.text).intersection((*QUOTES, " "))


def _all_of(clauses: Sequence[Clause]) -> Clause:
    """What AND makes of its operands."""
    signs = (Occur.EXCLUDED if clause.occur is Occur.EXCLUDED else Occur.REQUIRED for clause in clauses)
    return Clause(Occur.WANTED, grouped(Clause(sign, c.query) for sign, c in zip(signs, clauses, strict=True)))


def _leaf(token: Token) -> Query:
    match token.kind:
        case Kind.ANYTHING:
            return Anything()
        case Kind.PATTERN:
            return Pattern(token.text, token.start, token.end)
        case Kind.FUZZY:
            return Fuzzy(token.text, int(token.number), token.start, token.end)
        case Kind.EXACT:
            return Exact(token.text, token.start, token.end)
        case Kind.PHRASE:
            return Phrase(token.text, token.start, token.end)
        case Kind.NEARBY:
            return Near(token.text, int(token.number), token.start, token.end)
        case _:
            return Word(token.text, token.start, token.end)
