"""The grader of this machine: tasks as they come in, rows as they end out. It is replaced when it is lost."""

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from autograder.errors import WorkersLost
from autograder.judge.file_grading import File
from autograder.judge.grading import Grader
from autograder.judge.messages import Answers
from autograder.judge.verdict import Status, Verdict
from autograder.language import spoken
from autograder.sandbox.job import Outcome
from autograder.sandbox.launch import Limits
from autograder.teaching import wording
from autograder.teaching.facts import describe
from autograder.teaching.grading.tasks import Task
from autograder.teaching.rows import LedgerRow
from autograder.trace import Request

# A grader that is lost three times over one file may be lost to that file.
ATTEMPTS = 3


@dataclass(frozen=True)
class Settings:
    """What every submission of a class is graded under. `limits` are what a check and a file may use up.

    `language` is what students are told in: that of this process, when they travel to another one too.
    """

    device: str
    seed: int
    limits: Limits
    language: str = field(default_factory=spoken)


class Pool(contextlib.AbstractContextManager["Pool"]):
    """A grader with `jobs` slots. `device`, `level` and `missing` are as in `run.Graders`. Starting returns at once."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._grader, self._first_level = self._new_grader(), ""
        self._stopped = False

    def _new_grader(self) -> Grader:
        settings = self._settings
        return Grader(settings.device, settings.seed, settings.limits, slots=self._jobs)

    def __exit__(self, *problem: object) -> None:
        self._grader.close()

    @property
    def device(self) -> str:
        return self._grader.device

    @property
    def answers(self) -> Answers:
        """The line to those who know what is right: for an instructor who looks into a verdict."""
        return self._grader.answers

    @property
    def level(self) -> str:
        return self._grader.isolation_or_untried.level

    @property
    def missing(self) -> tuple[str, ...]:
        return self._grader.isolation_or_untried.missing

    def grade(self, tasks: Iterable[Task]) -> Generator[tuple[Task, list[LedgerRow]], None, None]:
        """Yield `(task, rows)` as they end, in any order. Closing the generator stops what is running.

        What no attempt could settle has the status `infra`.
        """
        for task, verdicts in self.verdicts(tasks):
            yield task, [describe(verdict, task.student) for verdict in verdicts]

    def verdicts(self, tasks: Iterable[Task]) -> Generator[tuple[Task, list[Verdict]], None, None]:
        """Yield `(task, verdicts)`, as `grade` does with rows."""
        waiting = iter(tasks)
        while True:
            try:
                if self._grader.lost and not self._stopped:
                    self._replace_grader()
            except OSError as problem:  # there is no process for another; for the next submission there may be one
                if (task := next(waiting, None)) is None:
                    return
                yield task, unsettled(task, Status.INFRA, str(problem), self._settings.device)
                continue
            again = []
            for task, verdicts in self._attempt(waiting):
                if _is_settled(verdicts):
                    yield task, verdicts
                else:
                    again.append((task, verdicts))
            # A file whose grader was lost may be what it was lost to: each is tried by itself, and the others go on.
            for task, verdicts in again:
                yield task, self._again(task, verdicts)
            if self._stopped or not (again or self._grader.lost):
                return

    def run_apart(self, requests: Sequence[Request], limit: float) -> Callable[[], list[Outcome]]:
        """Have requests run beside what is graded, as `Grader.run_apart` does. Raises `WorkersLost`, and `OSError`."""
        if self._grader.lost and not self._stopped:
            self._replace_grader()
        if fallen := self._fallen():
            raise WorkersLost(fallen)
        return self._grader.run_apart(requests, limit)

    def _again(self, task: Task, verdicts: list[Verdict]) -> list[Verdict]:
        """Return the verdicts on a task by itself, if any grader can settle it; else what was said of it last.

        What another file lost its grader over is settled by the one that took its place: starting one takes seconds.
        """
        for attempt in range(1, ATTEMPTS):
            if self._stopped:
                break
            try:
                if attempt > 1 or self._grader.lost:
                    self._replace_grader()
            except OSError:  # as above
                break
            ((_, verdicts),) = self._attempt([task])
            if _is_settled(verdicts):
                break
        return verdicts

    def _replace_grader(self) -> None:
        self._grader.close()
        self._grader = self._new_grader()

    def _attempt(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Verdict]]]:
        if fallen := self._fallen():
            for task in tasks:
                yield task, unsettled(task, Status.INFRA, fallen, self.device, self.level)
            return
        files = ((task, File(task.lab, task.source, task.filename, task.checks)) for task in tasks)
        yield from self._grader.grade_all(files)

    def _fallen(self) -> str:
        """Say that a new server holds student code in less well than the first one did; "" where it does not.

        Nobody was asked whether that will do.
        """
        level = self.level
        self._first_level = self._first_level or level
        return wording.LEVEL_FELL.format(first=self._first_level, now=level) if level > self._first_level else ""

    def stop(self) -> None:
        """End what is running, for good. Its rows are `infra` then, and nobody should believe them."""
        self._stopped = True
        self._grader.hang_up()


def unsettled(task: Task, status: Status, detail: str, device: str, level: str = Verdict.isolation) -> list[Verdict]:
    """Return a verdict per check of a task that was not run."""
    return [Verdict(check, status, detail=detail, device=device, isolation=level) for check in task.checks]


def _is_settled(verdicts: list[Verdict]) -> bool:
    return all(verdict.status.is_settled or verdict.defect for verdict in verdicts)  # a defect is there next time too
