"""Where the submissions of a class come from: what a folder and an archive have in common."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, Self

from autograder.teaching.limits import FileLimits

# Only the root of an nbgrader course has one of these as a file, and a student's folder is no file.
_MARKS_OF_A_COURSE = ("gradebook.db", "nbgrader_config.py")
_SUBMITTED = "submitted"


@dataclass(frozen=True)
class FoundFile:
    """A file in a student's folder: its path there in parts, and the size that is stated.

    `read(limit)` returns its bytes, at most `limit` and one more, whatever size is stated. It raises `Refused`, or
    `FileRefused` for this file alone.
    """

    parts: tuple[str, ...]
    size: int
    read: Callable[[int], bytes] = field(repr=False)


class Source(Protocol):
    """A folder per student. `students` are the names of these folders, `left_out` what else lies there."""

    students: list[str]
    left_out: list[str]

    def opened(self) -> AbstractContextManager[Self]:
        """Let files be read in a context. Raises `ClassUnreadable` where nothing is there any longer."""

    def files(self, student: str, limits: FileLimits) -> Iterator[FoundFile]:
        """Yield the files of a student. Raises `Refused` at the first thing in the folder that is not to be trusted."""


def handed_in(files: Collection[str], folders: Collection[str]) -> str:
    """Return the folder in which an nbgrader course keeps what was handed in, or "" where the root is no course's."""
    return _SUBMITTED if _SUBMITTED in folders and set(files) & set(_MARKS_OF_A_COURSE) else ""
