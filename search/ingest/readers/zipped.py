"""The files inside a zip, one after the other, each read as if it lay in a folder.

A zip is never trusted: names that lead out of it, links, locked members and bombs are refused, each with a word.
"""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from search.ingest.packing import Allowance, DamagedError, Unpacked
from search.ingest.readers.cutzip import LOCKED, Opening, listed_from_front
from search.ingest.source import Source, unpacked
from search.model import Problem

# A member, and how it is opened: only the one who reads it can say what went wrong.
Member = tuple[Source, Callable[[], io.BufferedReader]]


def members(source: Source, stream: io.BufferedReader, suffixes: Collection[str]) -> Iterator[Member | Problem]:
    """The members that can be read, and a problem for each that cannot. Each must be read before the next is asked for.

    A zip whose end is lost has lost its list of members; it is read from its beginning up to there.
    """
    if not stream.seekable():
        yield Problem(source.named, "is a zip inside another packing, or from standard input: unpack it first.")
        return
    size_bytes = stream.seek(0, io.SEEK_END)
    allowance = Allowance(lambda: size_bytes)
    seen = 0
    for info, opening in _listed(stream):
        member = _member(source, info)
        if reason := refused(info):
            yield Problem(member.named, reason)
        elif info.is_dir() or _is_hidden(info.filename) or member.suffix not in suffixes:
            continue
        else:
            yield member, partial(_opened, opening, member, allowance)
        seen += 1
        if allowance.is_spent:
            return
    if not seen:
        yield Problem(source.named, "holds no file of a format that is read.")


def refused(info: ZipInfo) -> str:
    """Why a member is not read, "" for one that is.

    >>> refused(ZipInfo("../../etc/passwd")), refused(ZipInfo("arsip/2015/putin.txt"))
    ('has a name that leads out of the zip: not read.', '')
    """
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "has a name that leads out of the zip: not read."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, which a zip has no need of: not followed."
    return "is locked with a password: not read." if info.flag_bits & LOCKED else ""


def _listed(stream: io.BufferedReader) -> Iterator[tuple[ZipInfo, Opening]]:
    try:
        archive = ZipFile(stream)
    except (BadZipFile, NotImplementedError):
        yield from listed_from_front(stream)
        return
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        yield info, partial(_from_list, archive, info)


def _from_list(archive: ZipFile, info: ZipInfo) -> io.BufferedIOBase:
    try:
        return cast(io.BufferedIOBase, archive.open(info))  # a ZipExtFile is one
    except (BadZipFile, NotImplementedError) as error:  # this member's header is damaged, or its method unknown
        raise DamagedError("is damaged, or packed in a way that is not read") from error


def _member(source: Source, info: ZipInfo) -> Source:
    name = info.filename.replace("\\", "/")
    return replace(source, id=f"{source.id}/{name}", member=name, is_named=False)


def _is_hidden(name: str) -> bool:
    """Hidden files, and what macOS adds to every zip."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _opened(opening: Opening, member: Source, allowance: Allowance) -> io.BufferedReader:
    stream: io.BufferedReader = io.BufferedReader(Unpacked(opening(), allowance))
    return unpacked(stream, PurePosixPath(member.member).suffix.lower(), allowance)
