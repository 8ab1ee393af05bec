"""The files of completions in an index folder: one of the whole archive, one of what came since.

So a small batch rewrites the small file only. When that one grows past a tenth of the archive the two become one;
each entry is then written about ten times in its life, however many batches there are.

The files are written before the commit they belong to. A crash between the two leaves texts that no document holds,
and `Completions` shows nothing that no document holds; the other way round, documents would be missing in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from search.model import Document
from search.suggest.entries import DamagedEntriesError, EntryFile, write_entries
from search.suggest.gathering import Gathering

WHOLE, RECENT = "completions.whole", "completions.recent"
SHARE = 0.1  # of the archive's documents
# Documents that were counted and are there no more, as a share of those there: their counts only bend the order.
GONE = 0.5


Stamp = tuple[int, int, int] | None


def opened(folder: Path) -> tuple[EntryFile, ...]:
    """The files of a folder that can be read; none for an index without any."""
    return tuple(file for name in (WHOLE, RECENT) if (file := _opened(folder / name)))


def stamps(folder: Path) -> tuple[Stamp, ...]:
    """What tells the files from those that replace them."""
    return tuple(_stamp(folder / name) for name in (WHOLE, RECENT))


def add(gathered: Gathering, folder: Path) -> None:
    """Add what new and changed documents hold; to be called before their commit. Raises IndexReadOnlyError."""
    if not gathered.documents:
        return
    whole, recent = _opened(folder / WHOLE), _opened(folder / RECENT)
    came_since = gathered.documents + (recent.documents if recent else 0)
    if whole and came_since <= SHARE * whole.documents:
        _write(_joined([recent], gathered), folder / RECENT)
    else:
        _write(_joined([whole, recent], gathered), folder / WHOLE)
        (folder / RECENT).unlink(missing_ok=True)


def build(documents: Iterable[Document], folder: Path) -> None:
    """Gather the completions of a whole archive anew. Raises IndexReadOnlyError."""
    gathered = Gathering()
    for document in documents:
        gathered.take(document)
    _write(gathered, folder / WHOLE)
    (folder / RECENT).unlink(missing_ok=True)


def is_sound(folder: Path, documents: int) -> bool:
    """Were at least as many documents gathered as the index has, and not many more? If not: `build`."""
    gathered = sum(file.documents for file in opened(folder))
    return documents <= gathered <= documents * (1 + GONE)


def _opened(path: Path) -> EntryFile | None:
    try:
        return EntryFile(path)
    except DamagedEntriesError:
        return None


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _joined(before: Iterable[EntryFile | None], gathered: Gathering) -> Gathering:
    total = Gathering()
    for file in before:
        if file:
            total.absorb(file, file.documents)
    total.join(gathered)
    return total


def _write(gathered: Gathering, path: Path) -> None:
    write_entries(gathered.entries(), gathered.documents, path)
