"""The files of a segment and the checksum that ends each of them, which tantivy writes and never compares.

Of a changed byte it panics, ends the whole process, or copies it in a merge and puts a right checksum behind it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zlib import crc32

from search.model import Json

FORMAT = 7  # of tantivy 0.27; written in each file
FAST = ".fast"  # columns: small, and the first that is read when an index is opened
SUFFIXES = (FAST, ".fieldnorm", ".idx", ".pos", ".store", ".term")
_MAGIC = 1337


def mapped(path: Path) -> tuple[mmap, int, Json]:
    """A file, where its contents end, and what is written behind them. Raises ValueError, OSError."""
    with path.open("rb") as file:
        try:
            data = mmap(file.fileno(), 0, access=ACCESS_READ)
            length, magic = struct.unpack("<II", data[-8:])
        except (ValueError, struct.error) as error:
            raise ValueError(f"{path.name} is cut short") from error
    if magic != _MAGIC:
        raise ValueError(f"{path.name} has lost its end")
    end = len(data) - 8 - length
    try:
        written = json.loads(data[end:-8])
        format_written = written["version"]["index_format_version"]
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"{path.name} is damaged at its end") from error
    if format_written != FORMAT:
        raise ValueError(f"{path.name} is of format {format_written}, and {FORMAT} can be read")
    return data, end, written


def verify(path: Path) -> None:
    """Read all of a file. Raises ValueError where it is not what was written, OSError."""
    data, end, written = mapped(path)
    with memoryview(data) as whole, whole[:end] as contents:
        if crc32(contents) != written.get("crc"):
            raise ValueError(f"{path.name} is damaged")


def files_of(folder: Path, segment: Json) -> Iterator[Path]:
    """The files of a segment as meta.json lists it; the columns come first."""
    stem = segment["segment_id"].replace("-", "")
    yield from (folder / f"{stem}{suffix}" for suffix in SUFFIXES)
    if segment.get("deletes"):
        yield folder / f"{stem}.{segment['deletes']['opstamp']}.del"
