"""A running `gradkit watch`, for tests and for the benchmark."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time

from tests.interrupts import heed_ctrl_c

try:
    import pty
except ImportError:  # Windows has none
    pty = None  # type: ignore[assignment]

WATCH = [sys.executable, "-m", "autograder", "watch"]


class Watching:
    """A running `gradkit watch`, and the lines that it has said."""

    def __init__(self, kit, *arguments, terminal=False):
        heed_ctrl_c()
        environment = {**os.environ, "PYTHONPATH": str(kit), "NO_COLOR": "1"}
        self.terminal, theirs = pty.openpty() if terminal else (None, subprocess.DEVNULL)
        self.process = subprocess.Popen(
            [*WATCH, *arguments], cwd=kit, env=environment, stdin=theirs, stdout=subprocess.PIPE, text=True
        )
        if terminal:
            os.close(theirs)
        self.lines: queue.Queue = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, pattern, seconds=30):
        """Return the lines up to one in which the pattern is found."""
        said, end = [], time.monotonic() + seconds
        while not said or not re.search(pattern, said[-1]):
            try:
                said.append(self.lines.get(timeout=max(0.01, end - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"{pattern!r} was not said, but: {said}") from None
        return "\n".join(said)

    def press(self, key):
        os.write(self.terminal, key.encode())

    def quiet(self, seconds):
        time.sleep(seconds)
        return self.lines.empty()

    def close(self):
        self.process.send_signal(signal.SIGINT)
        self.end()

    def end(self):
        assert self.process.wait(timeout=20) == 0
        self.process.stdout.close()
        if self.terminal is not None:
            os.close(self.terminal)
