"""The judge's line to the oracle. References are asked for early and kept: they depend on no student."""

import contextlib
import os
import subprocess
from collections import deque
from typing import BinaryIO, cast

from autograder.errors import Defect, OracleLost
from autograder.judge import ORACLE
from autograder.judge.messages import Mistakes, Question, Run, unpack_answer
from autograder.labs.catalogue import Check
from autograder.sandbox.launch import clean_environment, interpreter
from autograder.trace.frame import pack, read_frame, unpack


class OracleAnswers:
    """The `Answers` of an oracle, asked over `channel` (a reading and a writing stream), or started where that is None.

    What was asked once is kept. Where the lab itself fails at a question, whoever asks it gets the `Defect` raised.
    """

    def __init__(self, channel: tuple[BinaryIO, BinaryIO] | None = None) -> None:
        self.lost = False
        self._process = None
        if channel is None:
            self._process = subprocess.Popen(
                interpreter(ORACLE), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_environment(), cwd=os.sep
            )
            channel = cast(tuple[BinaryIO, BinaryIO], (self._process.stdout, self._process.stdin))
        self._reader, self._writer = channel
        self._asked: deque[Question] = deque()
        self._known: dict[Question, Mistakes | Defect] = {}

    def expect(self, check: Check, device: str, seed: int, probe: str = "") -> None:
        """Ask for a reference without waiting. The oracle works while the student's code runs."""
        question = Question("reference", check.lab, check.function, device, seed, probe=probe)
        if question not in self._known and question not in self._asked:
            self._asked.append(question)
            with contextlib.suppress(OracleLost):  # whoever needs the answer will hear of it
                self._send(question)

    def reference(self, check: Check, device: str, seed: int, probe: str = "") -> Run:
        self.expect(check, device, seed, probe)
        question = Question("reference", check.lab, check.function, device, seed, probe=probe)
        while question not in self._known:
            self._receive_one()
        return _both(self._known[question])

    def mistakes(self, check: Check, device: str, seed: int) -> Mistakes:
        question = Question("mistakes", check.lab, check.function, device, seed)
        if question not in self._known:
            self._known[question] = _unpacked(self._answer(question))
        return _or_raised(self._known[question])

    def at_rate(self, check: Check, device: str, seed: int, rate: float) -> Run:
        """Return what `reference` does, of the solution at another learning rate: a student's, so it is not kept."""
        question = Question("rate", check.lab, check.function, device, seed, rate=rate)
        return _both(_unpacked(self._answer(question)))

    def device(self, name: str) -> str:
        if name == "cpu":
            return name
        return cast(str, unpack(self._answer(Question("device", device=name)))[0]["device"])

    def close(self) -> None:
        """Hang up. The oracle ends when nobody can ask any more."""
        with contextlib.suppress(OSError):  # a question that a lost oracle never took
            self._writer.close()
        if self._process:
            self._process.wait()
        self._reader.close()

    def _answer(self, question: Question) -> bytes:
        """Return the frame that answers a question, when all that was asked before is answered."""
        while self._asked:  # so that neither side waits for the other with a full pipe in between
            self._receive_one()
        self._send(question)
        return self._read()

    def _receive_one(self) -> None:
        frame = self._read()
        self._known[self._asked.popleft()] = _unpacked(frame)

    def _send(self, question: Question) -> None:
        try:
            self._writer.write(pack(vars(question)))
            self._writer.flush()
        except OSError as problem:
            self.lost = True
            raise OracleLost(str(problem)) from None

    def _read(self) -> bytes:
        frame = read_frame(self._reader)
        if frame is None:
            self.lost = True
            raise OracleLost("the oracle ended without a word")
        return frame


def _unpacked(frame: bytes) -> Mistakes | Defect:
    """Return the `[(name, traces), …]` of a frame, or the `Defect` that it holds instead."""
    try:
        return [(name, report.traces) for name, report in unpack_answer(frame)]
    except Defect as defect:
        return defect


def _or_raised(known: Mistakes | Defect) -> Mistakes:
    if isinstance(known, Defect):
        raise known
    return known


def _both(known: Mistakes | Defect) -> Run:
    (_, run), (_, twins) = _or_raised(known)
    return run, twins
