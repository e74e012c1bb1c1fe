"""The grader's end of the wall: start workers, send them jobs, get outcomes. Nothing here runs student code."""

import abc
import contextlib
import itertools
import math
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import BinaryIO, cast

from autograder.errors import FrameError, WorkersLost
from autograder.sandbox.job import OUTCOME_LIMIT, Job, Outcome, pack_job, unpack_outcome
from autograder.sandbox.launch import WORKER, Launched, Limits, Plan, cores, launch_server, start
from autograder.trace import Request, in_parts, pack_request
from autograder.trace.frame import read_frame, take_frame

# What a cold interpreter may take to import torch, on top of the check's own time.
_STARTING_SECONDS = 60.0


class Workers(abc.ABC):
    """Whoever runs checks. `channel` is the line to a server's sibling, or None where there is none."""

    channel: tuple[BinaryIO, BinaryIO] | None = None

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._ended: deque[tuple[int, list[Outcome]]] = deque()

    @abc.abstractmethod
    def submit(self, requests: Sequence[Request], limit: float = Limits.seconds, budget: float = math.inf) -> int:
        """Have the checks of one file run in one process; return the job's number. Raises `WorkersLost`.

        No check runs longer than `limit` seconds, and all together no longer than `budget`.
        """

    @abc.abstractmethod
    def take_back(self, number: int) -> None:
        """Do without a job, where it is not done yet. Its outcomes come all the same, as `skipped`."""

    def receive(self) -> tuple[int, list[Outcome]]:
        """Wait for a job to end; return its number and an outcome per check, in order. Raises `WorkersLost`."""
        return self._ended.popleft() if self._ended else self._receive()

    @abc.abstractmethod
    def _receive(self) -> tuple[int, list[Outcome]]: ...

    @abc.abstractmethod
    def hang_up(self) -> None:
        """End what is running at once, whatever another thread is waiting for: that one hears of it."""

    @abc.abstractmethod
    def close(self) -> None:
        """Hang up for good."""

    def run(self, request: Request, limit: float = Limits.seconds) -> Outcome:
        """Run one check in a process of its own and wait for it."""
        return self.wait_for(self.submit([request], limit))[0]

    def wait_for(self, wanted: int) -> list[Outcome]:
        """Wait for a job to end; return an outcome per check. What ends meanwhile is kept for who receives it."""
        others: list[tuple[int, list[Outcome]]] = []
        while True:
            number, outcomes = self.receive()
            if number == wanted:
                self._ended.extend(others)
                return outcomes
            others.append((number, outcomes))


class ForkedWorkers(Workers):
    """A warm server that forks a child per job. Takes a server that was launched early, or launches one."""

    def __init__(self, launched: Launched | None = None) -> None:
        super().__init__()
        launched = launched or launch_server(Plan())
        self._process, self._complaints, self.channel = launched.process, launched.complaints, launched.channel
        self._jobs, self._replies = cast(BinaryIO, launched.process.stdin), cast(BinaryIO, launched.process.stdout)
        self._due: dict[int, int] = {}

    def submit(self, requests: Sequence[Request], limit: float = Limits.seconds, budget: float = math.inf) -> int:
        number, checks, parts = next(self._numbers), *zip(*in_parts(requests), strict=True)
        job = Job(number, limit, tuple(map(pack_request, parts)), checks, budget if math.isfinite(budget) else None)
        self._send(job)
        self._due[number] = len(requests)
        return number

    def take_back(self, number: int) -> None:
        with contextlib.suppress(WorkersLost):  # whoever waits for it will hear of that
            self._send(Job(number, 0.0, (), ()))

    def _send(self, job: Job) -> None:
        try:
            self._jobs.write(pack_job(job))
            self._jobs.flush()
        except (OSError, ValueError):  # a ValueError says that we hung up ourselves
            raise WorkersLost(self._last_words()) from None

    def _receive(self) -> tuple[int, list[Outcome]]:
        first = self._next_outcome()  # of its job: the others follow at once, in order
        return first.number, [first, *(self._next_outcome() for _ in range(self._due.pop(first.number) - 1))]

    def _next_outcome(self) -> Outcome:
        try:
            frame = read_frame(self._replies, OUTCOME_LIMIT)
        except (FrameError, ValueError):  # the latter says that we hung up ourselves
            frame = None
        if frame is None:
            raise WorkersLost(self._last_words())
        return unpack_outcome(frame)

    def _last_words(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "the worker process ended without a word"

    def hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self._jobs.close()

    def close(self) -> None:
        """Hang up. The server, its children and its sibling end by themselves, and nobody need wait for that."""
        for stream in (self._jobs, self._replies, *(self.channel or ()), self._complaints):
            with contextlib.suppress(OSError):
                stream.close()
        with contextlib.suppress(RuntimeError):  # no thread is to be had: the system waits for it in our place
            threading.Thread(target=self._process.wait, daemon=True).start()


class SpawnedWorkers(Workers):
    """One clean interpreter per check, for systems without `fork`. Each imports torch anew: slow, and just as separate."""

    def __init__(self, slots: int = 0) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=slots or cores())
        self._done: SimpleQueue[tuple[int, Future[list[Outcome]]]] = SimpleQueue()

    def submit(self, requests: Sequence[Request], limit: float = Limits.seconds, budget: float = math.inf) -> int:
        number = next(self._numbers)
        outcomes = self._pool.submit(lambda: [_spawn(number, *one, limit, budget) for one in enumerate(requests)])
        outcomes.add_done_callback(lambda future: self._done.put((number, future)))
        return number

    def take_back(self, number: int) -> None:
        """Nothing to take back: none says that its file hangs, so none is asked to be."""

    def _receive(self) -> tuple[int, list[Outcome]]:
        number, outcomes = self._done.get()
        return number, outcomes.result()

    def hang_up(self) -> None:
        """Nothing to end: each process is waited for."""

    def close(self) -> None:
        """Nothing outlives its check."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _spawn(number: int, check: int, request: Request, limit: float, budget: float) -> Outcome:
    began, limit = time.monotonic(), min(limit, budget)
    if limit <= 0:
        return Outcome(number, check, "timeout")
    parts = [pack_request(part) for _, part in in_parts([request])]
    with tempfile.TemporaryDirectory(prefix="gradkit-", ignore_cleanup_errors=True) as scratch:
        process = start(WORKER, cwd=scratch, stderr=subprocess.PIPE)
        try:
            reply, printed = process.communicate(b"".join(parts), timeout=_STARTING_SECONDS + limit)
        except subprocess.TimeoutExpired:
            process.kill()
            _, printed = process.communicate()
            return Outcome(number, check, "timeout", time.monotonic() - began, printed=printed)
    replies: list[bytes] = []
    rest = bytearray(reply)
    with contextlib.suppress(FrameError):
        while len(replies) < len(parts) and (whole := take_frame(rest)):
            replies.append(whole)
    end = "replied" if rest or len(replies) == len(parts) else "crash"
    replies += [bytes(rest)] if rest else []  # what is no reply is for the judge to tell
    return Outcome(number, check, end, time.monotonic() - began, process.returncode, tuple(replies), printed)
