"""One descent as it was walked twice: by the student's code and by the reference."""

from dataclasses import dataclass

from autograder.trace.report import Trace
from autograder.trace.request import Case


@dataclass(frozen=True)
class TracePair:
    """A published case, and what the same probe wrote down on it: `twin` is the reference in the other precision."""

    case: Case
    student: Trace
    right: Trace
    twin: Trace
