"""How long a whole `search` process takes, from exec to exit, on a warm disk cache.

    python benchmarks/startup.py [--runs N] [--index FOLDER]

Reach: 0.3 s on the seeds, 0.35 s on 28,000 articles (--index). Beside it, in turns, what a Python takes that imports
nothing, and one that imports numpy, so that a slow machine shows. Seconds are of the clock, and of the processor: the
second hardly depend on what else runs. Python keeps compiled modules here, as it does where nobody tells it not to.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SEARCH = str(Path(sys.executable).parent / "search")
QUERY = "koalisi Rusia"
LIMIT_S, LIMIT_OF_MANY_S = 0.3, 0.35


class Took(NamedTuple):
    """Seconds of one process."""

    clock_s: float
    processor_s: float


def timed(command: list[str], environment: dict[str, str]) -> tuple[Took, str]:
    """What a process took, and its standard output."""
    before, started = getrusage(RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    clock_s, after = perf_counter() - started, getrusage(RUSAGE_CHILDREN)
    spent_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(clock_s, spent_s), done.stdout


def measured(index: Path, runs: int, *, is_of_seeds: bool) -> float:
    """Print the figures of an index; give the median seconds by the clock."""
    environment = {**os.environ, "TELUSUR_INDEX": str(index)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    commands = {
        f'search "{QUERY}"': [SEARCH, QUERY, "--json"],
        "python -c 'import numpy'": [sys.executable, "-c", "import numpy"],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    took: dict[str, list[Took]] = {name: [] for name in commands}
    timed(commands[f'search "{QUERY}"'], environment)  # compiles what is new
    for _ in range(runs):
        for name, command in commands.items():
            one, printed = timed(command, environment)
            took[name].append(one)
            if name.startswith("search"):
                page = json.loads(printed)
                assert page["total"] >= page["complete"] > 0
                assert not is_of_seeds or (page["total"], page["complete"]) == (5, 4), page["total"]
    for name, all_of in took.items():
        clock, processor = ([one[at] for one in all_of] for at in (0, 1))
        print(f"{name:26} median {median(clock):.3f} s, best {min(clock):.3f}; processor {median(processor):.3f}")
    return median(one.clock_s for one in took[f'search "{QUERY}"'])


def main() -> None:
    """Run the commands in turns and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--index", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or Path(folder) / "index"
        if not options.index:
            environment = {**os.environ, "TELUSUR_INDEX": str(index)}
            command = [SEARCH, "index", "add", str(ROOT / "seeds")]
            subprocess.run(command, env=environment, capture_output=True, check=True)
        limit_s = LIMIT_OF_MANY_S if options.index else LIMIT_S
        reached_s = measured(index, options.runs, is_of_seeds=not options.index)
    print(f"load {os.getloadavg()[0]:.1f}; reach {limit_s} s")
    sys.exit(0 if reached_s <= limit_s else 1)


if __name__ == "__main__":
    main()
