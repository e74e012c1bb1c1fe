"""A class in a .zip archive: which of its folders are students'."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from autograder.errors import Refused
from autograder.labs.catalogue import all_labs
from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.downloads import layouts_of
from autograder.teaching.submissions.sources import FoundFile, handed_in
from autograder.teaching.submissions.zip_file import DRIVE, Member, Zip

# By student: the path of each member in the student's folder, and the member.
_Members = dict[str, list[tuple[tuple[str, ...], Member]]]


class Archive:
    """An archive with a folder per student. `students` are their names, `left_out` what else lies there."""

    def __init__(self, path: Path, limit: int) -> None:
        """`limit` is of entries."""
        self._zip = Zip(path, limit)
        members = self._zip.members
        self._members, self._loose = _sorted_out(members, _around([member for member in members if not member.fault]))
        self.students, self.left_out = list(self._members), sorted(self._loose)

    def opened(self) -> AbstractContextManager[Zip]:
        """Let files be read. Raises `ClassUnreadable` when the archive is no longer there."""
        return self._zip.opened()

    def files(self, student: str, limits: FileLimits) -> Iterator[FoundFile]:
        """Yield the files of a student, once it is opened. Raises `Refused` at the first entry that cannot be trusted."""
        return self._zip.files(self._members[student], limits)

    def loose(self, name: str) -> FoundFile:
        """Return the file of that name that lies beside the folders. Raises `Refused` for what is no file."""
        files = self._zip.files([((name,), member) for member in self._loose[name]], FileLimits())
        if file := next(files, None):
            return file
        raise Refused(wording.SPECIAL, path=name)

    def committed(self, student: str, parts: tuple[str, ...]) -> str:
        """Return "": in an archive nobody looks for git."""
        return ""


def _around(members: list[Member]) -> tuple[str, ...]:
    """Return the parts of the path that is not the students': a folder packed around the class, nbgrader's `submitted`."""
    around: tuple[str, ...] = ()
    tops = {member.parts[0] for member in members if _below(member, 1)}
    within = [member for member in members if _below(member, 1)]
    is_one = len(tops) == 1 and not _is_download(within, 0)
    if is_one and (_is_download(within, 1) or _wraps([member.parts[1:] for member in within])):
        around = (tops.pop(),)
    inside = [member for member in members if member.parts[: len(around)] == around]
    depth = len(around)
    files = [member.parts[depth] for member in inside if len(member.parts) == depth + 1 and not member.is_folder]
    course = handed_in(files, {member.parts[depth] for member in inside if _below(member, depth + 1)})
    return (*around, course) if course else around


def _is_download(members: list[Member], depth: int) -> bool:
    """Tell whether an LMS made the names of members at a depth."""
    folders = {member.parts[depth] for member in members if _below(member, depth + 1)}
    files = {member.parts[depth] for member in members if len(member.parts) == depth + 1} - folders
    return bool(layouts_of(files, folders))


def _wraps(paths: list[tuple[str, ...]]) -> bool:
    """Tell whether a single folder lies around a class, from the paths in it; else it is the only student's.

    One student's `<lab>/<lab>.py` is what nbgrader keeps; one lab of a student called as the lab would look the same.
    """
    labs = {lab.name for lab in all_labs()}
    labs_at = {path for path in paths if path and path[-1].rpartition(".")[0] in labs}
    if any(len(path) == 1 for path in labs_at):
        return False
    seconds = {path[0] for path in labs_at if len(path) == 2}
    if seconds:
        return not seconds <= labs
    return any(len(path) > 1 for path in paths)


def _sorted_out(members: list[Member], around: tuple[str, ...]) -> tuple[_Members, dict[str, list[Member]]]:
    """Return `({student: [(parts in the student's folder, member), …]}, {name of what is no student's: its members})`."""
    students: _Members = defaultdict(list)
    stray: dict[str, list[Member]] = defaultdict(list)
    depth = len(around)
    for member in members:
        parts = member.parts[depth:] if member.parts[:depth] == around else member.parts
        if member.fault:
            students[_blamed(member, parts)].append((parts[1:], member))
        elif member.parts[:depth] != around:
            stray[member.parts[0]].append(member)
        elif _below(member, depth + 1):
            students[parts[0]].append((parts[1:], member))
        elif parts:
            stray[parts[0]].append(member)
    return dict(students), dict(stray)


def _blamed(member: Member, parts: tuple[str, ...]) -> str:
    """Return whose a path is that cannot be trusted: the student's in whose folder it begins, else a student of its own."""
    if len(parts) > 1 and parts[0] != ".." and not member.said.startswith(("/", "\\")) and not DRIVE.match(parts[0]):
        return parts[0]
    return member.said.rstrip("/").replace("\\", "/").rpartition("/")[0] or member.said


def _below(member: Member, depth: int) -> bool:
    """Tell whether a member is a folder at this depth, or anything deeper."""
    return len(member.parts) > depth or (len(member.parts) == depth and member.is_folder)
