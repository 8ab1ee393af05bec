"""What a serving process says, on stderr, one JSON object a line: requests, and what went wrong."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from web.observing import LOG


class JsonLines(logging.Formatter):
    """A record as a line of JSON; a line of the access log is one already."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        if record.name == LOG.name:
            return record.getMessage()
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told)


@contextmanager
def journal() -> Iterator[None]:
    """Write everything that is logged to stderr, as long as the process serves."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger(), LOG.level
    root.addHandler(handler)
    LOG.setLevel(logging.INFO)
    # It warns of every request that waits for a thread, which is no news to anybody.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.removeHandler(handler)
        LOG.setLevel(level)
