"""Qrels: which documents are right for which topic, and how right (0 is wrong)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from search.errors import InputError
from search.evaluation.lines import lines_of

Qrels = Mapping[str, Mapping[str, int]]  # topic -> document -> grade


def read_qrels(path: Path) -> Qrels:
    """The judgements of a file: TREC's four columns, or the three of BEIR with tabs. Raises InputError.

    A document's id may hold blanks: ids of ours are paths.
    """
    found: dict[str, dict[str, int]] = {}
    for number, line in lines_of(path):
        columns = _columns(line)
        if columns is None:
            raise InputError(path, "no judgement. A line is: topic 0 document grade.", line=number)
        topic, document, grade = columns
        try:
            found.setdefault(topic, {})[document] = int(grade)
        except ValueError as error:
            if number == 1:  # the heading of BEIR's tables
                found.clear()
                continue
            raise InputError(path, f'the grade "{grade}" is no whole number.', line=number) from error
    if not found:
        raise InputError(path, "there is no judgement in this file.")
    return found


def _columns(line: str) -> tuple[str, str, str] | None:
    """Topic, document and grade.

    >>> _columns("t1 0 ekonomi/harga beras.txt 2"), _columns("t1\\tharga beras.txt\\t1"), _columns("t1 0")
    (('t1', 'ekonomi/harga beras.txt', '2'), ('t1', 'harga beras.txt', '1'), None)
    """
    cells = line.split("\t")
    if len(cells) == 3:
        return cells[0].strip(), cells[1].strip(), cells[2].strip()
    topic, _, rest = (*line.split(None, 2), "", "", "")[:3]
    document, _, grade = rest.strip().replace("\t", " ").rpartition(" ")
    return (topic, document.strip(), grade) if document else None


def write_qrels(qrels: Qrels, path: Path) -> None:
    """Write judgements in TREC's format, in the order they have."""
    lines = [f"{topic} 0 {name} {grade}\n" for topic, grades in qrels.items() for name, grade in grades.items()]
    path.write_text("".join(lines), encoding="utf-8")


def is_judged(qrels: Qrels, topic: str) -> bool:
    """Does the topic have a right document? Without one, no answer could be good."""
    return any(grade > 0 for grade in qrels.get(topic, {}).values())
