"""Read the descents that pictures are made of from an untrusted reply."""

from collections.abc import Sequence

from autograder.judge.judging import read_reply, status_of
from autograder.judge.status import Status
from autograder.judge.trace_pair import TracePair
from autograder.sandbox.job import Outcome
from autograder.trace.report import Trace
from autograder.trace.request import Case


def trace_pairs_of(
    outcome: Outcome, cases: Sequence[Case], right: Sequence[Trace], twins: Sequence[Trace]
) -> tuple[Status | None, list[TracePair]]:
    """Return `(status, [TracePair, …])` of an untrusted reply; the status is None when nothing stopped it."""
    report, status, _ = read_reply(outcome, cases)
    if report is None:
        return status, []
    mishap = report.mishap or next((trace.mishap for trace in report.traces if trace.mishap), None)
    if mishap:
        return status_of(mishap), []
    if len(report.traces) != len(cases):
        return Status.PROTOCOL, []
    return None, [TracePair(*pair) for pair in zip(cases, report.traces, right, twins, strict=True)]
