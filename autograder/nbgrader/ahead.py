"""nbgrader handles one notebook after the other. Those that it has not come to yet are graded meanwhile, on every core."""

import contextlib
import re
import sys
import threading
from pathlib import Path

import nbformat
from tqdm.contrib.logging import logging_redirect_tqdm

from autograder.judge.status import Status
from autograder.judge.wording import OVER_LIMIT
from autograder.labs.catalogue import all_labs
from autograder.nbgrader.sanitize import OURS, Original
from autograder.sandbox.launch import cores
from autograder.sandbox.limits import Limits
from autograder.teaching.course_file import seed_of_or_new
from autograder.teaching.grading.pool import Crew
from autograder.teaching.grading.pooled_grader import Terms, unsettled
from autograder.teaching.grading.tasks import Task
from autograder.teaching.progress import progress
from autograder.teaching.submissions.limits import Limits as FileLimits
from autograder.teaching.submissions.notebook_reader import NotebookReader

# Notebooks that are graded before nbgrader asks for them: enough that no core waits, few enough to stay small.
FAR = 32
_DEVICE = "cpu"


class Crews:
    """The crew that grades: it stays warm for as long as this process lives, as the formgrader grades again and again."""

    def __init__(self):
        self._crew, self._jobs, self._seed = None, 0, None

    def crew_for(self, notebooks, seed):
        """Return a crew that is large enough for so many, and draws from a course's seed."""
        jobs = min(cores(), notebooks)
        if jobs > self._jobs or seed != self._seed:
            self.close()
            self._crew, self._jobs, self._seed = Crew(Terms(_DEVICE, seed, Limits(), _kept), jobs), jobs, seed
        return self._crew

    def close(self):
        """End every process that was started."""
        if self._crew:
            self._crew.stop()
            self._crew.__exit__()


def new_reader():
    """Return a reader of notebooks, with the limits that a class's notebooks have."""
    return NotebookReader(FileLimits().notebook_seconds)


def lab_called(name):
    """Return the lab that a notebook is of, or None."""
    return next((lab for lab in all_labs() if lab.name == name), None)


def task_of(nb, student, lab, reader):
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


class Ahead:
    """Grades what a converter of nbgrader's has still to do, in its order, a little ahead of it.

    It is made when the converter is `at` its first notebook, `(student, notebook)`, and shows how far that has come.
    """

    def __init__(self, converter, at, crew_for):
        self._url = converter.coursedir.db_url
        self._places = _places_to_come(converter, at)
        self._expected = dict.fromkeys((student, notebook) for student, _, notebook, _ in self._places)
        self._graded, self._news = {}, threading.Condition()
        self._room, self._over = threading.Semaphore(FAR), False
        self._left = len(self._places) + 1
        self._crew = crew_for(self._left, seed_of_or_new(converter.coursedir.root))
        self._shown = contextlib.ExitStack()
        self._bar = self._shown.enter_context(progress(self._left))
        if sys.stderr.isatty():  # nbgrader's own lines go above the bar
            self._shown.enter_context(logging_redirect_tqdm([converter.log]))
        threading.Thread(target=self._work, daemon=True).start()

    def verdicts(self, task):
        """Return the verdicts on a task, one per check of its lab: at once where it was graded ahead."""
        try:
            if task.status:
                return unsettled(task, task.status, task.reason, _DEVICE)
            return self._graded_ahead(task) or self._graded_now(task)
        except (KeyboardInterrupt, SystemExit):
            self._crew.stop()
            self.leave()
            raise
        finally:
            self._advance()

    def _advance(self):
        self._bar.advance()
        self._left -= 1
        if not self._left:
            self._shown.close()

    def leave(self):
        """Begin with nothing more."""
        self._over = True
        self._room.release()
        self._shown.close()

    def _graded_now(self, task):
        ((_, rows),) = self._crew.grade([task])
        return rows

    def _graded_ahead(self, task):
        """Return the rows of a task that is graded ahead, None of one that is not: its notebook may have changed."""
        key = (task.student, task.lab)
        with self._news:
            if key not in self._expected:
                return None
            self._pass_by(key)
            self._news.wait_for(lambda: key in self._graded or key not in self._expected or self._over)
            self._expected.pop(key, None)
            graded, rows = self._take(key)
        return rows if graded == task else None

    def _pass_by(self, key):
        """Forget those before `key`: nbgrader had its reasons to leave them out, and comes to no earlier one again."""
        for earlier in list(self._expected):
            if earlier == key:
                return
            del self._expected[earlier]
            self._take(earlier)

    def _take(self, key):
        if key not in self._graded:
            return None, None
        self._room.release()
        return self._graded.pop(key)

    def _work(self):
        try:
            with contextlib.closing(self._crew.grade(self._tasks())) as graded:
                for task, rows in graded:
                    self._note((task.student, task.lab), (task, rows))
        finally:
            with self._news:
                self._over = True
                self._news.notify_all()

    def _note(self, key, graded):
        with self._news:
            if key in self._expected and graded:
                self._graded[key] = graded
            else:  # nobody waits for it, or nothing can be said ahead
                self._expected.pop(key, None)
                self._room.release()
            self._news.notify_all()

    def _tasks(self):
        originals = {}
        with new_reader() as reader:
            for student, assignment, notebook, path in self._places:
                self._room.acquire()
                if self._over:
                    return
                task = None
                # What cannot be read is for nbgrader to say, when it comes there.
                with contextlib.suppress(Exception):
                    if (assignment, notebook) not in originals:
                        originals[assignment, notebook] = Original(self._url, assignment, notebook)
                    nb = nbformat.read(path, as_version=nbformat.current_nbformat)
                    originals[assignment, notebook].restore(nb)
                    task = task_of(nb, student, lab_called(notebook), reader)
                if task is None or task.status:
                    self._note((student, notebook), None)
                else:
                    yield task


def _kept(verdict, _):
    return verdict


def _places_to_come(converter, at):
    """Return `[(student, assignment, notebook, path), …]` that a converter comes to after `at`, and will not skip."""
    course, places = converter.coursedir, []
    pattern = course.format_path(course.submitted_directory, "(?P<student>.*)", "(?P<assignment>.*)", escape=True)
    for folder in sorted(converter.assignments):
        student, assignment = re.fullmatch(pattern, folder).group("student", "assignment")
        done = Path(course.format_path(course.autograded_directory, student, assignment)).exists()
        if not done or converter.force:
            notebooks = map(Path, sorted(converter.assignments[folder]))
            places += [(student, assignment, path.stem, path) for path in notebooks if lab_called(path.stem)]
    # A run that was told to grade all anew has its first notebook among them.
    numbers = [number for number, (student, _, notebook, _) in enumerate(places) if (student, notebook) == at]
    return places[numbers[0] + 1 :] if numbers else places
