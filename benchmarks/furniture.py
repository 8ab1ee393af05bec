"""Furniture learned from archives into which it was planted: what is found, and what is taken wrongly.

    python benchmarks/furniture.py [--archives N]     N archives of each size instead of 300

The archives are cut from the development corpora: all articles of an outlet (as they are), and articles of an outlet
with one word in common, for who collects a subject collects its background paragraphs again and again. Every sentence
is a line of its own, the hardest case. Into each archive a template of eight lines is planted, each printed beside all
articles, or nine, six or three in ten. Printed: of the lines taken out of the documents the share that was planted, of
the lines planted the share that was taken out, and the lines taken that were not planted. Needs ../shared.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import process_time

from search.ingest.furniture import folded
from search.ingest.removal import without
from search.ingest.repeated import Repeated, outlet_of
from search.model import Document

EVAL = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
SIZES = ((10, 20), (20, 50), (50, 100), (100, 400))
LEAST_PRECISION = 0.98
SHARES = (1.0, 0.9, 0.6, 0.3)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-z]{4,}")
# None of them is on the shipped list.
LABELS = (
    "Tentang Kami", "Pedoman Media Siber", "Kontak Redaksi", "Info Iklan", "Karier", "Kabar Pilihan", "Arsip Berita",
    "Kirim tulisan Anda", "Ikuti Saluran Kami", "Laporkan kesalahan", "Beranda | Daerah | Olahraga | Opini",
    "Masuk / Daftar", "Topik Hangat", "Indeks Berita", "Kebijakan Privasi", "Tulisan Sebelumnya",
)  # fmt: skip
SENTENCES = (
    "Dapatkan kabar pilihan setiap pagi di kotak surat Anda, tanpa biaya.",
    "Bergabunglah dengan saluran kami untuk kabar terbaru dari daerah Anda.",
    "Isi komentar menjadi tanggung jawab penulisnya dan bukan sikap redaksi.",
    "Tulisan ini dilindungi undang-undang; penggandaan hanya dengan izin tertulis dari redaksi kami.",
    "Terima kasih sudah membaca.",
    "Dukung jurnalisme daerah dengan menjadi pelanggan kami mulai hari ini.",
    "Punya kabar dari sekitar Anda? Kirimkan ke meja redaksi kami.",
    "Situs ini memakai kuki agar kunjungan Anda berikutnya lebih cepat.",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Lines of documents: planted, taken out, and both."""

    planted: int = 0
    taken: int = 0
    right: int = 0


def articles() -> dict[str, list[Document]]:
    """The news of the development corpora by outlet, a line a sentence."""
    found = defaultdict(list)
    with gzip.open(EVAL / "clickid.corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            body = "\n\n".join(_SENTENCE_END.split(record["text"].strip()))
            found[record["source"]].append(Document(str(record["id"]), record["title"], body, source=record["source"]))
    return found


def subjects(outlet: Sequence[Document], low: int, high: int) -> list[list[Document]]:
    """The articles that share a word, for every word that `low` to `high` of them have."""
    holding: dict[str, list[Document]] = defaultdict(list)
    for document in outlet:
        for word in set(_WORD.findall(document.body.casefold())):
            holding[word].append(document)
    return [holding[word] for word in sorted(holding) if low <= len(holding[word]) < high]


def planted(archive: Sequence[Document], random: Random) -> tuple[list[Document], set[str]]:
    """The archive with a template around its articles, and the lines of the template."""
    template = [*random.sample(LABELS, 4), *random.sample(SENTENCES, 4)]
    shares = {line: random.choice(SHARES) for line in template}
    result = []
    for document in archive:
        lines = [line for line in template if random.random() < shares[line]]
        cut = random.randint(0, len(lines))
        result.append(replace(document, body="\n\n".join([*lines[:cut], document.body, *lines[cut:]])))
    return result, set(template)


def tally(archive: Sequence[Document], template: set[str], wrong: Counter[str]) -> Tally:
    """Learn, take out, compare."""
    repeated = Repeated()
    for document in archive:
        repeated.take(document)
    lines = repeated.furniture(outlet_of(archive[0]))
    taken = [line for document in archive for line in without(document, lines).removed]
    wrong.update({folded(line) for line in taken if line not in template})
    count = sum(line in template for document in archive for line in document.body.split("\n\n"))
    return Tally(count, len(taken), sum(line in template for line in taken))


def shown(name: str, tallies: Sequence[Tally], wrong: Counter[str]) -> float:
    """Print the row of one kind of archives; gives the precision."""
    right, taken, count = (sum(getattr(one, part) for one in tallies) for part in ("right", "taken", "planted"))
    precision = right / taken if taken else 1.0
    print(f"{name:<26}{len(tallies):>9}{precision:>11.4f}{right / count:>8.3f}", flush=True)
    for line, archives in wrong.most_common(5):
        print(f"      not planted, in {archives} of the archives: {line[:90]}")
    return precision


def kinds(outlets: dict[str, list[Document]], most: int, random: Random) -> Iterator[tuple[str, list[list[Document]]]]:
    """The kinds of archives, by name."""
    yield "all articles of an outlet", list(outlets.values())
    for low, high in SIZES:
        found = [archive for outlet in outlets.values() for archive in subjects(outlet, low, high)]
        yield f"a subject, {low} to {high - 1}", random.sample(found, min(most, len(found)))


def main() -> None:
    """Print the table and the time of counting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archives", type=int, default=300)
    most = parser.parse_args().archives
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    outlets, random, precisions = articles(), Random(4), []
    assert sum(map(len, outlets.values())) == 21_933
    print(f"{'archives':<26}{'number':>9}{'precision':>11}{'recall':>8}")
    for name, archives in kinds(outlets, most, random):
        wrong = Counter[str]()
        tallies = [tally(*planted(archive, random), wrong) for archive in archives]
        precisions.append(shown(name, tallies, wrong))
    everything = [document for outlet in outlets.values() for document in outlet]
    repeated, started = Repeated(), process_time()
    for document in everything:
        repeated.take(document)
    print(f"{len(everything) / (process_time() - started):,.0f} documents counted a second; "
          f"{len(repeated.as_text()) / 1000 / len(outlets):.0f} KB kept an outlet")  # fmt: skip
    sys.exit(min(precisions) < LEAST_PRECISION)


if __name__ == "__main__":
    main()
