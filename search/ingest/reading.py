"""How files are to be read where their names do not say it: the format, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType

from search.ingest.fields import first_key, folded_key
from search.model import Json


@dataclass(frozen=True, slots=True)
class Reading:
    """Settings of one run.

    Attributes:
        format: Ending that names a reader ("jsonl"): what standard input is, and files named by themselves; "" to go
            by the ending of each file.
        mapping: Our field -> the archive's own key or column, {"body": "isi_naskah"}. It wins over all known names.
    """

    format: str = ""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name in self.mapping:
            first_key(name)  # raises for a name that is no field

    def mapped(self, fields: Mapping[str, Json]) -> dict[str, Json]:
        """The record with its own names turned to ours; a value whose place is taken moves aside, none is lost.

        >>> Reading(mapping={"body": "Naskah"}).mapped({"naskah": "Gempa di Palu", "articleBody": "x"})
        {'articleBody': 'Gempa di Palu', 'articleBody_unmapped': 'x'}
        """
        names = {folded_key(key): first_key(name) for name, key in self.mapping.items()}
        aside = {target for key in fields if (target := names.get(folded_key(key))) and target != key}
        kept = {f"{key}_unmapped" if key in aside else key: value for key, value in fields.items()}
        return {names.get(folded_key(key), key): value for key, value in kept.items()}

    def unmet(self, keys: Iterator[str]) -> list[str]:
        """Of the names of the archive that the mapping speaks of, those that are not among the keys."""
        known = set(map(folded_key, keys))
        return [key for key in self.mapping.values() if folded_key(key) not in known]


_current: ContextVar[Reading] = ContextVar("reading")
_AS_NAMED = Reading()


@contextmanager
def reading(settings: Reading) -> Iterator[None]:
    """Read all files that way within the block, as `decimal.localcontext` does for numbers."""
    token = _current.set(settings)
    try:
        yield
    finally:
        _current.reset(token)


def current_reading() -> Reading:
    """The settings of the innermost block; by the names of the files outside of any."""
    return _current.get(_AS_NAMED)
