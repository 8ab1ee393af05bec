"""From alias rules to an alias table: names spelled, classes joined, one-way rules tied to them.

Files never clash with one another: a later file extends and joins the classes of an earlier one, so that a new release
of the shipped rules cannot break a reader's own file. Within one file `checking` finds the mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from search.aliases.checking import mistakes
from search.aliases.rules import Rule, rules_of
from search.aliases.spelling import Words, needed_cases, spellings
from search.aliases.table import AliasClass, AliasTable, Name
from search.analysis.chunks import Case
from search.errors import AliasError

SHIPPED = Path(__file__).parent / "data" / "aliases.txt"


@dataclass(slots=True, eq=False)
class _Growing:
    """A class while its rules are being read."""

    rules: list[Rule] = field(default_factory=list)
    names: dict[Words, str] = field(default_factory=dict)  # the name as written
    cases: dict[Words, tuple[Case, ...]] = field(default_factory=dict)
    widened: dict[str, None] = field(default_factory=dict)

    @property
    def term(self) -> str:
        return "=" + "_".join(next(iter(self.names)))

    def add(self, member: str, words: Words, rule: Rule) -> None:
        """Take a name in; a mark that an earlier rule gave it stays."""
        self.names.setdefault(words, member)
        if rule.case_sensitive or words not in self.cases:
            needed = needed_cases(words, rule.case_sensitive)
            self.cases[words] = tuple(map(max, needed, self.cases.get(words, needed)))


def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with the package; a test checks them, not every start."""
    return rules_of(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)


def file_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a reader's own file; none where there is no such file. Raises AliasError for its first mistake."""
    text = file_text(path)
    if found := mistakes(text, path):
        raise found[0]
    return rules_of(text, path)


def file_text(path: Path) -> str:
    """The text of an alias file, "" where there is none. Raises AliasError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise AliasError(path, line, "this is no UTF-8 text.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise AliasError(path, 1, f"cannot be read ({error.strerror}).", "Change its permissions.") from error


def alias_table(files: Iterable[Sequence[Rule]]) -> AliasTable:
    """The table for the rules of several files; a later file may extend the classes of an earlier one."""
    rules = [rule for file in files for rule in file]
    owners: dict[Words, _Growing] = {}
    for rule in rules:
        if not rule.left:
            _add_class(rule, owners)
    for rule in rules:
        if rule.left:
            _add_one_way(rule, owners)
    return AliasTable(_names(owners), rules)


def _add_class(rule: Rule, owners: dict[Words, _Growing]) -> None:
    spelled = {words: member for member in rule.members for words in spellings(member)}
    growing, *others = dict.fromkeys(owners[words] for words in spelled if words in owners) or [_Growing()]
    for other in others:
        growing.rules += other.rules
        growing.names |= other.names
        growing.cases |= other.cases
    growing.rules.append(rule)
    for words, member in spelled.items():
        growing.add(member, words, rule)
    for words in growing.names if others else spelled:
        owners[words] = growing


def _add_one_way(rule: Rule, owners: dict[Words, _Growing]) -> None:
    # A document with a name of the right side gets the term of the left side as well: so a query for the
    # left side finds it, and stays one term with one document frequency.
    left, *right = (_owner(name, rule, owners) for name in rule.names if spellings(name))
    for growing in right:
        if growing is not left:
            growing.widened[left.term] = None


def _owner(member: str, rule: Rule, owners: dict[Words, _Growing]) -> _Growing:
    """The class of a name, one for itself alone where no class has it."""
    spelled = spellings(member)
    growing = owners.get(spelled[0])
    if growing is None:
        growing = _Growing([rule])
    for words in spelled:
        growing.add(member, words, rule)
        owners[words] = growing
    return growing


def _names(owners: dict[Words, _Growing]) -> list[Name]:
    names = []
    for growing in dict.fromkeys(owners.values()):
        written = tuple(dict.fromkeys(growing.names.values()))
        alias = AliasClass(
            written[0],
            growing.term,
            written,
            tuple(growing.widened),
            "; ".join(dict.fromkeys(rule.ambiguity for rule in growing.rules if rule.ambiguity)),
            ", ".join(dict.fromkeys(rule.place for rule in growing.rules)),
        )
        names += [Name(words, growing.cases[words], alias) for words in growing.names]
    return names
