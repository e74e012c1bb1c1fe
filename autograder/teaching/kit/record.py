"""Write down as numbers what a student's kit has to know of a check: see `labs/recorded.py` and `judge/recorded.py`."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from autograder.judge.messages import TWIN, Answers, pack_answer
from autograder.judge.recorded import part_of_reference
from autograder.labs.catalogue import Check
from autograder.labs.pictures import pictures_of
from autograder.trace import Request, Trace, pack_request
from autograder.trace.frame import pack

# The finest tolerance is a millionth. Of a number in double precision eleven digits are kept, and what is smaller than this
# is the rounding of a 0.
KEPT, NOTHING = 2.0**36, 1e-12


def record(check: Check, answers: Answers, seed: int) -> bytes:
    """Return the file of one check: its cases, and everything that `answers` knows of it for these."""
    cases = check.cases(seed)
    parts = {"cases": pack_request(Request(check.lab, check.function, b"", "", cases, seed=seed))}
    pictures = pictures_of(check.lab, check.function)
    for probe in ("", *sorted({picture.probe for picture in pictures})):
        right, twins = answers.reference(check, "cpu", seed, probe)
        parts[part_of_reference(probe)] = _written_down([("", right), (TWIN, twins)])
    parts["mistakes"] = _written_down(answers.mistakes(check, "cpu", seed))
    return pack({}, {name: np.frombuffer(data, dtype=np.uint8) for name, data in parts.items()})


def _written_down(named_traces: Iterable[tuple[str, tuple[Trace, ...]]]) -> bytes:
    return pack_answer((name, tuple(map(_rounded, traces))) for name, traces in named_traces)


def _rounded(trace: Trace) -> Trace:
    """Return a trace without the last digits: linear algebra changes them from run to run, and nobody looks at them."""
    return replace(trace, entries=tuple(replace(entry, value=_round(entry.value)) for entry in trace.entries))


def _round(value: np.ndarray) -> np.ndarray:
    if value.dtype != np.float64:
        return value
    fraction, exponent = np.frexp(value)
    rounded = np.ldexp(np.round(fraction * KEPT) / KEPT, exponent)
    return np.where(np.abs(value) < NOTHING, 0.0, rounded)
