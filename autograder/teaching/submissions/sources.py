"""Where the submissions of a class come from: what a folder and an archive have in common."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from autograder.teaching.limits import FileLimits

# Only the root of an nbgrader course has one of these as a file, and a student's folder is no file.
_MARKS_OF_A_COURSE = ("gradebook.db", "nbgrader_config.py")
_SUBMITTED = "submitted"
# Opening a pipe that nobody writes to would wait for ever; what became a link since it was listed is refused.
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class FoundFile:
    """A file in a student's folder: its path there in parts, and the size that is stated.

    `read(limit)` returns its bytes, at most `limit` and one more, whatever size is stated. It raises `Refused`, or
    `FileRefused` for this file alone. `came_as` is where it lay in what an LMS handed out, "" in a class of folders; a
    later one of two has the larger `number`, where an LMS counts them.
    """

    parts: tuple[str, ...]
    size: int
    read: Callable[[int], bytes] = field(repr=False)
    came_as: str = ""
    number: int = 0


class Source(Protocol):
    """A folder per student. `students` are the names of these folders, `left_out` what else lies there."""

    students: list[str]
    left_out: list[str]

    def opened(self) -> AbstractContextManager[object]:
        """Let files be read in a context. Raises `ClassUnreadable` where nothing is there any longer."""

    def files(self, student: str, limits: FileLimits) -> Iterator[FoundFile]:
        """Yield the files of a student. Raises `Refused` at the first thing in the folder that is not to be trusted."""

    def loose(self, name: str) -> FoundFile:
        """Return the file of that name that lies beside the folders. Raises `Refused` for what is no file."""

    def committed(self, student: str, parts: tuple[str, ...]) -> str:
        """Return when a file was committed last, where it lies in a clone of git's; "" where nobody knows."""


def handed_in(files: Collection[str], folders: Collection[str]) -> str:
    """Return the folder in which an nbgrader course keeps what was handed in, or "" where the root is no course's."""
    return _SUBMITTED if _SUBMITTED in folders and set(files) & set(_MARKS_OF_A_COURSE) else ""
