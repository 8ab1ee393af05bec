"""Topics: the questions of an evaluation, from the three formats they come in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.errors import InputError
from search.evaluation.lines import lines_of, text_of

# As collections name them: our own and MS MARCO, BEIR, TREC's JSON.
_ID_KEYS = ("id", "_id", "query_id", "qid", "topic_id", "number")
_TEXT_KEYS = ("text", "query", "title", "question")
_TREC_TOPIC = re.compile(r"<top>(?P<body>.*?)</top>", re.DOTALL | re.IGNORECASE)
_TREC_NUMBER = re.compile(r"<num>\s*(?:Number:)?\s*(?P<text>[^\s<]+)", re.IGNORECASE)
_TREC_TITLE = re.compile(r"<title>\s*(?:Topic:)?\s*(?P<text>[^<]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """A question, as a reader would type it."""

    id: str
    text: str


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of a file, in its order; its first character tells the format.

    TSV has a topic a line (id, tab, text), JSON Lines an object a line, TREC `<top>` elements of which the title is
    the query. Raises InputError for a line that is no topic, and for an id that comes twice.
    """
    opening = text_of(path).lstrip()[:1]
    found = _trec(path) if opening == "<" else _json_lines(path) if opening == "{" else _table(path)
    topics: dict[str, Topic] = {}
    for line, topic in found:
        if topic.id in topics:
            raise InputError(path, f'the topic "{topic.id}" is there already. Give each topic its own id.', line=line)
        topics[topic.id] = topic
    if not topics:
        raise InputError(path, "there is no topic in this file.")
    return tuple(topics.values())


def _table(path: Path) -> Iterator[tuple[int, Topic]]:
    for number, line in lines_of(path):
        name, tab, text = line.partition("\t")
        if not tab or not name.strip() or not text.strip():
            raise InputError(path, "no topic. A line is: id, tab, text.", line=number)
        yield number, Topic(name.strip(), text.strip())


def _json_lines(path: Path) -> Iterator[tuple[int, Topic]]:
    for number, line in lines_of(path):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(path, f"no JSON ({error}).", line=number) from error
        name, text = (_first(record, keys) for keys in (_ID_KEYS, _TEXT_KEYS))
        if not name or not text:
            raise InputError(path, 'no topic. A line is: {"id": ..., "text": ...}.', line=number)
        yield number, Topic(name, text)


def _first(record: object, keys: tuple[str, ...]) -> str:
    values = (record.get(key) for key in keys) if isinstance(record, dict) else ()
    return next((str(value).strip() for value in values if value not in (None, "")), "")


def _trec(path: Path) -> Iterator[tuple[int, Topic]]:
    text = text_of(path)
    for match in _TREC_TOPIC.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name, title = _TREC_NUMBER.search(match["body"]), _TREC_TITLE.search(match["body"])
        if not name or not title or not title["text"].strip():
            raise InputError(path, "a <top> without <num> or <title>.", line=line)
        yield line, Topic(name["text"], " ".join(title["text"].split()))
