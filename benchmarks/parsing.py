"""How long the lenient parser takes: for a usual query, for hostile ones of 100,000 characters, for growing ones.

    python benchmarks/parsing.py

Reach: every hostile text in less than 50 ms of processor time, best of three; and no text takes more than three times
as long as one of half its length. Without the limit on what is read (`MAX_TYPED`), so that the table says something of
the parser and not of the limit.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from statistics import median
from time import process_time

from search.query import parser
from search.query.parser import parsed

LONG = 100_000  # characters
LIMIT_S = 0.050
LENGTHS = [2_000 * 2**step for step in range(6)]  # characters, each twice the one before
MOST_GROWTH = 3.0  # of the time where the length doubles: 2 is linear, 4 would be quadratic
LEAST_S = 0.002  # what is faster is noise
PARTS = ("(", ")", '"', "'", "+", "-", ":", "&", "*", ",", ".", "“", "a", "%", "( ", ") ", "AND ", "NOT ", "(a OR ")
MORE = ("a:", "a:b:", "judul:", "-a- ", '"a" ', "()", "-(", "judul:(", "a-", "a:/", "\ud800", "\x00", "a\u0301")
NEW = ("koalis*", "k?", "a~ ", "Holande~ ", "=", '="', '=""', "^2", "(a)^2 ", '"a b"~5 ', "a DEKAT ", "NEAR/5 ")


def took_s(text: str) -> float:
    """Processor seconds of the best of three readings."""
    best = float("inf")
    for _ in range(3):
        started = process_time()
        parsed(text)
        best = min(best, process_time() - started)
    return best


def growth() -> float:
    """Print the time by length of each part repeated; give how much the worst grows where the length doubles."""
    worst, usual_limit = 0.0, parser.MAX_TYPED
    parser.MAX_TYPED = LENGTHS[-1]
    print(f"{'milliseconds for':>16}" + "".join(f"{length:>9,}" for length in LENGTHS) + "  characters")
    for part in (*PARTS, *MORE, *NEW):
        took = [took_s(part * (length // len(part))) for length in LENGTHS]
        worst = max(worst, *(late / early for early, late in pairwise(took) if late > LEAST_S), 0.0)
        print(f"{part!a:>16}" + "".join(f"{each * 1000:9.2f}" for each in took))
    parser.MAX_TYPED = usual_limit
    return worst


def main() -> None:
    """Print the usual, the worst and the table."""
    usual = [took_s("koalisi Rusia") for _ in range(200)]
    hostile = {part: took_s(part * (LONG // len(part))) for part in (*PARTS, *MORE, *NEW)}
    worst = max(hostile, key=lambda part: hostile[part])
    assert len(hostile) == len(PARTS) + len(MORE) + len(NEW)
    print(f'"koalisi Rusia": {median(usual) * 1e6:.0f} µs')
    slowest, reach = hostile[worst] * 1000, LIMIT_S * 1000
    print(f"worst of {len(hostile)} hostile texts: {worst!a} {slowest:.1f} ms (reach {reach:.0f} ms)")
    most = growth()
    print(f"twice the length takes at most {most:.1f} times as long (reach {MOST_GROWTH:.1f})")
    sys.exit(0 if hostile[worst] < LIMIT_S and most < MOST_GROWTH else 1)


if __name__ == "__main__":
    main()
