"""Copies: what is found of planted ones, how fast sketches are made, time and memory for 27,901 and 150,000 documents.

    python benchmarks/copies.py [--articles N] [--synthetic N]

Planted truth: N articles of the news corpus (400), each with four copies as newsrooms make them, beside 100 bulletins
of each series, all of one day. Then the development corpora as they are; then N documents (150,000) of shuffled words
with one copy in five, dated over ten years and without dates. Times are seconds of processor time; counts are
asserted. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the planted copies are the tests' own

from search.analysis import pieces  # noqa: E402  # needs the path above
from search.copies import Copies, Known, sketch, sketch_of  # noqa: E402  # the same
from search.copies.sketch import SHORTEST  # noqa: E402  # the same
from search.model import UNDATED, PartialDate  # noqa: E402  # the same
from tests.copies.articles import SERIES  # noqa: E402  # the same
from tests.copies.planting import FORMS, Planted, planted, series  # noqa: E402  # the same

EVAL = ROOT.parent / "shared" / "eval"
CORPORA = {"clickid": 21_933, "facqa": 1_318, "tydiqa-id": 4_650}
DAY = PartialDate(2019, 9, 12)
BULLETINS = 100


@dataclass(frozen=True, slots=True)
class Article:
    """A document of the corpora."""

    id: str
    title: str
    text: str
    published: PartialDate


Taken = tuple[str, bytes, PartialDate]


def articles() -> list[Article]:
    """All documents of the corpora."""
    found = []
    for name, count in CORPORA.items():
        with gzip.open(EVAL / f"{name}.corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        assert len(records) == count, f"{name} holds {len(records)} documents, not {count}"
        for one in records:
            date = PartialDate(*map(int, one["date"][:10].split("-"))) if one["date"] else UNDATED
            found.append(Article(one["id"], one["title"], one["text"], date))
    return found


def together(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of documents in one cluster."""
    clusters: dict[str, list[str]] = {}
    for one, name in names.items():
        clusters.setdefault(name, []).append(one)
    return [pair for cluster in clusters.values() for pair in combinations(sorted(cluster), 2)]


def truth(corpus: list[Article], count: int) -> None:
    """Precision and recall over all pairs, and recall of each form against its article."""
    random = Random(1)
    news = [one for one in corpus if one.id.startswith("clickid") and len(one.text) > 500]
    chosen = [(one.id, one.title, one.text) for one in random.sample(news, count)]
    archive: list[Planted] = [*planted(chosen, random), *series(BULLETINS, random)]
    assert len(archive) == count * (len(FORMS) + 1) + BULLETINS * len(SERIES)
    names = settled((one.id, sketch(one.body), DAY) for one in archive)
    form, original = {one.id: one.form for one in archive}, {one.id: one.original for one in archive}
    found = together(names)
    right = sum(original[one] == original[two] for one, two in found)
    wrong = Counter(form[one] for one, two in found if original[one] != original[two])
    precision, recall = right / len(found), right / (count * len(list(combinations(range(len(FORMS) + 1), 2))))
    print(
        f"planted: {count} articles, {len(FORMS)} copies of each, {BULLETINS} bulletins of {len(SERIES)} series\n"
        f"  precision {precision:.4f}  recall {recall:.4f}  F1 {2 * precision * recall / (precision + recall):.4f}"
        f"  wrong pairs {dict(wrong)}"
    )
    for kind in FORMS:
        copies = [one for one in archive if one.form == kind]
        met = sum(bool(names.get(one.id)) and names[one.id] == names.get(one.original) for one in copies)
        print(f"  {kind:<11} with its article {met / len(copies):.4f}")
    assert precision >= 0.98, "the floor of issue 4"
    assert recall >= 0.95, "the floor of issue 4"


def settled(taken: Iterable[Taken]) -> Mapping[str, str]:
    """The clusters of documents taken in one batch."""
    copies = Copies()
    for one in taken:
        copies.take(*one)
    return copies.changed()


def sketched(corpus: list[Article]) -> list[Taken]:
    """Print how fast sketches are made from words, and beside it the analysis that gives the words."""
    started = process_time()
    words = [[piece.surface for piece in pieces(one.text)] for one in corpus]
    analysis_s, started = process_time() - started, process_time()
    sketches = [sketch_of(one) for one in words]
    sketch_s = process_time() - started
    assert sum(map(bool, sketches)) == sum(len(one) >= SHORTEST for one in words)
    print(
        f"sketches: {len(words) / sketch_s:,.0f} a second, {sketch_s / len(words) * 1e6:.0f} microseconds each for"
        f" {sum(map(len, words)) / len(words):.0f} words; analysis takes {analysis_s / sketch_s:.1f} times that"
    )
    return [(one.id, made, one.published) for one, made in zip(corpus, sketches, strict=True)]


def measured(what: str, taken: list[Taken]) -> Mapping[str, str]:
    """Print time and memory for all documents at once, then for one more in an index that holds them."""
    started = process_time()
    names = settled(taken)
    bulk_s, started = process_time() - started, process_time()
    copies = Copies(Known(one, made, date.number, names.get(one, "")) for one, made, date in taken)
    open_s, started = process_time() - started, process_time()
    copies.take("one more", taken[0][1], taken[0][2])
    more = copies.changed()
    one_s = process_time() - started
    assert more["one more"] == more.get(taken[0][0], names.get(taken[0][0]))
    tracemalloc.start()
    copies = Copies()
    for one in taken:
        copies.take(*one)
    held, _ = tracemalloc.get_traced_memory()
    assert copies.changed() == names
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    clusters = len(set(names.values()))
    print(
        f"{what}: {len(taken):,} documents, {len(names):,} in {clusters:,} clusters\n"
        f"  at once {bulk_s:.2f} s, {bulk_s / len(taken) * 1e6:.0f} microseconds each; opened {open_s:.2f} s,"
        f" one more {one_s * 1000:.0f} ms\n"
        f"  held {held / len(taken):.0f} bytes each, at the peak {peak / len(taken):.0f}",
        flush=True,
    )
    return names


def synthetic(corpus: list[Article], count: int) -> list[tuple[str, bytes]]:
    """Documents of shuffled words, the lengths those of the corpora; after every four, the first of them, cut."""
    random, made = Random(2), []
    words = [one.text.split() for one in corpus if len(one.text) > 500]
    for number in range(0, count, 5):
        for at in range(4):
            shuffled = random.sample(chosen := random.choice(words), len(chosen))
            made.append((f"d{number + at}", sketch_of(shuffled)))
            if not at:
                copy = sketch_of(shuffled[: round(len(shuffled) * random.uniform(0.5, 0.9))])
        made.append((f"d{number}+", copy))
    return made


def grown(corpus: list[Article], count: int) -> None:
    """Time and memory for many documents, dated and not."""
    made, random = synthetic(corpus, count), Random(3)
    assert len(made) == count
    day = {
        one: PartialDate(random.randint(2010, 2019), random.randint(1, 12), random.randint(1, 28)) for one, _ in made
    }
    for what, dated in (("ten years", True), ("without dates", False)):
        taken = [(one, each, day[one.rstrip("+")] if dated else UNDATED) for one, each in made]
        names = measured(f"synthetic, {what}", taken)
        met = sum(one.endswith("+") and name == names.get(one[:-1]) for one, name in names.items())
        pairs = len(together(names))
        print(f"  copies met {met / (count // 5):.4f}, wrong pairs {pairs - met}")
        assert met >= 0.95 * (count // 5)
        assert pairs - met <= 0.02 * pairs


def main() -> None:
    """Measure the three parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--synthetic", type=int, default=150_000)
    arguments = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    corpus = articles()
    truth(corpus, arguments.articles)
    measured("development corpora", sketched(corpus))
    grown(corpus, arguments.synthetic // 5 * 5)


if __name__ == "__main__":
    main()
