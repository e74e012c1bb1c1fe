"""One forked process of the warm server: it waits for a job, does it and is gone."""

import contextlib
import gc
import importlib
import os
import signal
import tempfile
import time

from autograder.sandbox.enclosure import Open
from autograder.sandbox.exchange import REPLY_LIMIT, Exchange
from autograder.sandbox.job import Job
from autograder.sandbox.launch import OUT_OF_TIME, WORKER, Limits

_CHUNK = 1 << 16
# The first byte of all that a child says, which it writes before it reads what a student wrote.
_LOCKED = b"L"


class Child:
    """The server's end of one child: three pipes by our `descriptors`, a scratch folder, a deadline.

    It is locked in by `enclosure`: before it `is_locked` no line of a student's runs, and its end is not theirs. A
    `rehearsed` child has gone through a check's motions before its request comes. `exchange` is what it and we say.
    """

    def __init__(self, enclosure: Open, limits: Limits, rehearsed: bool = False) -> None:
        self._enclosure, self._limits = enclosure, limits
        with contextlib.ExitStack() as undo:  # where one of these cannot be had, none is left behind
            self._scratch = enclosure.scratch()
            undo.callback(enclosure.sweep, self._scratch)
            (request_read, self.request), (self.reply, reply_write), (self.output, output_write) = _pipes(undo, 3)
            self.pid = os.fork()
            if self.pid == 0:
                _live(enclosure, self._scratch, rehearsed, request_read, reply_write, output_write)
            undo.pop_all()
        for descriptor in (request_read, reply_write, output_write):
            os.close(descriptor)
        self.descriptors = (self.request, self.reply, self.output)
        for descriptor in self.descriptors:
            os.set_blocking(descriptor, False)
        self.is_locked = False

    def start(self, job: Job) -> None:
        """Take a job on: from now on its clock runs."""
        self.exchange = Exchange(job, time.monotonic(), self._limits.output)
        self._unsent = memoryview(self.exchange.part)

    def send(self) -> bool:
        """Write what the child will take of what is to be sent; true when all of it is written."""
        try:
            self._unsent = self._unsent[os.write(self.request, self._unsent) :]
        except BlockingIOError:
            return False
        except BrokenPipeError:
            return True
        return not self._unsent

    def receive(self) -> bool:
        """Read what there is of the replies; true at their end. The child closes them as soon as it has said the last."""
        heard = bytearray()
        ended = _drain(self.reply, heard, REPLY_LIMIT)
        if heard and not self.is_locked:
            self.is_locked = True
            del heard[: len(_LOCKED)]
        if self.exchange.take(heard):
            self.listen()  # what it printed before it replied belongs to this part
            if self.exchange.go_on(time.monotonic()):
                self._unsent = memoryview(bytes(self._unsent) + self.exchange.part)
        return ended

    def listen(self) -> bool:
        """Read what the student's code printed; true at its end. What is over the limit is read and dropped."""
        heard = bytearray()
        ended = _drain(self.output, heard, self._limits.output)
        self.exchange.take_printed(heard)
        return ended

    def has_more_to_send(self) -> bool:
        """Tell whether a part, or the rest of one, waits to be written."""
        return bool(self._unsent)

    def stop(self) -> None:
        """Tell the child that its time is over. What it says from now on is what it was at, and it is ended soon."""
        self.exchange.stop(time.monotonic())
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it is gone, which is heard of soon
            os.kill(self.pid, OUT_OF_TIME)

    def is_over_disk(self) -> bool:
        """Tell whether it has written more than it may."""
        return self._enclosure.is_full(self._scratch, self._limits)

    def end(self) -> None:
        """Kill the child and the processes of its group, and close its pipes. Its files are swept once it is gone."""
        for kill in (os.kill, os.killpg):  # where the child is gone, others of its group may not be
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self.pid, signal.SIGKILL)
        for descriptor in self.descriptors:
            os.close(descriptor)

    def sweep(self) -> None:
        """Forget its files."""
        self._enclosure.sweep(self._scratch)


def _pipes(undo: contextlib.ExitStack, count: int) -> list[tuple[int, int]]:
    """Return so many pipes, which `undo` closes."""
    pipes: list[tuple[int, int]] = []
    for _ in range(count):
        pipes.append(os.pipe())
        for descriptor in pipes[-1]:
            undo.callback(os.close, descriptor)
    return pipes


def _live(enclosure: Open, scratch: str, rehearsed: bool, *descriptors: int) -> None:
    """The child's whole life. It never returns."""
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(signum, signal.SIG_DFL)
        for target, descriptor in enumerate(descriptors):
            os.dup2(descriptor, target)
        os.chdir(scratch)
        tempfile.tempdir = os.getcwd()  # whoever wants a temporary file gets it where files may be
        enclosure.engage(scratch)
        os.write(1, _LOCKED)
        os.closerange(3, 1024)
        gc.enable()
        worker = importlib.import_module(WORKER)
        if rehearsed:
            worker.rehearse()
        worker.main()
    finally:
        os._exit(1)


def _drain(descriptor: int, buffer: bytearray, limit: int) -> bool:
    """Move what is there into `buffer`, up to a little over `limit`; true at the end of the stream."""
    for _ in range(16):  # somebody who prints for ever must not keep the loop from the others
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return False
        if not data:
            return True
        if len(buffer) <= limit:
            buffer += data
    return False
