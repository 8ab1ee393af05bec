"""The site behind waitress, until Ctrl+C or SIGTERM; requests that came before that are answered."""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import waitress  # type: ignore[import-untyped]  # published without types
from flask import Flask
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]
from werkzeug.middleware.proxy_fix import ProxyFix

from search import SearchError
from search.wording import FALLBACK, sentence
from web.app import create_app
from web.config import WebConfig
from web.guard import BODY_LIMIT_BYTES, BUSY, HEADERS
from web.journal import journal

PATIENCE_S = 20.0  # for the answers that are under way; supervisors kill after 30 (Kubernetes) or 90 (systemd)
# Requests that may wait for each thread. A search is 20 ms: who waits longer than this waits for somebody's attack.
WAITING = 16
# Waitress would store up to 1 GB of a body before it asks us. Up to here, what it keeps in memory, we refuse in the
# reader's words; what is larger it refuses by itself, in its own.
READ_LIMIT_BYTES = 8 * BODY_LIMIT_BYTES
# Waitress's 100 connections, closed after 120 s of silence, are soon taken by somebody who says nothing and keeps all
# others out. A process may have 1,024 files open, on most machines.
MOST_CONNECTIONS = 512
SILENCE_S = 30


def serve(
    site: WebConfig | str | os.PathLike[str],
    port: int | None = None,
    host: str | None = None,
    *,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the site of an index, and return when told to stop.

    Args:
        site: Its configuration, or the index folder: then files and environment say the rest.
        port, host: Go before the configuration; port 0 for any that is free.
        on_ready: Told the address as soon as it answers.

    Raises:
        SearchError: The port or the host cannot be had, or the configuration is wrong.
    """
    config = site if isinstance(site, WebConfig) else WebConfig.of(site)
    given = {name: value for name, value in (("port", port), ("host", host)) if value is not None}
    settings = replace(config.settings, **given)  # type: ignore[arg-type]  # each of its own kind
    app = create_app(replace(config, settings=settings))
    with journal(), _listening(settings.host, settings.port) as listener, _told_to_stop() as stop:
        server = _Server(app, listener, settings.threads, settings.proxies)
        stop.append(server.wake)
        try:
            if on_ready:
                on_ready(_address(settings.host, listener.getsockname()[1]))
            server.run()
        finally:
            server.close()
            app.extensions["telusur"].archive.close()


class _Server:
    """Waitress, with an end that answers what was asked."""

    def __init__(self, app: Flask, listener: socket.socket, threads: int, proxies: int) -> None:
        self._map: dict[int, Any] = {}
        self._listener, self._is_told = listener, threading.Event()
        counts = dict.fromkeys(("x_for", "x_proto", "x_host", "x_prefix"), proxies)
        application: WSGIApplication = ProxyFix(app, **counts) if proxies else app
        self._waitress = waitress.create_server(
            self._counted(application, threads * WAITING),
            map=self._map,
            sockets=[listener],
            threads=threads,
            ident=None,
            clear_untrusted_proxy_headers=not proxies,  # what ProxyFix reads, waitress would take away
            max_request_body_size=READ_LIMIT_BYTES,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=SILENCE_S,
            cleanup_interval=SILENCE_S // 3,
        )
        self._waitress.channel_class = _Channel

    def wake(self) -> None:
        """End `run` soon; from any thread, or from a signal."""
        self._is_told.set()
        self._waitress.pull_trigger()

    def run(self) -> None:
        """Answer requests until woken, then those that are under way."""
        while not self._is_told.is_set():
            self._waitress.asyncore.loop(timeout=1, map=self._map, use_poll=True, count=1)
        self._waitress.del_channel(self._map)  # nobody new is let in
        self._listener.close()
        end = time.monotonic() + PATIENCE_S
        while self._is_at_work() and time.monotonic() < end:
            self._waitress.asyncore.loop(timeout=0.1, map=self._map, use_poll=True, count=1)
        self._waitress.task_dispatcher.shutdown(timeout=1)

    def close(self) -> None:
        """Let go of all sockets and threads."""
        for channel in list(self._waitress.active_channels.values()):
            channel.handle_close()
        self._waitress.task_dispatcher.shutdown(timeout=0)
        self._waitress.close()

    def _is_at_work(self) -> bool:
        channels = list(self._waitress.active_channels.values())
        return any(channel.requests or channel.request or channel.total_outbufs_len for channel in channels)

    def _counted(self, app: WSGIApplication, most: int) -> WSGIApplication:
        def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            environ[BUSY] = len(self._waitress.task_dispatcher.queue) > most
            return app(environ, start_response)

        return application


class _Refusal(ErrorTask):  # type: ignore[misc]
    """What waitress refuses by itself, because it is no HTTP or too much of it: with the headers of all answers."""

    def execute(self) -> None:
        self.response_headers.extend(HEADERS.items())
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    error_task_class = _Refusal


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


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
def _told_to_stop() -> Iterator[list[Callable[[], None]]]:
    """Call what is put into the list at SIGTERM, as a service manager sends it, and at Ctrl+C; leave at a second."""
    told: list[Callable[[], None]] = []
    if threading.current_thread() is not threading.main_thread():
        yield told  # only the main thread may handle signals
        return
    seen: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        seen.append(number)
        if len(seen) > 1 or not told:
            raise SystemExit(0)
        for call in told:
            call()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
