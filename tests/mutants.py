"""Which mutants of a lab's solutions a check takes for right work, without the wall: they are ours.

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


def passing(name):
    """Return `(how many mutants there are, [(function, was, becomes) of those that pass])` of a lab."""
    answers, count, found = AnswersHere(), 0, []
    for check in lab_named(name).checks:
        answers.reference(check, "cpu", STUDENT_SEED)
        mutants = list(mutants_of(check.lab, check.function))
        passes = in_a_fork(lambda check=check, mutants=mutants: _passes(check, mutants, answers), STUCK)
        assert len(passes) == len(mutants), f"{check.name}: a mutant has ended the process"
        count += len(mutants)
        found += [(m.function, m.was, m.becomes) for m, passed in zip(mutants, passes, strict=True) if passed]
    return count, found


def _passes(check, mutants, answers):
    """Return whether each mutant passes. Call it in a fork."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _interrupt)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return [_is_passed(check, mutant, answers) for mutant in mutants]


def _is_passed(check, mutant, answers):
    cases, seed = check.cases(), check.seed_of_code(STUDENT_SEED)
    request = Request(check.lab, check.function, mutant.source, f"{check.lab}.py", cases, seed=seed)
    set_back(os.getcwd())
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        report = next(reports(iter([request])))
        signal.setitimer(signal.ITIMER_REAL, 0)
        return judge_report(Verdict(check, Status.PASS), cases, report, answers, STUDENT_SEED).verdict.passed
    except (TimeoutError, Defect) as problem:  # the latter where our own code was at work when the time was over
        if isinstance(problem.__cause__ or problem, TimeoutError):
            return False
        raise


def _interrupt(*_):
    raise TimeoutError
