"""From one check's reply to its verdict: first how the process ended, then what it wrote down."""

import functools
import importlib
import importlib.util
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from autograder.errors import CheckerFailed, Defect, FrameError, OracleLost
from autograder.judge import wording
from autograder.judge.compare import Difference, first_difference
from autograder.judge.diagnosis import is_same_everywhere, kinship_in_all, name_of, name_of_last_resort, relation_of
from autograder.judge.messages import Answers
from autograder.judge.rates import WRONG_RATE, fixed_rate
from autograder.judge.verdict import Status, TracePair, Verdict
from autograder.labs.catalogue import Check
from autograder.labs.properties import Shortfall
from autograder.language import Phrase
from autograder.sandbox.job import Outcome
from autograder.text import shortened
from autograder.trace import Case, MishapKind, Report, Trace, Traces, cases_in_parts, joined, unpack_report

# What a trace falls short of, None where it keeps every promise.
Promise: TypeAlias = Callable[[Case, Trace], Shortfall | None]
# The first difference of a case, by its number.
DifferenceOf: TypeAlias = Callable[[int, Case, Trace], Difference | None]
# What was recorded on every published case, and None; else nothing, and what became of the student's function.
TracePairs: TypeAlias = tuple[Status | None, list[TracePair]]

PRINTED_LIMIT = 2000
STATUS_OF = {
    MishapKind.RAISED: Status.ERROR,
    MishapKind.UNFIT: Status.FAIL,
    MishapKind.REFUSED: Status.REFUSED,
    MishapKind.UNWRITTEN: Status.NOT_STARTED,
    MishapKind.UNFINISHED: Status.NOT_STARTED,
    MishapKind.EXHAUSTED: Status.MEMORY,
    MishapKind.TIMEOUT: Status.TIMEOUT,
}


def read_reply(outcome: Outcome, cases: Sequence[Case]) -> tuple[Report | None, Status | None, str]:
    """Return `(Report or None, its status where there is none, details)` of the untrusted replies to a request.

    Raises `CheckerFailed` where they say that the kit's own code failed.
    """
    if outcome.end == "timeout":
        late = _late_report(outcome, cases)
        return late, None if late else Status.TIMEOUT, ""
    if outcome.end == "unlocked":
        return None, Status.INFRA, wording.NOT_LOCKED_IN
    try:
        report = _report_of(outcome, cases)
    except FrameError as problem:
        return None, Status.PROTOCOL, str(problem)
    if report and _says_timeout(report):
        return None, Status.PROTOCOL, wording.NOT_OUT_OF_TIME
    return (report, None, "") if outcome.end == "replied" else (None, Status(outcome.end), "")


def _report_of(outcome: Outcome, cases: Sequence[Case]) -> Report | None:
    return joined([unpack_report(reply) for reply in outcome.replies], map(len, cases_in_parts(cases)))


def _says_timeout(report: Report) -> bool:
    return bool(report.ended_by and report.ended_by.kind is MishapKind.TIMEOUT)


def _late_report(outcome: Outcome, cases: Sequence[Case]) -> Report | None:
    """Return the `Report` of a check whose time was over, if there is one that says what it was at."""
    try:
        report = _report_of(outcome, cases)
    except (FrameError, CheckerFailed):
        return None
    return report if report and _says_timeout(report) else None


def hangs_on_import(outcome: Outcome) -> bool:
    """Tell whether the time of a check was over before its file was imported: so it would be for every check of it."""
    late = _late_report(outcome, ()) if outcome.end == "timeout" else None
    return bool(late and late.mishap)


@dataclass(frozen=True)
class Judged:
    """A verdict, and what it was found from: the lab's functions that the checked one names, and per case the first
    difference or None (empty where nothing could be compared)."""

    verdict: Verdict
    calls: tuple[str, ...] = ()
    differences: tuple[Difference | None, ...] = ()


def judge(check: Check, cases: Sequence[Case], outcome: Outcome, answers: Answers, *, device: str, seed: int) -> Judged:
    """Return what a check's outcome amounts to, as `Judged`. Raises `Defect` where the solution would not pass either."""
    try:
        report, status, detail = read_reply(outcome, cases)
    except CheckerFailed:  # the solution's process can read more of the kit, and may know better what failed
        hold_against_the_solution(check, cases, answers, device, seed)
        raise
    printed = shortened(outcome.printed.decode("utf-8", errors="replace"), PRINTED_LIMIT)
    verdict = Verdict(check, Status.PASS, seconds=outcome.seconds, device=device, printed=printed)
    if report is None:
        detail = detail or signal_name(outcome.exit_code)
        judged = Judged(replace(verdict, status=status or Status.CRASH, detail=detail))
    else:
        try:
            judged = judge_report(verdict, cases, report, answers, seed)
        except (Defect, OracleLost):
            raise
        except Exception as problem:  # on it, and not on the solution's: that is no report which a probe wrote
            detail = Phrase(wording.CANNOT_BE_JUDGED, problem=type(problem).__name__)
            judged = Judged(replace(verdict, status=Status.PROTOCOL, detail=detail))
    if judged.verdict.status.accuses:
        hold_against_the_solution(check, cases, answers, device, seed)
    return judged


def judge_report(verdict: Verdict, cases: Sequence[Case], report: Report, answers: Answers, seed: int) -> Judged:
    """Return what a `Report` amounts to, as `Judged`; `verdict` says of which check, and on what device."""
    check, verdict = verdict.check, replace(verdict, line=report.line)
    if report.mishap:
        return Judged(replace(verdict, status=STATUS_OF[report.mishap.kind], mishap=report.mishap))
    judged = Judged(replace(verdict, traces=report.traces), report.calls)
    if promise := promise_of(check):
        return _judge_traces(judged, cases, lambda _, case, trace: _broken(promise(case, trace)))
    right, twins = answers.reference(check, verdict.device, seed)
    judged = _judge_traces(
        judged, cases, lambda n, _, trace: first_difference(expected=right[n], actual=trace, twin=twins[n])
    )
    return replace(judged, verdict=replace(judged.verdict, trace_pair=_trace_pair_of(judged, cases, answers, seed)))


def hold_against_the_solution(check: Check, cases: Sequence[Case], answers: Answers, device: str, seed: int) -> None:
    """Raise `Defect` unless the solution goes through the same probe and cases, and keeps the same promise.

    Nobody loses a point where the lab itself is at fault.
    """
    right, _ = answers.reference(check, device, seed)
    promise = promise_of(check)
    if promise is None:
        return
    try:
        broken = next(filter(None, map(promise, cases, right)), None)
    except Exception as problem:
        raise Defect.of(problem, check.lab, check.function) from problem
    if broken:
        raise Defect(wording.BROKEN_PROMISE.format(check=check, promise=broken), "")


def _trace_pair_of(judged: Judged, cases: Sequence[Case], answers: Answers, seed: int) -> TracePair | None:
    """Return the `TracePair` of the published case that went wrong, or of the first; None where it broke off."""
    verdict = judged.verdict
    number = next((n for n, case in enumerate(cases) if case is verdict.case and case.published), 0)
    if number >= len(verdict.traces) or verdict.traces[number].mishap:
        return None
    right, twins = answers.reference(verdict.check, verdict.device, seed)
    return TracePair(cases[number], verdict.traces[number], right[number], twins[number])


def _judge_traces(judged: Judged, cases: Sequence[Case], difference_of: DifferenceOf) -> Judged:
    differences: list[Difference | None] = []
    for number, (case, trace) in enumerate(zip(cases, judged.verdict.traces, strict=False)):
        if trace.mishap and not any(differences):
            verdict = replace(judged.verdict, status=STATUS_OF[trace.mishap.kind], case=case, mishap=trace.mishap)
            return replace(judged, verdict=verdict)
        differences.append(None if trace.mishap else difference_of(number, case, trace))
    wrong = next((number for number, difference in enumerate(differences) if difference), None)
    if wrong is None:
        return judged
    verdict = replace(judged.verdict, status=Status.FAIL, case=cases[wrong], difference=differences[wrong])
    return replace(judged, verdict=verdict, differences=tuple(differences))


@functools.cache
def promise_of(check: Check) -> Promise | None:
    """Return what tells the first promise that a trace does not keep; None of a check that is judged by a reference.

    A check with a promise has many right answers, and is judged by what they all keep.
    """
    name = f"autograder.labs.{check.lab}.properties"
    module = importlib.import_module(name) if importlib.util.find_spec(name) else None
    promise: Promise | None = getattr(module, check.function, None)
    return promise


def _broken(promise: Shortfall | None) -> Difference | None:
    return Difference("promise", promise.what, promise.expected, promise.got, ask=promise.ask) if promise else None


def named(judged: Judged, cases: Sequence[Case], answers: Answers, seed: int) -> Verdict:
    """Return a wrong verdict with the name of its mistake, where a known one explains every number of every case."""
    verdict, traces, differences = judged.verdict, judged.verdict.traces, judged.differences
    if len(differences) != len(cases) or traces[-1].mishap:
        return verdict
    where = verdict.check, verdict.device, seed
    right, _ = answers.reference(*where)

    def at_a_fixed_rate() -> bool:
        rate = fixed_rate(cases, traces, right)
        run = None if rate is None else answers.at_rate(*where, rate)
        return rate is not None and (run is None or is_same_everywhere(traces, *run))

    slug = name_of(traces, answers.mistakes(*where), {WRONG_RATE: at_a_fixed_rate})
    number, difference = next((number, difference) for number, difference in enumerate(differences) if difference)
    if not slug:
        last_resort = name_of_last_resort(cases, differences)
        kind, text = kinship_in_all(cases, differences, traces, right)
        return replace(verdict, misconception=last_resort, relation=text, kinship=kind)
    relation = relation_of(slug, cases[number], difference, traces[number], right[number])
    return replace(verdict, misconception=slug, relation=relation)


def trace_pairs_of(outcome: Outcome, cases: Sequence[Case], right: Traces, twins: Traces) -> TracePairs:
    """Return `(status, [TracePair, …])` of an untrusted reply; the status is None when nothing stopped it."""
    report, status, _ = read_reply(outcome, cases)
    if report is None:
        return status, []
    mishap = report.mishap or next((trace.mishap for trace in report.traces if trace.mishap), None)
    if mishap:
        return STATUS_OF[mishap.kind], []
    if len(report.traces) != len(cases):
        return Status.PROTOCOL, []
    return None, [TracePair(*pair) for pair in zip(cases, report.traces, right, twins, strict=True)]


def signal_name(exit_code: int) -> str:
    """Return what ended a process, by its exit code: a signal, or a status of its own."""
    if exit_code >= 0:
        return f"exit status {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:  # a real-time signal has a number and no name
        return f"signal {-exit_code}"
