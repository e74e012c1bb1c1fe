"""How far a class has come, or a lab that is examined: a bar in a terminal, a line now and then anywhere else.

Both go to standard error.
"""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from tqdm import tqdm

from autograder.teaching import wording

SECONDS_BETWEEN_LINES = 10.0


@contextlib.contextmanager
def progress(total: int, unit: str = wording.SUBMISSION_UNIT, title: str = "") -> Iterator[Callable[[], object]]:
    """Give what is to be called after each of `total` submissions, or of another `unit`; `title` is whose they are."""
    if sys.stderr.isatty():
        with tqdm(total=total, unit=unit, desc=title or None, dynamic_ncols=True, smoothing=0.1) as bar:
            yield bar.update
        return
    began = told = time.monotonic()
    done, last = 0, -1
    what = f"{unit}, {title}" if title else unit

    def advance() -> None:
        nonlocal told, done, last
        done += 1
        if time.monotonic() - told >= SECONDS_BETWEEN_LINES:
            told, last = time.monotonic(), done
            _tell(what, done, total, told - began)

    try:
        yield advance
    finally:
        if last != done:
            _tell(what, done, total, time.monotonic() - began)


def _tell(what: str, done: int, total: int, seconds: float) -> None:
    """Say a plain line with rate and time left, for logs: every ten seconds and at the end."""
    rate = done / max(seconds, 1e-9)
    left = tqdm.format_interval((total - done) / rate) if rate else "?"
    taken = tqdm.format_interval(seconds)
    line = wording.PROGRESS.format(what=what, done=done, total=total, rate=rate, taken=taken, left=left)
    print(line, file=sys.stderr, flush=True)
