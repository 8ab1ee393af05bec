"""Counts of requests and how long they took, as Prometheus reads them (text format 0.0.4).

Written here: the client library counts far more than a site of one process needs, and weighs more than all of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from threading import Lock

# Seconds. A search is 5 to 50 ms; what takes more than a second is worth a look.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """The numbers of one process; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, endpoint: str, method: str, status: int, took_s: float) -> None:
        """Count a request that was answered."""
        with self._lock:
            self._requests[endpoint, method, status] += 1
            self._buckets[endpoint, bisect_left(BUCKETS, took_s)] += 1
            self._seconds[endpoint] += took_s  # type: ignore[assignment]  # a Counter adds up any numbers

    def lines(self) -> Iterator[str]:
        """What was counted, line by line."""
        with self._lock:
            requests, buckets, seconds = dict(self._requests), Counter(self._buckets), dict(self._seconds)
        yield from _head("telusur_requests_total", "counter", "Requests that were answered.")
        for (endpoint, method, status), times in sorted(requests.items()):
            labels = f'endpoint="{endpoint}",method="{method}",status="{status}"'
            yield f"telusur_requests_total{{{labels}}} {times}"
        yield from _head("telusur_request_seconds", "histogram", "How long answers took.")
        for endpoint in sorted(seconds):
            yield from _histogram(endpoint, [buckets[endpoint, place] for place in range(len(BUCKETS) + 1)])
            yield f'telusur_request_seconds_sum{{endpoint="{endpoint}"}} {seconds[endpoint]:.6f}'


def gauge(name: str, about: str, value: float) -> list[str]:
    """The lines of a number of now.

    >>> gauge("telusur_index_documents", "Documents of the index.", 5)[-1]
    'telusur_index_documents 5'
    """
    return [*_head(name, "gauge", about), f"{name} {int(value) if isinstance(value, bool) else value}"]


def _head(name: str, kind: str, about: str) -> list[str]:
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]


def _histogram(endpoint: str, counts: list[int]) -> Iterator[str]:
    total = 0
    for bound, times in zip([*map(str, BUCKETS), "+Inf"], counts, strict=True):
        total += times
        yield f'telusur_request_seconds_bucket{{endpoint="{endpoint}",le="{bound}"}} {total}'
    yield f'telusur_request_seconds_count{{endpoint="{endpoint}"}} {total}'
