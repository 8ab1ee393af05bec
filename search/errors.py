"""The errors of this library: each message says what, where, and how to mend it.

    SearchError
    ├── InputError            a file or a record that cannot be read
    ├── IndexFolderError      everything about an index folder
    │   ├── IndexMissingError
    │   ├── NotAnIndexError
    │   │   └── DamagedIndexError
    │   ├── TakenError        the place where a new index was to go
    │   ├── IndexLockedError
    │   ├── IndexReadOnlyError
    │   ├── OtherEngineError
    │   └── StaleIndexError
    ├── DamagedTextError      an article that an index keeps and cannot give back
    ├── DocumentMissingError  an id that the index does not hold
    ├── QuerySyntaxError      only from the strict parse; the lenient one returns notices
    ├── AliasError            a line of an alias file that cannot be used
    ├── ConfigError           a setting that does not exist or has a value it cannot have
    ├── SavedSearchError      a saved search that is not there or cannot have its name
    ├── CursorError           of another order of results, or of another version
    ├── OutOfTimeError        no answer before the deadline that was set for it
    └── EngineUnavailableError
"""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from pathlib import Path

# A full disk, a quota, the largest file that is allowed; as texts, because of its errors tantivy gives only these.
NO_ROOM = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))

_ANEW = "Put a copy of it back, or make it anew in another folder: search -i PATH index add FOLDER"


class SearchError(Exception):
    """Anything this library raises on purpose; its text is fit for a reader."""


class InputError(SearchError):
    """A file or a record that cannot be read: `path`, `line` (1-based, None for a whole file), `reason`."""

    def __init__(self, path: Path | str, reason: str, *, line: int | None = None) -> None:
        self.path, self.line, self.reason = Path(path), line, reason
        where = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{where}: {reason}")


class IndexFolderError(SearchError):
    """Something about an index folder, named in `path`."""

    def __init__(self, path: Path | str, message: str) -> None:
        self.path = Path(path)
        super().__init__(f"{path}: {message}")


class IndexMissingError(IndexFolderError):
    """There is no index at this place yet."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "no index here yet. Make one with: search -i PATH index add FOLDER")


class NotAnIndexError(IndexFolderError):
    """The folder exists but holds something else."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(
            path, f"not an index ({reason}). Choose another folder with -i, or an empty one to begin a new index."
        )


class DamagedIndexError(NotAnIndexError):
    """Files of the index are missing, cut short or changed."""

    def __init__(self, path: Path | str, reason: str) -> None:
        IndexFolderError.__init__(self, path, f"this index is damaged: {reason}. {_ANEW}")


class DamagedTextError(SearchError):
    """What an index keeps of an article was changed, and the engine could not see it."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"this index is damaged: an article cannot be read ({reason}). {_ANEW}")


class TakenError(IndexFolderError):
    """Something is where a new index was to go."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "something is here already. Choose another folder with --to, or move it away.")


class IndexLockedError(IndexFolderError):
    """Another writer is at work."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "another process is writing to this index. Wait until it ends, then try again.")


class IndexReadOnlyError(IndexFolderError):
    """The folder cannot be written to, or there is no room left."""

    def __init__(self, path: Path | str, reason: str) -> None:
        full = next((text for text in NO_ROOM if text in reason), "")
        told = f"cannot write here ({reason}). Choose another folder with -i, or let it be written to."
        super().__init__(path, f"no room is left ({full}). Make room, then run this again." if full else told)


class OtherEngineError(IndexFolderError):
    """The index is of another engine than the one that was asked for: `there`, `asked`."""

    def __init__(self, path: Path | str, there: str, asked: str) -> None:
        self.there, self.asked = there, asked
        advice = f"Make one of {asked} of it: search index convert --engine {asked}"
        super().__init__(path, f"an index of the engine {there}. {advice}")


class StaleIndexError(IndexFolderError):
    """The index was made by rules that this version cannot read."""

    def __init__(self, path: Path | str, reason: str, command: str) -> None:
        self.command = command
        super().__init__(path, f"{reason}. Mend it with: {command}")


class DocumentMissingError(SearchError):
    """No document of this id is in the index: `document_id`."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        super().__init__(f"no document {document_id!r} in this index. Ids stand in the results, behind the date.")


class QuerySyntaxError(SearchError):
    """A query the strict parse refuses: `position` (character, 0-based) and `hint`."""

    def __init__(self, query: str, position: int, hint: str) -> None:
        self.query, self.position, self.hint = query, position, hint
        super().__init__(f"query, character {position + 1}: {hint}")


class AliasError(SearchError):
    """A line of an alias file that cannot be used: `path`, `line` (1-based), `problem`, `fix`."""

    def __init__(self, path: Path | str, line: int, problem: str, fix: str) -> None:
        self.path, self.line, self.problem, self.fix = Path(path), line, problem, fix
        super().__init__(f"{path}, line {line}: {problem} {fix}")


class ConfigError(SearchError):
    """A setting that does not exist or has a value it cannot have: `origin` (file or variable), `problem`."""

    def __init__(self, origin: str, problem: str) -> None:
        self.origin, self.problem = origin, problem
        super().__init__(f"{origin}: {problem}")


class SavedSearchError(SearchError):
    """A saved search that is not there, cannot be read, or cannot have its `name`: `problem`."""

    def __init__(self, name: str, problem: str) -> None:
        self.name, self.problem = name, problem
        super().__init__(f'saved search "{name}": {problem}')


class CursorError(SearchError):
    """A cursor that this version did not write, or that belongs to another order of results."""

    def __init__(self) -> None:
        super().__init__("this cursor cannot be read. Take the cursor of a page with the same order, or leave it out.")


class TooMuch(StrEnum):
    """What an answer that took too long had too much of; the values name sentences for readers."""

    WORDS = "words"  # asked for, or behind a pattern, or frequent in the archive
    PATTERNS = "patterns"  # words of the archive that a pattern or a misspelling may stand for
    PHRASES = "phrases"  # places where words stand in a row, or near each other
    HITS = "hits"  # articles that are read and shown


class OutOfTimeError(SearchError):
    """An answer that was not there before its deadline: `seconds` it had, `much`, and the `part` of the query or ""."""

    def __init__(self, seconds: float, much: TooMuch, part: str = "") -> None:
        self.seconds, self.much, self.part = seconds, much, part
        advice = {
            TooMuch.WORDS: "ask for fewer words, and for fewer patterns.",
            TooMuch.PATTERNS: f'give the pattern "{part}" more letters.',
            TooMuch.PHRASES: "put rarer words between quotes, or leave the quotes out.",
            TooMuch.HITS: "ask for fewer results at once.",
        }
        super().__init__(f"no answer within {seconds:g} s. Narrow the query: {advice[much]}")


class EngineUnavailableError(SearchError):
    """An engine that is not installed or does not answer."""
