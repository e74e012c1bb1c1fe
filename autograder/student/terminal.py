"""The terminal: marks in colour, single keys without waiting for Return, and Ctrl-C."""

import contextlib
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator

_COLOURS = {"✓": "32", "✗": "31", "–": "33", "·": "2"}
_MARK = re.compile(r"(^|\s)([✓✗–·])(?= )")


def paint(line: str) -> str:
    """Return `line` with its marks coloured, when standard output is a terminal that wants it; plain text elsewhere."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        return line
    return _MARK.sub(lambda found: f"{found[1]}\x1b[{_COLOURS[found[2]]}m{found[2]}\x1b[0m", line)


def hear_ctrl_c() -> None:
    """Have Ctrl-C raise `KeyboardInterrupt` at a terminal, even where whoever started us had told us to ignore it."""
    if sys.stderr.isatty() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def pressed(tell: Callable[[str], None]) -> Iterator[bool]:
    """While inside, call `tell(key)` for every key, from a thread of its own; false where no terminal gives keys."""
    if not sys.stdin.isatty():
        yield False
        return
    with _one_by_one():
        threading.Thread(target=_listen, args=(tell,), daemon=True).start()
        yield True


def _listen(tell: Callable[[str], None]) -> None:
    while key := _read():
        tell(key)


if sys.platform == "win32":
    import msvcrt

    @contextlib.contextmanager
    def _one_by_one() -> Iterator[None]:
        yield

    def _read() -> str:
        return msvcrt.getwch()

else:
    import termios
    import tty

    @contextlib.contextmanager
    def _one_by_one() -> Iterator[None]:
        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        try:
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def _read() -> str:
        return sys.stdin.read(1)
