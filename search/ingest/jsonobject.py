"""The bytes of one JSON object -> a record. Raises ValueError, with words for the reader, where there is none."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable

from search.ingest.encoding import narrow
from search.ingest.record import ARTICLE_LIMIT_BYTES, TOO_LONG, Record, keyed_record
from search.ingest.repairs import Repairs
from search.ingest.source import Source
from search.model import Json

# Far beyond any article (schema.org nests 4 deep) and far below the 1,000 calls that Python allows.
DEPTH_LIMIT = 64

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_record(source: Source, content: bytes, line: int, repairs: Repairs) -> Record:
    """The article that an object is; `line` is where it begins."""
    if len(content) > ARTICLE_LIMIT_BYTES:
        raise ValueError(f"is {TOO_LONG} into articles.")
    return keyed_record(source, _object(content, line, repairs), line)


def _object(content: bytes, line: int, repairs: Repairs) -> dict[str, Json]:
    text = narrow(content)
    if text.encoding != "utf-8" or ("\ufffd" in text.text and b"\xef\xbf\xbd" not in content):
        repairs.add("is not valid UTF-8: the odd bytes were read as Windows-1252 or as U+FFFD", line)
    try:
        value = _DECODER.decode(text.text.rstrip())
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg}, character {error.pos + 1:,}).") from error
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except ValueError as error:  # a number of more digits than Python reads
        raise ValueError(f"is not JSON that can be read ({error}).") from error
    if not isinstance(value, dict):
        raise ValueError('is not a JSON object. Write {"title": ..., "text": ...} on one line.')
    if content.count(b"[") + content.count(b"{") > DEPTH_LIMIT and _depth(value) > DEPTH_LIMIT:
        raise ValueError(_TOO_DEEP)
    if b"\\u" in content and _SURROGATE.search(printed := _PLAIN.encode(value)):
        repairs.add("holds half a character (a lone surrogate), now U+FFFD", line)
        return dict(json.loads(_SURROGATE.sub("\ufffd", printed)))
    return value


def _finite(digits: str) -> float | str:
    """A number too big for a float stays as it was printed: JSON has no infinity."""
    return number if math.isfinite(number := float(digits)) else digits


def _depth(value: Json) -> int:
    """How deep lists and objects stand in each other, counted without recursion."""
    level, depth = [value], 0
    while level := [part for value in level for part in _parts(value)]:
        depth += 1
    return depth


def _parts(value: Json) -> Iterable[Json]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_DECODER = json.JSONDecoder(parse_constant=str, parse_float=_finite)  # NaN, Infinity: kept as words
_PLAIN = json.JSONEncoder(ensure_ascii=False)
_TOO_DEEP = f"nests lists or objects more than {DEPTH_LIMIT} deep: not an article."
