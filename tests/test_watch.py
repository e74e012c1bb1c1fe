"""`gradkit watch`, as somebody uses it: in a plain terminal, and without one."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from autograder.labs.catalogue import ROOT, SOLUTIONS, all_labs
from autograder.labs.stubs import stub_of

pty = pytest.importorskip("pty")
WATCH = [sys.executable, "-m", "autograder", "watch"]


class Watching:
    """A running `gradkit watch`, and the lines that it has said."""

    def __init__(self, kit, *arguments, terminal=False):
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


@pytest.fixture
def kit(tmp_path):
    for name in ("autograder", "exercises", "solutions", "datasets"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".gradkit.json"))
    return tmp_path


def save(kit, lab, text):
    (kit / "exercises" / f"{lab}.py").write_text(text)


@pytest.mark.parametrize("arguments", [[], ["--poll"]], ids=["told", "polling"])
def test_a_save_is_checked_without_a_terminal(kit, arguments):
    watching = Watching(kit, *arguments)
    watching.until("Watching .*exercises")
    watching.until("no keys")
    assert "· forward" in watching.until("points")

    save(
        kit,
        "runaway_square",
        stub_of("runaway_square").replace('raise NotImplementedError("write largest', 'return ("'),
    )

    said = watching.until("points")
    assert "✗ largest_stable_rate" in said
    assert "slope_and_bias" not in said, "only the lab that was saved"
    watching.close()


def test_a_save_that_changes_nothing_says_nothing(kit):
    watching = Watching(kit)
    watching.until("points")

    os.utime(kit / "exercises" / "slope_and_bias.py")

    assert watching.quiet(1.5)
    watching.close()


def test_keys(kit):
    watching = Watching(kit, terminal=True)
    watching.until("n next, h hint, l list, r reset, q quit")
    watching.until("points")

    watching.press("h")
    watching.until("slope_and_bias.forward, hint 1 of 3")
    watching.press("h")
    watching.until("slope_and_bias.forward, hint 2 of 3")
    watching.press("n")
    assert "univariate " in watching.until("points")
    watching.press("l")
    said = watching.until(f"of {_total()} points")
    assert all(lab.name in said for lab in all_labs())
    watching.press("q")
    watching.until("Stopped watching")
    watching.end()

    again = Watching(kit)
    assert "univariate " in again.until("points"), "it remembers its place"
    again.close()


def _total():
    return sum(lab.points for lab in all_labs())


def test_a_real_ending(kit):
    for lab in all_labs():
        if lab.name != "runaway_square":
            shutil.copy(SOLUTIONS / f"{lab.name}.py", kit / "exercises")
    watching = Watching(kit)
    watching.until("This lab is done")

    save(kit, "runaway_square", (SOLUTIONS / "runaway_square.py").read_text())

    said = watching.until("That was everything, checked once more", seconds=60)
    assert f"{_total()} of {_total()} points" in said
    watching.close()
