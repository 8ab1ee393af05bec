"""The lines of an evaluation file, plain or gzip; what cannot be read is an InputError that names the line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from search.errors import InputError

_GZIP = b"\x1f\x8b"


def text_of(path: Path) -> str:
    """The text of a file. Raises InputError where there is none."""
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(path, "this is no UTF-8 text. Save the file as UTF-8.", line=line) from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(path, f"cannot be read ({getattr(error, 'strerror', None) or error}).") from error


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers from 1; empty lines and comments ("# ...") are left out."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if line.strip() and not line.startswith("# "):
            yield number, line.rstrip("\r")
