"""How far a class has come: a bar in a terminal, a line now and then anywhere else. Both go to standard error."""

import sys
import time
from contextlib import AbstractContextManager
from typing import Protocol, Self

from tqdm import tqdm

from autograder.teaching import wording

SECONDS_BETWEEN_LINES = 10.0


class Progress(Protocol):
    """Whatever is told of one more submission."""

    def advance(self) -> None:
        """Tell of one more."""
        ...


def progress(total: int) -> AbstractContextManager[Progress]:
    """Return a context manager whose `advance()` tells of one more submission of `total`."""
    return Bar(total) if sys.stderr.isatty() else Lines(total)


class Bar:
    """A progress bar with rate and time left."""

    def __init__(self, total: int) -> None:
        self._bar = tqdm(total=total, unit=wording.SUBMISSION_UNIT, dynamic_ncols=True, smoothing=0.1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._bar.close()

    def advance(self) -> None:
        """Tell of one more."""
        self._bar.update()


class Lines:
    """Plain lines, for logs: every ten seconds and at the end."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._last: int | None = None
        self._began = self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._last != self._done:
            self._tell()

    def advance(self) -> None:
        """Tell of one more, if it is time for that."""
        self._done += 1
        if time.monotonic() - self._told >= SECONDS_BETWEEN_LINES:
            self._tell()

    def _tell(self) -> None:
        self._told, self._last = time.monotonic(), self._done
        seconds = max(self._told - self._began, 1e-9)
        rate = self._done / seconds
        left = tqdm.format_interval((self._total - self._done) / rate) if rate else "?"
        taken = tqdm.format_interval(seconds)
        line = wording.PROGRESS.format(done=self._done, total=self._total, rate=rate, taken=taken, left=left)
        print(line, file=sys.stderr, flush=True)
