"""Copies planted among articles as newsrooms make them, so that what should be found is known.

Each form of copy is a pure function of the article and a `Random`; `planted` makes a few of each and keeps the truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from tests.copies.articles import SERIES

# What an editor changes without changing the news: left is found, right is written instead.
WORDS = (
    *(("mengatakan", "menuturkan"), ("kata", "ujar"), ("ujar", "tutur"), ("kemudian", "lalu"), ("namun", "tetapi")),
    *(("karena", "sebab"), ("telah", "sudah"), ("akan", "bakal"), ("tersebut", "itu"), ("sejumlah", "beberapa")),
    *(("hingga", "sampai"), ("serta", "dan"), ("untuk", "guna"), ("saat", "ketika"), ("terkait", "soal")),
    *(("sudah", "telah"), ("tetapi", "namun"), ("tetap", "masih"), ("akhirnya", "kemudian"), ("sementara", "adapun")),
    *(("bahwa", ""), ("juga", ""), ("para", ""), ("itu", "tersebut"), ("malah", "justru"), ("baru", "mulai")),
)
# Sentences an outlet adds of its own.
ADDED = (
    "Sampai tulisan ini disusun, redaksi masih menunggu tanggapan pihak terkait.",
    "Kabar serupa sebelumnya ramai dibicarakan di media sosial.",
    "Peristiwa semacam ini bukan yang pertama terjadi tahun ini.",
    "Simak perkembangannya hanya di kanal berita kami.",
)
DATELINES = ("Jakarta, Suara Kota -- ", "JAKARTA, KOMPAS.com - ", "Liputan Nusantara, Jakarta: ", "")
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Planted:
    """A text of the planted archive.

    Attributes:
        original: The id of the article it is a copy of, its own for the article itself; copies have one original.
        form: How it came to be: "original", a form of copy, or the series it belongs to.
    """

    id: str
    title: str
    body: str
    original: str
    form: str


def sentences(body: str) -> list[str]:
    """The sentences of a text, paragraphs forgotten."""
    return [one for one in _SENTENCE.split(" ".join(body.split())) if one]


def headline(body: str, random: Random) -> str:
    """Another headline (which is not in the body) and a dateline of the outlet's own."""
    return random.choice(DATELINES) + body


def cut(body: str, random: Random) -> str:
    """The last paragraphs dropped: half to nine tenths of the sentences are left."""
    kept = sentences(body)
    return " ".join(kept[: max(2, round(len(kept) * random.uniform(0.5, 0.9)))])


def edited(body: str, random: Random) -> str:
    """A tenth to three tenths of the sentences worked over, and sometimes a sentence added."""
    share = random.uniform(0.1, 0.3)
    kept = [_worked_over(one, random) if random.random() < share else one for one in sentences(body)]
    if random.random() < 0.5:
        kept.insert(random.randint(1, len(kept)), random.choice(ADDED))
    return " ".join(kept)


def everything(body: str, random: Random) -> str:
    """Headline, cut and edited in one: what a small outlet does with a long wire story."""
    return headline(edited(cut(body, random), random), random)


FORMS: dict[str, Callable[[str, Random], str]] = {
    "headline": headline,
    "cut": cut,
    "edited": edited,
    "everything": everything,
}


def planted(articles: Iterable[tuple[str, str, str]], random: Random) -> Iterator[Planted]:
    """Articles (id, title, body), each followed by one copy of every form."""
    for id_, title, body in articles:
        yield Planted(id_, title, body, id_, "original")
        for form, changed in FORMS.items():
            yield Planted(f"{id_}/{form}", f"{title} ({form})", changed(body, random), id_, form)


def series(count: int, random: Random) -> Iterator[Planted]:
    """`count` texts of every series; none is a copy of another."""
    for kind, written in SERIES.items():
        seen: set[str] = set()
        while len(seen) < count:
            body = written(random)
            if body not in seen:
                id_ = f"{kind}-{len(seen)}"
                seen.add(body)
                yield Planted(id_, kind, body, id_, kind)


def _worked_over(sentence: str, random: Random) -> str:
    choice = random.randrange(4)
    words = sentence.split()
    if choice == 0:
        return " ".join(filter(None, (dict(WORDS).get(word, word) for word in words)))
    if choice == 1 and len(words) > 8:  # some words dropped
        at = random.randrange(1, len(words) - 5)
        return " ".join(words[:at] + words[at + random.randint(1, 4) :])
    if choice == 2 and ", " in sentence:  # the clause after the first comma comes first
        first, rest = sentence.rstrip(".").split(", ", 1)
        return f"{rest[0].upper()}{rest[1:]}, {first[0].lower()}{first[1:]}."
    return random.choice(ADDED)  # another sentence in its place
