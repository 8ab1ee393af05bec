"""How long a whole `search` process takes on the seeds, from exec to exit, on a warm disk cache.

    python benchmarks/startup.py [--runs N]

Reach: 0.3 s. Printed beside it, in turns: a Python that starts and imports nothing, so that a slow machine shows.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 0.3


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    """Seconds and standard output of a process."""
    started = perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return perf_counter() - started, done.stdout


def main() -> None:
    """Run both commands in turns and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    command = str(Path(sys.executable).parent / "search")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TELUSUR_INDEX": str(Path(folder) / "index")}
        subprocess.run([command, "index", "add", str(ROOT / "seeds")], env=environment, capture_output=True, check=True)
        ours, bare = [], []
        for _ in range(runs):
            seconds, printed = timed([command, "koalisi Rusia", "--json"], environment)
            page = json.loads(printed)
            assert (page["total"], page["complete"]) == (5, 4), page["total"]
            ours.append(seconds)
            bare.append(timed([sys.executable, "-c", "pass"], environment)[0])
    print(f'search "koalisi Rusia": median {median(ours):.3f} s, best {min(ours):.3f} s (reach {LIMIT_S} s)')
    print(f"python -c pass:         median {median(bare):.3f} s, best {min(bare):.3f} s")
    sys.exit(0 if median(ours) <= LIMIT_S else 1)


if __name__ == "__main__":
    main()
