"""Running the command as a user does: a whole process, or, where a test needs none of its own, in this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from search.cli import main


def environment(index: Path | None, more: dict[str, str]) -> dict[str, str]:
    """That of an English reader, with TELUSUR_INDEX where there is one."""
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **more}
    variables.pop("TELUSUR_INDEX", None)
    if index is not None:
        variables["TELUSUR_INDEX"] = str(index)
    return variables


def run(
    *args: str | Path, index: Path | None = None, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `search` with an English reader and, where given, TELUSUR_INDEX."""
    command = [sys.executable, "-c", "from search.cli import main; main()", *map(str, args)]
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(index, more),
        timeout=120,
        check=False,
    )


class Called(NamedTuple):
    """What a command gave back and wrote."""

    code: int
    out: str
    err: str


def called(*args: str | Path, index: Path | None = None, stdin: str = "", **more: str) -> Called:
    """The same as `run`, twenty times as fast: the command's own `main` in this process."""
    given, out, err = (io.TextIOWrapper(io.BytesIO(start), "utf-8") for start in (stdin.encode(), b"", b""))
    with (
        patch.dict(os.environ, environment(index, more), clear=True),
        patch.object(sys, "argv", ["search", *map(str, args)]),
        patch.object(sys, "stdin", given),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return Called(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
