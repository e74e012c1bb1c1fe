"""The grader's end of the wall: start workers, send them requests, get outcomes. Nothing here runs student code."""

import contextlib
import itertools
import math
import subprocess
import tempfile
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor, as_completed

from autograder.errors import FrameError, WorkersLost
from autograder.sandbox.job import OUTCOME_LIMIT, Job, Outcome, pack_job, unpack_outcome
from autograder.sandbox.launch import WORKER, Plan, clean_environment, cores, interpreter, launch_server
from autograder.sandbox.limits import Limits
from autograder.sandbox.replies import Replies
from autograder.trace.frame import read_frame
from autograder.trace.request import in_parts, pack_request

# Jobs on their way to the server at any time: enough to keep every core busy, few enough to stay in order.
_WINDOW = 16
# What a cold interpreter may take to import torch, on top of the check's own time.
_STARTING_SECONDS = 60.0


class ForkedWorkers:
    """A warm server that forks one child per check. Takes a server that was launched early, or launches one.

    `channel` is the line to the server's sibling, or None where it has none.
    """

    def __init__(self, launched=None):
        launched = launched or launch_server(Plan())
        self._process, self._complaints, self.channel = launched.process, launched.complaints, launched.channel
        self._numbers = itertools.count()

    def run(self, requests, limit=Limits.seconds, deadline=math.inf):
        """Run every request; yield `(index, Outcome)` as they end. Raises `WorkersLost` when the server is gone.

        No request runs longer than `limit` seconds, and none after `deadline`, a `time.monotonic()`.
        """
        waiting, in_flight = deque(enumerate(requests)), {}
        while waiting or in_flight:
            while waiting and len(in_flight) < _WINDOW:
                index, request = waiting.popleft()
                number = next(self._numbers)
                self._send(number, request, limit, deadline)
                in_flight[number] = index
            outcome = self._receive()
            # A number that nobody waits for belongs to a run that was given up halfway.
            if outcome.number in in_flight:
                yield in_flight.pop(outcome.number), outcome

    def _send(self, number, request, limit, deadline):
        try:
            parts = tuple(pack_request(part) for part in in_parts(request))
            self._process.stdin.write(
                pack_job(Job(number, limit, parts, deadline if math.isfinite(deadline) else None))
            )
            self._process.stdin.flush()
        except (OSError, ValueError):  # a ValueError says that we hung up ourselves
            raise WorkersLost(self._last_words()) from None

    def _receive(self):
        try:
            frame = read_frame(self._process.stdout, OUTCOME_LIMIT)
        except FrameError:
            frame = None
        if frame is None:
            raise WorkersLost(self._last_words())
        return unpack_outcome(frame)

    def _last_words(self):
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "the worker process ended without a word"

    def hang_up(self):
        """End the server and its children at once, whatever another thread is waiting for: that one hears of it."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def close(self):
        """Hang up. The server, its children and its sibling end by themselves, and nobody need wait for that."""
        for stream in (self._process.stdin, self._process.stdout, *(self.channel or ()), self._complaints):
            with contextlib.suppress(OSError):
                stream.close()
        with contextlib.suppress(RuntimeError):  # no thread is to be had: the system waits for it in our place
            threading.Thread(target=self._process.wait, daemon=True).start()


class SpawnedWorkers:
    """One clean interpreter per check, for systems without `fork`. Each imports torch anew: slow, and just as separate."""

    channel = None

    def __init__(self, slots=0):
        self._slots = slots or cores()

    def run(self, requests, limit=Limits.seconds, deadline=math.inf):
        """Run every request; yield `(index, Outcome)` as they end. `limit` and `deadline` as for `ForkedWorkers`."""
        with ThreadPoolExecutor(max_workers=self._slots) as pool:
            futures = [pool.submit(_spawn, index, request, limit, deadline) for index, request in enumerate(requests)]
            for future in as_completed(futures):
                outcome = future.result()
                yield outcome.number, outcome

    def hang_up(self):
        """Nothing to end: each process is waited for."""

    def close(self):
        """Nothing outlives its check."""


def _spawn(number, request, limit, deadline):
    began = time.monotonic()
    limit = min(limit, deadline - began)
    if limit <= 0:
        return Outcome(number, "timeout", 0.0)
    parts = [pack_request(part) for part in in_parts(request)]
    with tempfile.TemporaryDirectory(prefix="gradkit-", ignore_cleanup_errors=True) as scratch:
        process = subprocess.Popen(
            interpreter(WORKER),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            cwd=scratch,
        )
        try:
            reply, printed = process.communicate(b"".join(parts), timeout=_STARTING_SECONDS + limit)
        except subprocess.TimeoutExpired:
            process.kill()
            _, printed = process.communicate()
            return Outcome(number, "timeout", time.monotonic() - began, printed=printed)
    replies = Replies(len(parts), asked=len(parts))
    replies.take(reply)
    end = "replied" if replies.judgeable else "crash"
    return Outcome(number, end, time.monotonic() - began, process.returncode, replies.all(), printed)
