"""One function over many batches of records, in this process or in several; what comes out never depends on how many.

A worker is an interpreter of its own at the other end of a pipe: it is safe beside threads, runs nothing of the
program that called us (multiprocessing would run its main module again), and ends when its pipe does, whatever
becomes of this process. What a worker cannot do, because a record or the worker is broken, is done here: so an
error is raised where it would have been raised without workers, with the batches before it already given.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle, islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Batches that are worked on here before a worker is started. Starting one takes 0.4 s, of which 0.2 are spent reading
# the same tables again; a thousand articles take as long.
ALONE = 5
# Batches handed out or waiting to be taken, for each worker
AHEAD = 2
# The engine takes a third of the time of an article, and it is here: more workers than this would wait for it.
MOST = 4


def default_workers() -> int:
    """How many workers this machine has processors for."""
    has_affinity = hasattr(os, "sched_getaffinity")  # Linux: what a container or taskset leaves us
    processors = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    return max(1, min(processors, MOST))


def worked(
    items: Iterable[Item],
    work: Callable[[Item], Result],
    workers: int = 1,
    on_death: Callable[[str], None] = lambda how: None,
) -> Iterator[Result]:
    """`map(work, items)`, some of it in other processes.

    Args:
        work: A pure function that can be pickled, as its items and results can.
        workers: Processes besides this one; 1 and fewer for none. They are started only for more than ALONE items.
        on_death: Told of each worker that ended before its time how it did; its work was done here.

    Raises:
        Exception: What `work` or `items` raised.

    >>> list(worked(["Rusia", "Prancis"], str.lower))
    ['rusia', 'prancis']
    """
    remaining = iter(items)
    if workers <= 1:
        yield from map(work, remaining)
        return
    yield from map(work, islice(remaining, ALONE))
    for first in islice(remaining, 1):
        yield from _shared(first, remaining, work, workers, on_death)


def _shared(
    first: Item,
    items: Iterator[Item],
    work: Callable[[Item], Result],
    workers: int,
    on_death: Callable[[str], None],
) -> Iterator[Result]:
    """The results of all items, in order; at any time at most AHEAD of them are away or waiting for each worker."""
    # Here, because most runs need no worker, and a search never does: it takes 20 ms to load.
    from search.index.worker import Worker

    with ExitStack() as stack:
        team = [stack.enter_context(Worker(work)) for _ in range(workers)]
        turns = cycle(team)
        away = deque([(first, next(turns).begin(first))])
        for item in items:
            away.append((item, next(turns).begin(item)))
            if len(away) >= AHEAD * workers:
                yield _taken(*away.popleft(), work)
        while away:
            yield _taken(*away.popleft(), work)
        for worker in team:
            if worker.death:
                on_death(worker.death)


def _taken(item: Item, answer: Callable[[], Sequence[Result]], work: Callable[[Item], Result]) -> Result:
    """What a worker makes of an item; what it does not is done here."""
    given = answer()
    return given[0] if given else work(item)
