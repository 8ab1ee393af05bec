"""Tokens per processor second of the analysis, over the development corpora (27,901 articles, 5.8 million tokens).

    python benchmarks/analysis.py [--limit N] [--json]     N articles of each corpus instead of all

Cold is the first time a process sees the texts, stemming included; warm the second. Indexing needs no offsets
(`pieces`), marking does (`tokens`). Both give the same tokens: that is asserted. Reach, warm: 1.0 million tokens a
second without offsets, 0.3 million with them. Memory is what the process has grown by, the texts not counted.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from collections.abc import Callable, Sized
from pathlib import Path
from time import process_time

from search.analysis import pieces, tokens

EVAL = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")


def texts(limit: int | None) -> list[str]:
    """The articles' texts."""
    found = []
    for name in CORPORA:
        with gzip.open(EVAL / f"{name}.corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            found += [json.loads(line)["text"] for line in itertools.islice(lines, limit)]
    return found


def counted(analyze: Callable[[str], Sized], articles: list[str]) -> tuple[int, float]:
    """How many tokens there are, and the processor seconds it took to find them."""
    start = process_time()
    count = sum(len(analyze(article)) for article in articles)
    return count, process_time() - start


def resident_mb() -> float:
    """The memory of this process, in megabytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description="Speed of the analysis")
    arguments.add_argument("--limit", type=int, default=None)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    if not EVAL.is_dir():
        print("analysis: ../shared/eval is not beside this checkout, nothing measured")
        return
    articles = texts(options.limit)
    before = resident_mb()
    runs = {"cold": pieces, "warm": pieces, "warm, with offsets": tokens, "warm again": pieces}
    found = {name: counted(analyze, articles) for name, analyze in runs.items()}
    assert len({count for count, _ in found.values()}) == 1, f"not the same tokens: {found}"
    figures = {name: round(count / seconds / 1e6, 2) for name, (count, seconds) in found.items()}
    if options.json:
        print(json.dumps({"millions of tokens per second": figures, "tokens": found["cold"][0]}))
        return
    print(f"{len(articles):,} articles, {found['cold'][0]:,} tokens; grown by {resident_mb() - before:.0f} MB")
    for name, figure in figures.items():
        print(f"{name:20} {figure:5.2f} million tokens per processor second")


if __name__ == "__main__":
    main()
