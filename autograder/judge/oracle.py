"""The process that holds the answers: it runs the solutions and the known mistakes, live, and nothing of a student's.

It is the first fork of the warm server (or an interpreter of its own where there is no fork), talks to the judge over
pipes that the server has closed, and draws the cases itself from the seed.
"""

import functools
import importlib
import os

import torch

from autograder.judge.dialogue import pack_answer, unpack_question
from autograder.labs.catalogue import SOLUTIONS, lab_named
from autograder.trace.frame import pack, read_frame
from autograder.trace.report import Report
from autograder.trace.request import Request
from autograder.worker.check import probe_of, run_case, settle
from autograder.worker.student import Student


def main():
    """Serve on standard input and output: the oracle as an interpreter of its own."""
    torch.set_num_threads(1)
    serve(0, os.dup(1))


def serve(read_fd, write_fd):
    """Answer questions until the judge hangs up."""
    with os.fdopen(read_fd, "rb") as questions, os.fdopen(write_fd, "wb") as answers:
        while frame := read_frame(questions):
            answers.write(_answer(unpack_question(frame)))
            answers.flush()


def _answer(question):
    if question.kind == "device":
        return pack({"device": resolve_device(question.device)})
    if question.kind in ("mistakes", "fitted"):
        reports = {"mistakes": mistaken_reports, "fitted": fitted_reports}[question.kind]
        return pack_answer(list(reports(question)))
    return pack_answer([("", reference_report(question)), ("float64", reference_report(question, exactly=True))])


def resolve_device(name):
    """Return the device that `name` means here, or "" when there is none."""
    available = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next(device for device in ("cuda", "mps", "cpu") if available[device])
    return name if available.get(name) else ""


def reference_report(question, exactly=False):
    """Run the solution on every case; with `exactly`, in double precision."""
    cases = _cases(question)
    device = question.device
    if exactly:
        # MPS has no float64. The rounding of the working dtype is then measured against the CPU's.
        cases, device = tuple(case.in_float64() for case in cases), "cpu" if device == "mps" else device
    return _run(question, {}, cases, device)


def mistaken_reports(question):
    """Yield `(slug, Report)` for every known mistake of a check that has no number to be fitted."""
    for mistake in _mistakes(question):
        if not mistake.fit:
            yield mistake.slug, _run(question, mistake.replace, _cases(question), question.device)


def fitted_reports(question):
    """Yield `(slug, Report)` for the others, fitted to the student's traces where they can be."""
    mistakes = [mistake for mistake in _mistakes(question) if mistake.fit]
    cases = _cases(question)
    right = reference_report(question).traces if mistakes else ()
    for mistake in mistakes:
        number = _fitted(mistake, list(zip(cases, question.traces, right, strict=True)))
        if number is not None:
            yield mistake.slug, _run(question, mistake.replace(number), cases, question.device)


def _mistakes(question):
    module = importlib.import_module(f"autograder.labs.{question.lab}.mistakes")
    return [mistake for mistake in module.MISTAKES if mistake.function == question.function]


def _fitted(mistake, runs):
    """Return the number that makes a mistake fit the student's traces, or None where they have no such number.

    The most precise case is looked at first: what is fitted there holds in the others.
    """
    runs.sort(key=lambda run: run[0].dtype != "float64")
    try:
        return mistake.fit(runs)
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return None  # a trace can hold anything


def _cases(question):
    check = lab_named(question.lab).check(question.function)
    return check.published_cases() if question.probe else check.cases(question.seed)


def _run(question, replace, cases, device):
    filename = f"solutions/{question.lab}.py"
    request = Request(question.lab, question.function, b"", filename, cases, device, seed=question.seed)
    settle(request)
    solution = Student(question.lab, _source(question.lab), filename)
    solution.replace(replace)
    probe = probe_of(question.lab, question.probe or question.function)
    return Report(traces=tuple(run_case(probe, solution, case, request) for case in cases))


@functools.cache
def _source(lab):
    return (SOLUTIONS / f"{lab}.py").read_bytes()
