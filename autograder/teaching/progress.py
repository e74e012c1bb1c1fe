"""How far a class has come: a bar in a terminal, a line now and then anywhere else. Both go to standard error."""

import sys
import time

from tqdm import tqdm

from autograder.teaching import wording

SECONDS_BETWEEN_LINES = 10.0


def progress(total):
    """Return a context manager whose `advance()` tells of one more submission of `total`."""
    return Bar(total) if sys.stderr.isatty() else Lines(total)


class Bar:
    """A progress bar with rate and time left."""

    def __init__(self, total):
        self._bar = tqdm(total=total, unit=wording.SUBMISSION_UNIT, dynamic_ncols=True, smoothing=0.1)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self._bar.close()

    def advance(self):
        """Tell of one more."""
        self._bar.update()


class Lines:
    """Plain lines, for logs: every ten seconds and at the end."""

    def __init__(self, total):
        self._total, self._done, self._last = total, 0, None
        self._began = self._told = time.monotonic()

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        if self._last != self._done:
            self._tell()

    def advance(self):
        """Tell of one more, if it is time for that."""
        self._done += 1
        if time.monotonic() - self._told >= SECONDS_BETWEEN_LINES:
            self._tell()

    def _tell(self):
        self._told, self._last = time.monotonic(), self._done
        seconds = max(self._told - self._began, 1e-9)
        rate = self._done / seconds
        left = tqdm.format_interval((self._total - self._done) / rate) if rate else "?"
        taken = tqdm.format_interval(seconds)
        line = wording.PROGRESS.format(done=self._done, total=self._total, rate=rate, taken=taken, left=left)
        print(line, file=sys.stderr, flush=True)
