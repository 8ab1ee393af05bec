"""An index folder: Whoosh's table of contents, made safe to read and sure to last.

Whoosh unpickles the table of contents, and a pickle can run any program. Ours holds a list of segments of ours: nothing
else is let in, so an index folder from a stranger is data. The schema beside it is not read but made by `schema()`.

Before a table of contents gets its name, it is sealed with its checksum, and all it names is on the disk: a power cut
leaves the old one or the new, and a changed byte is noticed.
"""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zlib import crc32

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex, clean_files

from search.engines.whoosh.schema import schema
from search.engines.whoosh.sections import DamagedFileError
from search.engines.whoosh.segment import ArraySegment
from search.engines.whoosh.snapshot import Snapshot

_SEAL = struct.Struct("<7sI")  # behind what Whoosh wrote, which does not look there
_SIGN = b"telusur"


def sealed(contents: bytes) -> bytes:
    """A table of contents with its checksum."""
    return contents + _SEAL.pack(_SIGN, crc32(contents))


def _unsealed(contents: bytes) -> bytes:
    """What was sealed. Raises DamagedFileError."""
    own, seal = contents[: -_SEAL.size], contents[-_SEAL.size :]
    if seal == _SEAL.pack(_SIGN, crc32(own)):
        return own
    if b"whoosh.codec" in contents and _SIGN not in contents:
        raise DamagedFileError("its segments were written by another codec of Whoosh's, not by telusur")
    raise DamagedFileError("its table of contents was changed or cut short")


class _SegmentsUnpickler(pickle.Unpickler):
    """Admits segments of ours and plain numbers, texts and lists."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) == (ArraySegment.__module__, ArraySegment.__name__):
            return ArraySegment
        raise DamagedFileError(f"its table of contents holds {module}.{name}, which has no place there")


class _File(StructFile):  # type: ignore[misc]  # whoosh has no types
    def read_pickle(self) -> list[ArraySegment]:
        """The segments of a table of contents."""
        segments: list[ArraySegment] = _SegmentsUnpickler(self.file).load()
        return segments


class Storage(FileStorage):  # type: ignore[misc]
    """A folder whose renamed files last."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._written: set[str] = set()

    def open_file(self, name: str, **_: object) -> _File:
        """Open a file for reading."""
        path = Path(self.folder, name)
        # In memory, because Whoosh leaves a table of contents open that it cannot read.
        return _File(BytesIO(_unsealed(path.read_bytes())) if path.suffix == ".toc" else path.open("rb"), name)

    def create_file(self, name: str, **options: object) -> StructFile:
        """Begin a file."""
        self._written.add(name)
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Seal the table of contents and give it its name; it is the only file that Whoosh renames."""
        contents = Path(self.folder, oldname)
        contents.write_bytes(sealed(contents.read_bytes()))
        for name in self._written:
            path = Path(self.folder, name)
            if path.exists():
                _sync(path)
        self._written.clear()
        super().rename_file(oldname, newname, safe)
        _sync(Path(self.folder))


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


class IndexFolder(FileIndex):  # type: ignore[misc]
    """An index of Whoosh's whose segments are ours."""

    def __init__(self, path: Path) -> None:
        """Raises EmptyIndexError, FileNotFoundError, DamagedFileError and others of `damage.OPENING`."""
        super().__init__(Storage(str(path)), schema())
        self._path = path

    @staticmethod
    def make(path: Path) -> None:
        """Make an empty index in an existing folder."""
        TOC.create(Storage(str(path)), schema())

    def changed_ns(self) -> int:
        """When something last came into the folder or went, in nanoseconds of its file system; 0 where it is gone."""
        try:
            return self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def tidy(self, kept: Iterable[ArraySegment] = ()) -> None:
        """Delete what belongs neither to the latest commit nor to segments that are being written.

        A writer that was killed leaves files, and one that gives up; only who has the lock may call it.
        """
        contents = self._read_toc()
        clean_files(self.storage, self.indexname, contents.generation, [*contents.segments, *kept])
        for path in self._path.glob(f"_{self.indexname}_*.toc.*"):  # a table of contents that did not get its name
            path.unlink(missing_ok=True)

    def snapshot(self) -> Snapshot:
        """The latest commit. Raises FileNotFoundError where the next one comes between."""
        contents = self._read_toc()
        return Snapshot(self.storage, contents.segments, contents.generation)
