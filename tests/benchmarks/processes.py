"""Run a command to its end, and see how long it takes and how much memory it and all that it starts hold at once.

Memory is the sum of the proportional set sizes (PSS) over the process tree, so a page that several processes share counts
once. It is looked at now and then, for a small part of the time that passes: a peak between two looks is missed.
"""

import contextlib
import os
import subprocess
import threading
import time
from dataclasses import dataclass

import psutil

# A look takes some milliseconds per process. For each that it takes, so many pass before the next.
PAUSE = 20
LIMIT = 1800


@dataclass(frozen=True)
class Ran:
    """A finished command: its exit status, seconds, the most megabytes that were seen, and what it printed."""

    status: int
    seconds: float
    megabytes: float
    printed: str


def run(command, folder, environment):
    """Run a command in a folder and return how it went. Its exit status is not judged."""
    began = time.perf_counter()
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=folder, env=environment, text=True, errors="replace", **streams) as process:
        memory = Memory(process.pid)
        try:
            with memory:
                printed, _ = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Ran(process.returncode, time.perf_counter() - began, memory.peak, printed)


def done(command, folder, environment):
    """Run a command that must succeed, and return how it went. Raises `RuntimeError` with what it printed."""
    ran = run(command, folder, environment)
    if ran.status:
        raise RuntimeError(f"{' '.join(command)} ended with {ran.status}:\n{ran.printed}")
    return ran


def processor_seconds():
    """Return the processor time that this process and its descendants, those that have ended among them, have had."""
    own = psutil.Process()
    total = sum(own.cpu_times()[:2])
    for process in own.children(recursive=True):
        with contextlib.suppress(psutil.Error):
            total += sum(process.cpu_times()[:4])
    return total


def processor_seconds_of(command):
    """Return the processor time of a command, from its start to its end."""
    began = os.times()
    subprocess.run(command, check=True)
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


class Memory:
    """Looks at a process tree from another thread: the most megabytes that it held at once are in `peak`."""

    def __init__(self, pid):
        self.peak, self._pid, self._over = 0.0, pid, threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *problem):
        self._over.set()
        self._thread.join()

    def _look(self):
        pause = 0.02
        while not self._over.wait(pause):
            began = time.perf_counter()
            self.peak = max(self.peak, _held(self._pid))
            pause = PAUSE * (time.perf_counter() - began)


def _held(pid):
    """Return the megabytes that a process and its descendants hold now."""
    total = 0
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
    return total / 2**20
