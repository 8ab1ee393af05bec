"""From alias rules to an alias table: names analyzed, classes joined, clashes refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from search.aliases.rules import Rule, rules_of
from search.aliases.table import AliasClass, AliasTable, Name
from search.analysis import pieces
from search.errors import AliasError

Words = tuple[str, ...]


@dataclass(slots=True)
class _Growing:
    """A class while its rules are being read."""

    rule: Rule
    names: dict[Words, str] = field(default_factory=dict)  # the name as written
    capitals: dict[Words, tuple[bool, ...]] = field(default_factory=dict)
    widened: dict[str, None] = field(default_factory=dict)

    @property
    def term(self) -> str:
        return "=" + "_".join(next(iter(self.names)))


def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with the package."""
    file = resources.files("search.aliases") / "data" / "aliases.txt"
    return rules_of(file.read_text(encoding="utf-8"), "aliases.txt")


def file_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a reader's own file; none where there is no such file. Raises AliasError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise AliasError(path, 1, f"cannot be read ({error}).", "Save it as UTF-8 text.") from error
    return rules_of(text, path)


def alias_table(files: Iterable[Sequence[Rule]]) -> AliasTable:
    """The table for the rules of several files; a later file may extend the classes of an earlier one.

    Raises AliasError where one file puts a name into two classes, or a name holds no letter or digit.
    """
    all_rules: list[Rule] = []
    owners: dict[Words, _Growing] = {}
    for rules in files:
        all_rules += rules
        earlier = set(owners)
        for rule in rules:
            if not rule.left:
                _add_class(rule, owners, earlier)
    for rule in all_rules:
        if rule.left:
            _add_one_way(rule, owners)
    return AliasTable(_names(owners), all_rules)


def _add_class(rule: Rule, owners: dict[Words, _Growing], earlier: set[Words]) -> None:
    spelled = {words: member for member in rule.members for words in _spellings(member, rule)}
    known = {id(owners[words]): owners[words] for words in spelled if words in owners}
    for words, member in spelled.items():
        if words in owners and words not in earlier:
            other = owners[words].rule
            raise AliasError(
                rule.file,
                rule.line,
                f'"{member}" is in another class too (line {other.line}).',
                "Keep it in one of them, or join the two lines.",
            )
    growing = next(iter(known.values()), None) or _Growing(rule)
    for joined in list(known.values())[1:]:
        growing.names |= joined.names
        growing.capitals |= joined.capitals
    for words, member in spelled.items():
        growing.names.setdefault(words, member)
        growing.capitals.setdefault(words, _in_capitals(member, words, rule))
    for words in growing.names:
        owners[words] = growing


def _add_one_way(rule: Rule, owners: dict[Words, _Growing]) -> None:
    # A document with a name of the right side gets the term of the left side as well: so a query for the
    # left side finds it, and stays one term with one document frequency.
    left = _owned(rule.left, rule, owners)
    for member in rule.members:
        _owned(member, rule, owners).widened[left.term] = None


def _owned(member: str, rule: Rule, owners: dict[Words, _Growing]) -> _Growing:
    spellings = _spellings(member, rule)
    if spellings[0] not in owners:
        alone = _Growing(rule)
        for words in spellings:
            alone.names[words] = member
            alone.capitals[words] = _in_capitals(member, words, rule)
            owners[words] = alone
    return owners[spellings[0]]


def _spellings(member: str, rule: Rule) -> list[Words]:
    """A name's words in the surface view; with hyphens, also in one word (TNI-AL: tni al, tnial)."""
    found = pieces(member)
    apart = tuple(piece.surface for piece in found if piece.covers == 1)
    if not apart:
        raise AliasError(rule.file, rule.line, f'"{member}" holds no letter or digit.', "Take it out.")
    joined = tuple(piece.surface for piece in found if piece.covers > 1)
    return [apart, joined] if joined and len(joined) == 1 and found[0].covers == len(apart) else [apart]


def _in_capitals(member: str, words: Words, rule: Rule) -> tuple[bool, ...]:
    wanted = {piece.surface for printed in rule.case_sensitive for piece in pieces(printed)}
    return tuple(word in wanted for word in words)


def _names(owners: dict[Words, _Growing]) -> list[Name]:
    names = []
    for growing in {id(growing): growing for growing in owners.values()}.values():
        written = tuple(dict.fromkeys(growing.names.values()))
        rule = f"{growing.rule.file} line {growing.rule.line}"
        alias = AliasClass(written[0], growing.term, written, tuple(growing.widened), growing.rule.ambiguity, rule)
        names += [Name(words, growing.capitals[words], alias) for words in growing.names]
    return names
