"""Where a task becomes rows: a grader that is replaced when it is lost. Threads and Dask workers use the same."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from autograder.judge import ORACLE, plan_for
from autograder.judge.answers.client import OracleAnswers
from autograder.judge.grading import Grader
from autograder.judge.status import Status
from autograder.judge.verdict import Verdict
from autograder.sandbox.launch import can_fork, launch_server
from autograder.sandbox.limits import Limits
from autograder.teaching import wording

# A grader that is lost three times over one file may be lost to that file.
ATTEMPTS = 3


@dataclass(frozen=True)
class Terms:
    """What every submission of a class is graded under. `describe(verdict, student)` makes a row of a verdict.

    `limits` are what a check and a file may use up.
    """

    device: str
    seed: int
    limits: Limits
    describe: Callable


class SharedAnswers:
    """One oracle for several stations: the sibling of the first one's server, and a new process when it is lost."""

    def __init__(self, terms):
        self._lock, self._answers, self._launched = threading.Lock(), None, None
        if can_fork() and ORACLE:
            launched = launch_server(plan_for(terms.device, slots=1, limits=terms.limits))
            self._answers = OracleAnswers(launched.channel)
            # The line is ours from here on: it stays when the first station needs a new server.
            self._launched = replace(launched, channel=None)

    def for_a_grader(self):
        """Return what a new grader is made with: the `answers`, and the first time the server that is on its way."""
        with self._lock:
            if self._answers and self._answers.lost:
                self._answers.close()
                self._answers = OracleAnswers()
            launched, self._launched = self._launched, None
            return {"launched": launched, "answers": self._answers}

    def close(self):
        """Hang up."""
        if self._answers:
            self._answers.close()


class Station:
    """Grades one task at a time with workers of its own. Starting returns at once, as a `Grader`'s does.

    `shared` are the `SharedAnswers` of several, None for one that has its own.
    """

    def __init__(self, terms, shared=None):
        self._terms, self._shared = terms, shared
        self._stopped = threading.Event()
        self._grader, self._first_level = self._new_grader(), None

    def _new_grader(self):
        terms, shared = self._terms, self._shared.for_a_grader() if self._shared else {}
        return Grader(terms.device, terms.seed, terms.limits, slots=1, **shared)

    @property
    def device(self):
        """The device that checks run on. Raises `DeviceMissing`."""
        return self._grader.device

    @property
    def level(self):
        """The isolation level that student code runs at."""
        return self._grader.level

    @property
    def missing(self):
        """What does not hold student code in here, in words."""
        return self._grader.missing

    def grade(self, task):
        """Return the rows of a task, one per check of its lab. What no attempt could settle has the status `infra`."""
        for _ in range(ATTEMPTS):
            rows = self._attempt(task)
            settled = all(row.status.is_settled or row.defect for row in rows)  # a defect is there next time too
            if self._stopped.is_set() or settled:
                break
            self._grader.close()
            try:
                self._grader = self._new_grader()
            except OSError:  # the machine has no process for another; for the next submission it may have one
                break
        return rows

    def _attempt(self, task):
        try:
            if fallen := self._fallen():
                return self._described(
                    task, unsettled(task, Status.INFRA, fallen, self._grader.device, self._grader.level)
                )
            return self._described(task, self._grader.grade(task.lab, task.source, task.filename))
        # One file must not end a class: whatever goes wrong on our side is told as that, and the others go on.
        except Exception as problem:
            trouble = f"{type(problem).__name__}: {problem}"
            return self._described(task, unsettled(task, Status.INFRA, trouble, self._grader.device))

    def _fallen(self):
        """Say that a new server holds student code in less well than the first one did; "" where it does not.

        Nobody was asked whether that will do.
        """
        level = self._grader.level
        self._first_level = self._first_level or level
        return wording.LEVEL_FELL.format(first=self._first_level, now=level) if level > self._first_level else ""

    def _described(self, task, verdicts):
        return [self._terms.describe(verdict, task.student) for verdict in verdicts]

    def stop(self):
        """End what is running, from any thread. Its rows are `infra` then, and nobody should write them down."""
        self._stopped.set()
        self._grader.hang_up()

    def close(self):
        """End every process that was started."""
        self._grader.close()


def unsettled(task, status, detail, device, isolation=None):
    """Return a verdict per check of a task that was not run."""
    verdicts = [Verdict(check, status, detail=detail, device=device) for check in task.checks]
    return [replace(verdict, isolation=isolation) for verdict in verdicts] if isolation else verdicts
