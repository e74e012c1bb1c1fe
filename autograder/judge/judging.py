"""From one check's reply to its verdict: first how the process ended, then what it wrote down."""

import functools
import importlib
import importlib.util
import signal
from dataclasses import replace

from autograder.judge.compare import Difference, first_difference
from autograder.judge.diagnosis import name_of, name_of_last_resort, relation_of
from autograder.judge.verdict import Verdict
from autograder.labs.properties import Shortfall
from autograder.trace.frame import FrameError
from autograder.trace.report import unpack_report

PRINTED_LIMIT = 2000


def read_reply(outcome):
    """Return `(Report or None, why not)` of an untrusted reply."""
    if outcome.end == "timeout":
        return None, "timeout"
    if outcome.end == "crash":
        return None, "crash"
    try:
        return unpack_report(outcome.reply), ""
    except FrameError as problem:
        return None, f"protocol: {problem}"


def judge(check, cases, outcome, answers, *, device, seed):
    """Return `(Verdict, the lab's functions that the checked one names)`."""
    report, trouble = read_reply(outcome)
    base = {"check": check, "seconds": outcome.seconds, "device": device, "printed": _printed(outcome)}
    if report is None:
        status, _, detail = trouble.partition(": ")
        return Verdict(**base, status=status, detail=detail or _signal_name(outcome.exit_code)), ()
    base["line"] = report.line
    if report.mishap:
        return Verdict(**base, status=status_of(report.mishap), mishap=report.mishap), ()
    return _judge_traces(check, cases, report, answers, base, device, seed), report.calls


def _judge_traces(check, cases, report, answers, base, device, seed):
    if len(report.traces) != len(cases) and not (report.traces and report.traces[-1].mishap):
        return Verdict(**base, status="protocol", detail="a trace is missing")
    difference_of = _by_promise(check) if has_promise(check) else _by_reference(check, answers, device, seed)
    differences = []
    for number, (case, trace) in enumerate(zip(cases, report.traces, strict=False)):
        if trace.mishap and not any(differences):
            return Verdict(**base, status=status_of(trace.mishap), case=case, mishap=trace.mishap)
        differences.append(None if trace.mishap else difference_of(number, case, trace))
    wrong = next((number for number, difference in enumerate(differences) if difference), None)
    if wrong is None:
        return Verdict(**base, status="pass")
    failed = Verdict(**base, status="fail", case=cases[wrong], difference=differences[wrong])
    return _named(failed, cases, report, differences, answers, seed)


def has_promise(check):
    """Tell whether a check has many right answers, and is judged by what they all keep."""
    return hasattr(_properties(check.lab), check.function)


def _by_promise(check):
    promise = getattr(_properties(check.lab), check.function)

    def difference(_, case, trace):
        try:
            shortfall = promise(case, trace)
        except (LookupError, ValueError, TypeError, ArithmeticError):
            # Not what the probe writes down: somebody wrote a report of their own.
            shortfall = Shortfall("the report of this check", "what the probe writes down", "something else")
        return shortfall and Difference("promise", shortfall.what, shortfall.expected, shortfall.got)

    return difference


def _by_reference(check, answers, device, seed):
    right, exact = answers.reference(check, device, seed)

    def difference(number, case, trace):
        return first_difference(expected=right[number], actual=trace, exact=exact[number], dtype=case.dtype)

    return difference


@functools.cache
def _properties(lab):
    name = f"autograder.labs.{lab}.properties"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def _named(verdict, cases, report, differences, answers, seed):
    """Ask whether a known mistake explains every number of a wrong trace."""
    if len(report.traces) != len(cases) or report.traces[-1].mishap:
        return verdict
    where = verdict.check, verdict.device, seed
    mistakes = answers.mistakes(*where)
    slug = name_of(cases, report.traces, mistakes, lambda: answers.fitted(*where, report.traces))
    if not slug:
        return replace(verdict, misconception=name_of_last_resort(cases, differences))
    right, _ = answers.reference(*where)
    number = next(number for number, difference in enumerate(differences) if difference)
    relation = relation_of(slug, verdict.case, verdict.difference, report.traces[number], right[number])
    return replace(verdict, misconception=slug, relation=relation)


def status_of(mishap):
    if mishap.kind != "raised":
        return {"unfit": "fail", "refused": "refused"}[mishap.kind]
    return {"NotImplementedError": "not_started", "MemoryError": "memory"}.get(mishap.what, "error")


def _signal_name(exit_code):
    if exit_code >= 0:
        return f"exit status {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:  # a real-time signal has a number and no name
        return f"signal {-exit_code}"


def _printed(outcome):
    text = outcome.printed.decode("utf-8", errors="replace")
    if len(text) > PRINTED_LIMIT:
        text = f"{text[:PRINTED_LIMIT]} … (cut: {len(text)} characters in all)"
    return text
