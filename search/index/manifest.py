"""The manifest: by which rules an index was made.

It is replaced whole, after the commit it speaks of, so that a crash between the two leaves an index that calls
itself stale and is mended by one command, never one that answers by two sets of rules in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from search.analysis import fingerprint
from search.errors import DamagedIndexError, NotAnIndexError, StaleIndexError
from search.files import MANIFEST, replace_file
from search.model import Notice

NAME = MANIFEST
# As `search.copies.VERSION`, to which a test holds it: loading sketches would cost every search 10 ms.
SKETCHES = 1
SCHEMA_VERSION = 5  # grows when the fields or the files of an index change: an older index cannot be searched


@dataclass(frozen=True, slots=True)
class Manifest:
    """By which rules an index was made.

    Attributes:
        schema: SCHEMA_VERSION of the library that made it.
        engine: One of `registry.NAMES`.
        analysis: Fingerprint of tokenizer, stemmer, word lists, and of what tells copies.
        aliases: Digest of the alias rules.
        documents: How many there were at the last commit.
        languages: Of the documents, those that have a stemmer of their own.
        is_settled: Whether the last change came to its end (search.index.settling).
    """

    engine: str
    analysis: str
    aliases: str
    documents: int = 0
    languages: tuple[str, ...] = ()
    schema: int = SCHEMA_VERSION
    is_settled: bool = True


def rules() -> str:
    """What `Manifest.analysis` is of an index that this program makes."""
    return f"{fingerprint()}-{SKETCHES}"


def load(folder: Path) -> Manifest:
    """Read the manifest of an index folder. Raises NotAnIndexError, DamagedIndexError, StaleIndexError."""
    try:
        kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
        manifest = Manifest(**{**kept, "languages": tuple(kept.get("languages", ()))})
    except FileNotFoundError as error:
        raise NotAnIndexError(folder, f"it holds no {NAME}") from error
    except OSError as error:
        raise NotAnIndexError(folder, f"{NAME} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedIndexError(folder, f"{NAME} is no manifest ({error})") from error
    if manifest.schema != SCHEMA_VERSION:
        raise StaleIndexError(
            folder,
            f"made by another version (schema {manifest.schema}, this is {SCHEMA_VERSION})",
            "search index add FOLDER, with -i and a new folder",
        )
    return manifest


def save(manifest: Manifest, folder: Path) -> None:
    """Replace the manifest of an index folder at once. Raises IndexReadOnlyError."""
    replace_file(folder / NAME, json.dumps(asdict(manifest), indent=2) + "\n")


def stale_notices(manifest: Manifest, analysis: str, aliases: str) -> Iterator[Notice]:
    """What a reader must know where an index was made by other rules than today's."""
    if manifest.analysis != analysis:
        yield Notice("stale-analysis", values={"command": "search index sync"})
    elif manifest.aliases != aliases:
        yield Notice("stale-aliases", values={"command": "search index sync"})
