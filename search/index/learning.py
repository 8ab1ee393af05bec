"""What the archive teaches as it grows: lines of page templates, counted beside the index, and what to write again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from search.analysis import pieces
from search.engines.base import Engine
from search.files import replace_file
from search.index.storing import document_of
from search.ingest.removal import restored, without
from search.ingest.repeated import Change, Repeated, outlet_of
from search.model import Document
from search.query.bound import AnyOf, BoundQuery, Sequence, Term

NAME = "furniture.json"


def counted(folder: Path) -> Repeated:
    """The lines counted so far; none where the file is missing or not ours: then the archive teaches them anew."""
    try:
        return Repeated.of_text((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return Repeated()


def keep(repeated: Repeated, folder: Path) -> None:
    """Remember the counts. It is done after the commit they speak of; lost in a crash, they are learned again."""
    replace_file(folder / NAME, repeated.as_text())


def relearned(engine: Engine, learned: Mapping[str, Change]) -> Iterator[Document]:
    """The documents that hold a line that was learned, without it; and with it again those of a line unlearned."""
    if not learned:
        return
    for text in _candidates(engine, learned.values()):
        document = document_of(text)
        change = learned.get(outlet_of(document))
        if change:
            changed = without(restored(document, change.gone), change.new)
            if changed != document:
                yield changed


def _candidates(engine: Engine, learned: Iterable[Change]) -> Iterator[str]:
    """The stored texts of all documents that may be changed."""
    if any(change.gone for change in learned):
        return engine.stored()  # what was removed is not in the index: nothing finds it but a look at every document
    lines = {line for change in learned for line in change.new}
    found = engine.search(AnyOf(tuple(_printed(lines))), weights={}, limit=engine.count()).found
    return (one.stored for one in found)


def _printed(lines: Iterable[str]) -> Iterator[BoundQuery]:
    """Where the words of a line stand in a row."""
    for line in lines:
        words = tuple(piece.surface for piece in pieces(line) if piece.covers == 1)
        for field in ("title_surface", "body_surface"):
            if len(words) == 1:
                yield Term(field, words[0])
            elif words:
                yield Sequence(field, words)
