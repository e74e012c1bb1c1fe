"""The judge's line to the oracle. References are asked for early and kept: they depend on no student."""

import contextlib
from collections import deque
from typing import BinaryIO, cast

from autograder.errors import Defect, OracleLost
from autograder.judge import ORACLE
from autograder.judge.messages import Mistakes, Question, Run, unpack_answer
from autograder.labs.catalogue import Check
from autograder.sandbox.launch import start
from autograder.trace.frame import pack, read_frame


class OracleAnswers:
    """The `Answers` of an oracle, asked over `channel` (a reading and a writing stream), or started where that is None.

    What was asked once is kept. Where the lab itself fails at a question, whoever asks it gets the `Defect` raised.
    """

    def __init__(self, channel: tuple[BinaryIO, BinaryIO] | None = None) -> None:
        self.lost = False
        self._process = None
        if channel is None:
            self._process = start(ORACLE)
            channel = cast(tuple[BinaryIO, BinaryIO], (self._process.stdout, self._process.stdin))
        self._reader, self._writer = channel
        self._asked: deque[Question] = deque()
        self._known: dict[Question, Mistakes | Defect] = {}

    def expect(self, check: Check, device: str, seed: int, probe: str = "") -> None:
        """Ask for a reference without waiting. The oracle works while the student's code runs."""
        with contextlib.suppress(OracleLost):  # whoever needs the answer will hear of it
            self._ask(Question("reference", check.lab, check.function, device, seed, probe=probe))

    def reference(self, check: Check, device: str, seed: int, probe: str = "") -> Run:
        return _both(self._told(Question("reference", check.lab, check.function, device, seed, probe=probe)))

    def mistakes(self, check: Check, device: str, seed: int) -> Mistakes:
        return self._told(Question("mistakes", check.lab, check.function, device, seed))

    def small(self, check: Check, device: str) -> Mistakes:
        return self._told(Question("small", check.lab, check.function, device))

    def at_rate(self, check: Check, device: str, seed: int, rate: float) -> Run:
        """Return what `reference` does, of the solution at another learning rate: a student's, so it is not kept."""
        question = Question("rate", check.lab, check.function, device, seed, rate=rate)
        told = self._told(question)
        del self._known[question]
        return _both(told)

    def device(self, name: str) -> str:
        ((found, _),) = self._told(Question("device", device=name))
        return found

    def close(self) -> None:
        """Hang up. The oracle ends when nobody can ask any more."""
        with contextlib.suppress(OSError):  # a question that a lost oracle never took
            self._writer.close()
        if self._process:
            self._process.wait()
        self._reader.close()

    def _told(self, question: Question) -> Mistakes:
        """Return what answers a question, when all that was asked before is answered; raise the `Defect` that it met."""
        self._ask(question)
        while question not in self._known:
            frame, answered = self._read(), self._asked.popleft()
            try:
                self._known[answered] = unpack_answer(frame)
            except Defect as defect:
                self._known[answered] = defect
        known = self._known[question]
        if isinstance(known, Defect):
            raise known
        return known

    def _ask(self, question: Question) -> None:
        """Send a question that was not asked yet. There are a few for each check: they fit into the pipe, unanswered."""
        if question in self._known or question in self._asked:
            return
        self._asked.append(question)
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


def _both(named_traces: Mistakes) -> Run:
    (_, run), (_, twins) = named_traces
    return run, twins
