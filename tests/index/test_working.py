"""Work in several processes gives what it gives in one: the same results, in order, and the same errors."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from types import MappingProxyType

import pytest

from search.aliases import alias_table, shipped_rules
from search.bulk.columns import Bulk
from search.index.making import Making
from search.index.worker import _read, _write, pickled
from search.index.working import AHEAD, ALONE, default_workers, worked
from search.ingest import Record, document
from search.model import Document
from tests.conftest import ROOT

MANY = ALONE + 12


MAKING = Making(Bulk(alias_table([shipped_rules()])))


def analyzed(record: Record) -> tuple[Document, object]:
    """What indexing does with a record."""
    made = document(record)
    return made, MAKING.entry(made)


def lowered(text: str) -> tuple[int, str]:
    """The text in lower case, and where that was done."""
    return os.getpid(), text.lower()


def halved(number: int) -> float:
    """An error for one number."""
    return 1 / (number - ALONE - 4)


def dying(number: int, caller: int) -> int:
    """Ends any process but the caller's."""
    if os.getpid() != caller:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def texts() -> list[str]:
    """More texts than are worked on alone, all of them different."""
    return [f"Gempa ke-{number} di Palu" for number in range(MANY)]


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_workers(workers: int) -> None:
    results = list(worked(texts(), lowered, workers))
    assert [text for _, text in results] == [text.lower() for text in texts()]
    assert len({process for process, _ in results}) == (1 + workers if workers > 1 else 1)


def test_few_items_start_no_process() -> None:
    results = list(worked(texts()[:ALONE], lowered, 3))
    assert {process for process, _ in results} == {os.getpid()}


@pytest.mark.parametrize("workers", [1, 2])
def test_records_become_the_same_documents_and_entries(workers: int) -> None:
    fields = {"title": "Gempa di Palu", "date": "2018-09-28", "tags": ["gempa"], "inLanguage": "id"}
    records = [
        Record(f"{number}", f"{number:032x}", "arsip.jsonl", number, MappingProxyType(fields | {"text": text}))
        for number, text in enumerate(texts())
    ]
    assert list(worked(records, analyzed, workers)) == list(map(analyzed, records))


@pytest.mark.parametrize("workers", [1, 3])
def test_an_error_is_raised_behind_the_results_before_it(workers: int) -> None:
    given = []
    with pytest.raises(ZeroDivisionError):
        given.extend(worked(range(MANY), halved, workers))
    assert given == [halved(number) for number in range(ALONE + 4)]


def test_an_error_of_the_items_is_raised_as_it_is() -> None:
    def broken() -> Iterator[str]:
        yield from texts()
        raise OSError("no such disk")

    with pytest.raises(OSError, match="no such disk"):
        list(worked(broken(), lowered, 2))


def test_what_a_dead_worker_leaves_is_done_here_and_its_end_is_told() -> None:
    told: list[str] = []
    assert list(worked(range(MANY), partial(dying, caller=os.getpid()), 2, told.append)) == list(range(MANY))
    assert told == ["was ended by signal 9"] * 2


def test_a_worker_that_lives_is_not_told_of() -> None:
    told: list[str] = []
    assert len(list(worked(texts(), lowered, 2, told.append))) == MANY
    assert told == []


def test_a_message_that_is_cut_short_is_no_message() -> None:
    whole = BytesIO()
    _write(pickled(["koalisi", "Rusia"]), whole)
    for length in range(len(whole.getvalue())):
        assert _read(BytesIO(whole.getvalue()[:length])) == b""
    assert pickle.loads(_read(BytesIO(whole.getvalue()))) == ["koalisi", "Rusia"]


def test_only_a_few_batches_are_read_ahead() -> None:
    read = 0

    def counted() -> Iterator[str]:
        nonlocal read
        for text in texts() * 3:
            read += 1
            yield text

    furthest = 0
    for taken, _ in enumerate(worked(counted(), lowered, 2)):
        furthest = max(furthest, read - taken)
    assert 1 < furthest <= 2 * AHEAD + 1


def test_results_that_nobody_wants_leave_no_process() -> None:
    results = worked(texts(), lowered, 2)
    processes = {next(results)[0] for _ in range(ALONE + 2)} - {os.getpid()}
    results.close()  # type: ignore[attr-defined]  # a generator
    assert len(processes) == 2
    assert not any(map(is_running, processes))


INTERRUPTED = """
import os, signal
from search.index.working import worked
from tests.index.test_working import lowered, texts
for process, _ in worked(texts(), lowered, 2):
    if process != os.getpid():
        {send}
"""


@pytest.mark.parametrize("send", ["os.killpg(0, signal.SIGINT)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_an_end_from_outside_leaves_no_process(send: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED.format(send=send)]
    # A worker has the same stderr: as long as one runs, its end does not come.
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, start_new_session=True, check=False, timeout=60
    )
    assert ended.returncode != 0
    assert ended.stderr.count("Traceback") == ("SIGINT" in send), "a worker says nothing of its own"


def test_without_workers_nothing_is_loaded_for_them() -> None:
    program = """
import sys
from search.index.working import worked
list(worked("abc", str.lower))
sys.exit(len({"multiprocessing", "search.index.worker"} & sys.modules.keys()))
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_there_is_always_a_worker() -> None:
    assert default_workers() >= 1


def is_running(process: int) -> bool:
    """Is there such a process still?"""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
