"""One article as a reader found it, before any of its meaning is worked out.

The same input gives the same id and the same digest, so an article that did not change costs nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from search.ingest.fields import has_article, record_id
from search.ingest.source import Source
from search.model import NOTHING_MORE, Json

# Part of every digest: raise it whenever document() gives something else for the same input,
# and every archive is read again at its next update.
INGEST_VERSION = 2

# 4 MiB is two hundred times the longest article of the development corpora (20 KB), and a long novel; what is longer
# is many articles in one. A text of nothing but line ends, the worst case, costs 400 MB and ten seconds at this limit.
ARTICLE_LIMIT_BYTES = 4 * 1024 * 1024
TOO_LONG = f"longer than {ARTICLE_LIMIT_BYTES // 1024**2} MiB, the limit for one article. Divide it"

# ASCII only: a digest must not depend on how strings are encoded.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Record:
    """An article of an input file: `fields` for a record, `text` for a plain text file.

    Attributes:
        id: Unique below one folder: a file's path relative to it, or a record's id, url or content hash.
        digest: Hash of the content and INGEST_VERSION, 32 hexadecimal digits.
        file: Absolute path, for messages and for Document.file.
        line: 1-based; None where the file is the article.
        id_from_file: True where the id is a file's path.
        origins: For a key of `fields`, where its value stood ("JSON-LD"); what is not named came with the record.
    """

    id: str
    digest: str
    file: str
    line: int | None = None
    fields: Mapping[str, Json] = field(default_factory=lambda: NOTHING_MORE)
    text: str = ""
    id_from_file: bool = False
    origins: Mapping[str, str] = field(default_factory=lambda: NOTHING_MORE)


def canonical(fields: Mapping[str, Json]) -> bytes:
    """The one spelling of a JSON object that its digest is taken of.

    >>> canonical({"b": "Jum'at", "a": 1}) == canonical({"a": 1, "b": "Jum'at"})
    True
    """
    return _CANONICAL.encode(fields).encode("ascii")


def content_hash(content: bytes) -> str:
    """32 hexadecimal digits that stand for the content alone, whatever the version of this code.

    >>> content_hash("Prancis".encode())
    '9bd03a358b7c3f98ba32a26695c08006'
    """
    return blake2b(content, digest_size=16).hexdigest()


def digest(content: bytes) -> str:
    """32 hexadecimal digits that change with the content and with INGEST_VERSION."""
    return blake2b(content, digest_size=16, salt=INGEST_VERSION.to_bytes(2, "big")).hexdigest()


def text_record(source: Source, content: bytes, text: str) -> Record:
    """The record of a file that is one article; `content` is what its digest is taken of."""
    return Record(
        source.id or content_hash(content), digest(content), source.file, text=text, id_from_file=bool(source.id)
    )


def keyed_record(source: Source, fields: Mapping[str, Json], line: int | None = None) -> Record:
    """The record of an article given as keys and values. Raises ValueError where it has neither text nor title."""
    mapped = source.reading.mapped(fields) if source.reading.mapping else fields
    if not has_article(mapped):
        raise ValueError("has neither text nor title.")
    content = canonical(mapped)
    return Record(record_id(mapped) or content_hash(content), digest(content), source.file, line, mapped)


def page_record(source: Source, fields: Mapping[str, Json], origins: Mapping[str, str], *, is_file: bool) -> Record:
    """The record of a web page: a file's id is its path; a page of an archive of pages is called by its address."""
    content = canonical(fields)
    known = source.id if is_file else record_id(fields)
    return Record(
        known or record_id(fields) or content_hash(content),
        digest(content),
        source.file,
        fields=fields,
        id_from_file=is_file and bool(source.id),
        origins=origins,
    )
