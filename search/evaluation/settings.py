"""Settings to compare: the same documents, found by other rules."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from search.aliases import AliasTable, alias_table, file_rules, shipped_rules
from search.engines.registry import named
from search.errors import SearchError
from search.index import Index, manifest, open_index

_HELP = "Settings are: aliases=none, aliases=shipped, aliases=FILE, exact=yes, exact=no."


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        text: As typed ("aliases=mine.txt").
        aliases: The rules; None for those the index has.
        exact: Every word of a topic as if it stood in quotes.
    """

    text: str
    aliases: AliasTable | None = None
    exact: bool = False


def setting(text: str) -> Setting:
    """Read a setting. Raises SearchError for one that does not exist, AliasError for a file with a mistake.

    >>> setting("exact=yes").exact, setting("aliases=none").aliases.classes
    (True, {})
    """
    name, _, value = text.partition("=")
    match name.strip(), value.strip():
        case "aliases", "none":
            return Setting(text, AliasTable())
        case "aliases", "shipped":
            return Setting(text, alias_table([shipped_rules()]))
        case "aliases", file if file:
            if not Path(file).is_file():
                raise SearchError(f"{text}: there is no file {file}. {_HELP}")
            return Setting(text, alias_table([shipped_rules(), file_rules(Path(file))]))
        case "exact", "yes" | "no" as answer:
            return Setting(text, exact=answer == "yes")
        case _:
            raise SearchError(f'"{text}" is no setting. {_HELP}')


def opened_with(index: Index, chosen: Setting, folder: Path) -> Index:
    """The documents of an index under a setting; what the setting changes is analyzed again, in a copy.

    Args:
        folder: Where a copy may be made; it must not exist. The index itself is never changed.
    """
    if chosen.aliases is None:
        return open_index(index.path)
    # Names are folded into the index: other rules are other terms.
    shutil.copytree(index.path, folder, ignore=shutil.ignore_patterns("*.lock", "*_WRITELOCK"))
    kept = manifest.load(folder)
    variant = Index(folder, named(kept.engine).opened(folder), kept, chosen.aliases, manifest.rules())
    variant.sync()
    return variant
