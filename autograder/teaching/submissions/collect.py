"""The submissions of a class, one at a time: who handed in what, and why something was not taken.

A student who hands in something hostile is refused alone; files are read when it is their student's turn.
"""

import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import ClassUnreadable, FileRefused, Refused
from autograder.judge.verdict import Status
from autograder.labs.catalogue import Lab, all_labs
from autograder.teaching import wording
from autograder.teaching.grading.tasks import Task
from autograder.teaching.limits import FileLimits
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.archive import Archive
from autograder.teaching.submissions.folder import Folder
from autograder.teaching.submissions.names import NAME_LIMIT, fold, harmless, is_harmless, same_to_a_reader, spellings
from autograder.teaching.submissions.notebook_reader import NotebookReader
from autograder.teaching.submissions.sources import FoundFile, Source
from autograder.text import said

_SUFFIXES = (".py", ".ipynb")


@dataclass(frozen=True)
class Submission:
    """What a student handed in, a task per lab. `problem` says in one sentence why all of it is refused, "" if it is not.

    `student` is the folder's name where that is harmless, and a harmless spelling of it where it is not.
    """

    student: str
    tasks: tuple[Task, ...] = ()
    problem: str = ""


class Collection:
    """The `Submission` of every student, sorted by name. Each walk through them reads files anew, student by student.

    `students` are their names, `left_out` the entries that are no student's folder, in harmless spelling.
    """

    def __init__(self, source: Source, labs: tuple[str, ...] | None, limits: FileLimits) -> None:
        self._source, self._labs, self._limits = source, labs, limits
        spelled, doubles = spellings(source.students), same_to_a_reader(source.students)
        self._students = sorted((spelled[name], name, name in doubles) for name in source.students)
        self.students = [student for student, _, _ in self._students]
        self.left_out = tuple(sorted(map(harmless, source.left_out)))

    def __len__(self) -> int:
        return len(self._students)

    def __iter__(self) -> Iterator[Submission]:
        with self._source.opened() as source, NotebookReader(self._limits.notebook_seconds) as notebooks:
            collector = _Collector(source, notebooks, self._labs, self._limits)
            for student, name, has_double in self._students:
                yield collector.submission(student, name, has_double)

    def tasks(self) -> Iterator[Task]:
        """Yield a `Task` for every student and lab, reading one student's files at a time.

        Where labs are named, every student has a task for each of them, `missing` where the file is. Else the labs found
        in a student's folder count; a student who is refused as a whole, so that nobody looked, is refused in every lab
        that the rest of the class has handed in (in every lab there is, where nobody has).
        """
        found: set[str] = set()
        refused: list[Submission] = []
        for submission in self:
            if submission.problem:
                refused.append(submission)
                continue
            tasks = {task.lab: task for task in submission.tasks}
            found |= tasks.keys()
            for lab in self._labs or tasks:
                yield tasks.get(lab) or Task(submission.student, lab, status=Status.MISSING)
        every = [lab.name for lab in all_labs()]
        for submission in refused:
            for lab in self._labs or [lab for lab in every if lab in found] or every:
                yield Task(submission.student, lab, status=Status.REFUSED, reason=submission.problem)


def collect(path: str | Path, labs: tuple[str, ...] | None = None, limits: FileLimits | None = None) -> Collection:
    """Return the `Collection` of a folder or a .zip archive that holds one folder per student, or nbgrader's `submitted`.

    `labs` are the names of those that count; by default all that a student's folder holds do. Raises `ClassUnreadable` when
    there is no class to be found.
    """
    path = Path(path)
    if not (path.is_dir() or path.is_file()):
        raise ClassUnreadable(wording.NOTHING_THERE, path=path)
    limits = limits or FileLimits()
    source: Source = Folder(path) if path.is_dir() else Archive(path, limits.class_files)
    if not source.students:
        raise ClassUnreadable(wording.NO_STUDENTS, path=path)
    return Collection(source, labs, limits)


class _Collector:
    """Takes one student after the other, and counts what the class has brought so far."""

    def __init__(
        self, source: Source, notebooks: NotebookReader, labs: tuple[str, ...] | None, limits: FileLimits
    ) -> None:
        self._source, self._notebooks, self._labs, self._limits = source, notebooks, labs, limits
        self._class_files = self._class_bytes = 0

    def submission(self, student: str, name: str, has_double: bool) -> Submission:
        """Return the `Submission` of the student whose folder is called `name`."""
        try:
            if not is_harmless(name):
                raise Refused(wording.NAME, limit=NAME_LIMIT)
            if has_double:
                raise Refused(wording.SAME_NAME)
            chosen = _chosen(self._files(name))
            labs = [lab for lab in all_labs() if lab.name in (self._labs or chosen) and lab.name in chosen]
            return Submission(student, tuple(self._task(student, lab, chosen[lab.name]) for lab in labs))
        except Refused as problem:
            return Submission(student, problem=str(problem))

    def _files(self, name: str) -> list[FoundFile]:
        limits, files, size = self._limits, [], 0
        for file in self._source.files(name, limits):
            files.append(file)
            size += file.size
            if len(files) > limits.student_files:
                raise Refused(wording.MANY_FILES, limit=limits.student_files)
            if size > limits.student_bytes:
                raise Refused(wording.MANY_BYTES, limit=limits.student_bytes)
        if self._class_files + len(files) > limits.class_files or self._class_bytes + size > limits.class_bytes:
            raise Refused(wording.CLASS_FULL)
        self._class_files += len(files)
        self._class_bytes += size
        return files

    def _task(self, student: str, lab: Lab, files: list[FoundFile]) -> Task:
        """Return the `Task` of the files that are called as a lab is."""
        file, *others = sorted(files, key=lambda file: _SUFFIXES.index(_suffix(file)))
        is_notebook, filename = _suffix(file) == ".ipynb", file.parts[-1]
        task = functools.partial(Task, student, lab.name, filename=filename)
        try:
            source = _read(file, files, self._limits.notebook if is_notebook else self._limits.source)
        except FileRefused as refused:
            return task(status=Status.REFUSED, reason=str(refused))
        notes = [said(wording.OTHER_LEFT, graded=filename, other=other.parts[-1]) for other in others]
        if not is_notebook:
            return task(source=source, note="; ".join(notes))
        functions = [check.function for check in lab.checks]
        extract = self._notebooks.source_of(source, functions, self._limits.source)
        note = "; ".join(filter(None, [*notes, extract.note]))
        if extract.problem:
            return task(note=note, status=Status.REFUSED, reason=extract.problem)
        return task(source=extract.source, note=note)


def _read(file: FoundFile, files: list[FoundFile], limit: int) -> bytes:
    """Return the bytes of a file; `files` are all that are called as its lab is. Raises `FileRefused`."""
    folders = sorted({file.parts[:-1] for file in files})
    if len(folders) > 1:
        raise FileRefused(wording.WHICH, path=file.parts[-1], folders=" and ".join(map("/".join, folders)))
    data = file.read(limit) if file.size <= limit else b""
    if (size := max(file.size, len(data))) > limit:
        raise FileRefused(wording.LARGE, path=file.parts[-1], size=size, limit=limit)
    return data


def _chosen(files: list[FoundFile]) -> dict[str, list[FoundFile]]:
    """Return `{lab: [its .py, its .ipynb, in each folder that has it]}`.

    A student's folder holds the labs itself, or nbgrader's assignments that hold them. What lies deeper is other work.
    """
    names, folded = _filenames()
    for depth in (1, 2):
        here = [file for file in files if len(file.parts) == depth]
        if any(file.parts[-1] in names for file in here):
            break
    _check_doubles([file for file in here if fold(file.parts[-1]) in folded])
    return grouped((file for file in here if file.parts[-1] in names), lambda file: names[file.parts[-1]])


@functools.cache
def _filenames() -> tuple[dict[str, str], set[str]]:
    """Return `{filename: lab}` of all that counts as a lab, and what these names are to a reader."""
    names = {f"{lab.name}{suffix}": lab.name for lab in all_labs() for suffix in _SUFFIXES}
    return names, {fold(name) for name in names}


def _check_doubles(files: list[FoundFile]) -> None:
    paths: dict[str, str] = {}
    for path in ("/".join(file.parts) for file in files):
        other = paths.setdefault(fold(path), path)
        if other != path:
            raise Refused(wording.SAME_FILE, path=path, other=other)


def _suffix(file: FoundFile) -> str:
    return os.path.splitext(file.parts[-1])[1]
