"""The submissions of a class, one at a time: who handed in what, and why something was not taken.

A student who hands in something hostile is refused alone; files are read when it is their student's turn.
"""

import functools
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import ClassUnreadable, FileRefused, Refused
from autograder.labs.catalogue import all_labs
from autograder.teaching import wording
from autograder.teaching.submissions.archive import Archive
from autograder.teaching.submissions.folder import Folder
from autograder.teaching.submissions.limits import Limits
from autograder.teaching.submissions.names import NAME_LIMIT, fold, harmless, is_harmless, same_to_a_reader, spellings
from autograder.teaching.submissions.notebook_reader import Reader
from autograder.text import said

_SUFFIXES = (".py", ".ipynb")


@dataclass(frozen=True)
class LabFile:
    """A lab as a student handed it in: Python source, what the student calls the file, something to say about it.

    `problem` says in one sentence why this lab is refused; `source` is empty then.
    """

    lab: str
    source: bytes
    filename: str
    note: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Submission:
    """What a student handed in. `problem` says in one sentence why all of it is refused, "" if it is not.

    `student` is the folder's name where that is harmless, and a harmless spelling of it where it is not.
    """

    student: str
    files: tuple[LabFile, ...] = ()
    problem: str = ""


class Collection:
    """A class. `left_out` are the entries that are no student's folder, in harmless spelling."""

    def __init__(self, place, labs, limits):
        self.submissions = Submissions(place, labs, limits)
        self.left_out = tuple(sorted(map(harmless, place.left_out)))


class Submissions:
    """The `Submission` of every student, sorted by name. Each walk through them reads files anew, student by student."""

    def __init__(self, place, labs, limits):
        self._place, self._labs, self._limits = place, labs, limits
        spelled, doubles = spellings(place.students), same_to_a_reader(place.students)
        self._students = sorted((spelled[name], name, name in doubles) for name in place.students)

    def __len__(self):
        return len(self._students)

    def __iter__(self) -> Iterator[Submission]:
        with self._place.opened() as place, Reader(self._limits.notebook_seconds) as reader:
            desk = _Desk(place, reader, self._labs, self._limits)
            for student, name, has_double in self._students:
                yield desk.submission(student, name, has_double)


def collect(path, labs=None, limits=None):
    """Return the `Collection` of a folder or a .zip archive that holds one folder per student, or nbgrader's `submitted`.

    `labs` are the names of those that count; by default all that a student's folder holds do. Raises `ClassUnreadable` when
    there is no class to be found.
    """
    path = Path(path)
    if not (path.is_dir() or path.is_file()):
        raise ClassUnreadable(wording.NOTHING_THERE, path=path)
    names = tuple(lab.name for lab in all_labs())
    limits = limits or Limits()
    place = Folder(path) if path.is_dir() else Archive(path, names, limits.class_files)
    if not place.students:
        raise ClassUnreadable(wording.NO_STUDENTS, path=path)
    return Collection(place, names if labs is None else tuple(labs), limits)


class _Desk:
    """Takes one student after the other, and counts what the class has brought so far."""

    def __init__(self, place, reader, labs, limits):
        self._place, self._reader, self._labs, self._limits = place, reader, labs, limits
        self._class_files = self._class_bytes = 0

    def submission(self, student, name, has_double):
        """Return the `Submission` of the student whose folder is called `name`."""
        try:
            if not is_harmless(name):
                raise Refused(wording.NAME, limit=NAME_LIMIT)
            if has_double:
                raise Refused(wording.SAME_NAME)
            chosen = _chosen(self._files(name))
            labs = [lab for lab in all_labs() if lab.name in self._labs and lab.name in chosen]
            return Submission(student, tuple(self._lab_file(lab, chosen[lab.name]) for lab in labs))
        except Refused as problem:
            return Submission(student, problem=str(problem))

    def _files(self, name):
        limits, files, size = self._limits, [], 0
        for entry in self._place.files(name, limits):
            files.append(entry)
            size += entry.size
            if len(files) > limits.student_files:
                raise Refused(wording.MANY_FILES, limit=limits.student_files)
            if size > limits.student_bytes:
                raise Refused(wording.MANY_BYTES, limit=limits.student_bytes)
        if self._class_files + len(files) > limits.class_files or self._class_bytes + size > limits.class_bytes:
            raise Refused(wording.CLASS_FULL)
        self._class_files += len(files)
        self._class_bytes += size
        return files

    def _lab_file(self, lab, entries):
        """Return the `LabFile` of the files that are called as a lab is."""
        folders = sorted({entry.parts[:-1] for entry in entries})
        entries = sorted(entries, key=lambda entry: _SUFFIXES.index(_suffix(entry)))
        entry, filename = entries[0], entries[0].parts[-1]
        if len(folders) > 1:
            shown = " and ".join("/".join(folder) for folder in folders)
            return LabFile(lab.name, b"", filename, problem=said(wording.WHICH, path=filename, folders=shown))
        is_notebook = _suffix(entry) == ".ipynb"
        limit = self._limits.notebook if is_notebook else self._limits.source
        try:
            data = self._place.read(entry, limit) if entry.size <= limit else b""
        except FileRefused as refused:
            return LabFile(lab.name, b"", filename, problem=str(refused))
        size = max(entry.size, len(data))
        if size > limit:
            return LabFile(lab.name, b"", filename, problem=said(wording.LARGE, path=filename, size=size, limit=limit))
        notes, problem = [said(wording.OTHER_LEFT, graded=filename, other=other.parts[-1]) for other in entries[1:]], ""
        if is_notebook:
            functions = [check.function for check in lab.checks]
            extract = self._reader.source_of(data, functions, self._limits.source)
            data, problem = extract.source, extract.problem
            notes.append(extract.note)
        return LabFile(lab.name, data, filename, "; ".join(filter(None, notes)), problem)


def _chosen(files):
    """Return `{lab: [its .py, its .ipynb, in each folder that has it]}`.

    A student's folder holds the labs itself, or nbgrader's assignments that hold them. What lies deeper is other work.
    """
    names, folded = _filenames()
    for depth in (1, 2):
        here = [entry for entry in files if len(entry.parts) == depth]
        if any(entry.parts[-1] in names for entry in here):
            break
    _check_doubles([entry for entry in here if fold(entry.parts[-1]) in folded])
    chosen = defaultdict(list)
    for entry in here:
        if entry.parts[-1] in names:
            chosen[names[entry.parts[-1]]].append(entry)
    return chosen


@functools.cache
def _filenames():
    """Return `{filename: lab}` of all that counts as a lab, and what these names are to a reader."""
    names = {f"{lab.name}{suffix}": lab.name for lab in all_labs() for suffix in _SUFFIXES}
    return names, {fold(name) for name in names}


def _check_doubles(entries):
    paths = {}
    for entry in entries:
        other = paths.setdefault(fold(entry.path), entry.path)
        if other != entry.path:
            raise Refused(wording.SAME_FILE, path=entry.path, other=other)


def _suffix(entry):
    return os.path.splitext(entry.parts[-1])[1]
