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
from tests.terminals import Terminal

WATCH = [sys.executable, "-m", "autograder", "watch"]


class Watching:
    """A running `gradkit watch`, and the lines that it has said: `raw` has them as they were written.

    With a `terminal` it has keys; where that is a `screen` too, it writes there, on so many columns, and else to a pipe.
    """

    def __init__(self, kit, *arguments, terminal=False, screen=0, **environment):
        heed_ctrl_c()
        environment = {**os.environ, "PYTHONPATH": str(kit), "NO_COLOR": "1", **environment}
        environment.pop("COLUMNS", None)
        self.terminal = Terminal(screen or 80) if terminal or screen else None
        self.process = subprocess.Popen(
            [*WATCH, *arguments],
            cwd=kit,
            env=environment,
            stdin=self.terminal.theirs if self.terminal else subprocess.DEVNULL,
            stdout=self.terminal.theirs if screen else subprocess.PIPE,
            text=True,
        )
        if self.terminal:
            self.terminal.hand_over()
        self._output = self.terminal.lines() if screen else self.process.stdout
        self.lines: queue.Queue = queue.Queue()
        self.raw: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._output:
            self.raw.append(line)
            self.lines.put(Terminal.seen(line.rstrip("\r\n")))

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
        self.terminal.type(key)

    def quiet(self, seconds):
        time.sleep(seconds)
        return self.lines.empty()

    def close(self):
        self.process.send_signal(signal.SIGINT)
        self.end()

    def end(self):
        assert self.process.wait(timeout=20) == 0
        if self.process.stdout:
            self.process.stdout.close()
        if self.terminal is not None:
            self.terminal.close()
