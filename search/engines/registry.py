"""The engines by name. Each is loaded when it is asked for, so that one that nobody uses need not be installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from search.engines.base import Engine
from search.errors import EngineUnavailableError

DEFAULT, TANTIVY = "whoosh", "tantivy"
NAMES = (DEFAULT, TANTIVY)


class Made(NamedTuple):
    """How an engine's indexes are made and opened.

    Attributes:
        create: Makes an empty index in an existing folder. Raises IndexReadOnlyError.
        opened: Gives the open engine of an index folder. Raises IndexMissingError, NotAnIndexError.
    """

    create: Callable[[Path], None]
    opened: Callable[[Path], Engine]


def named(name: str) -> Made:
    """The engine of this name, one of NAMES. Raises EngineUnavailableError where it is not installed or unknown."""
    match name:
        case "whoosh":
            from search.engines import whoosh

            return Made(whoosh.create, whoosh.WhooshEngine)
        case "tantivy":
            try:
                from search.engines import tantivy
            except ModuleNotFoundError as error:
                if error.name != TANTIVY:
                    raise
                raise EngineUnavailableError(
                    'the engine "tantivy" is not installed. Install it with: pip install "telusur[tantivy]"'
                ) from error
            return Made(tantivy.create, tantivy.TantivyEngine)
        case _:
            raise EngineUnavailableError(f'there is no engine "{name}". Choose one of: {", ".join(NAMES)}.')
