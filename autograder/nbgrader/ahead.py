"""nbgrader handles one notebook after the other. The next ones run meanwhile, on every core."""

import atexit
import contextlib
import functools
import json
import re
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import BaseConverter
from nbgrader.preprocessors import NbGraderPreprocessor
from tqdm.contrib.logging import logging_redirect_tqdm

from autograder.judge.verdict import Status, Verdict
from autograder.judge.wording import OVER_LIMIT
from autograder.labs.catalogue import lab_named
from autograder.language import told
from autograder.nbgrader.kept_gradebook import kept_open
from autograder.nbgrader.original import OURS, Original, is_labs_in
from autograder.nbgrader.own_tests import OwnTests, Result
from autograder.nbgrader.students_wording import OWN_REFUSED
from autograder.nbgrader.surroundings import files_beside, patience_of
from autograder.nbgrader.unfinished import begin, end
from autograder.sandbox.launch import Limits, cores
from autograder.teaching.grading.pool import Pool, Settings, unsettled
from autograder.teaching.grading.tasks import Task
from autograder.teaching.limits import FileLimits
from autograder.teaching.progress import progress
from autograder.teaching.seed import seed_of_or_new
from autograder.teaching.submissions.notebook_reader import NotebookReader

_DEVICE = "cpu"
# What nbgrader says of a notebook that it handles: whose it is, by `student`, `assignment` and `notebook`.
Submission = Mapping[str, str]


class _Prepared(NamedTuple):
    """A notebook as it was handed in, and with its instructor's cells back: what it says, what is to be graded and run."""

    given: NotebookNode
    restored: NotebookNode
    content: bytes
    task: Task
    own: OwnTests


class Ahead:
    """Grades what a converter of nbgrader's has still to do, in its order, a little ahead of it.

    It is made when the converter is `at` its first notebook, and shows how far that has come. Each notebook is prepared
    once, and graded in other processes while nbgrader does its own work in this one.
    """

    def __init__(self, converter: BaseConverter, at: Submission) -> None:
        self.converter, self.course = converter, converter.coursedir
        self._open = contextlib.ExitStack()
        self.gradebook = self._open.enter_context(kept_open())
        with self.gradebook(self.course.db_url) as gradebook:
            to_come = _to_come(converter, at, gradebook)
        self._left = len(to_come) + 1
        self._pool = _warm_pool(self._left, seed_of_or_new(self.course.root))
        self._to_come, self._passed, self._asked = iter(to_come), set[tuple[str, str]](), deque[Task]()
        self._patience = patience_of(converter)
        self._originals: dict[tuple[str, str], Original] = {}
        self._prepared: dict[tuple[str, str], _Prepared] = {}
        self._begun, self._done = set[Task](), dict[Task, list[Verdict]]()
        self._grading = self._pool.verdicts(self._tasks())
        self._reader = self._open.enter_context(NotebookReader())
        self._advance_bar = self._open.enter_context(progress(self._left))
        if sys.stderr.isatty():  # nbgrader's own lines go above the bar
            self._open.enter_context(logging_redirect_tqdm([converter.log]))

    def restored(self, nb: NotebookNode, submission: Submission) -> NotebookNode:
        """Return a notebook that was handed in with its instructor's cells back. It is marked as begun."""
        begin(self.course, submission)
        self._passed.add(_key(submission))
        prepared = self._prepared.get(_key(submission))
        if prepared is None or prepared.given != nb:  # or it has changed since
            prepared = self._prepare(nb, submission)
        return prepared.restored

    def graded(self, nb: NotebookNode, submission: Submission) -> tuple[Task, list[Verdict], dict[str, Result]]:
        """Return what there was to grade in a notebook, the verdicts, one per check, and what became of its own tests.

        At once, where that is there.
        """
        prepared, content = self._prepared.pop(_key(submission), None), _content(nb)
        if prepared is None or prepared.content != content:
            prepared = self._looked_through(nb, nb, submission)
        task, own = prepared.task, prepared.own
        try:
            if task.status:
                return task, unsettled(task, task.status, task.reason, _DEVICE), own.not_run(told(OWN_REFUSED))
            own.begin(self._pool)
            return task, self._wait_for(task), own.results(self._pool)
        except (KeyboardInterrupt, SystemExit):
            self._pool.stop()
            self.leave()
            raise
        finally:
            self._advance_bar()
            self._left -= 1

    def end(self, submission: Submission) -> None:
        """Note that a submission is in the gradebook."""
        end(self.course, submission)
        if self._left <= 0:
            self._open.close()

    def leave(self) -> None:
        """Begin with nothing more."""
        self._grading.close()
        self._open.close()

    def _wait_for(self, task: Task) -> list[Verdict]:
        if task not in self._begun:  # or its notebook has changed since
            self._asked.append(task)
        while task not in self._done:
            for graded, verdicts in self._grading:
                self._done[graded] = verdicts
                break
            else:  # it had nothing more to do
                self._grading = self._pool.verdicts(self._tasks())
        self._begun.discard(task)
        return self._done.pop(task)

    def _tasks(self) -> Iterator[Task]:
        """Yield what nbgrader waits for, and what it will come to as long as it waits for nothing."""
        while True:
            task = self._asked.popleft() if self._asked else None
            if task is None:
                if (coming := next(self._to_come, None)) is None:
                    return
                submission, path = coming
                if _key(submission) not in self._passed:
                    with contextlib.suppress(Exception):  # for nbgrader to say when it is there
                        nb = nbformat.read(path, as_version=nbformat.current_nbformat)
                        prepared = self._prepare(nb, submission)
                        task = prepared.task
                        if not task.status:
                            prepared.own.begin(self._pool)
            if task and not task.status:
                self._begun.add(task)
                yield task

    def _prepare(self, nb: NotebookNode, submission: Submission) -> _Prepared:
        source = submission["assignment"], submission["notebook"]
        if source not in self._originals:
            folder = self.course.format_path(self.course.source_directory, ".", submission["assignment"])
            with self.gradebook(self.course.db_url) as gradebook:
                self._originals[source] = Original(gradebook, *source, Path(folder))
        prepared = self._looked_through(nb, self._originals[source].restored(nb), submission)
        self._prepared[_key(submission)] = prepared
        return prepared

    def _looked_through(self, nb: NotebookNode, restored: NotebookNode, submission: Submission) -> _Prepared:
        content = _content(restored)
        files = functools.partial(files_beside, self.converter, submission)
        own = OwnTests(restored, lab_named(submission["notebook"]), files, self._patience)
        return _Prepared(nb, restored, content, self._task(restored, content, submission), own)

    def _task(self, nb: NotebookNode, content: bytes, submission: Submission) -> Task:
        """Return the `Task` of a notebook that has its instructor's cells back: a file of its functions, or a refusal."""
        (student, name), limits = _key(submission), FileLimits()
        problem: str = nb.metadata.get(OURS, {}).get("problem", "")
        if not problem and len(content) > limits.notebook:
            problem = OVER_LIMIT.format(size=len(content), limit=limits.notebook)
        if not problem:
            functions = [check.function for check in lab_named(name).checks]
            extract = self._reader.source_of(content, functions, limits.source)
            if not extract.problem:
                return Task(student, name, extract.source, f"{name}.ipynb")
        return Task(student, name, status=Status.REFUSED, reason=problem or extract.problem)


_AT_WORK: list[Ahead] = []  # one at most
_POOLS: dict[tuple[int, int], Pool] = {}  # as above, by its jobs and its seed


def at_work(preprocessor: NbGraderPreprocessor, submission: Submission) -> Ahead:
    """Return the `Ahead` of the converter that a preprocessor works for."""
    converter: BaseConverter = preprocessor.parent.parent
    if not (_AT_WORK and _AT_WORK[0].converter is converter):
        _leave()
        _AT_WORK.append(Ahead(converter, submission))
    return _AT_WORK[0]


def _key(submission: Submission) -> tuple[str, str]:
    return submission["student"], submission["notebook"]


def _content(nb: NotebookNode) -> bytes:
    """Return all that a notebook says, which is the same after it was written and read."""
    return json.dumps(nb, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _to_come(converter: BaseConverter, at: Submission, gradebook: Gradebook) -> list[tuple[Submission, Path]]:
    """Return the labs' notebooks that a converter comes to after `at`, and will not skip."""
    course = converter.coursedir
    to_come: list[tuple[Submission, Path]] = []
    is_labs = functools.cache(functools.partial(is_labs_in, gradebook))
    pattern = course.format_path(course.submitted_directory, "(?P<student>.*)", "(?P<assignment>.*)", escape=True)
    for folder in sorted(converter.assignments):
        if not (found := re.fullmatch(pattern, folder)):
            continue
        done = Path(course.format_path(course.autograded_directory, found["student"], found["assignment"])).exists()
        if not done or converter.force:
            paths = map(Path, sorted(converter.assignments[folder]))
            labs = [path for path in paths if is_labs(found["assignment"], path.stem)]
            to_come += [({**found.groupdict(), "notebook": path.stem}, path) for path in labs]
    # A run that was told to grade all anew has its first notebook among them.
    keys = [_key(submission) for submission, _ in to_come]
    return to_come[keys.index(_key(at)) + 1 :] if _key(at) in keys else to_come


def _warm_pool(notebooks: int, seed: int) -> Pool:
    """Return a pool with jobs for so many, and a course's seed. It stays warm, as the formgrader grades again and again."""
    jobs = min(cores(), notebooks)
    if not any(had >= jobs and had_seed == seed for had, had_seed in _POOLS):
        _close_pools()
        _POOLS[jobs, seed] = Pool(Settings(_DEVICE, seed, Limits()), jobs)
    return next(iter(_POOLS.values()))


def _close_pools() -> None:
    while _POOLS:
        _, pool = _POOLS.popitem()
        pool.stop()
        pool.__exit__()


def _leave() -> None:
    while _AT_WORK:
        _AT_WORK.pop().leave()


@atexit.register
def _close() -> None:
    _leave()
    _close_pools()
