"""The site behind waitress, until Ctrl+C or SIGTERM."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import waitress  # type: ignore[import-untyped]  # published without types

from search import SearchError
from search.wording import FALLBACK, sentence
from web.app import create_app
from web.config import WebConfig
from web.guard import BODY_LIMIT_BYTES


def serve(
    index_path: str | os.PathLike[str],
    port: int = 8000,
    host: str = "127.0.0.1",
    *,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the site of an index, and return when told to stop.

    Args:
        port: 0 for any that is free.
        on_ready: Told the address as soon as it answers.

    Raises:
        SearchError: The port or the host cannot be had.
    """
    # It warns of every request that waits for a thread, which is no news to anybody.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_app(WebConfig(Path(index_path)))
    with _listening(host, port) as listener:
        # Without a limit here waitress stores up to 1 GB of a body before it asks us.
        server = waitress.create_server(app, sockets=[listener], ident=None, max_request_body_size=BODY_LIMIT_BYTES)
        try:
            with _stopped_by_sigterm():
                if on_ready:
                    on_ready(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/")
                server.run()
        finally:
            server.close()
            app.extensions["telusur"].archive.close()


def _listening(host: str, port: int) -> socket.socket:
    """An open socket. Waitress could open it too, but leaves files open where it fails (3.0.2)."""
    try:
        # 1024 waiting connections, as waitress asks for by itself.
        return socket.create_server((host, port), family=_family(host), backlog=1024)
    except OSError as error:
        raise SearchError(_refused(error, host, port)) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return sentence("port-in-use", FALLBACK, {"port": str(port)})
    return f"cannot serve on {host}, port {port}: {error.strerror or error}. Choose another with --port."


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM, as a service manager sends it, does what Ctrl+C does."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may handle signals
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
