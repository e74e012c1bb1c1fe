"""Answers as numbers in files: what a student's kit has where the full one has solutions and mistakes.

They come from a CPU. Another device is judged by them too: how far the reference's own rounding reaches is in them.
"""

import os
import subprocess
from dataclasses import replace

import numpy as np

from autograder.judge.messages import TWIN, pack_answer, unpack_answer
from autograder.labs.pictures import pictures_of
from autograder.labs.recorded import packed, part
from autograder.sandbox.launch import clean_environment, interpreter
from autograder.trace.report import Report
from autograder.trace.request import Request, pack_request

# The finest tolerance is a millionth. Of a number in double precision eleven digits are kept, and what is smaller than this
# is the rounding of a 0.
KEPT, NOTHING = 2.0**36, 1e-12


def record(check, answers, seed):
    """Return the file of one check: its cases, and everything that `answers` knows of it for these."""
    cases = check.cases(seed)
    parts = {"cases": pack_request(Request(check.lab, check.function, b"", "", cases, seed=seed))}
    for probe in ("", *_probes(check)):
        right, twins = answers.reference(check, "cpu", seed, probe)
        parts[_reference(probe)] = _written_down([("", right), (TWIN, twins)])
    parts["mistakes"] = _written_down(answers.mistakes(check, "cpu", seed))
    return packed(parts)


def _written_down(named_traces):
    return pack_answer([(name, Report(traces=tuple(map(_rounded, traces)))) for name, traces in named_traces])


def _rounded(trace):
    """Return a trace without the last digits: linear algebra changes them from run to run, and nobody looks at them."""
    return replace(trace, entries=tuple(replace(entry, value=_round(entry.value)) for entry in trace.entries))


def _round(value):
    if value.dtype != np.float64:
        return value
    fraction, exponent = np.frexp(value)
    rounded = np.ldexp(np.round(fraction * KEPT) / KEPT, exponent)
    return np.where(np.abs(value) < NOTHING, 0.0, rounded)


def _probes(check):
    return sorted({picture.probe or picture.function for picture in pictures_of(check.lab, check.function)})


def _reference(probe):
    return f"reference {probe}".strip()


class RecordedAnswers:
    """The same questions as `Answers` takes, answered from the files. Nothing need be started, nobody waited for."""

    def expect(self, check, device, seed, probe=""):
        """Nothing takes long enough to be asked for early."""

    def reference(self, check, device, seed, probe=""):
        """Return `(traces, their twins)` of the solution, one per case; per published case with a `probe`."""
        reports = dict(unpack_answer(part(check, _reference(probe))))
        return reports[""].traces, reports[TWIN].traces

    def mistakes(self, check, device, seed):
        """Return `[(slug, traces), …]` of every known mistake that can be run as it is."""
        return [(slug, report.traces) for slug, report in unpack_answer(part(check, "mistakes"))]

    def at_rate(self, check, device, seed, rate):
        """Return None: nobody could record the solution at a rate that a student is yet to choose."""

    def device(self, name):
        """Return the device that `name` means here, or "" when this machine has none."""
        if name == "cpu":
            return name
        command = interpreter("autograder.worker.device", name)
        done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), cwd=os.sep, check=False)
        return done.stdout.strip()

    def close(self):
        """Nothing was opened."""
