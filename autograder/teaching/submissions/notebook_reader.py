"""Notebooks are read in a process apart, with a clock and a bound on its memory.

Nothing of a student's runs there. But Python's own compiler is asked which names a cell uses, and a cell of twenty lines
can keep it busy for days: `finally` within `finally` doubles what it has to write, forty times over.
"""

import base64
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

from autograder.errors import ReaderLost
from autograder.sandbox.launch import start
from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.notebook_source import Extract, source_of

_MEMORY = 1024**3
_STARTING_SECONDS = 60.0


class NotebookReader(contextlib.AbstractContextManager["NotebookReader"]):
    """Reads notebooks, one after the other. Its process starts with the first of them, and anew after one that ended it."""

    def __init__(self, seconds: float = FileLimits.notebook_seconds) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None

    def __exit__(self, *problem: object) -> None:
        self._end()

    def source_of(self, notebook: bytes, functions: list[str], limit: int) -> Extract:
        """Return the `Extract` of a notebook's bytes, as `notebook_source.source_of` does."""
        process = self._process or self._started()
        try:
            with self._clock(process, self._seconds):
                question = json.dumps([base64.b64encode(notebook).decode(), functions, limit])
                print(question, file=process.stdin, flush=True)
                source, note, problem = _heard(process)
        except (EOFError, OSError):
            self._end()
            return Extract(problem=wording.TOO_HARD)
        return Extract(source.encode(), note, problem)

    def _started(self) -> subprocess.Popen[str]:
        try:
            process = self._process = start(__name__, stderr=subprocess.DEVNULL, encoding="ascii")
            with self._clock(process, _STARTING_SECONDS):
                _heard(process)
            return process
        except (EOFError, OSError, RuntimeError):  # the last where no thread is to be had for the clock
            self._end()
            raise ReaderLost from None

    @contextlib.contextmanager
    def _clock(self, process: subprocess.Popen[str], seconds: float) -> Iterator[None]:
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


def _heard(process: subprocess.Popen[str]) -> Any:
    """Return what the process says next. Raises `EOFError` where that is nothing, or not the whole of it."""
    line = process.stdout.readline() if process.stdout else ""
    if not line.endswith("\n"):
        raise EOFError
    return json.loads(line)


def main() -> None:
    """Read notebooks from standard input, a line of JSON each, until it ends."""
    _bound_memory()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        notebook, functions, limit = json.loads(line)
        extract = source_of(base64.b64decode(notebook), functions, limit)
        print(json.dumps([extract.source.decode(), extract.note, extract.problem]), flush=True)


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such bound, and a Mac may refuse it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
