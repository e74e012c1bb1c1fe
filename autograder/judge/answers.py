"""The judge's line to the oracle. References are asked for early and kept: they depend on no student."""

import contextlib
import functools
import os
import subprocess
import threading
from collections import deque

from autograder.judge import ORACLE
from autograder.judge.dialogue import Question, pack_question, unpack_answer
from autograder.trace.frame import read_frame, unpack
from autograder.worker.launch import clean_environment, interpreter


class OracleLost(Exception):
    """The process that holds the answers is gone, or a reference fails. The kit's trouble, never the student's."""


def _one_at_a_time(method):
    @functools.wraps(method)
    def alone(self, *arguments, **named):
        with self._lock:
            return method(self, *arguments, **named)

    return alone


class Answers:
    """Asks an oracle over `channel` (a reading and a writing stream), or starts one where `channel` is None.

    Several threads may share one: what one of them has asked, the others need not wait for again. It is `lost` when its
    oracle is.
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
        """Return `(traces, traces in float64)` of the solution, one per case; per published case with a `probe`."""
        self.expect(check, device, seed, probe)
        question = Question("reference", check.lab, check.function, device, seed, probe=probe)
        while question not in self._known:
            self._receive_one()
        return self._known[question]

    @_one_at_a_time
    def mistakes(self, check, device, seed):
        """Return `[(slug, traces), …]` of every known mistake that can be run as it is."""
        question = Question("mistakes", check.lab, check.function, device, seed)
        if question not in self._known:
            self._known[question] = self._ask(question)
        return self._known[question]

    @_one_at_a_time
    def surveys(self, check, seed):
        """Return what a check descends on, as numbers: a trace per case, or None where it does not descend."""
        question = Question("survey", check.lab, check.function, seed=seed)
        if question not in self._known:
            self._known[question] = dict(self._ask(question)).get("")
        return self._known[question]

    def _ask(self, question):
        while self._asked:  # so that neither side waits for the other with a full pipe in between
            self._receive_one()
        self._send(question)
        return [(slug, report.traces) for slug, report in unpack_answer(self._read())]

    @_one_at_a_time
    def device(self, name):
        """Return the device that `name` means here, or "" when this machine has none."""
        if name == "cpu":
            return name
        while self._asked:
            self._receive_one()
        self._send(Question("device", device=name))
        return unpack(self._read())[0]["device"]

    def close(self):
        """Hang up. The oracle ends when nobody can ask any more."""
        with contextlib.suppress(OSError):  # a question that a lost oracle never took
            self._writer.close()
        if self._process:
            self._process.wait()
        self._reader.close()

    def _receive_one(self):
        frame = self._read()
        question = self._asked.popleft()
        reports = dict(unpack_answer(frame))
        for report in reports.values():
            for trace in report.traces:
                if trace.mishap:
                    raise OracleLost(f"the solution of {question.lab}.{question.function} fails: {trace.mishap}")
        self._known[question] = (reports[""].traces, reports["float64"].traces)

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
