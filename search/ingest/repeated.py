"""Lines that an outlet prints around its articles, learned from the articles.

Counted in a sample of each outlet's documents: those whose ids have the smallest hashes. So what is learned depends
neither on the order of the documents nor on how often one is taken, and memory does not grow with their number.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from search.ingest.furniture import folded, is_sentence
from search.model import Document, Json

# Documents of an outlet. Of a line in 30 % of an outlet, 100 show 20 % and more in 99 of 100 samples.
SAMPLE = 100
# In so many documents of the sample, and in such a share of it. Who collects a subject collects its background
# paragraphs again and again: of 35,969 such archives, cut from the development corpora with a line a sentence, 11 have
# a sentence that passes the second pair, each time the opening of a serial; from 20 documents, it would be 22
# (docs/formats.md). The first pair is set by hand: those corpora hold no labels, and no search misses one.
_LABEL = 5, 0.2
_SENTENCE = 30, 0.5
# The longest notices of rights and newsletters; beyond it a line is never furniture.
_LONGEST_LINE = 300
# Of one document; more are a table. Those with the smallest hashes, so that documents choose the same ones.
_MOST_LINES = 200
_KEY_BYTES = 8
_LINE_BYTES = 6  # 1,000 lines an outlet: two of them alike by chance in one of 500 million
_HAS_WORD = re.compile(r"[^\W\d_]{3}")
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Change:
    """Of one outlet: lines that have become furniture, and lines that are none any more."""

    new: frozenset[str]
    gone: frozenset[str]


def outlet_of(document: Document) -> str:
    """The outlet whose template a document was printed in.

    Documents of unknown outlets count as of one: what a fifth of them share is furniture wherever they come from.

    >>> outlet_of(Document("a", "Gempa", "", source="www.KOMPAS.com")), outlet_of(Document("b", "Gempa", ""))
    ('kompas.com', '')
    """
    return folded(document.source or "").removeprefix("www.")


def lines_of(document: Document) -> frozenset[str]:
    """The folded lines of a document that a template may have printed, those that were taken out included.

    >>> sorted(lines_of(Document("a", "Gempa", "Ikuti Kami\\n\\n12", removed=("Bagikan",))))
    ['bagikan', 'ikuti kami']
    """
    lines = [*([document.title] if is_title_printed(document) else []), *document.body.split("\n"), *document.removed]
    return frozenset(folded(line) for line in lines if len(line) <= _LONGEST_LINE and _HAS_WORD.search(line))


def is_title_printed(document: Document) -> bool:
    """Whether the title is a line of the text: then it, too, may be the template's."""
    return document.origins.get("title") == "headline"


def changes(before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]) -> dict[str, Change]:
    """What is learned and unlearned between two states of `Repeated.learned`: whose documents must be written again.

    >>> changes({}, {"contoh.id": frozenset(["ikuti kami"])})
    {'contoh.id': Change(new=frozenset({'ikuti kami'}), gone=frozenset())}
    """
    none = frozenset[str]()
    pairs = {name: (before.get(name, none), after.get(name, none)) for name in sorted({*before, *after})}
    return {name: Change(new - old, old - new) for name, (old, new) in pairs.items() if old != new}


class Repeated:
    """Counts the lines of documents, outlet by outlet.

    Memory: `SAMPLE` documents an outlet, a few bytes a line; 20 KB for an outlet whose articles have ten lines each.
    """

    def __init__(self) -> None:
        self._samples: dict[str, _Sample] = {}

    def take(self, document: Document) -> None:
        """Count a document, once, however often it is taken. What was taken out of it counts as it did before."""
        sample = self._samples.setdefault(outlet_of(document), _Sample())
        key = _hash(document.id, _KEY_BYTES)
        if sample.has_place_for(key):
            sample.put(key, lines_of(document))

    def drop(self, document: Document) -> None:
        """Forget a document. It must still name the outlet that it was taken with."""
        sample = self._samples.get(outlet_of(document))
        if sample:
            sample.leave(_hash(document.id, _KEY_BYTES))

    def furniture(self, outlet: str) -> frozenset[str]:
        """The outlet's lines that are the template's, folded. `outlet` is as `outlet_of` gives it."""
        sample = self._samples.get(outlet)
        return sample.furniture() if sample else frozenset()

    def learned(self) -> dict[str, frozenset[str]]:
        """The furniture of all outlets that have any."""
        return {name: lines for name in sorted(self._samples) if (lines := self.furniture(name))}

    def as_text(self) -> str:
        """All that was counted, as JSON: the same documents give the same text. 10 KB an outlet."""
        samples = {name: sample.as_json() for name, sample in sorted(self._samples.items()) if sample.documents}
        return json.dumps({"format": _FORMAT, "outlets": samples}, ensure_ascii=False, indent=0)

    @classmethod
    def of_text(cls, text: str) -> Repeated:
        """What `as_text` wrote; of another format nothing: the documents must be taken again. Raises ValueError."""
        result, kept = cls(), json.loads(text)
        try:
            if kept["format"] == _FORMAT:
                result._samples = {name: _Sample.of_json(said) for name, said in kept["outlets"].items()}
        except (AttributeError, LookupError, TypeError) as error:
            raise ValueError("is JSON, but no counts of lines.") from error
        return result


class _Sample:
    """The lines of an outlet's chosen documents.

    `documents`: hash of the id -> hashes of the lines, joined; `_held`: hash of a line -> how many of them hold it;
    `_last`: the largest key of a full sample; `_texts`: the lines that stand in two and more.
    """

    def __init__(self) -> None:
        self.documents: dict[bytes, bytes] = {}
        self._held: Counter[bytes] = Counter()
        self._last = b""
        self._texts: dict[bytes, str] = {}

    def has_place_for(self, key: bytes) -> bool:
        return len(self.documents) < SAMPLE or key <= self._last or key in self.documents

    def put(self, key: bytes, lines: Iterable[str]) -> None:
        self.leave(key)
        if len(self.documents) >= SAMPLE:
            self.leave(self._last)
        hashes = dict(sorted((_hash(line, _LINE_BYTES), line) for line in lines)[:_MOST_LINES])
        self._texts.update((one, line) for one, line in hashes.items() if one in self._held)
        self._hold(key, b"".join(hashes))

    def leave(self, key: bytes) -> None:
        for one in _divided(self.documents.pop(key, b"")):
            self._held[one] -= 1
            if not self._held[one]:
                del self._held[one]

    def _hold(self, key: bytes, joined: bytes) -> None:
        self.documents[key] = joined
        self._held.update(_divided(joined))
        self._last = max(self.documents) if len(self.documents) >= SAMPLE else b""

    def furniture(self) -> frozenset[str]:
        return frozenset(line for line, count in self._counts() if count >= _least(line, len(self.documents)))

    def as_json(self) -> Json:
        documents = {_printed(key): _printed(joined) for key, joined in sorted(self.documents.items())}
        return {"documents": documents, "lines": sorted(line for line, _ in self._counts())}

    @classmethod
    def of_json(cls, kept: Json) -> _Sample:
        result = cls()
        for key, joined in kept["documents"].items():
            result._hold(b64decode(key), b64decode(joined))
        result._texts = {_hash(line, _LINE_BYTES): line for line in kept["lines"]}
        return result

    def _counts(self) -> list[tuple[str, int]]:
        """The lines that stand in two and more of the documents, and in how many."""
        return [(self._texts[one], count) for one, count in self._held.items() if count > 1 and one in self._texts]


def _least(line: str, documents: int) -> float:
    """In how many of the documents a line must stand to be furniture."""
    count, share = _SENTENCE if is_sentence(line) else _LABEL
    return max(count, share * documents)


def _hash(text: str, size_bytes: int) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=size_bytes).digest()


def _divided(joined: bytes) -> list[bytes]:
    return [joined[start : start + _LINE_BYTES] for start in range(0, len(joined), _LINE_BYTES)]


def _printed(content: bytes) -> str:
    return b64encode(content).decode("ascii")
