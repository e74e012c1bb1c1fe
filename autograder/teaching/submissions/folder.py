"""A class in a folder. Nothing is opened but plain files that a lab is named after; no link is followed."""

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self

from autograder.errors import ClassUnreadable, FileRefused, Refused
from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.downloads import layouts_of
from autograder.teaching.submissions.git import Commits
from autograder.teaching.submissions.names import is_litter
from autograder.teaching.submissions.sources import FLAGS, FoundFile, handed_in


class Folder:
    """A folder with a folder per student. `students` are their names, `left_out` what else lies there."""

    def __init__(self, path: Path) -> None:
        try:
            entries = _listed(path)
            course = handed_in([one.name for one in entries], [one.name for one in entries if _is_folder(one)])
            if course or _is_around_a_download(entries):
                path = path / (course or entries[0].name)
                entries = _listed(path)
        except OSError as problem:
            raise ClassUnreadable(wording.NO_ACCESS, path=path, reason=problem.strerror) from None
        self._path = path
        self._commits: dict[str, Commits] = {}
        self.students = [entry.name for entry in entries if _is_folder(entry) or entry.is_symlink()]
        students = set(self.students)
        self.left_out = [entry.name for entry in entries if entry.name not in students]

    def opened(self) -> AbstractContextManager[Self]:
        """Return a context in which files can be read."""
        return contextlib.nullcontext(self)

    def files(self, student: str, limits: FileLimits) -> Iterator[FoundFile]:
        """Yield the files of a student. Raises `Refused` at the first thing that is no file and no folder."""
        waiting: list[tuple[tuple[str, ...], str]] = [((), os.path.join(self._path, student))]
        if os.path.islink(waiting[0][1]):
            raise Refused(wording.LINK, path=student)
        for _ in range(limits.student_files):
            if not waiting:
                return
            above, folder = waiting.pop()
            with _or_refused(above):
                entries = _listed(folder, limits.student_files)
            for entry in entries:
                parts = (*above, entry.name)
                path = "/".join(parts)
                if entry.is_symlink():
                    raise Refused(wording.LINK, path=path)
                if _is_folder(entry):
                    if len(parts) > limits.depth:
                        raise Refused(wording.DEEP, path=path, limit=limits.depth)
                    waiting.append((parts, entry.path))
                elif entry.is_file(follow_symlinks=False):
                    with _or_refused(parts):
                        size = entry.stat(follow_symlinks=False).st_size
                    yield FoundFile(parts, size, partial(_read, entry.path, parts))
                else:
                    raise Refused(wording.SPECIAL, path=path)
        raise Refused(wording.MANY_FOLDERS, limit=limits.student_files)

    def loose(self, name: str) -> FoundFile:
        """Return the file of that name that lies beside the folders. Raises `Refused` where it is gone."""
        path = os.path.join(self._path, name)
        with _or_refused((name,)):
            return FoundFile((name,), os.lstat(path).st_size, partial(_read, path, (name,)))

    def committed(self, student: str, parts: tuple[str, ...]) -> str:
        """Return when a file was committed last, where it lies in a clone of git's; "" where nobody knows."""
        return self._commits.setdefault(student, Commits(self._path / student)).at(parts)


def _is_around_a_download(entries: list[os.DirEntry[str]]) -> bool:
    """Tell whether a single folder is what an LMS's download was unpacked into. Raises `OSError`."""
    if len(entries) != 1 or not _is_folder(entries[0]) or layouts_of([], [entries[0].name]):
        return False
    inside = _listed(entries[0].path)
    folders = [entry.name for entry in inside if _is_folder(entry)]
    return bool(layouts_of([entry.name for entry in inside if not _is_folder(entry)], folders))


def _listed(folder: str | Path, limit: int | None = None) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, sorted. Raises `Refused` for more than `limit` entries, however many there are."""
    with os.scandir(folder) as entries:
        found = [*islice((entry for entry in entries if not is_litter(entry.name)), limit and limit + 1)]
    if limit and len(found) > limit:
        raise Refused(wording.MANY_FILES, limit=limit)
    return sorted(found, key=lambda entry: entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _read(path: str, parts: tuple[str, ...], limit: int) -> bytes:
    with _or_refused(parts), os.fdopen(os.open(path, FLAGS), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Refused(wording.SPECIAL, path="/".join(parts))
        if status.st_nlink > 1 and not _may_be_linked(status, os.stat(os.path.dirname(path))):
            raise FileRefused(wording.NOT_THEIRS, path="/".join(parts))
        return file.read(limit + 1)


def _may_be_linked(file: os.stat_result, folder: os.stat_result) -> bool:
    """Tell from their statuses whether a file with another name somewhere is that of whom its folder belongs to.

    `cp -l`, `rsync --link-dest` and programs that store equal files once make such files, and they are honest: where
    nobody but the one who grades (or root) can put a link into the folder, the link is theirs. In a folder that a student
    can write to, as those of a drop box, the student can have linked somebody else's file, whose owner it still has.
    """
    if file.st_uid == folder.st_uid:  # what somebody can link to without owning it is the kernel's to say
        return True
    others_write = folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return not others_write and folder.st_uid in (0, getattr(os, "geteuid", int)())


@contextlib.contextmanager
def _or_refused(parts: tuple[str, ...]) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        path = "/".join(parts) or "the folder"
        raise Refused(wording.NOT_READ, path=path, reason=problem.strerror) from None
