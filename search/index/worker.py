"""A worker: another interpreter that applies one function to whatever comes through a pipe, and its other end here.

Both ends speak in pickled messages with their length before them, first the function, then items and results in turns.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from subprocess import PIPE, Popen
from types import MappingProxyType
from typing import Any, BinaryIO, Self

from search.index.sweeping import rarely_swept

_LENGTH_BYTES = 8
# The path of the program that calls us is the worker's as well: it may have been run from a checkout.
_PROGRAM = "import sys; sys.path[:] = {path!r}; from search.index.worker import serve; serve()"

Message = Any  # what pickle takes and gives back


class Worker:
    """This end of the pipe; use it with `with`, which leaves no process behind.

    Attributes:
        death: How it ended before its time, "" for a worker that lives.
    """

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.death = ""
        command = [sys.executable, "-c", _PROGRAM.format(path=sys.path)]
        # A group of its own, from its first moment on: Ctrl+C is for this process, which will close the pipe.
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, process_group=0)
        # One thread waits for one worker, so that its messages keep their order and this process goes on meanwhile.
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(self._send, pickled(work))

    def begin(self, item: Message) -> Callable[[], Sequence[Any]]:
        """Send an item away; the function given back waits for its result.

        There is none where it raised, and where the worker has died.
        """
        answer = self._thread.submit(self._exchange, pickled(item))
        return lambda: pickle.loads(answer.result() or _NOTHING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._process.kill()  # it keeps nothing; and a thread that waits for it goes on
        self._thread.shutdown(cancel_futures=True)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # of what was left to send
                pipe.close()  # type: ignore[union-attr]  # both are PIPE
        self._process.wait()

    def _send(self, message: bytes) -> None:
        with suppress(OSError):  # dead: there will be no answer
            _write(message, self._process.stdin)  # type: ignore[arg-type]  # PIPE

    def _exchange(self, message: bytes) -> bytes:
        self._send(message)
        answer = _read(self._process.stdout)  # type: ignore[arg-type]  # PIPE
        if not answer and not self.death:  # nothing but its end closes the pipe
            code = self._process.wait()
            self.death = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        return answer


def serve() -> None:
    """Be the other end, until the pipe is closed."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed here belongs to no message
    requests = sys.stdin.buffer
    if not (message := _read(requests)):
        return
    work: Callable[[Any], Any] = pickle.loads(message)
    try:
        with rarely_swept():
            _answer(requests, work, answers)
    except BrokenPipeError:  # the process that called us is gone, and so is everybody who could be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())


def _answer(requests: BinaryIO, work: Callable[[Any], Any], answers: BinaryIO) -> None:
    while request := _read(requests):
        results: list[Any] = []
        with suppress(Exception):  # told by the result that is missing: the caller meets it itself
            results.append(work(pickle.loads(request)))
        _write(pickled(results), answers)


def pickled(message: Message) -> bytes:
    """A message as bytes; read-only mappings, which pickle does not know, stay read-only."""
    file = BytesIO()
    _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(message)
    return file.getvalue()


def _read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)


class _Pickler(pickle.Pickler):
    dispatch_table = {**copyreg.dispatch_table, MappingProxyType: lambda proxy: (_read_only, (dict(proxy),))}  # noqa: RUF012


def _write(message: bytes, pipe: BinaryIO) -> None:
    pipe.write(len(message).to_bytes(_LENGTH_BYTES, "big") + message)
    pipe.flush()


def _read(pipe: BinaryIO) -> bytes:
    """The next message, b"" where there is none, or where the other end has gone in the middle of it."""
    length = pipe.read(_LENGTH_BYTES)
    size_bytes = int.from_bytes(length, "big") if len(length) == _LENGTH_BYTES else 0
    message = pipe.read(size_bytes)
    return message if len(message) == size_bytes else b""


_NOTHING = pickled([])
