"""What to judge: the first answers of several runs, in an order that tells nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from search.evaluation.qrels import Qrels
from search.evaluation.runs import Run


def pooled(runs: Sequence[Run], topic: str, qrels: Qrels, *, depth: int = 10) -> tuple[str, ...]:
    """The documents that some run has among its first `depth` for the topic and nobody has judged yet.

    They come in the order of a hash: whoever judges must not see which run, and which rank, a document had.

    >>> pooled([{"t": ("a", "b")}, {"t": ("b", "c")}], "t", {"t": {"a": 1}})
    ('c', 'b')
    """
    judged = qrels.get(topic, {})
    names = {name for run in runs for name in run.get(topic, ())[:depth] if name not in judged}
    return tuple(sorted(names, key=lambda name: blake2b(f"{topic} {name}".encode(), digest_size=8).digest()))


def unjudged(run: Run, qrels: Qrels, topics: Iterable[str], *, depth: int = 10) -> float:
    """The share of the first `depth` answers that nobody has judged: near 1 the measures say little.

    >>> unjudged({"t": ("a", "b", "c", "d")}, {"t": {"a": 1}}, ["t"])
    0.75
    """
    answers = [(topic, name) for topic in topics for name in run.get(topic, ())[:depth]]
    return sum(name not in qrels.get(topic, {}) for topic, name in answers) / len(answers) if answers else 0.0
