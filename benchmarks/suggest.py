"""Help while typing over the development corpora (27,901 articles): what it costs, and how often it is right.

    python benchmarks/suggest.py [--limit N]     N articles of each corpus instead of all

Prints processor milliseconds (p50, p95, worst) of completions, letter by letter over headlines; of corrections of
planted slips, with how many are put right; of related searches; of the query for more like a document, with how often
its results share the document's section. Before that: what gathering costs for each document, the size of the file,
how long it takes to open, the memory of building. Counts are asserted. Needs ../shared beside the project.
"""

from __future__ import annotations

import argparse
import json
import random
import string
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import TypeVar

from corpus import EVAL, copied

from search import open_index
from search.aliases import AliasTable
from search.bulk.held import Held
from search.engines.base import Engine
from search.engines.whoosh import WhooshEngine
from search.index.relating import READ
from search.index.storing import document_of
from search.model import Document
from search.query.concepts import bound
from search.query.parser import parsed
from search.query.rewriting import rewritten
from search.suggest import Completions, Gathering, add, build, did_you_mean, is_sound, like, related
from search.suggest.entries import EntryFile
from search.suggest.folder import WHOLE

SEED = 20151113
HEADLINES, WORDS, QUERIES, DOCUMENTS = 150, 250, 40, 80
WEIGHTS = {"title_root": 0.2, "opening_root": 0.2, "body_root": 1.0, "body_surface": 0.3}

Result = TypeVar("Result")


class Timed:
    """Calls, with the processor milliseconds each took."""

    def __init__(self) -> None:
        self.took_ms: list[float] = []

    def __call__(self, call: Callable[[], Result]) -> Result:
        """What the call gives."""
        started = process_time()
        result = call()
        self.took_ms.append((process_time() - started) * 1000)
        return result

    def __str__(self) -> str:
        slow = quantiles(self.took_ms, n=20)[-1]
        return f"p50 {median(self.took_ms):.1f}, p95 {slow:.1f}, worst {max(self.took_ms):.1f} ms"


def gathering(documents: Sequence[Document], folder: Path) -> None:
    """What completions cost while indexing, and what they take up."""
    gathered, timed = Gathering(), Timed()
    timed(lambda: [gathered.take(document) for document in documents])
    timed(lambda: build(documents, folder))
    entries = timed(lambda: EntryFile(folder / WHOLE))
    assert is_sound(folder, len(documents))
    print(f"gathering {timed.took_ms[0] / len(documents):.3f} ms a document, building all {timed.took_ms[1]:,.0f} ms")
    size = (folder / WHOLE).stat().st_size
    print(f"{len(entries):,} entries in {size / 1e6:.1f} MB, opened in {timed.took_ms[2]:.1f} ms")
    batch = Gathering()
    batch.take(documents[0])
    timed(lambda: add(batch, folder))
    tracemalloc.start()
    build(documents, folder)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"adding a batch of one document {timed.took_ms[3]:.1f} ms; building takes {peak / 1e6:.0f} MB at the most")


def completing(completions: Completions, headlines: Sequence[str]) -> None:
    """The first three words of headlines, letter by letter."""
    timed, shown = Timed(), 0
    for headline in headlines:
        typed = " ".join(headline.lower().split()[:3])
        for length in range(1, len(typed) + 1):
            found = timed(lambda typed=typed, length=length: completions.complete(typed[:length]))  # type: ignore[misc]
            assert all(one.count > 0 for one in found)
            shown += bool(found)
    assert shown > 0.7 * len(timed.took_ms), "most beginnings of headlines have completions"
    print(f"completions {timed} of {len(timed.took_ms)} letters, {shown / len(timed.took_ms):.0%} with any")


def correcting(completions: Completions, headlines: Sequence[str], chance: random.Random) -> None:
    """Slips planted in the words of headlines: one letter, and two in words of eight letters or more."""
    engine = completions.engine
    words = {word for headline in headlines for word in headline.lower().split() if word.isalpha() and word.isascii()}
    held = sorted(word for word in words if len(word) >= 5 and engine.document_frequency("body_surface", word) > 2)
    for edits, shortest in ((1, 5), (2, 8)):
        timed, counts = Timed(), {"right": 0, "another word": 0, "none": 0, "slips that are words": 0}
        for word in chance.sample([word for word in held if len(word) >= shortest], min(WORDS, len(held)) // edits):
            slip = word
            for _ in range(edits):
                slip = _slip(slip, chance)
            if engine.document_frequency("body_surface", slip) or slip == word:
                counts["slips that are words"] += 1
                continue
            query = parsed(slip).query
            found = timed(lambda slip=slip, query=query: did_you_mean(slip, query, engine, completions.proposals))  # type: ignore[misc]
            counts["none" if not found else "right" if found.text.lower() == word else "another word"] += 1
        assert counts["right"] > len(timed.took_ms) / 2
        print(f"corrections of {edits} edits {timed}; {', '.join(f'{n} {what}' for what, n in counts.items())}")


def _slip(word: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(word) - 1), chance.choice(string.ascii_lowercase)
    before, after = word[:at], word[at:]
    return chance.choice(
        [before + after[1:], before + letter + after, before + letter + after[1:], before + after[1::-1] + after[2:]]
    )


def relating(engine: Engine, aliases: AliasTable, queries: Sequence[str]) -> None:
    """Related searches of the best documents of each query."""
    timed, found, held = Timed(), 0, Held(aliases)
    for query in queries:
        wanted = rewritten(parsed(query).query, aliases).wanted
        best = engine.search(bound(wanted), weights=WEIGHTS, limit=READ).found
        documents = [document_of(one.stored) for one in best]
        terms = timed(lambda d=documents, w=wanted: related(d, w, engine, held))  # type: ignore[misc]
        found += bool(terms)
        assert len(terms) <= 6
    print(f"related searches {timed}; {found} of {len(queries)} queries have some")


def likening(engine: Engine, aliases: AliasTable, documents: Sequence[Document]) -> None:
    """More like documents that have a section: how many of the five nearest are of the same."""
    timed, same, all_found = Timed(), 0, 0
    for document in documents:
        query = timed(lambda document=document: like(document, engine, aliases))  # type: ignore[misc]
        best = engine.search(query, weights=WEIGHTS, limit=6, is_complete_first=False).found
        others = [document_of(one.stored) for one in best if one.id != document.id][:5]
        same += sum(other.section == document.section for other in others)
        all_found += len(others)
    assert all_found > len(documents)
    print(f"queries for more like this {timed}; {same / all_found:.2f} of the five nearest share the section")


def main() -> None:
    """Index the corpora in a temporary folder and measure all parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int)
    limit = parser.parse_args().limit
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, count = copied(folder, limit)
        headlines = [json.loads(line)["title"] for line in files[0].read_text(encoding="utf-8").splitlines()]
        with open_index(folder / "index", create_missing=True) as index:
            assert index.add(files).added == count
            documents, aliases = list(index.documents()), index.aliases
        assert len(documents) == count
        gathering(documents, folder)
        engine = WhooshEngine(folder / "index")
        completions = Completions(folder, engine, aliases)
        completions.complete("a")
        completing(completions, chance.sample(headlines, min(HEADLINES, len(headlines))))
        correcting(completions, headlines, chance)
        relating(engine, aliases, [" ".join(one.split()[:2]) for one in chance.sample(headlines, QUERIES)])
        with_section = [document for document in documents if document.section]
        likening(engine, aliases, list(islice(chance.sample(with_section, DOCUMENTS), DOCUMENTS)))


if __name__ == "__main__":
    main()
