"""The site in a process of its own, as `search serve` runs it: nobody waits for it for ever, and no test leaves one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from tests.conftest import ROOT

SERVE = "import sys; from web.serving import serve; serve(sys.argv[1], 0, on_ready=lambda url: print(url, flush=True))"
START_S = 120  # loading takes 1 s; under the load of seven others it has taken 20
END_S = 60  # `serve` gives answers that are under way 20 s


@contextmanager
def served(path: Path, *, stderr: int | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of an index, and its address ("http://127.0.0.1:8001/")."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process, _address(process)
        finally:
            process.kill()  # where it has ended, this does nothing; leaving Popen waits for its end


def _address(process: subprocess.Popen[str]) -> str:
    """What it prints as soon as it answers."""
    assert process.stdout is not None
    patience = Timer(START_S, process.kill)
    patience.start()
    try:
        address = process.stdout.readline().strip()
    finally:
        patience.cancel()
    assert address, "the server ended, or was too slow, before it answered"
    return address
