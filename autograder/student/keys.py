"""Single keys from a terminal, without waiting for Return."""

import contextlib
import sys
import threading


@contextlib.contextmanager
def pressed(tell):
    """While inside, call `tell(key)` for every key, from a thread of its own. Without a terminal there are no keys."""
    if not sys.stdin.isatty():
        yield False
        return
    with _one_by_one():
        threading.Thread(target=_listen, args=(tell,), daemon=True).start()
        yield True


def _listen(tell):
    while key := _read():
        tell(key)


try:
    import termios
    import tty

    @contextlib.contextmanager
    def _one_by_one():
        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        try:
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def _read():
        return sys.stdin.read(1)

except ImportError:  # Windows
    import msvcrt

    @contextlib.contextmanager
    def _one_by_one():
        yield

    def _read():
        return msvcrt.getwch()
