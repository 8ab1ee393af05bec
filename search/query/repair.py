"""Tokens as they were typed -> tokens that follow the grammar, with a notice for each thing left out.

After this pass brackets are balanced and never empty, every operator has its operands, every operand at most one
sign, one field and one boost, and there are no more operands than `MAX_WORDS`. So the parser has no odd cases left.
"""

from __future__ import annotations

from collections.abc import Iterable

from search.model import Notice
from search.query.lexer import Token
from search.query.shapes import Kind

MAX_WORDS = 64  # words and phrases; the longest question of the evaluation sets has 36 words
# Words, signs, names and brackets together. 64 words with a sign, a name, a boost and an operator each, in as many
# brackets as have a meaning, are under 700; what is longer is brackets and nothing in them.
MAX_TOKENS = 1_000
MAX_CHARACTERS = 2_000  # of words and phrases together, some 280 Indonesian words; that question has 244

_SIGNS = (Kind.PLUS, Kind.MINUS, Kind.NOT)
_PREFIXES = (*_SIGNS, Kind.FIELD, Kind.LOOSE)
_BINARY = (Kind.AND, Kind.OR, Kind.NEAR)
OPERANDS = (Kind.WORD, Kind.PATTERN, Kind.FUZZY, Kind.EXACT, Kind.PHRASE, Kind.NEARBY, Kind.ANYTHING)


def repaired(tokens: Iterable[Token]) -> tuple[list[Token], list[Notice]]:
    """Leave out what has no place in the grammar, add the brackets that were left open."""
    repair = _Repair()
    for token in tokens:
        if not repair.has_room(token):
            break
        repair.take(token)
    repair.finish()
    return repair.kept, repair.notices


class _Repair:
    """The tokens kept so far, and the run of prefixes that waits for its operand."""

    def __init__(self) -> None:
        self.kept: list[Token] = []
        self.notices: list[Notice] = []
        self.run: list[Token] = []
        self.open: list[Token] = []
        self.tokens = self.words = self.characters = 0
        self.is_cut = False

    def has_room(self, token: Token) -> bool:
        """Count a token; False, with a notice, for the first one that is too many."""
        self.tokens += 1
        if token.kind in (*OPERANDS, Kind.LOOSE):
            self.words += 1
            self.characters += len(token.text)
        if self.words > MAX_WORDS:
            code, limit = "too-many-words", MAX_WORDS
        elif self.characters > MAX_CHARACTERS:
            code, limit = "too-long", MAX_CHARACTERS
        elif self.tokens > MAX_TOKENS:
            code, limit = "too-long", token.start
        else:
            return True
        self.notices.append(Notice(code, token.start, token.end, {"limit": str(limit)}))
        self.is_cut = True
        return False

    def take(self, token: Token) -> None:
        if token.kind in _PREFIXES:
            self._prefix(token)
        elif token.kind in _BINARY:
            self._binary(token)
        elif token.kind is Kind.CLOSE:
            self._close(token)
        elif token.kind is Kind.BOOST:
            self._boost(token)
        else:
            self.kept += [*self.run, token]
            self.run = []
            if token.kind is Kind.OPEN:
                self.open.append(token)

    def finish(self) -> None:
        """End all that is still open; after a cut without notices, for the end was not seen."""
        said = len(self.notices)
        while self.open:
            opening = self.open[-1]
            closing = Token(Kind.CLOSE, ")", opening.end, opening.end)
            self._close(closing)
            if self.kept and self.kept[-1] is closing:
                self.notices.append(Notice("unclosed-bracket", opening.start, opening.end))
        self._settle()
        if self.is_cut:
            del self.notices[said:]

    def _prefix(self, token: Token) -> None:
        """Keep one sign and one field before an operand: of signs the first, of fields the last, the innermost."""
        rivals = _SIGNS if token.kind in _SIGNS else (Kind.FIELD,)
        earlier = next((other for other in self.run if other.kind in rivals), None)
        if token.kind is Kind.LOOSE or earlier is None:
            self.run.append(token)
        elif token.kind is Kind.FIELD:
            self.run[self.run.index(earlier)] = token
            self._ignore("ignored-field", earlier)
        else:
            self._ignore("ignored-operator", token)

    def _binary(self, token: Token) -> None:
        if any(waiting.kind is Kind.LOOSE for waiting in self.run):
            self._settle()
        if not self.run and self.kept and self.kept[-1].kind in (*OPERANDS, Kind.CLOSE, Kind.BOOST):
            self.kept.append(token)
        else:
            self._ignore("ignored-operator", token)

    def _boost(self, token: Token) -> None:
        """Keep it behind what it touches, unless that was left out."""
        if not self.run and self.kept and self.kept[-1].end == token.start:
            self.kept.append(token)
        else:
            self._ignore("ignored-operator", token)

    def _close(self, token: Token) -> None:
        if not self.open:
            self._ignore("ignored-bracket", token)
            return
        self._settle()
        opening = self.open.pop()
        if self.kept[-1] is not opening:
            self.kept.append(token)
            return
        self.kept.pop()
        self.notices.append(Notice("ignored-bracket", opening.start, token.end))
        before = len(self.kept)
        while before and self.kept[before - 1].kind in _PREFIXES:
            before -= 1
        self.run = self.kept[before:]  # what stood before the empty brackets must not reach the next operand
        del self.kept[before:]
        self._drop_run()

    def _settle(self) -> None:
        """Before a closing bracket or the end: nothing may wait for an operand any more."""
        self._drop_run()
        while self.kept and self.kept[-1].kind in _BINARY:
            self._ignore("ignored-operator", self.kept.pop())

    def _drop_run(self) -> None:
        if not self.run:
            return
        run, self.run = self.run, []
        loose = [at for at, token in enumerate(run) if token.kind is Kind.LOOSE]
        if loose:  # a name that no field has is a word, and becomes the operand itself
            name = run.pop(loose[-1])
            self.kept += [*run, Token(Kind.WORD, name.text, name.start, name.end)]
            return
        for token in run:
            self._ignore("ignored-field" if token.kind is Kind.FIELD else "ignored-operator", token)

    def _ignore(self, code: str, token: Token) -> None:
        self.notices.append(Notice(code, token.start, token.end))
