"""The work of `search judge`: pooled answers one by one, each judgement kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from search.cli.reader import index_path
from search.evaluation import Qrels, Topic, answered, pooled, read_qrels, read_run, write_qrels
from search.index import Index, open_index

HIGHEST_GRADE = 3
QUESTION = "0 wrong, 1 touches it, 2 right, 3 just this; s skip, q quit"
SHOWN = 1500  # characters of the body: what fits a screen beside the question


def judged(topics: Sequence[Topic], qrels_file: Path, *, run_files: Sequence[Path], pool: int) -> None:
    """Ask for each document that is in the pool and has no judgement, until all are judged or the reader quits."""
    before: Qrels = read_qrels(qrels_file) if qrels_file.exists() else {}
    grades = {topic: dict(known) for topic, known in before.items()}
    with open_index(index_path()) as index:
        runs = [answered(index, topics, depth=pool), *map(read_run, run_files)]
        for topic in topics:
            for document_id in pooled(runs, topic.id, grades, depth=pool):
                answer = _answer(index, topic, document_id)
                if answer == "q":
                    return
                if answer != "s":
                    grades.setdefault(topic.id, {})[document_id] = int(answer)
                    write_qrels(grades, qrels_file)  # after each: nothing is lost when a terminal closes


def _answer(index: Index, topic: Topic, document_id: str) -> str:
    view = index.view(document_id, topic.text)
    body = view.body.text if len(view.body.text) <= SHOWN else view.body.text[:SHOWN] + " …"
    click.echo(f"\n{topic.id}: {topic.text}\n\n{view.title.text}  [{document_id}]\n{body}\n")
    answers = click.Choice([*map(str, range(HIGHEST_GRADE + 1)), "s", "q"])
    return str(click.prompt(QUESTION, type=answers, show_choices=False))
