"""How fast alias mining is, in documents a second of CPU time, and what it finds, over the corpora in ../shared/eval.

    python benchmarks/mining.py [--show N]

Prints for each corpus: documents, documents a second for reading and for mining alone, pairs of names seen, classes
proposed, classes that the shipped rules know, memory of the pairs of its first 5,000 documents. --show prints the
first N proposals, to be read. Before that, how long the shipped rules take to load.
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter, process_time

from search.aliases import alias_table, shipped_rules
from search.mining import Miner, Text, proposals, texts

CORPORA = ("clickid", "facqa", "tydiqa-id")
FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
RULES = alias_table([shipped_rules()])


def load_time_ms() -> float:
    """Milliseconds of the best of ten loadings of the shipped rules; every start of `search` pays them."""
    times = []
    for _ in range(10):
        started = perf_counter()
        alias_table([shipped_rules()])
        times.append((perf_counter() - started) * 1000)
    return min(times)


def measured(path: Path, show: int) -> None:
    """Mine one corpus and print its figures."""
    started = process_time()
    found = [item for item in texts([path]) if isinstance(item, Text)]
    read_s, started = process_time() - started, process_time()
    miner = Miner()
    for item in found:
        miner.read(item.document_id, item.text)
    mine_s = process_time() - started
    evidence = miner.evidence()
    proposed = proposals(evidence, RULES)
    known = sum(bool(one.rule) for one in proposed)
    print(
        f"{path.name}: {len(found):,} documents, read {len(found) / read_s:,.0f}/s, "
        f"mined {len(found) / mine_s:,.0f}/s, {len(evidence):,} pairs, "
        f"{len(proposed) - known:,} proposed, {known:,} known, {memory_mb(found):.1f} MB"
    )
    for one in [one for one in proposed if not one.rule][:show]:
        print(f"  {one.documents:>5}  {', '.join(one.names)}")


def memory_mb(found: list[Text]) -> float:
    """What the miner holds after the first 5,000 of these texts, in MB."""
    tracemalloc.start()
    miner = Miner()
    for item in found[:5_000]:
        miner.read(item.document_id, item.text)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


def main() -> None:
    """Measure every corpus that is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0)
    show = parser.parse_args().show
    print(f"shipped rules load in {load_time_ms():.1f} ms (reach 10)")
    if not FOLDER.is_dir():
        print("../shared/eval is not beside this checkout: nothing to mine.")
        sys.exit(0)
    for name in CORPORA:
        measured(FOLDER / f"{name}.corpus.jsonl.gz", show)


if __name__ == "__main__":
    main()
