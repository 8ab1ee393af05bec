"""Aliases: names of one thing are one term."""

from search.aliases.folding import is_replaced, root_terms
from search.aliases.loading import alias_table, file_rules, shipped_rules
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
    "is_replaced",
    "root_terms",
    "rules_of",
    "shipped_rules",
]
