"""The tantivy schema, and an entry as a document of it."""

from __future__ import annotations

import tantivy

from search.engines.base import FIELDS, ID, Entry, Terms
from search.engines.matching import DAYS
from search.engines.tantivy.wording import bag, encoded, row

STACKS = "stacks"  # keys of `wording.row`
NAME, STORED, DIGEST, SKETCH = "name", "stored", "digest", "sketch"  # the first is the id, of any length
WORDS = "whitespace"  # tantivy's name for: split at white space, and leave the words alone
_ENCODING = ("utf-8", "surrogatepass")  # JSON may hold half a surrogate pair


def length_of(field: str) -> str:
    """The column that says how many terms a document has in a field; tantivy itself knows them to an eighth."""
    return f"{field}_length"


def schema() -> tantivy.Schema:
    """One field for each name in FIELDS, columns of numbers, and what is only stored."""
    builder = tantivy.SchemaBuilder()
    # "fast", because segments are sorted by it.
    builder.add_text_field(ID, fast=True, tokenizer_name="raw", index_option="basic")
    for name, has_positions in FIELDS.items():
        # Stored where there are positions: tantivy-py shows none, and Near needs them.
        option = "position" if has_positions else "freq"
        builder.add_text_field(name, stored=has_positions, tokenizer_name=WORDS, index_option=option)
        builder.add_unsigned_field(length_of(name), fast=True)
    builder.add_text_field(STACKS, tokenizer_name=WORDS, index_option="basic")
    for name in DAYS:
        builder.add_unsigned_field(name, fast=True)
    for name in (NAME, STORED, DIGEST, SKETCH):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """An entry as tantivy takes it."""
    made = tantivy.Document()
    made.add_text(ID, encoded(entry.id))
    for name, terms in entry.terms.items():
        if len(terms.terms):
            _add(made, name, terms)
    for name, day in zip(DAYS, (entry.published, entry.earliest, entry.latest), strict=True):
        if day:
            made.add_unsigned(name, day)
    for name, text in ((NAME, entry.id), (STORED, entry.stored), (DIGEST, entry.digest)):
        made.add_bytes(name, packed(text))
    made.add_bytes(SKETCH, entry.sketch)
    return made


def _add(made: tantivy.Document, name: str, terms: Terms) -> None:
    text, keys = row(*terms) if FIELDS[name] else (bag(terms.terms), [])
    made.add_text(name, text)
    made.add_unsigned(length_of(name), len(terms.terms))
    if keys:
        made.add_text(STACKS, " ".join(keys))


def packed(text: str) -> bytes:
    """A text as it is stored."""
    return text.encode(*_ENCODING)


def unpacked(data: bytes) -> str:
    """The text that `packed` packed."""
    return data.decode(*_ENCODING)
