"""From one check's reply to its verdict: first how the process ended, then what it wrote down."""

import functools
import importlib
import importlib.util
import signal
from dataclasses import dataclass, replace

from autograder.errors import Defect, FrameError, OracleLost
from autograder.judge import wording
from autograder.judge.compare import Difference, first_difference
from autograder.judge.defect import defect_of
from autograder.judge.diagnosis import is_same_everywhere, name_of, name_of_last_resort, relation_of
from autograder.judge.rates import WRONG_RATE, fixed_rate
from autograder.judge.status import Status
from autograder.judge.trace_pair import TracePair
from autograder.judge.verdict import Verdict
from autograder.text import shortened
from autograder.trace.report import MishapKind, Trace, joined, unpack_report
from autograder.trace.request import cases_in_parts

PRINTED_LIMIT = 2000
STATUS_OF = {
    MishapKind.RAISED: Status.ERROR,
    MishapKind.UNFIT: Status.FAIL,
    MishapKind.REFUSED: Status.REFUSED,
    MishapKind.UNWRITTEN: Status.NOT_STARTED,
    MishapKind.EXHAUSTED: Status.MEMORY,
}


def read_reply(outcome, cases):
    """Return `(Report or None, its status where there is none, details)` of the untrusted replies to a request."""
    if outcome.end == "timeout":
        return None, Status.TIMEOUT, ""
    if outcome.end == "unlocked":
        return None, Status.INFRA, wording.NOT_LOCKED_IN
    try:
        report = joined([unpack_report(reply) for reply in outcome.replies], map(len, cases_in_parts(cases)))
    except FrameError as problem:
        return None, Status.PROTOCOL, str(problem)
    return (report, None, "") if outcome.end == "replied" else (None, Status(outcome.end), "")


@dataclass(frozen=True)
class Judged:
    """A verdict, and what it was found from: the lab's functions that the checked one names, its traces, and per case
    the first difference or None (both empty where nothing could be compared)."""

    verdict: Verdict
    calls: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    differences: tuple[Difference | None, ...] = ()


def judge(check, cases, outcome, answers, *, device, seed):
    """Return what a check's outcome amounts to, as `Judged`. Raises `Defect` where the solution would not pass either."""
    report, status, detail = read_reply(outcome, cases)
    verdict = Verdict(check, Status.PASS, seconds=outcome.seconds, device=device, printed=_printed(outcome))
    if report is None:
        judged = Judged(replace(verdict, status=status, detail=detail or _signal_name(outcome.exit_code)))
    else:
        judged = _judged_or_refused(verdict, cases, report, answers, seed)
    if judged.verdict.status.accuses:
        hold_against_the_solution(check, cases, answers, device, seed)
    return judged


def _judged_or_refused(verdict, cases, report, answers, seed):
    """Return what a `Report` amounts to. What raises on it, and not on the solution's, is no report that a probe wrote."""
    try:
        return judge_report(verdict, cases, report, answers, seed)
    except (Defect, OracleLost):
        raise
    except Exception as problem:
        return Judged(
            replace(
                verdict, status=Status.PROTOCOL, detail=wording.CANNOT_BE_JUDGED.format(problem=type(problem).__name__)
            )
        )


def judge_report(verdict, cases, report, answers, seed):
    """Return what a `Report` amounts to, as `Judged`; `verdict` says of which check, and on what device."""
    check, verdict = verdict.check, replace(verdict, line=report.line)
    if report.mishap:
        return Judged(replace(verdict, status=status_of(report.mishap), mishap=report.mishap))
    judged = Judged(verdict, report.calls, report.traces)
    if has_promise(check):
        return _judge_traces(judged, cases, _by_promise(check))
    judged = _judge_traces(judged, cases, _by_reference(check, answers, verdict.device, seed))
    return replace(judged, verdict=replace(judged.verdict, trace_pair=_trace_pair_of(judged, cases, answers, seed)))


def hold_against_the_solution(check, cases, answers, device, seed):
    """Raise `Defect` unless the solution goes through the same probe and cases, and keeps the same promise.

    Nobody loses a point where the lab itself is at fault.
    """
    right, _ = answers.reference(check, device, seed)
    if not has_promise(check):
        return
    promise = getattr(_properties(check.lab), check.function)
    try:
        broken = next(filter(None, map(promise, cases, right)), None)
    except Exception as problem:
        raise defect_of(problem, check.lab, check.function) from problem
    if broken:
        raise Defect(wording.BROKEN_PROMISE.format(check=check, promise=broken), "")


def _trace_pair_of(judged, cases, answers, seed):
    """Return the `TracePair` of the published case that went wrong, or of the first; None where it was not walked."""
    verdict = judged.verdict
    number = next((n for n, case in enumerate(cases) if case is verdict.case and case.published), 0)
    if number >= len(judged.traces) or judged.traces[number].mishap:
        return None
    right, twins = answers.reference(verdict.check, verdict.device, seed)
    return TracePair(cases[number], judged.traces[number], right[number], twins[number])


def _judge_traces(judged, cases, difference_of):
    differences = []
    for number, (case, trace) in enumerate(zip(cases, judged.traces, strict=False)):
        if trace.mishap and not any(differences):
            # On inputs that are not shown, a line that code may choose could tell of them.
            mishap = trace.mishap if case.published else replace(trace.mishap, line=0)
            verdict = replace(judged.verdict, status=status_of(mishap), case=case, mishap=mishap)
            return replace(judged, verdict=verdict)
        differences.append(None if trace.mishap else difference_of(number, case, trace))
    wrong = next((number for number, difference in enumerate(differences) if difference), None)
    if wrong is None:
        return judged
    verdict = replace(judged.verdict, status=Status.FAIL, case=cases[wrong], difference=differences[wrong])
    return replace(judged, verdict=verdict, differences=tuple(differences))


def has_promise(check):
    """Tell whether a check has many right answers, and is judged by what they all keep."""
    return hasattr(_properties(check.lab), check.function)


def _by_promise(check):
    promise = getattr(_properties(check.lab), check.function)

    def difference(_, case, trace):
        shortfall = promise(case, trace)
        return shortfall and Difference("promise", shortfall.what, shortfall.expected, shortfall.got)

    return difference


def _by_reference(check, answers, device, seed):
    right, twins = answers.reference(check, device, seed)

    def difference(number, _, trace):
        return first_difference(expected=right[number], actual=trace, twin=twins[number])

    return difference


@functools.cache
def _properties(lab):
    name = f"autograder.labs.{lab}.properties"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def named(judged, cases, answers, seed):
    """Return a wrong verdict with the name of its mistake, where a known one explains every number of every case."""
    verdict, traces, differences = judged.verdict, judged.traces, judged.differences
    if len(differences) != len(cases) or traces[-1].mishap:
        return verdict
    where = verdict.check, verdict.device, seed
    right, _ = answers.reference(*where)

    def at_a_fixed_rate():
        rate = fixed_rate(cases, traces, right)
        run = None if rate is None else answers.at_rate(*where, rate)
        return rate is not None and (run is None or is_same_everywhere(traces, *run))

    slug = name_of(traces, answers.mistakes(*where), {WRONG_RATE: at_a_fixed_rate})
    if not slug:
        return replace(verdict, misconception=name_of_last_resort(cases, differences))
    number = next(number for number, difference in enumerate(differences) if difference)
    relation = relation_of(slug, verdict.case, verdict.difference, traces[number], right[number])
    return replace(verdict, misconception=slug, relation=relation)


def status_of(mishap):
    return STATUS_OF[mishap.kind]


def _signal_name(exit_code):
    if exit_code >= 0:
        return f"exit status {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:  # a real-time signal has a number and no name
        return f"signal {-exit_code}"


def _printed(outcome):
    return shortened(outcome.printed.decode("utf-8", errors="replace"), PRINTED_LIMIT)
