"""The submissions of a class, one student at a time: who handed in what, when, and why something was not taken.

A student who hands in something hostile is refused alone; files are read when it is their student's turn.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from autograder.errors import ClassUnreadable, FileRefused, Refused
from autograder.judge.verdict import Status
from autograder.labs.catalogue import Lab, all_labs
from autograder.teaching import wording
from autograder.teaching.grades.roster import NOBODY, Roster
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.limits import FileLimits
from autograder.teaching.pages.wording import FEW_ATTEMPTS, LATEST
from autograder.teaching.rows import BETWEEN_NOTES
from autograder.teaching.submissions.archive import Archive
from autograder.teaching.submissions.choice import Chosen, choose, meaning, outside, pick
from autograder.teaching.submissions.downloads import Download
from autograder.teaching.submissions.downloads.layout import HandedIn
from autograder.teaching.submissions.filenames import SUFFIXES
from autograder.teaching.submissions.folder import Folder
from autograder.teaching.submissions.names import harmless
from autograder.teaching.submissions.notebook_reader import NotebookReader
from autograder.teaching.submissions.sources import FoundFile
from autograder.teaching.submissions.students import Student, students_of
from autograder.teaching.submissions.times import TIMESTAMP, TIMESTAMP_LIMIT, timestamp
from autograder.text import printable, said

# Each is graded: who hands in a hundred times has no more of the machine than this.
MOST_ATTEMPTS = 20


@dataclass(frozen=True)
class Submission:
    """What a student handed in, a task per lab. `problem` says in one sentence why all of it is refused, "" if it is not.

    `earlier` are tasks of earlier attempts that came with the class. `note` is what there is to say of files that are
    no lab's.
    """

    student: str
    tasks: tuple[Task, ...] = ()
    problem: str = ""
    earlier: tuple[Task, ...] = ()
    note: str = ""


class Collection:
    """The `Submission` of every student, sorted by name. Each walk through them reads files anew, student by student.

    `students` are their names, and those of who is on the roster and handed in nothing; `left_out` are the entries that
    are no student's, in harmless spelling. `clues` are what is told of each student; `assigned` says whom the roster knows
    by which folder, `downloads` what lies at each path.
    """

    def __init__(
        self,
        downloads: Mapping[Path, Download],
        labs: tuple[str, ...] | None,
        limits: FileLimits,
        roster: Roster = NOBODY,
        attempts: int = MOST_ATTEMPTS,
    ) -> None:
        self.downloads, self._labs, self._limits, self._roster = downloads, labs, limits, roster
        self._attempts = attempts
        self._students, self.assigned = students_of([found.handed_in for found in downloads.values()], roster)
        self.clues = {student.name: student.handed_in[0].clues for student in self._students}
        self.students = sorted({*(student.name for student in self._students), *roster.people})
        self.left_out = tuple(sorted(harmless(name) for found in downloads.values() for name in found.left_out))

    def __len__(self) -> int:
        return len(self.students)

    def __iter__(self) -> Iterator[Submission]:
        with contextlib.ExitStack() as stack:
            for found in self.downloads.values():
                stack.enter_context(found.source.opened())
            notebooks = stack.enter_context(NotebookReader(self._limits.notebook_seconds))
            collector = _Collector(notebooks, self._labs, self._limits, self._attempts)
            yield from map(collector.submission, self._students)

    def tasks(self) -> Iterator[Task]:
        """Yield a `Task` for every student and lab, reading one student's files at a time.

        Where labs are named, every student has a task for each of them, `missing` where the file is. Else the labs
        found in a student's folder count; a student who is refused as a whole, so that nobody looked, is refused in
        every lab that the rest of the class has handed in (in every lab there is, where nobody has). So is who is on
        the roster `missing` in every lab of these that they have not handed in, unless something there may be theirs.
        """
        found: set[str] = set()
        refused: list[Submission] = []
        told: dict[str, Iterable[str]] = {}
        notes: dict[str, str] = {}
        missing: list[tuple[str, str]] = []
        may_have: set[tuple[str, str]] = set()
        for submission in self:
            if submission.problem:
                refused.append(submission)
                continue
            tasks = {task.lab: task for task in submission.tasks}
            found |= tasks.keys()
            may_have |= {
                (one.student, lab) for one in self.assigned.doubtful.get(submission.student, ()) for lab in tasks
            }
            told[submission.student], notes[submission.student] = self._labs or tasks, submission.note
            missing += [(submission.student, lab) for lab in told[submission.student] if lab not in tasks]
            yield from submission.tasks
            yield from submission.earlier
        of_class = self._labs or [lab.name for lab in all_labs() if lab.name in found]
        for submission in refused:
            for lab in of_class or [lab.name for lab in all_labs()]:
                yield Task(submission.student, lab, status=Status.REFUSED, reason=submission.problem)
                may_have |= {(one.student, lab) for one in self.assigned.doubtful.get(submission.student, ())}
        for student in sorted(self._roster.people.keys() - {submission.student for submission in refused}):
            missing += [(student, lab) for lab in of_class if lab not in told.get(student, ())]
        for student, lab in missing:
            if (student, lab) not in may_have:
                yield Task(student, lab, note=notes.get(student, ""), status=Status.MISSING)


def collect(
    paths: str | Path | Iterable[str | Path],
    labs: tuple[str, ...] | None = None,
    limits: FileLimits | None = None,
    roster: Roster = NOBODY,
    zone: tzinfo | None = None,
    attempts: int = MOST_ATTEMPTS,
) -> Collection:
    """Return the `Collection` of folders or .zip archives: each holds one folder per student, or nbgrader's
    `submitted`, or is what an LMS hands out. Who is in several is one student.

    `labs` are the names of those that count; by default all that a student's folder holds do. By a `roster` people are
    called as it calls them. Times that name no zone are by the clocks of `zone` (None: this machine's). Of a lab that was
    handed in several times the latest `attempts` are taken. Raises `ClassUnreadable` when there is no class to be found.
    """
    limits = limits or FileLimits()
    paths = [paths] if isinstance(paths, str | Path) else paths
    return Collection(
        {path: _download(path, limits, zone) for path in map(Path, paths)}, labs, limits, roster, attempts
    )


def _download(path: Path, limits: FileLimits, zone: tzinfo | None) -> Download:
    if not (path.is_dir() or path.is_file()):
        raise ClassUnreadable(wording.NOTHING_THERE, path=path)
    if (path / LEDGER).is_file():
        raise ClassUnreadable(wording.IS_RESULTS, path=path)
    found = Download.of(Folder(path) if path.is_dir() else Archive(path, limits.class_files), path, zone)
    if not found.handed_in:
        raise ClassUnreadable(wording.NO_STUDENTS, path=path)
    return found


class _Collector:
    """Takes one student after the other, and counts what the class has brought so far."""

    def __init__(
        self, notebooks: NotebookReader, labs: tuple[str, ...] | None, limits: FileLimits, attempts: int
    ) -> None:
        self._notebooks, self._labs, self._limits, self._most_attempts = notebooks, labs, limits, attempts
        self._class_files = self._class_bytes = self._own_files = self._own_bytes = 0

    def submission(self, student: Student) -> Submission:
        """Return the `Submission` of a student."""
        try:
            if student.problem:
                raise Refused(student.problem)
            return self._taken(student)
        except Refused as problem:
            return Submission(student.name, problem=str(problem))

    def _taken(self, student: Student) -> Submission:
        self._own_files = self._own_bytes = 0
        found = [self._chosen(entry, len(student.downloads)) for entry in student.handed_in]
        labs = {lab for files in found for lab in files.chosen.labs}
        wanted = [lab for lab in all_labs() if lab.name in labs and lab.name in (self._labs or labs)]
        each = [self._attempts(student.name, lab, found) for lab in wanted]
        tasks, note = [one[0] for one in each], _joined(note for files in found for note in files.chosen.notes)
        if tasks and labs >= set(self._labs or ()):  # else it stands where something is missing
            tasks[0] = replace(tasks[0], note=_joined([tasks[0].note, note]))
        return Submission(
            student.name, tuple(tasks), earlier=tuple(task for one in each for task in one[1:]), note=note
        )

    def _chosen(self, entry: HandedIn, downloads: int) -> "_Files":
        """Return the files of an attempt. Raises `Refused` where all attempts of a download are too much."""
        limits, files, size = self._limits, list[FoundFile](), 0
        for file in entry.files(limits):
            files.append(file)
            size += file.size
            if len(files) > limits.student_files:
                raise Refused(wording.MANY_FILES, limit=limits.student_files)
            if size > limits.student_bytes:
                raise Refused(wording.MANY_BYTES, limit=limits.student_bytes)
        if self._class_files + len(files) > limits.class_files or self._class_bytes + size > limits.class_bytes:
            raise Refused(wording.CLASS_FULL)
        self._own_files += len(files)
        self._own_bytes += size
        if self._own_files > limits.student_files * downloads:
            raise Refused(wording.MANY_FILES, limit=limits.student_files)
        if self._own_bytes > limits.student_bytes * downloads:
            raise Refused(wording.MANY_BYTES, limit=limits.student_bytes)
        self._class_files += len(files)
        self._class_bytes += size
        return _Files(entry, files, choose(files, self._labs, limits))

    def _attempts(self, student: str, lab: Lab, found: list["_Files"]) -> list[Task]:
        """Return the tasks of a lab that was handed in once or several times: the one that counts, and those before it."""
        each = [self._task(student, lab, files) for files in found if lab.name in files.chosen.labs]
        attempts = {task.sha256: (order, task) for order, task in each}
        if not _is_told(order for order, _ in attempts.values()):
            reason = said(wording.WHICH_DOWNLOAD, path=f"{lab.name}.py")
            return [Task(student, lab.name, status=Status.REFUSED, reason=reason)]
        *earlier, (_, latest) = sorted(attempts.values(), key=lambda attempt: attempt[0])
        if earlier:
            few = said(FEW_ATTEMPTS, count=self._most_attempts) if len(attempts) > self._most_attempts > 1 else ""
            latest = replace(latest, note=_joined([said(LATEST, count=len(attempts)), few, latest.note]))
            earlier = earlier[max(0, len(attempts) - self._most_attempts) :]
        return [latest, *(replace(task, attempt=task.sha256) for _, task in earlier if not task.status)]

    def _task(self, student: str, lab: Lab, files: "_Files") -> tuple[tuple[str, int], Task]:
        """Return the `Task` of the files that may be a lab, and by what it comes before or after other attempts."""
        found, entry = files.chosen.labs[lab.name], files.entry
        filename = min(found, key=lambda file: SUFFIXES.index(meaning(file).suffix)).parts[-1]
        task, number = Task(student, lab.name, filename=printable(filename), handed_in=entry.at), 0
        try:
            file, notes = pick(lab.name, found)
            number, filename = file.number, printable(file.parts[-1])
            task = replace(task, filename=filename, handed_in=files.at(file), came_as=file.came_as)
            task = self._read(task, lab, file, notes)
        except FileRefused as refused:
            task = replace(task, status=Status.REFUSED, reason=str(refused))
        return (task.handed_in, number), replace(task, marked_late=entry.marked_late)

    def _read(self, task: Task, lab: Lab, file: FoundFile, notes: list[str]) -> Task:
        is_notebook = meaning(file).suffix == ".ipynb"
        source = _bytes(file, self._limits.notebook if is_notebook else self._limits.source)
        if not is_notebook:
            return replace(task, source=source, note=_joined(notes))
        functions = [check.function for check in lab.checks]
        extract = self._notebooks.source_of(source, functions, self._limits.source)
        note = _joined([*notes, extract.note])
        if extract.problem:
            return replace(task, note=note, status=Status.REFUSED, reason=extract.problem)
        return replace(task, source=extract.source, note=note)


@dataclass(frozen=True)
class _Files:
    """What a student handed in at once, its files, and which lab each is."""

    entry: HandedIn
    files: list[FoundFile]
    chosen: Chosen

    def at(self, file: FoundFile) -> str:
        """Return when a file was handed in: the LMS says so, a `timestamp.txt` beside it, or git; "" where nobody does."""
        if not self.entry.at_of:
            return self.entry.at
        path = outside(file)
        for beside in self.files:
            if beside.parts == (*path[:-1], TIMESTAMP):
                with contextlib.suppress(Refused, FileRefused):
                    if at := timestamp(beside.read(TIMESTAMP_LIMIT).decode("utf-8", "replace")):
                        return at
        return self.entry.at_of(path)


def _is_told(orders: Iterable[tuple[str, int]]) -> bool:
    """Tell whether times, or numbers where there are no times, say which of several attempts is the latest."""
    times, numbers = zip(*orders, strict=True)
    by = numbers if not any(times) else times
    return len(times) == 1 or (all(by) and len(set(by)) == len(by))


def _bytes(file: FoundFile, limit: int) -> bytes:
    """Return the bytes of a file. Raises `FileRefused` where there are more than the limit."""
    data = file.read(limit) if file.size <= limit else b""
    if (size := max(file.size, len(data))) > limit:
        raise FileRefused(wording.LARGE, path=file.parts[-1], size=size, limit=limit)
    return data


def _joined(notes: Iterable[str]) -> str:
    return BETWEEN_NOTES.join(filter(None, notes))
