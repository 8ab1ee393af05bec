"""`serve` answers, says when it cannot, and ends when told to."""

from __future__ import annotations

import json
import logging
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from search import SearchError
from tests.web.child import END_S, served
from web.guard import BODY_LIMIT_BYTES, HEADERS
from web.journal import journal
from web.serving import serve


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(seed_index_path: Path, told: signal.Signals) -> None:
    with served(seed_index_path, stderr=subprocess.PIPE) as (process, url):
        with urllib.request.urlopen(f"{url}api/v1/search?q=koalisi+Rusia", timeout=END_S) as answer:
            assert b'"total": 5' in answer.read()
        process.send_signal(told)
        _, errors = process.communicate(timeout=END_S)
    assert process.returncode == 0
    (line,) = [json.loads(line) for line in errors.splitlines()]
    assert (line["path"], line["status"]) == ("/api/v1/search", 200)


def test_a_request_that_came_before_the_end_is_answered(seed_index_path: Path) -> None:
    with served(seed_index_path, stderr=subprocess.DEVNULL) as (process, url):
        port = int(url.rstrip("/").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=END_S) as asking:
            asking.sendall(b"GET /api/v1/search?q=Rusia HTTP/1.1\r\nHost: a\r\n")  # its last line is still to come
            wait_until(lambda: not is_open(port), lambda: process.send_signal(signal.SIGTERM))
            assert process.poll() is None
            asking.sendall(b"\r\n")
            answer = asking.makefile("rb").readline()
        process.communicate(timeout=END_S)
    assert answer == b"HTTP/1.1 200 OK\r\n"
    assert process.returncode == 0


def wait_until(is_so: Callable[[], bool], act: Callable[[], None]) -> None:
    """Act, once the other process has read what was sent, and wait for what comes of it."""
    time.sleep(0.2)
    act()
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def is_open(port: int) -> bool:
    """Does anybody listen?"""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def test_settings_say_where_to_listen_and_arguments_go_before_them(
    seed_index_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("TELUSUR_WEB_PORT", str(port))
        with pytest.raises(SearchError, match=f"Port {port} is in use"):
            serve(seed_index_path)
        with pytest.raises(SearchError, match=r"192\.0\.2\.1, port 0"):
            serve(seed_index_path, 0, "192.0.2.1")


def test_a_rate_that_cannot_be_read_is_one_clear_line(seed_index_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("flask_limiter")
    monkeypatch.setenv("TELUSUR_WEB_RATE", "often")
    with pytest.raises(SearchError, match='rate in \\[web\\] is "often"'):
        serve(seed_index_path, 0)


def test_what_goes_wrong_is_a_line_of_json_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    with journal():
        try:
            raise ValueError("jalan buntu")
        except ValueError:
            logging.getLogger("web.app").exception("Exception on %s", "/")
    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["message"]) == ("error", "Exception on /")
    assert "jalan buntu" in line["trace"]


def test_a_port_in_use_is_one_clear_line(seed_index_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SearchError) as caught:
            serve(seed_index_path, port)
    assert str(caught.value) == f"Port {port} is in use. Choose another with --port."


def test_a_host_that_is_not_ours_is_one_clear_line(seed_index_path: Path) -> None:
    with pytest.raises(SearchError, match=r"^cannot serve on 192\.0\.2\.1, port 0: .+\. Choose another"):
        serve(seed_index_path, 0, "192.0.2.1")  # TEST-NET-1 of RFC 5737: nobody's address


@pytest.fixture(scope="module")
def asked(seed_index_path: Path) -> Iterator[Callable[[bytes], bytes]]:
    """Sends bytes to a server and reads until it closes the connection."""
    with served(seed_index_path, stderr=subprocess.DEVNULL) as (_, url):
        port = int(url.rstrip("/").rpartition(":")[2])

        def ask(sent: bytes) -> bytes:
            with socket.create_connection(("127.0.0.1", port), timeout=END_S) as asking:
                asking.sendall(sent)
                return asking.makefile("rb").read()

        yield ask


HEAD = b"Host: a\r\nAccept-Language: id\r\nConnection: close\r\n"
REFUSED = [
    (b"GET / FOO\r\n\r\n", b"400"),
    (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 99999999999\r\n\r\n", b"413"),
    (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", b"400"),
    (b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: odd\r\n\r\n", b"501"),
    (b"GET / HTTP/1.1\r\n" + HEAD + b"X : a\r\n\r\n", b"400"),
]


@pytest.mark.parametrize(("sent", "status"), REFUSED)
def test_what_is_no_request_is_refused_with_the_headers_of_all_answers(
    asked: Callable[[bytes], bytes], sent: bytes, status: bytes
) -> None:
    answer = asked(sent)
    assert answer.split(b" ", 2)[1] == status
    for name, value in HEADERS.items():
        assert f"\r\n{name}: {value}\r\n".encode() in answer


def test_a_body_beyond_the_limit_is_refused_in_the_readers_words(asked: Callable[[bytes], bytes]) -> None:
    body = b"x" * (2 * BODY_LIMIT_BYTES)
    answer = asked(b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"terlalu banyak data" in answer
    chunked = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    answer = asked(b"POST /api/v1/batch HTTP/1.1\r\n" + HEAD + b"Content-Type: application/json\r\n" + chunked)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in answer


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_a_proxy_tells_counts_where_there_is_one(
    seed_index_path: Path, monkeypatch: pytest.MonkeyPatch, proxies: int
) -> None:
    monkeypatch.setenv("TELUSUR_WEB_PROXIES", str(proxies))
    told = {"For": "203.0.113.9", "Proto": "https", "Host": "berita.example", "Prefix": "/arsip"}
    headers = {f"X-Forwarded-{name}": value for name, value in told.items()}
    with served(seed_index_path, stderr=subprocess.PIPE) as (process, url):
        with urllib.request.urlopen(urllib.request.Request(f"{url}opensearch.xml", headers=headers)) as answer:
            text = answer.read().decode()
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=END_S)
    address, client = ("https://berita.example/arsip/", "203.0.113.9") if proxies else (url, "127.0.0.1")
    assert f'template="{address}opensearch.xml"' in text
    assert json.loads(errors.splitlines()[-1])["client"] == client


def test_many_connections_that_say_nothing_keep_nobody_out(seed_index_path: Path) -> None:
    with served(seed_index_path, stderr=subprocess.DEVNULL) as (_, url), ExitStack() as silent:
        port = int(url.rstrip("/").rpartition(":")[2])
        for _ in range(200):
            silent.enter_context(socket.create_connection(("127.0.0.1", port), timeout=END_S)).sendall(b"GET / HT")
        with urllib.request.urlopen(f"{url}healthz", timeout=END_S) as answer:
            assert answer.status == 200
