"""The terminal: lines of its width with marks in colour, single keys without waiting for Return, and Ctrl-C."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from autograder.student.wrapping import wrapped

_COLOURS = {"✓": "32", "✗": "31", "–": "33", "·": "2"}
_MARK = re.compile(r"(^|\s)([✓✗–·])(?= )")


def say(lines: Iterable[str], stream: TextIO | None = None, end: str = "\n") -> None:
    """Print lines, as they are to be `shown`, on standard output or another stream, at once: somebody waits for them."""
    stream = stream or sys.stdout
    for line in shown(lines, stream):
        print(line, end=end, file=stream, flush=True)


def complain(problem: object) -> None:
    """Print what is wrong on standard error."""
    say([f"gradkit: {problem}"], sys.stderr)


def shown(lines: Iterable[str], stream: TextIO) -> Iterator[str]:
    """Yield lines as a stream's terminal shows them: no longer than it is wide, with marks in colour if it wants that."""
    wants_colour = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    for line in wrapped(lines, columns(stream)):
        yield _MARK.sub(_coloured, line) if wants_colour else line


def _coloured(found: re.Match[str]) -> str:
    return f"{found[1]}\x1b[{_COLOURS[found[2]]}m{found[2]}\x1b[0m"


def columns(stream: TextIO) -> int:
    """Return how wide the terminal of a stream is; 0 where it is none: in a file or a pipe a line stays whole."""
    with contextlib.suppress(OSError, ValueError):
        if stream.isatty():
            return int(os.environ.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
    return 0


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

    def opened(path: Path) -> bool:
        os.startfile(path)
        return True

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

    def opened(path: Path) -> bool:
        """Show a file as the desktop would, without waiting for it; false where there is no desktop to do so."""
        has_desktop = sys.platform == "darwin" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open") if has_desktop else None
        if opener:
            nothing = subprocess.DEVNULL
            subprocess.Popen([opener, path], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
        return bool(opener)
