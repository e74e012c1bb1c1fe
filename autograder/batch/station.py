"""Where a task becomes rows: a grader that is replaced when it is lost. Threads and Dask workers use the same."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from autograder.judge.grading import Grader
from autograder.judge.verdict import Verdict
from autograder.worker.limits import Limits

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


class Station:
    """Grades one task at a time with workers of its own. Starting returns at once, as a `Grader`'s does."""

    def __init__(self, terms):
        self._terms = terms
        self._stopped = threading.Event()
        self._grader = self._new_grader()

    def _new_grader(self):
        terms = self._terms
        return Grader(terms.device, terms.seed, terms.limits, slots=1)

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
            if self._stopped.is_set() or all(row["status"] != "infra" for row in rows):
                break
            self._grader.close()
            self._grader = self._new_grader()
        return rows

    def _attempt(self, task):
        try:
            return self._described(task, self._grader.grade(task.lab, task.source, task.filename))
        # One file must not end a class: whatever goes wrong on our side is told as that, and the others go on.
        except Exception as problem:
            trouble = f"{type(problem).__name__}: {problem}"
            return self._described(task, unsettled(task, "infra", trouble, self._grader.device))

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
