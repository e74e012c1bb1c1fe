"""The judge's line to the oracle. References are asked for early and kept: they depend on no student."""

import contextlib
import functools
import os
import subprocess
import threading
from collections import deque

from autograder.errors import Defect, OracleLost
from autograder.judge import ORACLE
from autograder.judge.messages import Question, pack_question, unpack_answer
from autograder.sandbox.launch import clean_environment, interpreter
from autograder.trace.frame import read_frame, unpack


def _one_at_a_time(method):
    @functools.wraps(method)
    def alone(self, *arguments, **named):
        with self._lock:
            return method(self, *arguments, **named)

    return alone


class Answers:
    """Asks an oracle over `channel` (a reading and a writing stream), or starts one where `channel` is None.

    Several threads may share one: what one of them has asked, the others need not wait for again. It is `lost` when its
    oracle is. Where the lab itself fails at a question, whoever asks it gets the `Defect` raised.
    """

    def __init__(self, channel=None):
        self._lock, self.lost = threading.RLock(), False
        self._process = None
        if channel is None:
            self._process = subprocess.Popen(
                interpreter(ORACLE), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_environment(), cwd=os.sep
            )
            channel = (self._process.stdout, self._process.stdin)
        self._reader, self._writer = channel
        self._asked, self._known = deque(), {}

    @_one_at_a_time
    def expect(self, check, device, seed, probe=""):
        """Ask for a reference without waiting. The oracle works while the student's code runs."""
        question = Question("reference", check.lab, check.function, device, seed, probe=probe)
        if question not in self._known and question not in self._asked:
            self._asked.append(question)
            with contextlib.suppress(OracleLost):  # whoever needs the answer will hear of it
                self._send(question)

    @_one_at_a_time
    def reference(self, check, device, seed, probe=""):
        """Return `(traces, their twins)` of the solution, one per case; per published case with a `probe`."""
        self.expect(check, device, seed, probe)
        question = Question("reference", check.lab, check.function, device, seed, probe=probe)
        while question not in self._known:
            self._receive_one()
        return _or_raised(self._known[question])

    @_one_at_a_time
    def mistakes(self, check, device, seed):
        """Return `[(slug, traces), …]` of every known mistake that can be run as it is."""
        question = Question("mistakes", check.lab, check.function, device, seed)
        if question not in self._known:
            reports = _unpacked(self._answer(question))
            self._known[question] = reports if isinstance(reports, Defect) else _traces(reports)
        return _or_raised(self._known[question])

    @_one_at_a_time
    def at_rate(self, check, device, seed, rate):
        """Return what `reference` does, of the solution at another learning rate: a student's, so it is not kept."""
        question = Question("rate", check.lab, check.function, device, seed, rate=rate)
        (_, run), (_, twins) = _traces(unpack_answer(self._answer(question)))
        return run, twins

    def _answer(self, question):
        """Return the frame that answers a question, when all that was asked before is answered."""
        while self._asked:  # so that neither side waits for the other with a full pipe in between
            self._receive_one()
        self._send(question)
        return self._read()

    @_one_at_a_time
    def device(self, name):
        """Return the device that `name` means here, or "" when this machine has none."""
        if name == "cpu":
            return name
        return unpack(self._answer(Question("device", device=name)))[0]["device"]

    def close(self):
        """Hang up. The oracle ends when nobody can ask any more."""
        with contextlib.suppress(OSError):  # a question that a lost oracle never took
            self._writer.close()
        if self._process:
            self._process.wait()
        self._reader.close()

    def _receive_one(self):
        frame = self._read()
        question, reports = self._asked.popleft(), _unpacked(frame)
        known = reports if isinstance(reports, Defect) else tuple(traces for _, traces in _traces(reports))
        self._known[question] = known

    def _send(self, question):
        try:
            self._writer.write(pack_question(question))
            self._writer.flush()
        except OSError as problem:
            self.lost = True
            raise OracleLost(str(problem)) from None

    def _read(self):
        frame = read_frame(self._reader)
        if frame is None:
            self.lost = True
            raise OracleLost("the oracle ended without a word")
        return frame


def _unpacked(frame):
    """Return the `[(name, Report), …]` of a frame, or the `Defect` that it holds instead."""
    try:
        return unpack_answer(frame)
    except Defect as defect:
        return defect


def _traces(reports):
    return [(name, report.traces) for name, report in reports]


def _or_raised(known):
    if isinstance(known, Defect):
        raise known
    return known
