"""Every reader on the development corpora: the same documents, how fast, and in how much memory.

    python benchmarks/readers.py [--limit N | --all] [--formats .csv .html ...]     N articles of each corpus, else 300

Converts the corpora into each format, reads them back in a process of their own, and compares the documents with those
of JSON Lines: title, date, outlet, section, address and text, or the text alone where a format has no fields. Printed
for each: documents that differ, problems told, documents and megabytes a second of processor time (reading alone, then
reading and making documents), and the peak of memory beyond an idle process, for the whole input and for a tenth of it:
flat means that the two are alike. The language of records is given, so that its detection is not measured; texts and
PDFs have no place for it. Needs ../shared beside the project; all 27,901 articles take a quarter of an hour.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import multiprocessing
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the conversions are the tests' own

from search.ingest import Record, document, records  # noqa: E402  # needs the path above
from search.ingest.cleaning import cleaned  # noqa: E402  # the same
from search.ingest.mojibake import unscrambled  # noqa: E402  # the same
from search.model import Document  # noqa: E402  # the same
from tests.ingest.conversion import MANY, PACKED, Fields, as_html, text_as_pdf  # noqa: E402  # the same

EVAL = ROOT.parent / "shared" / "eval"
CORPORA = ("clickid", "facqa", "tydiqa-id")
ONE_A_FILE = (".txt", ".html", ".pdf")
# Formats without fields: only their text is compared
TEXT_ONLY = (".txt", ".pdf")
ALL = 27_901
# The share that may differ. Of all articles 15 hold tags as text ("</b>"): a record's are markup, a page's or a feed's
# are of the text. Pages lose 5 headlines' marks that show nothing, and the PDFs' fonts lack letters of 18 texts.
MOST_DIFFERENT = 0.002

Essence = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of a folder: what was made, seconds of processor time, bytes of memory."""

    made: dict[str, Essence]
    problems: int
    read_s: float
    whole_s: float
    peak_bytes: int


def articles(limit: int | None) -> Iterator[Fields]:
    """The articles, each with title, date, source and address: not every format can say that one is missing."""
    for name in CORPORA:
        with gzip.open(EVAL / f"{name}.corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, limit):
                filled = {key: str(value) for key, value in json.loads(line).items() if value}
                number = filled["id"]
                missing = {"title": number, "date": "2015-11-27", "source": "contoh", "url": f"https://a.id/{number}"}
                yield missing | filled


def convert(folder: Path, suffix: str, chosen: Sequence[Fields]) -> int:
    """Write the articles in a format; gives the size in bytes."""
    folder.mkdir()
    if suffix in ONE_A_FILE:
        for article in chosen:
            text = article["text"]
            content = {".html": lambda a: as_html(a), ".pdf": lambda a: text_as_pdf(a["text"])}.get(suffix)
            file = folder / f"{article['id']}{suffix}"
            file.write_bytes(content(article) if content else text.encode())
    else:
        plain, _, packing = suffix[1:].partition(".")
        content_bytes = MANY[f".{plain}"](chosen)
        if packing:
            content_bytes = PACKED[f".{packing}"](f"a.{plain}", content_bytes)
        (folder / f"a{suffix}").write_bytes(content_bytes)
    return sum(file.stat().st_size for file in folder.iterdir())


def essence(made: Document, suffix: str) -> Essence:
    """What a format can carry; white space and marks that show nothing (U+200E) are not compared."""
    if suffix in TEXT_ONLY:
        return (letters("".join(["" if made.title_derived else made.title, made.body, *made.removed])),)
    return made.title, str(made.published), made.source, made.section, made.url, visible(made.body)


def key(made: Document, suffix: str) -> str:
    """What the documents of two formats are compared by."""
    return made.id.removesuffix(suffix) if suffix in TEXT_ONLY else made.url or ""


def run(folder: Path, suffix: str) -> Run:
    """Read a folder twice, in this process: once for time, once for the documents."""
    list(itertools.islice(records([folder]), 3))  # loads the libraries
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew (Linux, proc(5))
    idle = memory("VmRSS")
    started = process_time()
    problems = sum(not isinstance(item, Record) and not item.is_mended for item in records([folder]))
    read_s = process_time() - started
    peak = memory("VmHWM") - idle
    started = process_time()
    made = {key(one, suffix): essence(one, suffix) for one in map(document, map(in_indonesian, _records(folder)))}
    return Run(made, problems, read_s, process_time() - started, peak)


def in_indonesian(record: Record) -> Record:
    """The record with its language given, where it has fields."""
    return replace(record, fields={**record.fields, "inLanguage": "id"}) if record.fields else record


def memory(name: str) -> int:
    """A figure of /proc/self/status, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def _records(folder: Path) -> Iterator[Record]:
    return (item for item in records([folder]) if isinstance(item, Record))


def apart(folder: Path, suffix: str) -> Run:
    """The same in a process of its own, whose memory holds nothing else."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(run, folder, suffix).result()


def expected(chosen: Sequence[Fields], reference: Run, suffix: str) -> dict[str, Essence]:
    """The documents that should come out."""
    if suffix not in TEXT_ONLY:
        return reference.made
    texts = {article["id"]: unscrambled(cleaned(article["text"])) for article in chosen}
    if suffix == ".pdf":  # the fonts of the PDFs made here have the letters of Windows-1252
        texts = {one: text.encode("cp1252", "replace").decode("cp1252") for one, text in texts.items()}
    return {one: (letters(text),) for one, text in texts.items()}


def letters(text: str) -> str:
    """The letters of a text, in the order of the alphabet: its parts may stand in another order."""
    return "".join(sorted(visible(text)))


def visible(text: str) -> str:
    """The text without white space and without format characters."""
    return "".join(letter for letter in text if not letter.isspace() and unicodedata.category(letter) != "Cf")


def compared(folder: Path, suffix: str, chosen: Sequence[Fields], reference: Run) -> list[str]:
    """Print the row of a format; gives the ids of the documents that differ."""
    size = convert(folder / suffix[1:], suffix, chosen)
    convert(folder / f"{suffix[1:]} tenth", suffix, chosen[::10])
    done, tenth = apart(folder / suffix[1:], suffix), apart(folder / f"{suffix[1:]} tenth", suffix)
    wanted = expected(chosen, reference, suffix)
    differ = [one for one in sorted({*wanted, *done.made}) if done.made.get(one) != wanted.get(one)]
    print(f"{suffix:<11}{len(differ):>7}{done.problems:>6}{len(chosen) / done.read_s:>9,.0f}"
          f"{size / 1e6 / done.read_s:>7.1f}{len(chosen) / done.whole_s:>8,.0f}"
          f"{done.peak_bytes / 1e6:>9.1f}{tenth.peak_bytes / 1e6:>12.1f}", flush=True)  # fmt: skip
    print("".join(f"    differs: {one}\n" for one in differ[:3]), end="")
    return differ


def main() -> None:
    """Convert, read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--all", action="store_true")
    packed = [f"{suffix}{packing}" for suffix in (".jsonl", ".warc") for packing in PACKED]
    parser.add_argument("--formats", nargs="+", default=[*MANY, *packed, *ONE_A_FILE])
    arguments = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    chosen = list(articles(None if arguments.all else arguments.limit))
    assert len(chosen) == (ALL if arguments.all else len(CORPORA) * arguments.limit)
    print(f"{len(chosen):,} articles\n{'format':<11}{'differ':>7}{'told':>6}{'docs/s':>9}{'MB/s':>7}{'made/s':>8}"
          f"{'peak MB':>9}{'of a tenth':>12}")  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert(folder / "reference", ".jsonl", chosen)
        reference = apart(folder / "reference", ".jsonl")
        assert len(reference.made) == len(chosen), "an article was lost, or two have one address"
        differ = {suffix: compared(folder, suffix, chosen, reference) for suffix in arguments.formats}
    sys.exit(any(len(ids) > MOST_DIFFERENT * len(chosen) for ids in differ.values()))


if __name__ == "__main__":
    main()
