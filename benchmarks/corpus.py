"""Adding the development corpora (27,901 articles), adding them again, adding them with one changed; then searching.

    python benchmarks/corpus.py [--limit N]     N articles of each corpus instead of all

Counts are asserted, so that fast and wrong fails. Prints seconds of processor and wall time, documents per processor
second, the index's size and the latency of queries. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from search import Index, open_index

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")


def copied(folder: Path, limit: int | None) -> tuple[list[Path], int]:
    """The corpora as files of their own, and how many articles they hold."""
    files, count = [], 0
    for name in CORPORA:
        file = folder / f"{name}.jsonl"
        with gzip.open(EVAL / f"{name}.corpus.jsonl.gz", "rt", encoding="utf-8") as lines, file.open("w") as out:
            for line in itertools.islice(lines, limit):
                out.write(line)
                count += 1
        files.append(file)
    return files, count


def changed(file: Path) -> None:
    """Change the text of the first article of a file."""
    first, *rest = file.read_text(encoding="utf-8").splitlines(keepends=True)
    record = json.loads(first)
    record["text"] += " Tambahan redaksi."
    file.write_text(json.dumps(record, ensure_ascii=False) + "\n" + "".join(rest), encoding="utf-8")


def added(index: Index, files: list[Path], expected: tuple[int, int, int], what: str) -> None:
    """Add, check the counts, print the time."""
    wall, processor = perf_counter(), process_time()
    report = index.add(files)
    wall, processor = perf_counter() - wall, process_time() - processor
    counts = report.added, report.updated, report.unchanged
    assert counts == expected, f"{what}: {counts}, not {expected}"
    assert not report.problems, report.problems[:3]
    total = sum(counts)
    print(f"{what:<22} {wall:7.1f} s wall {processor:7.1f} s processor {total / processor:8.0f} docs/s", flush=True)


def searched(index: Index) -> None:
    """Time the first development queries of each set."""
    took = []
    for name in ("clickid-title", "facqa", "tydiqa-id"):
        with gzip.open(EVAL / f"{name}.queries.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, 40):
                page = index.search(json.loads(line)["text"])
                assert page.total >= page.complete >= 0
                took.append(page.took_ms)
    slow = quantiles(took, n=20)[-1]
    print(f"whole answers, 10 hits  p50 {median(took):.0f} ms, p95 {slow:.0f} ms of {len(took)} queries")


def main() -> None:
    """Run all steps in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int)
    limit = parser.parse_args().limit
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, count = copied(folder, limit)
        with open_index(folder / "index", create_missing=True) as index:
            added(index, files, (count, 0, 0), "added")
            added(index, files, (0, 0, count), "again, unchanged")
            changed(files[0])
            added(index, files, (0, 1, count - 1), "again, one changed")
            assert len(index) == count
            size = sum(file.stat().st_size for file in (folder / "index").iterdir())
            text = sum(file.stat().st_size for file in files)
            print(f"index {size / 1e6:.0f} MB, {size / text:.2f} of the input's bytes")
            searched(index)


if __name__ == "__main__":
    main()
