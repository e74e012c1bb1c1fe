"""Judges code of ours without the wall, in a process that has torch: a fork of that costs less than a locked process."""

import contextlib
import functools
import gc
import json
import os
import signal
import tempfile
from dataclasses import dataclass, field

import numpy as np
import torch

from autograder.judge.answers import oracle
from autograder.judge.counterexample import counterexample
from autograder.judge.file_grading import called_and_not_run, last_word
from autograder.judge.judging import judge_report
from autograder.judge.messages import Question
from autograder.judge.recorded import RecordedAnswers
from autograder.judge.verdict import Status, Verdict
from autograder.labs import recorded
from autograder.labs.catalogue import STUDENT_SEED
from autograder.sandbox.job import Outcome
from autograder.student.calls import line_of
from autograder.student.card import message
from autograder.trace import Request, pack_report
from autograder.worker import Student
from autograder.worker.check import reports
from tests.places import SOLUTIONS
from tests.truth import untrue_of

# No submission of ours takes as long, in seconds.
PATIENCE = 60


@dataclass
class AnswersHere:
    """What `Answers` knows, worked out in this process and kept for one seed."""

    known: dict = field(default_factory=dict)

    def reference(self, check, device, seed, probe=""):
        question = Question("reference", check.lab, check.function, device, seed, probe=probe)
        return self._kept(question, lambda: tuple(oracle.reference_traces(question, twin) for twin in (False, True)))

    def mistakes(self, check, device, seed):
        question = Question("mistakes", check.lab, check.function, device, seed)
        return self._kept(question, lambda: list(oracle.mistaken_traces(question)))

    def small(self, check, device):
        question = Question("small", check.lab, check.function, device)
        return self._kept(question, lambda: list(oracle.small_traces(question)))

    def at_rate(self, check, device, seed, rate):
        question = Question("rate", check.lab, check.function, device, seed, rate=rate)
        return tuple(oracle.traces_at_rate(question, twin) for twin in (False, True))

    def _kept(self, question, answer):
        if question not in self.known:
            self.known[question] = answer()
        return self.known[question]


@functools.cache
def answers_to(lab, seed):
    """Return the `AnswersHere` of a lab on one seed, with all that its checks are judged by."""
    answers = AnswersHere()
    for check in lab.checks:
        answers.reference(check, "cpu", seed)
        answers.mistakes(check, "cpu", seed)
    return answers


def verdicts_on(overlay, checks, seed, *judges):
    """Return the verdicts on a submission, which runs once in this process: `{check: (verdict, Judged)}` by each of these
    answers.
    """
    ran = {}
    while checks:
        ran |= {check: _report(overlay, check, seed) for check in checks}
        judged, *_ = found = [
            {check: _judged(check, report, answers, seed) for check, report in ran.items()} for answers in judges
        ]
        checks = called_and_not_run(overlay.lab, judged)
    return [
        {check: (last_word(check, judged, overlay.source, answers, seed), judged[check]) for check in judged}
        for judged, answers in zip(found, judges, strict=True)
    ]


def _report(overlay, check, seed):
    request = Request(
        check.lab, check.function, overlay.source, f"{check.lab}.py", check.cases(seed), seed=check.seed_of_code(seed)
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # it may write files
        report = next(reports(iter([request])))
    torch.set_default_dtype(torch.float32)  # a submission may have changed it
    return report


def _judged(check, report, answers, seed):
    return judge_report(Verdict(check, Status.PASS), check.cases(seed), report, answers, seed)


def told_twice(overlay, functions, numbers):
    """Return what is told of these functions of a submission: by the full kit's answers, and by recorded `numbers`; and
    what of the first is not so.
    """
    checks, live = [overlay.lab.check(name) for name in functions], answers_to(overlay.lab, STUDENT_SEED)

    def work():
        recorded.RECORDED = numbers
        both = verdicts_on(overlay, checks, STUDENT_SEED, live, RecordedAnswers())
        untrue = [line for check in checks for line in _untrue(*both[0][check], live)]
        return [*([told(found[check][0]) for check in checks] for found in both), untrue]

    return in_a_fork(work, PATIENCE)


def _untrue(verdict, judged, answers):
    """Return what of a failed check's card the student's own numbers contradict."""
    if verdict.status is not Status.FAIL or verdict.as_given or not any(judged.differences):
        return []
    number = next(number for number, difference in enumerate(judged.differences) if difference)
    right, _ = answers.reference(verdict.check, "cpu", STUDENT_SEED)
    return untrue_of(verdict, verdict.case, judged.verdict.traces[number], right[number])


def told(verdict):
    """Return what a student, or a table, is told of a verdict, as JSON has it."""
    facts = [verdict.status, verdict.misconception, verdict.waits_for, verdict.as_given, bool(verdict.relation)]
    return [*facts, message(verdict)]


def in_a_fork(work, patience):
    """Return what `work` returns in a fork of this process, which is JSON: what it changes goes with the fork.

    It is {} where that ended before it returned, or took longer than `patience` seconds.
    """
    read, write = os.pipe()
    gc.freeze()  # nothing that is here need be looked at, and so copied, in the fork
    pid = os.fork()
    if pid == 0:
        try:
            signal.alarm(patience)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(nowhere, descriptor)
            with os.fdopen(write, "w") as answer:
                json.dump(work(), answer)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    os.waitpid(pid, 0)
    return json.loads(said) if said else {}


def counterexamples(overlay, functions):
    """Return what small numbers show of functions of a submission: `[[function], [a line, whether it is true] or a word]`.

    The word is "right", or "unfit" where what came back is no number to be compared.
    """
    answers = small_answers_to(overlay.lab)
    return in_a_fork(
        lambda: [[[name], _held(overlay, overlay.lab.check(name), answers)] for name in functions], PATIENCE
    )


@functools.cache
def small_answers_to(lab):
    """Return the `AnswersHere` of a lab on its small cases."""
    answers = AnswersHere()
    for check in lab.checks:
        answers.small(check, "cpu")
    return answers


def _held(overlay, check, answers):
    cases = check.small_cases()
    request = Request(check.lab, check.function, overlay.source, f"{check.lab}.py", cases)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        report = next(reports(iter([request])))
        outcome = Outcome(0, 0, "replied", replies=(pack_report(report),))
        torch.set_default_dtype(torch.float32)
        if found := counterexample(check, cases, outcome, answers, "cpu"):
            return [line_of(found), _is_true(found, overlay, check)]
        return "unfit" if report.ended_by else "right"


def _is_true(found, overlay, check):
    """Tell whether the call gives what it is said to give, where the solution's names are and where the submission's."""
    solution = (SOLUTIONS / f"{check.lab}.py").read_bytes()
    got = _given(found.call, overlay.source, check.lab)
    if found.stopped:
        return got == found.stopped
    if found.difference.kind != "value":
        return not isinstance(got, str)
    both = ((_given(found.call, solution, check.lab), found.right), (got, found.yours))
    return all(
        np.isclose(given, number, 1e-4, 1e-5, equal_nan=True).any() for given, e in both for number in e.value.flat
    )


def _given(call, source, lab):
    """Return every number in what a call returns, or the name of what it raises."""
    try:
        return list(_numbers_in(eval(call, {"torch": torch, **Student(lab, source, f"{lab}.py").names})))
    except Exception as problem:
        return type(problem).__name__


def _numbers_in(value):
    """Yield every number in what a function returned."""
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _numbers_in(one)
    else:
        yield from np.asarray(
            value.detach().double() if isinstance(value, torch.Tensor) else value, dtype=float
        ).ravel()
