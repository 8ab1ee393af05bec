"""How often the language of a text is told right, by its length, on the development table of ../shared.

    python benchmarks/language.py [--json]

The table holds news headlines and sentences in Indonesian, Malay and English; longer texts are its sentences one after
the other. Reach: Indonesian right in 99 % of texts of 40 characters and more, none of them called Malay more often than
0.5 %; Malay as often as its length allows. There is no table of Javanese and Sundanese: see tests/cases/languages.tsv.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from search.analysis.language import SHORTEST, detected

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT.parent / "shared" / "gold" / "langid-dev.tsv"
FLOOR = ROOT / "benchmarks" / "language_floor.json"
LANGUAGES = ("id", "ms", "en")
LENGTHS = (40, 80, 160, 320, 640, 1_500)  # characters


def rows(language: str, kind: str) -> list[str]:
    """The texts of one language, "headline" or "sent"."""
    cells = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").split("\n") if line)
    return [text for code, what, _, text in cells if (code, what) == (language, kind)]


def of_length(texts: list[str], length: int) -> Iterator[str]:
    """Texts of exactly so many characters, each made of sentences one after the other."""
    made = ""
    for text in texts:
        made = f"{made} {text}".strip()
        if len(made) >= length:
            yield made[:length]
            made = ""


def shares(texts: list[str]) -> dict[str, float]:
    """For each answer its share in %, the most frequent first."""
    answers = Counter(detected(text).code for text in texts)
    return {code: round(100 * count / len(texts), 2) for code, count in answers.most_common()}


def figures() -> dict[str, float]:
    """The figures with a floor, in % of the headlines and sentences of 40 characters and more."""
    indonesian = [text for kind in ("headline", "sent") for text in rows("id", kind) if len(text) >= SHORTEST]
    malay = [text for kind in ("headline", "sent") for text in rows("ms", kind) if len(text) >= SHORTEST]
    found = shares(indonesian)
    return {
        "indonesian right": found["id"],
        "indonesian not called malay": round(100 - found.get("ms", 0), 2),
        "malay right": shares(malay)["ms"],
    }


def below_floor(found: dict[str, float]) -> dict[str, float]:
    """The figures that have fallen below language_floor.json, with their floor."""
    floor: dict[str, float] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return {name: least for name, least in floor.items() if found[name] < least}


def curve() -> Iterator[str]:
    """One line for each language and length."""
    for language in LANGUAGES:
        for kind in ("headline", "sent"):
            texts = [text for text in rows(language, kind) if len(text) >= SHORTEST]
            yield f"{language}  {kind:>10} {len(texts):5}  {shares(texts)}"
        for length in LENGTHS:
            texts = list(of_length(rows(language, "sent"), length))
            yield f"{language}  {length:>4} chars {len(texts):6}  {shares(texts)}"


def main() -> None:
    """Print the figures and the curve."""
    arguments = argparse.ArgumentParser(description="How often a language is told right")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    if not TABLE.is_file():
        print("language: ../shared/gold is not beside this checkout, nothing measured")
        return
    detected("Satu kali, supaya pemuatan profil tidak ikut terukur.")
    start = process_time()
    found = figures()
    took_s = process_time() - start
    if options.json:
        print(json.dumps(found))
        return
    print("language, what, texts, answers in %")
    print("\n".join(curve()))
    print("floor:", found, "below it:", below_floor(found) or "nothing")
    texts = sum(
        len(text) >= SHORTEST for code in ("id", "ms") for kind in ("headline", "sent") for text in rows(code, kind)
    )
    print(f"{1000 * took_s / texts:.2f} ms of processor time a text")


if __name__ == "__main__":
    main()
