"""A folder that is watched: which of its files have come, changed or gone, some seconds later at most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from search.errors import SearchError

# Milliseconds of silence that end a burst of changes: a scraper writes many files at once, an editor one in steps.
QUIET_MS = 500
LONGEST_BURST_MS = 5_000


def changes(folder: Path, stop: Event | None = None) -> Iterator[tuple[list[Path], list[Path]]]:
    """The files and folders that are new or have changed, and those that are gone; waits for the next ones.

    Args:
        stop: Ends the iterator when it is set.

    Raises:
        SearchError: The library that watches is not installed.
    """
    try:
        from watchfiles import DefaultFilter, watch
    except ModuleNotFoundError as error:
        raise SearchError('watching needs the extra "watch". Install it with: pip install "telusur[watch]"') from error
    # Hidden files are not read either (search.ingest.folder).
    seen = watch(folder, watch_filter=DefaultFilter(), stop_event=stop, debounce=LONGEST_BURST_MS, step=QUIET_MS)
    for burst in seen:
        paths = sorted({Path(name) for _, name in burst})
        yield [path for path in paths if path.exists()], [path for path in paths if not path.exists()]
