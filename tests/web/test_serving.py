"""`serve` answers, says when it cannot, and ends when told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from search import SearchError
from tests.conftest import ROOT
from tests.web.conftest import SERVE
from web.serving import serve


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(seed_index_path: Path, told: signal.Signals) -> None:
    command = [sys.executable, "-c", SERVE, str(seed_index_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        with urllib.request.urlopen(f"{url}api/v1/search?q=koalisi+Rusia", timeout=20) as answer:
            assert b'"total": 5' in answer.read()
        process.send_signal(told)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert not errors


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
