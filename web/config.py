"""The settings of one site; made once, never changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from search import configured
from web.settings import Settings

# Each shows one thing the query language can do; the code names the sentence that says what.
EXAMPLES = (
    ("example-words", "koalisi Rusia"),
    ("example-phrase", '"koalisi besar"'),
    ("example-exclude", "koalisi -Turki"),
    ("example-either", "Turki ATAU Obama"),
    ("example-title", "judul:koalisi"),
)


@dataclass(frozen=True, slots=True)
class WebConfig:
    """What a site is told.

    Attributes:
        index_path: The index folder; None for the place where `search` looks by itself.
        page_size: Hits on a page of results.
        examples: Message code and query of each example on the empty page. Those that find nothing are not shown; where
            none does, others are made of a new headline.
        settings: How the site is run. What is given here counts alone; `of` reads the files and the environment.
    """

    index_path: Path | None = None
    page_size: int = 10
    examples: tuple[tuple[str, str], ...] = EXAMPLES
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def of(cls, index_path: str | os.PathLike[str]) -> WebConfig:
        """The configuration of an index, from files and the environment. Raises SearchError for a wrong setting."""
        config = configured(index_path)
        return cls(Path(index_path), page_size=int(config["search.limit"]), settings=Settings.of(config))
