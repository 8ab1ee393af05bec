"""Aliases: names of one thing are one term."""

from search.aliases.checking import mistakes
from search.aliases.folding import is_replaced, root_terms
from search.aliases.loading import alias_table, file_rules, file_text, shipped_rules
from search.aliases.rules import Rule, rules_of
from search.aliases.table import AliasClass, AliasMatch, AliasTable, Name

__all__ = [
    "AliasClass",
    "AliasMatch",
    "AliasTable",
    "Name",
    "Rule",
    "alias_table",
    "file_rules",
    "file_text",
    "is_replaced",
    "mistakes",
    "root_terms",
    "rules_of",
    "shipped_rules",
]
