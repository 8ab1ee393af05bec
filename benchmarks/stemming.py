"""How well and how fast words meet at their root: ours against PySastrawi, on the tables and corpora of ../shared.

    python benchmarks/stemming.py [--json] [--types N]

Missed (UI, %): of the pairs of word types with the same gold root, the share with different stems. Merged (OI, 1e-5):
of the pairs with different gold roots, the share with the same stem (C. Paice, Method for evaluation of stemming
algorithms based on error counting, JASIS 47, 1996). Reach on roots-dev: UI <= 1.2, OI <= 0.15; names changed <= 0.3 %.
Speed is CPU time on distinct words of running text, no cache, both stemmers in turns; reach 30 times.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time
from typing import NamedTuple

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer as Sastrawi
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from search.analysis import dictionary, names, stemmer

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOOR = ROOT / "benchmarks" / "stemming_floor.json"
TABLES = ("roots-dev.tsv", "unimorph.lemmas.tsv", "ud-gsd.lemmas.tsv", "ud-csui.lemmas.tsv")
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Conflation(NamedTuple):
    """How a stemmer groups words: UI in per cent, OI in 1e-5, and the words whose stem is the gold root, in %."""

    missed: float
    merged: float
    exact: float


def rows(table: str) -> list[tuple[str, str]]:
    """The words of a gold table with their roots, folded, each pair once."""
    lines = (SHARED / "gold" / table).read_text(encoding="utf-8").split("\n")
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return sorted({(word.lower(), root.lower()) for word, root, *_ in cells})


def gold_names() -> list[str]:
    """The names that must stay whole, folded."""
    return (SHARED / "gold" / "names-dev.txt").read_text(encoding="utf-8").lower().split()


def conflation(pairs: Iterable[tuple[str, str]], root: Callable[[str], str]) -> Conflation:
    """Paice's two errors over all pairs of words.

    >>> gold = [("makan", "makan"), ("makanan", "makan"), ("minum", "minum"), ("minuman", "minum")]
    >>> conflation(gold, lambda word: word.removesuffix("an") if len(word) > 6 else word)
    Conflation(missed=50.0, merged=0.0, exact=75.0)
    """
    by_root: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_stem: Counter[str] = Counter()
    exact = words = 0
    for word, gold in pairs:
        stem = root(word)
        by_root[gold][stem] += 1
        by_stem[stem] += 1
        exact += stem == gold
        words += 1
    same = sum(_pairs(stems.total()) for stems in by_root.values())
    kept = sum(_pairs(count) for stems in by_root.values() for count in stems.values())
    merged = sum(map(_pairs, by_stem.values())) - kept
    return Conflation(100 * (1 - kept / same), 1e5 * merged / (_pairs(words) - same), 100 * exact / words)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def sastrawi() -> Callable[[str], str]:
    """PySastrawi without its cache; what is no a-z word comes back as it is."""
    base = Sastrawi(ArrayDictionary(StemmerFactory().get_words()))
    return lambda word: base.stem_word(word) if WORD.fullmatch(word) else word


def types(limit: int) -> list[str]:
    """Distinct words of the news corpora, chosen at random, the same ones every time."""
    found: set[str] = set()
    for path in sorted((SHARED / "eval").glob("*.corpus.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % 5 == 0:  # a fifth: enough words, and seconds instead of a minute
                    found.update(WORD.findall((json.loads(line).get("text") or "").lower()))
    return random.Random(3).sample(sorted(found), min(limit, len(found)))


def words_per_s(root: Callable[[str], str], words: list[str]) -> float:
    """Words a second of CPU time."""
    started = process_time()
    for word in words:
        root(word)
    return len(words) / (process_time() - started)


def speed(words: list[str]) -> dict[str, float]:
    """Both stemmers in turns on the same words, uncached, the best of three each; and how often they agree."""
    theirs, ours = sastrawi(), stemmer.found_root
    few = words[:3000]  # PySastrawi takes a second for ten thousand
    turns = [(words_per_s(ours, words), words_per_s(theirs, few)) for _ in range(3)]
    best = max(turn[0] for turn in turns), max(turn[1] for turn in turns)
    agree = sum(ours(word) == theirs(word) for word in few) / len(few)
    return {"words_per_s": best[0], "sastrawi_words_per_s": best[1], "times": best[0] / best[1], "agree_%": 100 * agree}


def start_ms() -> dict[str, float]:
    """Milliseconds of CPU time to read Sastrawi's dictionary, and to the first root with all tables."""
    for cached in (
        dictionary.roots,
        names.names,
        names.names_with_affixes,
        stemmer.overrides,
        stemmer._known,
        stemmer.root,
    ):
        cached.cache_clear()
    began = process_time()
    set(dictionary.DICTIONARY.read_text(encoding="utf-8").split())
    read = process_time()
    stemmer.root("memerangi")
    return {"dictionary_ms": 1000 * (read - began), "first_root_ms": 1000 * (process_time() - read)}


def figures(root: Callable[[str], str], tables: Iterable[str] = TABLES) -> dict[str, dict[str, float]]:
    """A stemmer's conflation on each table, and the share of names it changes, in per cent."""
    found: dict[str, dict[str, float]] = {table: conflation(rows(table), root)._asdict() for table in tables}
    changed = [name for name in gold_names() if root(name) != name]
    return found | {"names-dev.txt": {"changed": 100 * len(changed) / len(gold_names())}}


def main() -> None:
    """Print everything; exit 1 where the floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--types", type=int, default=50_000)
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("../shared is not beside this checkout: nothing to measure on")
    ours, baseline = figures(stemmer.root), figures(sastrawi())
    costs = {**speed(types(arguments.types)), **start_ms()}
    if arguments.json:
        print(json.dumps({"ours": ours, "sastrawi": baseline, "costs": costs}, indent=2))
    else:
        print(f"{'':30}{'ours':>10}{'Sastrawi':>10}")
        for table, values in ours.items():
            for key, value in values.items():
                print(f"{table:22}{key:8}{value:10.3f}{baseline[table][key]:10.3f}")
        print(*(f"{key:30}{value:10.1f}" for key, value in costs.items()), sep="\n")
    sys.exit("\n".join(below_floor(ours)) or 0)


def below_floor(ours: dict[str, dict[str, float]]) -> list[str]:
    """What is worse than benchmarks/stemming_floor.json allows; errors and changed names are ceilings."""
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    return [
        f"{table}: {key} is {ours[table][key]:.3f}, at most {limit}"
        for table, limits in floor["at_most"].items()
        for key, limit in limits.items()
        if ours[table][key] > limit
    ]


if __name__ == "__main__":
    main()
