"""Runs: what was answered to all topics, best first; TREC's run files in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from search.errors import InputError
from search.evaluation.lines import lines_of
from search.evaluation.topics import Topic
from search.index import Index

Run = Mapping[str, tuple[str, ...]]  # topic -> ids of documents, best first
DEPTH = 100  # answers to a topic: as far as R@100 looks


def answered(
    index: Index,
    topics: Iterable[Topic],
    *,
    depth: int = DEPTH,
    exact: bool = False,
    on_topic: Callable[[], None] | None = None,
) -> Run:
    """What the index answers to each topic: every document for itself, because judgements are of documents."""
    run = {}
    for topic in topics:
        page = index.search(topic.text, limit=depth, exact=exact, collapse=False)
        run[topic.id] = tuple(hit.document.id for hit in page.hits)
        if on_topic:
            on_topic()
    return run


def read_run(path: Path) -> Run:
    """The run of a file, ordered by its scores; equal scores keep the file's order. Raises InputError."""
    scored: dict[str, list[tuple[float, str]]] = {}
    for number, line in lines_of(path):
        topic, _, rest = (*line.split(None, 2), "", "", "")[:3]
        cells = rest.rsplit(None, 3)
        try:
            document, _, score, _ = cells
            scored.setdefault(topic, []).append((float(score), document.strip()))
        except ValueError as error:
            reason = "no line of a run. It is: topic Q0 document rank score tag."
            raise InputError(path, reason, line=number) from error
    if not scored:
        raise InputError(path, "there is no answer in this file.")
    return {
        topic: tuple(dict.fromkeys(document for _, document in sorted(found, key=lambda one: -one[0])))
        for topic, found in scored.items()
    }


def write_run(run: Run, path: Path, *, tag: str = "telusur") -> None:
    """Write a run in TREC's format.

    The scores written fall by one from rank to rank: trec_eval orders by score alone, and ours are no order by
    themselves where documents with all words come first.
    """
    lines = [
        f"{topic} Q0 {document} {rank} {len(documents) + 1 - rank} {tag}\n"
        for topic, documents in run.items()
        for rank, document in enumerate(documents, start=1)
    ]
    path.write_text("".join(lines), encoding="utf-8")
