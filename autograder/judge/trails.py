"""One descent as it was walked twice: by the student's code and by the reference. What pictures are made of."""

from dataclasses import dataclass

from autograder.judge.judging import read_reply, status_of
from autograder.trace.report import Trace
from autograder.trace.request import Case


@dataclass(frozen=True)
class Trail:
    """A published case, and what the same probe wrote down on it: `exact` is the reference in float64."""

    case: Case
    student: Trace
    right: Trace
    exact: Trace


def trails_of(outcome, cases, right, exact):
    """Return `(status, [Trail, …])` of an untrusted reply; the status is "" when nothing stopped it."""
    report, trouble = read_reply(outcome)
    if report is None:
        return trouble.partition(":")[0], []
    mishap = report.mishap or next((trace.mishap for trace in report.traces if trace.mishap), None)
    if mishap:
        return status_of(mishap), []
    if len(report.traces) != len(cases):
        return "protocol", []
    return "", [Trail(*trail) for trail in zip(cases, report.traces, right, exact, strict=True)]
