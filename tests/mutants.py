"""What becomes of the mutants of a function, without the wall: they are ours.

All of one function run in one fork, as the checks of a file do, with the same state set back in between.
"""

import contextlib
import os
import resource
import signal
import tempfile

from autograder.errors import Defect
from autograder.judge.judging import judge_report
from autograder.judge.verdict import Status, Verdict
from autograder.labs.answers.mutants import mutants_of
from autograder.labs.catalogue import STUDENT_SEED, lab_named
from autograder.teaching.authors.mutants import PATIENCE
from autograder.trace import Request
from autograder.worker.check import reports
from autograder.worker.state import set_back
from tests.without_wall import AnswersHere, in_a_fork

# Bytes that a fork may have: one operator can make a small table a huge one.
MEMORY = 4 << 30
# Seconds after which a fork is stuck, whatever its mutants do.
STUCK = 200


def told_of_mutants(lab, function):
    """Return `[status, what was raised or None, on which line]` of every mutant of a function, in order."""
    check, answers = lab_named(lab).check(function), AnswersHere()
    answers.reference(check, "cpu", STUDENT_SEED)
    return in_a_fork(lambda: _told(check, answers), STUCK)


def _told(check, answers):
    """Return what becomes of each mutant. Call it in a fork."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _interrupt)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return [_told_of(check, mutant, answers) for mutant in mutants_of(check.lab, check.function)]


def _told_of(check, mutant, answers):
    cases, seed = check.cases(), check.seed_of_code(STUDENT_SEED)
    request = Request(check.lab, check.function, mutant.source, f"{check.lab}.py", cases, seed=seed)
    set_back(os.getcwd())
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        report = next(reports(iter([request])))
        signal.setitimer(signal.ITIMER_REAL, 0)
        verdict = judge_report(Verdict(check, Status.PASS), cases, report, answers, STUDENT_SEED).verdict
    except (TimeoutError, Defect) as problem:  # the latter where our own code was at work when the time was over
        if isinstance(problem.__cause__ or problem, TimeoutError):
            return [Status.TIMEOUT, None, 0]
        raise
    return [verdict.status, verdict.mishap and verdict.mishap.what, verdict.mishap.line if verdict.mishap else 0]


def _interrupt(*_):
    raise TimeoutError
