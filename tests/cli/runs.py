"""Running the command as a user does: a whole process, its exit code, both its streams."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(
    *args: str | Path, index: Path | None = None, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `search` with an English reader and, where given, TELUSUR_INDEX."""
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **environment}
    variables.pop("TELUSUR_INDEX", None)
    if index is not None:
        variables["TELUSUR_INDEX"] = str(index)
    command = [sys.executable, "-c", "from search.cli import main; main()", *map(str, args)]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=variables, timeout=120, check=False
    )
