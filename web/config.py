"""The settings of one site; made once, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
        examples: Message code and query of each example on the empty page; choose queries this archive answers.
    """

    index_path: Path | None = None
    page_size: int = 10
    examples: tuple[tuple[str, str], ...] = EXAMPLES
