"""Answers as numbers in files: what a student's kit has where the full one has solutions and mistakes.

They come from a CPU. Another device is judged by them too: how far the reference's own rounding reaches is in them.
"""

import subprocess

from autograder.judge.messages import TWIN, Mistakes, Run, unpack_answer
from autograder.labs.catalogue import Check
from autograder.labs.recorded import part
from autograder.sandbox.launch import start

# Which part of a check's file holds the calls on small cases, and what they return.
CALLS = "small calls"


def part_of_reference(probe: str) -> str:
    """Return which part of a check's file holds the reference by a probe, "" for the check's own."""
    return f"reference {probe}".strip()


class RecordedAnswers:
    """The `Answers` of the files. Nothing need be started, nobody waited for."""

    lost = False  # there is no process to be lost

    def expect(self, check: Check, device: str, seed: int, probe: str = "") -> None:
        """Nothing takes long enough to be asked for early."""

    def reference(self, check: Check, device: str, seed: int, probe: str = "") -> Run:
        runs = dict(unpack_answer(part(check.lab, check.function, part_of_reference(probe))))
        return runs[""], runs[TWIN]

    def mistakes(self, check: Check, device: str, seed: int) -> Mistakes:
        return unpack_answer(part(check.lab, check.function, "mistakes"))

    def small(self, check: Check, device: str) -> Mistakes:
        return unpack_answer(part(check.lab, check.function, CALLS))

    def at_rate(self, check: Check, device: str, seed: int, rate: float) -> None:
        """Return None: nobody could record the solution at a rate that a student is yet to choose."""

    def device(self, name: str) -> str:
        if name == "cpu":
            return name
        asked = start("autograder.worker.device", name, stderr=subprocess.DEVNULL, encoding="utf-8")
        return str(asked.communicate()[0]).strip()

    def close(self) -> None:
        """Nothing was opened."""
