"""What was mended in a file while it was read: kept, and told once for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from search.model import Problem


class Repairs:
    """Counts repairs of one file, by kind; remembers the first place of each."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int | None, int]] = {}
        self._lossless: set[str] = set()

    def add(self, kind: str, line: int | None = None, *, is_lossless: bool = False) -> None:
        """Note one repair; `line` is 1-based, None where the file is one article."""
        first, count = self._found.get(kind, (line, 0))
        self._found[kind] = first, count + 1
        if is_lossless:
            self._lossless.add(kind)

    def problems(self, path: str) -> Iterator[Problem]:
        """One problem for each kind, though the articles are kept: their writer should know."""
        for kind, (first, count) in self._found.items():
            others = f" (and in {count - 1:,} more {'lines' if first else 'articles'})" if count > 1 else ""
            yield Problem(path, f"{kind}{others}; the text is kept.", line=first, is_mended=kind in self._lossless)
