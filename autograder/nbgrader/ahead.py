"""nbgrader handles one notebook after the other. The next ones run meanwhile, on every core."""

import contextlib
import re
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbgrader.converters import BaseConverter
from tqdm.contrib.logging import logging_redirect_tqdm

from autograder.judge.verdict import Status, Verdict
from autograder.judge.wording import OVER_LIMIT
from autograder.labs.catalogue import Lab, all_labs
from autograder.nbgrader.sanitize import OURS, Original
from autograder.sandbox.launch import Limits, cores
from autograder.teaching.course_file import seed_of_or_new
from autograder.teaching.grading.pool import Pool, Settings, unsettled
from autograder.teaching.grading.tasks import Task
from autograder.teaching.limits import FileLimits
from autograder.teaching.progress import progress
from autograder.teaching.submissions.notebook_reader import NotebookReader

_DEVICE = "cpu"


class WarmPool:
    """The pool that grades: it stays warm for as long as this process lives, as the formgrader grades again and again."""

    def __init__(self) -> None:
        self._pool: Pool | None = None
        self._settings: tuple[int, int] = (0, 0)

    def for_course(self, notebooks: int, seed: int) -> Pool:
        """Return a pool that is large enough for so many, and draws from a course's seed."""
        jobs, (had, had_seed) = min(cores(), notebooks), self._settings
        if self._pool is None or jobs > had or seed != had_seed:
            self.close()
            self._pool, self._settings = Pool(Settings(_DEVICE, seed, Limits()), jobs), (jobs, seed)
        return self._pool

    def close(self) -> None:
        """End every process that was started."""
        if self._pool:
            self._pool.stop()
            self._pool.__exit__()


def lab_called(name: str) -> Lab | None:
    """Return the lab that a notebook is of, or None."""
    return next((lab for lab in all_labs() if lab.name == name), None)


def task_of(nb: Any, student: str, lab: Lab, reader: NotebookReader) -> Task:
    """Return the `Task` of a notebook that has its instructor's cells back: a file of its functions, or a refusal."""
    if problem := nb.metadata.get(OURS, {}).get("problem"):
        return Task(student, lab.name, status=Status.REFUSED, reason=problem)
    limits = FileLimits()
    data = nbformat.writes(nb).encode("utf-8", "replace")
    if len(data) > limits.notebook:
        problem = OVER_LIMIT.format(size=len(data), limit=limits.notebook)
        return Task(student, lab.name, status=Status.REFUSED, reason=problem)
    extract = reader.source_of(data, [check.function for check in lab.checks], limits.source)
    if extract.problem:
        return Task(student, lab.name, status=Status.REFUSED, reason=extract.problem)
    return Task(student, lab.name, extract.source, f"{lab.name}.ipynb")


class _Submitted(NamedTuple):
    """A notebook that a converter is still to come to."""

    student: str
    assignment: str
    notebook: str
    path: Path


class Ahead:
    """Grades what a converter of nbgrader's has still to do, in its order, a little ahead of it.

    It is made when the converter is `at` its first notebook, `(student, notebook)`, and shows how far that has come.
    Students' code runs in other processes while nbgrader does its own work in this one.
    """

    def __init__(self, converter: BaseConverter, at: tuple[str, str], warm: WarmPool) -> None:
        self._url = converter.coursedir.db_url
        to_come = _to_come(converter, at)
        self._left = len(to_come) + 1
        self._pool = warm.for_course(self._left, seed_of_or_new(converter.coursedir.root))
        self._to_come, self._asked, self._passed = iter(to_come), deque[Task](), {at}
        self._begun: dict[tuple[str, str], Task] = {}
        self._done: dict[tuple[str, str], list[Verdict]] = {}
        self._grading = self._pool.verdicts(self._tasks())
        self._shown = contextlib.ExitStack()
        self._advance_bar = self._shown.enter_context(progress(self._left))
        if sys.stderr.isatty():  # nbgrader's own lines go above the bar
            self._shown.enter_context(logging_redirect_tqdm([converter.log]))

    def verdicts(self, task: Task) -> list[Verdict]:
        """Return the verdicts on a task, one per check of its lab: at once where it was graded ahead."""
        try:
            if task.status:
                return unsettled(task, task.status, task.reason, _DEVICE)
            return self._wait_for(task)
        except (KeyboardInterrupt, SystemExit):
            self._pool.stop()
            self.leave()
            raise
        finally:
            self._advance_bar()
            self._left -= 1
            if not self._left:
                self._shown.close()

    def leave(self) -> None:
        """Begin with nothing more."""
        self._grading.close()
        self._shown.close()

    def _wait_for(self, task: Task) -> list[Verdict]:
        key = (task.student, task.lab)
        self._passed.add(key)
        if self._begun.get(key) != task:  # nobody has begun with it, or its notebook has changed since
            self._done.pop(key, None)
            self._asked.append(task)
        while key not in self._done:
            for graded, verdicts in self._grading:
                if self._begun[graded.student, graded.lab] == graded:
                    self._done[graded.student, graded.lab] = verdicts
                    break
            else:  # it had nothing more to do
                self._grading = self._pool.verdicts(self._tasks())
        return self._done.pop(key)

    def _tasks(self) -> Iterator[Task]:
        """Yield what nbgrader waits for, and what it will come to as long as it waits for nothing."""
        originals: dict[tuple[str, str], Original] = {}
        with NotebookReader() as reader:
            while True:
                task = self._asked.popleft() if self._asked else None
                if task is None:
                    submitted = next(self._to_come, None)
                    if submitted is None:
                        return
                    if (submitted.student, submitted.notebook) not in self._passed:
                        task = self._read(submitted, originals, reader)
                if task and not task.status:
                    self._begun[task.student, task.lab] = task
                    yield task

    def _read(self, one: _Submitted, originals: dict[tuple[str, str], Original], reader: NotebookReader) -> Task | None:
        """Return the task of a notebook; None of one that cannot be read, which is for nbgrader to say when it is there."""
        student, assignment, notebook, path = one
        with contextlib.suppress(Exception):
            if (assignment, notebook) not in originals:
                originals[assignment, notebook] = Original(self._url, assignment, notebook)
            nb = nbformat.read(path, as_version=nbformat.current_nbformat)
            originals[assignment, notebook].restore(nb)
            if lab := lab_called(notebook):
                return task_of(nb, student, lab, reader)
        return None


def _to_come(converter: BaseConverter, at: tuple[str, str]) -> list[_Submitted]:
    """Return what a converter comes to after `at`, and will not skip."""
    course = converter.coursedir
    to_come: list[_Submitted] = []
    pattern = course.format_path(course.submitted_directory, "(?P<student>.*)", "(?P<assignment>.*)", escape=True)
    for folder in sorted(converter.assignments):
        if not (found := re.fullmatch(pattern, folder)):
            continue
        student, assignment = found["student"], found["assignment"]
        done = Path(course.format_path(course.autograded_directory, student, assignment)).exists()
        if not done or converter.force:
            paths = [path for path in map(Path, sorted(converter.assignments[folder])) if lab_called(path.stem)]
            to_come += [_Submitted(student, assignment, path.stem, path) for path in paths]
    # A run that was told to grade all anew has its first notebook among them.
    keys = [(one.student, one.notebook) for one in to_come]
    return to_come[keys.index(at) + 1 :] if at in keys else to_come
