"""Where there is no room to write, one line says so, and the index answers as before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from search.engines.registry import NAMES
from tests.cli.runs import called, environment

resource = pytest.importorskip("resource", reason="this system has no limits of files")

LARGEST = 48 << 10  # bytes a file may have: more than the files beside an index, less than what a batch writes
FULL = Path("/dev/full")
SCRIPT = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({0}, {0})); from search.cli import main; main()"


def cramped(*args: str | Path, index: Path) -> subprocess.CompletedProcess[str]:
    """Run `search` where no file may grow beyond LARGEST, which the system refuses as it refuses on a full disk."""
    command = [sys.executable, "-c", SCRIPT.format(LARGEST), *map(str, args)]
    variables = environment(index, {})
    return subprocess.run(command, capture_output=True, text=True, env=variables, timeout=120, check=False)


@pytest.fixture(params=NAMES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An index of one article, of each engine."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="tantivy is not installed")
    (tmp_path / "satu.txt").write_text("Banjir di Bandung surut.\n", encoding="utf-8")
    folder = tmp_path / "index"
    assert called("index", "add", tmp_path / "satu.txt", "--engine", request.param, index=folder).code == 0
    return folder


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["banjir", "export", "index stats"])
def test_output_that_cannot_be_written_is_told_in_the_last_line(index: Path, command: str) -> None:
    script = "from search.cli import main; main()"
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", script, *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(index, {"PYTHONUNBUFFERED": ""}),  # as people run it: what is left is written at the end
            timeout=120,
            check=False,
        )
    last = done.stderr.splitlines()[-1]
    assert (done.returncode, last) == (2, "Error: the output cannot be written: No space left on device.")


def test_a_batch_that_does_not_fit_is_told_in_one_line_and_comes_in_later(index: Path, tmp_path: Path) -> None:
    long = [{"id": str(n), "text": " ".join(f"kata{n}x{place}" for place in range(800))} for n in range(40)]
    (tmp_path / "banyak.jsonl").write_text("\n".join(map(json.dumps, long)), encoding="utf-8")
    done = cramped("index", "add", tmp_path / "banyak.jsonl", index=index)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {index}: ")
    assert len(done.stderr.splitlines()) == 1
    assert called("banjir", "--csv", "--fields", "id", index=index).out.split() == ["id", "satu.txt"]
    assert not list(index.glob("*.partial"))
    assert called("index", "add", tmp_path / "banyak.jsonl", index=index).code == 0
