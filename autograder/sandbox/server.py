"""The warm process: torch imported once, no answer ever in its memory, one forked child per file.

It reads jobs from standard input and writes outcomes to standard output, as many files at a time as there are cores.
Children are forked ahead of need while nothing is asked, because forking a process with torch in it takes milliseconds.

Forking wants a parent with one thread; the environment that `client` gives this process keeps BLAS and OpenMP to one.
Where `fork` is missing, `client` starts one interpreter per check instead and this module is not used.
"""

import contextlib
import functools
import gc
import importlib
import math
import os
import selectors
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable

from autograder.sandbox.child import Child
from autograder.sandbox.enclosure import Open, enclose
from autograder.sandbox.job import Job, Outcome, pack_outcome, unpack_job
from autograder.sandbox.launch import GPUS, WORKER, Plan, cores, slow_modules
from autograder.trace.frame import take_frame

SPARES = 8
LOOK = 0.05


def main(text: str) -> None:
    """Warm up, fork the sibling that will hold the answers (if one is asked for), then serve until input ends.

    `text` is the JSON of a `launch.Plan`. The sibling's module is imported in the fork alone, never here.
    """
    plan = Plan.from_json(text)
    # Ctrl-C reaches every process of a terminal. Ours end when their grader hangs up, and take their children along.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # nothing made while importing is garbage, and looking for it takes a tenth of the time
    for module in plan.modules:
        importlib.import_module(module)
    importlib.import_module(WORKER).warm_up()
    gc.freeze()
    if plan.sibling:
        if os.fork() == 0:
            _become(plan.sibling, *plan.channel)
        for descriptor in plan.channel:
            os.close(descriptor)
    if plan.walled:  # nobody sees a GPU, and all that libraries look at once has been seen
        os.environ[GPUS] = ""
        importlib.import_module(WORKER).rehearse()
    enclosure = enclose(plan.limits) if plan.walled else Open()
    Server(enclosure, plan).serve()
    enclosure.close()
    os._exit(0)


def _become(sibling: str, read_fd: int, write_fd: int) -> None:
    try:
        os.close(0)
        os.close(1)
        importlib.import_module(sibling).serve(read_fd, write_fd)
    finally:
        os._exit(0)


class Server:
    """Hands jobs to children and sends back what became of each. One loop, no threads."""

    def __init__(self, enclosure: Open, plan: Plan) -> None:
        self.new_child = functools.partial(Child, enclosure, plan.limits)
        self.slots = plan.slots or cores()
        self.jobs: deque[Job] = deque()
        self.spares: deque[Child] = deque()
        self.busy: dict[int, Child] = {}
        self.ending: dict[int, Child] = {}
        self.tried: set[str] = set()
        self.incoming, self.outgoing = bytearray(), bytearray()
        # How often the folders of checks are looked at, in seconds, and when next.
        self.look, self.next_look = (math.inf, math.inf) if enclosure.bounds_disk else (LOOK, 0.0)
        self.selector = selectors.DefaultSelector()
        self.open = True

    def serve(self) -> None:
        """Work until standard input ends, then leave nothing behind."""
        wake_read, wake_write = os.pipe()
        for descriptor in (0, 1, wake_read, wake_write):
            os.set_blocking(descriptor, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        self.selector.register(0, selectors.EVENT_READ, self._read_jobs)
        self.selector.register(wake_read, selectors.EVENT_READ, lambda: self._reap(wake_read))
        while self.open:
            self._start_jobs()
            for key, _ in self.selector.select(self._patience()):
                # An earlier event of the same round may have ended this watch; its descriptor is closed then, or another's.
                if self.selector.get_map().get(key.fd) is key:
                    key.data()
            self._enforce_limits()
            self._use_the_pause()
        for child in (*self.busy.values(), *self.spares):
            child.end()
        for child in (*self.busy.values(), *self.spares, *self.ending.values()):
            child.sweep()

    def _patience(self) -> float | None:
        if not self.busy:
            return None
        left = max(0.0, min(child.exchange.deadline for child in self.busy.values()) - time.monotonic())
        return min(left, self.look)

    def _read_jobs(self) -> None:
        data = os.read(0, 1 << 20)
        self.open = bool(data)
        self.incoming += data
        while frame := take_frame(self.incoming):
            job = unpack_job(frame)
            if job.parts:
                self.jobs.append(job)
            else:
                self._take_back(job.number)

    def _take_back(self, number: int) -> None:
        """Do without a job, whether it waits or runs; where it is done, it is done."""
        for job in [job for job in self.jobs if job.number == number]:
            self.jobs.remove(job)
            self._report(Outcome(number, check, "skipped") for check in sorted(set(job.checks)))
        for child in [child for child in self.busy.values() if child.exchange.number == number]:
            self._finish(child, "skipped")

    def _start_jobs(self) -> None:
        while self.jobs and len(self.busy) < self.slots:
            job = self.jobs.popleft()
            self._warm_for(job.parts[0])
            try:
                child = self.spares.popleft() if self.spares else self.new_child()
            except OSError:  # the machine has no process for this one; the others go on
                self._report(Outcome(job.number, check, "unlocked") for check in sorted(set(job.checks)))
                continue
            child.start(job)
            self.busy[child.pid] = child
            self._watch(child, selectors.EVENT_WRITE, child.request, child.send)
            self._watch(child, selectors.EVENT_READ, child.reply, child.receive)
            self._watch(child, selectors.EVENT_READ, child.output, child.listen)

    def _warm_for(self, source: bytes) -> None:
        """Import the slow libraries that a job's file names, so that one import serves every later child."""
        missing = [module for module in slow_modules(source) if module not in sys.modules.keys() | self.tried]
        self.tried.update(missing)
        for module in missing:
            # Whatever keeps it from being imported the child will meet, too, and say; the others go on.
            with contextlib.suppress(Exception):
                importlib.import_module(module)
        if missing:
            importlib.import_module(WORKER).rehearse()
            gc.freeze()
            while self.spares:  # forked before the import, so they lack it
                self._end(self.spares.popleft())

    def _watch(self, child: Child, event: int, descriptor: int, act: Callable[[], bool]) -> None:
        # No closure that names itself: garbage in a circle stays here for ever, and every later child would look for it.
        self.selector.register(descriptor, event, functools.partial(self._ready, child, descriptor, act))

    def _ready(self, child: Child, descriptor: int, act: Callable[[], bool]) -> None:
        if act():
            self.selector.unregister(descriptor)
        if child.exchange.is_over:
            self._finish(child, "replied")
        elif child.has_more_to_send() and child.request not in self.selector.get_map():
            self._watch(child, selectors.EVENT_WRITE, child.request, child.send)

    def _reap(self, wake_read: int) -> None:
        os.read(wake_read, 1 << 10)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if child := self.busy.get(pid):
                child.receive()
                end = "replied" if child.exchange.is_over else "crash" if child.is_locked else "unlocked"
                self._finish(child, end, os.waitstatus_to_exitcode(status))
            elif spare := next((spare for spare in self.spares if spare.pid == pid), None):
                self.spares.remove(spare)
                self._end(spare)
            if gone := self.ending.pop(pid, None):
                gone.sweep()

    def _enforce_limits(self) -> None:
        now = time.monotonic()
        for child in list(self.busy.values()):
            if child.exchange.is_over_limit:
                self._finish(child, "protocol")
            elif now >= child.exchange.deadline and child.exchange.is_stopped:
                self._finish(child, "timeout")
            elif now >= child.exchange.deadline:
                child.stop()
            elif now >= self.next_look and child.is_over_disk():
                self._finish(child, "crash", -signal.SIGXFSZ)
        if now >= self.next_look:
            self.next_look = now + self.look

    def _finish(self, child: Child, end: str, exit_code: int = 0) -> None:
        del self.busy[child.pid]
        child.listen()
        for descriptor in {*child.descriptors} & {*self.selector.get_map()}:
            self.selector.unregister(descriptor)
        if child.exchange.is_over_limit:  # what all of it together may weigh is bounded before anything is packed
            end = "protocol"
        elif child.exchange.is_stopped and end != "skipped":  # whatever it has said or done since
            end = "timeout"
        self._report(child.exchange.outcomes(end, exit_code, time.monotonic()))
        self._end(child)

    def _end(self, child: Child) -> None:
        """Kill a child at once: until it is gone it holds memory. When it is gone, its files go too."""
        child.end()
        self.ending[child.pid] = child

    def _report(self, outcomes: Iterable[Outcome]) -> None:
        if not self.outgoing:
            self.selector.register(1, selectors.EVENT_WRITE, self._write_outcomes)
        for outcome in outcomes:
            self.outgoing += pack_outcome(outcome)
        self._write_outcomes()

    def _write_outcomes(self) -> None:
        try:
            del self.outgoing[: os.write(1, self.outgoing)]
        except BlockingIOError:
            return
        if not self.outgoing:
            self.selector.unregister(1)

    def _use_the_pause(self) -> None:
        """While nobody waits, fork ahead. Whoever asks meanwhile goes first."""
        while self.open and not (self.busy or self.jobs or self.outgoing) and not self.selector.select(0):
            if len(self.spares) == SPARES:
                return
            try:
                self.spares.append(self.new_child(rehearsed=True))
            except OSError:  # no process or descriptor is to be had now: whoever needs one will ask again
                return
