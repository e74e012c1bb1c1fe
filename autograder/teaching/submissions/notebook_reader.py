"""Notebooks are read in a process apart, with a clock and a bound on its memory.

Nothing of a student's runs there. But Python's own compiler is asked which names a cell uses, and a cell of twenty lines
can keep it busy for days: `finally` within `finally` doubles what it has to write, forty times over.
"""

import contextlib
import json
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Self

from autograder.errors import ReaderLost
from autograder.sandbox.launch import clean_environment, interpreter
from autograder.teaching import wording
from autograder.teaching.submissions.limits import Limits
from autograder.teaching.submissions.notebook_source import Extract, source_of

_LENGTH = struct.Struct(">I")
_MEMORY = 1024**3
_STARTING_SECONDS = 60.0


class NotebookReader:
    """Reads notebooks, one after the other. Its process starts with the first of them, and anew after one that ended it."""

    def __init__(self, seconds: float = Limits.notebook_seconds) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._end()

    def source_of(self, notebook: bytes, functions: list[str], limit: int) -> Extract:
        """Return the `Extract` of a notebook's bytes, as `notebook_source.source_of` does."""
        process = self._process or self._started()
        try:
            with self._clock(process, self._seconds):
                _send(_pipe(process.stdin), json.dumps([functions, limit]).encode(), notebook)
                source, note, problem = json.loads(_receive(_pipe(process.stdout)))
        except (EOFError, OSError):
            self._end()
            return Extract(problem=wording.TOO_HARD)
        return Extract(source.encode(), note, problem)

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            process = self._process = subprocess.Popen(
                interpreter("autograder.teaching.submissions.notebook_reader"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=clean_environment(),
            )
            with self._clock(process, _STARTING_SECONDS):
                _receive(_pipe(process.stdout))
            return process
        except (EOFError, OSError, RuntimeError):  # the last where no thread is to be had for the clock
            self._end()
            raise ReaderLost from None

    @contextlib.contextmanager
    def _clock(self, process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
        """End the process when it takes too long: whoever reads from it then finds the end of its file."""
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):
                stream.close()
        process.wait()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream, "the process was started with pipes"
    return stream


def main() -> None:
    """Read notebooks from standard input until it ends."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    _bound_memory()
    _send(stdout, b"ready")
    with contextlib.suppress(EOFError):
        while True:
            functions, limit = json.loads(_receive(stdin))
            extract = source_of(_receive(stdin), functions, limit)
            _send(stdout, json.dumps([extract.source.decode(), extract.note, extract.problem]).encode())


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such bound, and a Mac may refuse it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(stream: IO[bytes], *messages: bytes) -> None:
    for message in messages:
        stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
