"""How far a class has come: a bar in a terminal, a line now and then anywhere else. Both go to standard error."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from tqdm import tqdm

from autograder.teaching import wording

SECONDS_BETWEEN_LINES = 10.0


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[], object]]:
    """Give what is to be called after each of `total` submissions."""
    if sys.stderr.isatty():
        with tqdm(total=total, unit=wording.SUBMISSION_UNIT, dynamic_ncols=True, smoothing=0.1) as bar:
            yield bar.update
        return
    lines = _Lines(total)
    try:
        yield lines.advance
    finally:
        lines.end()


class _Lines:
    """Plain lines with rate and time left, for logs: every ten seconds and at the end."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._last: int | None = None
        self._began = self._told = time.monotonic()

    def advance(self) -> None:
        self._done += 1
        if time.monotonic() - self._told >= SECONDS_BETWEEN_LINES:
            self._tell()

    def end(self) -> None:
        if self._last != self._done:
            self._tell()

    def _tell(self) -> None:
        self._told, self._last = time.monotonic(), self._done
        seconds = max(self._told - self._began, 1e-9)
        rate = self._done / seconds
        left = tqdm.format_interval((self._total - self._done) / rate) if rate else "?"
        taken = tqdm.format_interval(seconds)
        line = wording.PROGRESS.format(done=self._done, total=self._total, rate=rate, taken=taken, left=left)
        print(line, file=sys.stderr, flush=True)
