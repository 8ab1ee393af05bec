"""The tantivy schema."""

from __future__ import annotations

import tantivy

from search.engines.base import FIELDS, ID
from search.engines.matching import DAYS

STACKS = "stacks"  # `wording.keys`
NAME, STORED, DIGEST, SKETCH = "name", "stored", "digest", "sketch"  # the first is the id, of any length
WORDS = "whitespace"  # tantivy's name for: split at white space, and leave the words alone
EXACT = 40  # lengths that tantivy itself keeps as they are, in a byte; from here on to an eighth (fieldnorm/code.rs)
_ENCODING = ("utf-8", "surrogatepass")  # JSON may hold half a surrogate pair


def length_of(field: str) -> str:
    """The column that says how many terms a document has in a field, if these are EXACT or more."""
    return f"{field}_length"


def schema() -> tantivy.Schema:
    """One field for each name in FIELDS, columns of numbers, and what is only stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    for name, has_positions in FIELDS.items():
        option = "position" if has_positions else "freq"
        builder.add_text_field(name, tokenizer_name=WORDS, index_option=option)
        builder.add_unsigned_field(length_of(name), fast=True)
    builder.add_text_field(STACKS, tokenizer_name=WORDS, index_option="basic")
    for name in DAYS:
        builder.add_unsigned_field(name, fast=True)
    for name in (NAME, STORED, DIGEST, SKETCH):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def packed(text: str) -> bytes:
    """A text as it is stored."""
    return text.encode(*_ENCODING)


def unpacked(data: bytes) -> str:
    """The text that `packed` packed."""
    return data.decode(*_ENCODING)
