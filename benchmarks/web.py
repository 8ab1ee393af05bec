"""The site under load: 16 clients that keep their connections, on the development corpora (27,901 articles).

    python benchmarks/web.py [--index FOLDER] [--seconds N] [--clients N]

Searches 70 %, documents 15 %, suggestions 15 %, as pages and as JSON by turns, from this process to one of
`search serve`. Prints requests per second and milliseconds (p50, p95, p99, worst); first in peace, then while another
process commits all the time. Asserted: no answer is an error, and none mixes two commits. Then the weight of a results
page with its style and script (reach: 60 KB). Needs ../shared beside the project, or an index of its articles.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from threading import Thread
from time import perf_counter
from urllib.parse import quote, urlencode, urlsplit

from corpus import EVAL, copied

from search import open_index

SERVE = "import sys; from web.serving import serve; serve(sys.argv[1], 0, on_ready=lambda url: print(url, flush=True))"
# Every commit changes all of these articles: an answer that shows two of their outlets mixes two commits.
MARKED, MARK = 10, "penandaperubahan"
COMMIT = f"""
import json, itertools, sys
from pathlib import Path
from search import open_index
folder, file = Path(sys.argv[1]), Path(sys.argv[2])
with open_index(folder) as index:
    for number in itertools.count():
        lines = [json.dumps({{"id": f"tanda-{{i}}", "title": f"Tanda {{i}}", "text": f"Kata {MARK} ke-{{i}} dari "
            + chr(97 + i) * 9, "source": f"Koran {{number}}"}}) for i in range({MARKED})]
        file.write_text("\\n".join(lines))
        index.add([file])
        print(number, flush=True)
"""
MOST_BYTES = 60_000


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    """A process, told to stop at the end."""
    environment = {**os.environ, "TELUSUR_WEB_ACCESS_LOG": "false"}
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)


def questions(folder: Path, chance: random.Random) -> list[str]:
    """Addresses, mixed as readers mix them."""
    queries = []
    for name in ("clickid-title", "facqa", "tydiqa-id"):
        with gzip.open(EVAL / f"{name}.queries.jsonl.gz", "rt", encoding="utf-8") as lines:
            queries += [json.loads(line)["text"] for line in itertools.islice(lines, 200)]
    with open_index(folder) as index:
        ids = [document.id for document in itertools.islice(index.documents(), 0, None, 90)]
    searches = [f"/?{urlencode({'q': query})}" for query in queries]
    searches += [f"/api/v1/search?{urlencode({'q': query})}" for query in queries]
    searches += [f"/api/v1/search?{urlencode({'q': MARK, 'facets': 'source', 'collapse': 'false'})}"] * 40
    documents = [f"/document/{quote(one)}?{urlencode({'q': query})}" for one, query in zip(ids, queries, strict=False)]
    beginnings = [f"/api/v1/suggest?{urlencode({'q': query[: chance.randint(2, 20)]})}" for query in queries]
    kinds = chance.choices([searches, documents, beginnings], [70, 15, 15], k=4_000)
    return [chance.choice(kind) for kind in kinds]


def ask(connection: http.client.HTTPConnection, address: str) -> bytes:
    """The body of an answer; fails for any but a good one, and for one that mixes two commits."""
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, f"{answer.status} for {address}: {body[:300]!r}"
    if MARK in address:
        page = json.loads(body)
        outlets = {hit["source"] for hit in page["hits"]} | {one["value"] for one in page["facets"]["source"]}
        assert len(page["hits"]) == page["total"] == MARKED, f"{page['total']} of {MARKED} marked articles"
        assert len(outlets) == 1, f"two commits in one answer: {outlets}"
    return body


def client(place: str, addresses: list[str], end: float, took_ms: list[float], errors: list[BaseException]) -> None:
    """One client, until the end or its first error."""
    connection = http.client.HTTPConnection(place, timeout=30)
    try:
        for address in itertools.cycle(addresses):
            started = perf_counter()
            if started > end:
                break
            ask(connection, address)
            took_ms.append((perf_counter() - started) * 1000)
    except BaseException as error:  # noqa: BLE001  told by the main thread, which asserts that there is none
        errors.append(error)
    finally:
        connection.close()


def processor_s(server: subprocess.Popen[str]) -> float:
    """Seconds of processor that a process has taken, on Linux (proc(5): fields 14 and 15 of stat, in ticks)."""
    fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def loaded(
    server: subprocess.Popen[str], place: str, addresses: list[str], clients: int, seconds: float, what: str
) -> None:
    """Ask from many clients at once, and print what they saw."""
    before_s = processor_s(server)
    took_ms: list[float] = []
    errors: list[BaseException] = []
    started = perf_counter()
    threads = [
        Thread(target=client, args=(place, addresses[at::clients], started + seconds, took_ms, errors))
        for at in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors[:3]
    cuts = quantiles(took_ms, n=100)
    rate, spent_ms = len(took_ms) / (perf_counter() - started), (processor_s(server) - before_s) / len(took_ms) * 1000
    print(
        f"{what:<16} {rate:6.0f} requests/s  p50 {cuts[49]:.0f}, p95 {cuts[94]:.0f},"
        f" p99 {cuts[98]:.0f}, worst {max(took_ms):.0f} ms; {len(took_ms)} requests, 0 errors;"
        f" {spent_ms:.1f} ms of processor each",
        flush=True,
    )


def weight(place: str) -> None:
    """What a reader with an empty cache fetches for a results page."""
    connection = http.client.HTTPConnection(place, timeout=30)
    page = ask(connection, f"/?{urlencode({'q': 'gempa bumi'})}")
    files = set(re.findall(r'(?:href|src)="(/[^"]*static/[^"]+)"', page.decode()))
    sizes = {"page": len(page)} | {urlsplit(file).path.rsplit("/", 1)[1]: len(ask(connection, file)) for file in files}
    total = sum(sizes.values())
    print(
        f"results page {', '.join(f'{name} {size / 1000:.1f}' for name, size in sizes.items())} = {total / 1000:.1f} KB"
    )
    assert total < MOST_BYTES


def main() -> None:
    """Serve an index, and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=16)
    arguments = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"{EVAL} is not there: this benchmark needs the development corpora")
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.index or Path(name) / "index"
        if not arguments.index:
            with open_index(folder, create_missing=True) as index:
                index.add(copied(Path(name), None)[0])
        marked = Path(name) / "tanda.jsonl"
        with running("-c", COMMIT, str(folder), str(marked)) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()  # the marked articles are in
        addresses = questions(folder, random.Random(20151113))
        with running("-c", SERVE, str(folder)) as server:
            assert server.stdout is not None
            place = urlsplit(server.stdout.readline().strip()).netloc
            loaded(server, place, addresses, arguments.clients, 2, "warming up")
            loaded(server, place, addresses, arguments.clients, arguments.seconds, "in peace")
            with running("-c", COMMIT, str(folder), str(marked)) as writer:
                loaded(server, place, addresses, arguments.clients, arguments.seconds, "beside commits")
                writer.send_signal(signal.SIGTERM)
                assert writer.stdout is not None
                print(f"{len(writer.stdout.readlines())} commits meanwhile; load {os.getloadavg()[0]:.1f}")
            weight(place)


if __name__ == "__main__":
    main()
