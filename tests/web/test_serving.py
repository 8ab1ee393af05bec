"""`serve` answers, says when it cannot, and ends when told to."""

from __future__ import annotations

import json
import logging
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from search import SearchError
from tests.web.child import END_S, served
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
