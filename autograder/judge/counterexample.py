"""A counterexample: a call with small numbers, as one types it, on which a function that has failed is wrong as well.

What it shows is true by itself: what the student's function returned there, and what the solution returns.
"""

from dataclasses import dataclass, replace

from autograder.judge.compare import Difference, first_difference
from autograder.judge.judging import promise_of, read_reply
from autograder.judge.messages import Answers
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Check
from autograder.sandbox.job import Outcome
from autograder.trace import LOSSES, Case, Counted, Entry, Measure, MishapKind, Trace

# What a call returns, and not what it does otherwise or what a probe works out.
RETURNED = (Measure.VALUE, Measure.LOSS, Measure.PARAMETER, Measure.PATH)
# How often an update was made: of several runs the call is the longest.
OF_A_RUN = (Counted.UPDATES, Counted.STEP)


@dataclass(frozen=True)
class Counterexample:
    """`call` is Python's source. `right` and `yours` are an entry of the two traces, and `difference` lies between them.

    Where the function stopped instead, `stopped` is the exception's name. `is_all`: the call returns nothing else.
    """

    call: str
    right: Entry
    is_all: bool
    yours: Entry | None = None
    difference: Difference | None = None
    stopped: str = ""


def cases_for(verdict: Verdict) -> tuple[Case, ...]:
    """Return the small cases on which a verdict may be shown: those of a function that returned something wrong.

    Where there are many right answers, no number is the right one.
    """
    is_meant = verdict.status is Status.FAIL and verdict.difference and not verdict.as_given
    return verdict.check.small_cases() if is_meant and not promise_of(verdict.check) else ()


def counterexample(
    check: Check, cases: tuple[Case, ...], outcome: Outcome, answers: Answers, device: str
) -> Counterexample | None:
    """Return the first of a check's small cases that went wrong, None where none did."""
    report, _, _ = read_reply(outcome, cases)
    traces = () if report is None or report.mishap else report.traces
    for trace, (call, run) in zip(traces, answers.small(check, device), strict=False):
        right, twin = map(_of_the_call, run)
        if not right.entries:  # the solution itself cannot be shown on it
            continue
        is_all = len(right.entries) == 1
        if trace.mishap:
            is_raised = trace.mishap.kind is MishapKind.RAISED
            return Counterexample(call, right.entries[0], is_all, stopped=trace.mishap.what) if is_raised else None
        if difference := first_difference(expected=right, actual=trace, twin=twin):
            yours = None if difference.kind == "missing" else trace.entry(difference.quantity)
            return Counterexample(call, right.entry(difference.quantity), is_all, yours, difference)
    return None


def _of_the_call(trace: Trace) -> Trace:
    """Return what a call of the function returns, of all that its probe finds out by this call and others."""
    updates = len(trace[LOSSES]) if LOSSES in trace else 1
    entries = []
    for entry in trace.entries:
        quantity = entry.quantity
        of_another = quantity.counted in OF_A_RUN and (entry.kind == "count" or quantity.step != updates)
        if quantity.measure in RETURNED and entry.kind != "flag" and not of_another:
            entries.append(entry)
    return replace(trace, entries=tuple(entries))
