"""A class in a .zip archive, read in memory: no name in it ever becomes a path on this machine's disk."""

import contextlib
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from autograder.errors import ClassUnreadable, Refused
from autograder.labs.catalogue import all_labs
from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions import zip_directory
from autograder.teaching.submissions.names import is_litter
from autograder.teaching.submissions.sources import FoundFile, handed_in

_LOCAL_HEADER = 30
# Bits of an entry's flags.
_ENCRYPTED, _UTF8 = 0x1, 0x800
# The two whose decompression stops where it is told to.
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TYPES = (0, stat.S_IFREG, stat.S_IFDIR)
_DRIVE = re.compile(r"[A-Za-z]:")
# What `zipfile` raises for bytes that are no sound archive.
_UNSOUND = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, OverflowError, MemoryError),
)


@dataclass(frozen=True)
class _Member:
    """An entry of the archive: its path as it says itself and in parts, and why that path is refused, "" if it is not."""

    said: str
    parts: tuple[str, ...]
    info: zipfile.ZipInfo
    fault: str

    @property
    def is_folder(self) -> bool:
        return self.said.endswith("/")


# By student: the path of each member in the student's folder, and the member.
_Members = dict[str, list[tuple[tuple[str, ...], _Member]]]


class Archive:
    """An archive with a folder per student. `students` are their names, `left_out` what else lies there."""

    def __init__(self, path: Path, limit: int) -> None:
        """`limit` is of entries."""
        self._path = path
        with self._unzipped(limit) as archive:
            infos = archive.infolist()
        if len(infos) > limit:  # of a `zipfile` that has found another list than was counted
            raise ClassUnreadable(wording.MANY_ENTRIES, path=path, limit=limit)
        files = [info for info in infos if not info.orig_filename.endswith("/")]
        if files and all(info.flag_bits & _ENCRYPTED for info in files):
            raise ClassUnreadable(wording.ALL_ENCRYPTED, path=path)
        self._overlapping = set(_overlapping(infos))
        members = [_member(info) for info in infos]
        members = [member for member in members if member.fault or not any(map(is_litter, member.parts))]
        self._members, stray = _sorted_out(members, _around([member for member in members if not member.fault]))
        self.students, self.left_out = list(self._members), sorted(stray)

    @contextlib.contextmanager
    def opened(self) -> Iterator[Self]:
        """Let files be read. Raises `ClassUnreadable` when the archive is no longer there."""
        with self._unzipped() as self._zip:
            yield self

    def files(self, student: str, limits: FileLimits) -> Iterator[FoundFile]:
        """Yield the files of a student, once it is opened. Raises `Refused` at the first entry that cannot be trusted."""
        count = Counter(parts for parts, member in self._members[student] if not member.is_folder)
        for parts, member in self._members[student]:
            self._check(member)
            if count[parts] > 1:
                raise Refused(wording.TWICE, path=member.said)
            if len(parts) > limits.depth + 1:
                raise Refused(wording.DEEP, path=member.said, limit=limits.depth)
            if not member.is_folder:
                yield FoundFile(parts, member.info.file_size, partial(self._read, member, "/".join(parts)))

    def _read(self, member: _Member, path: str, limit: int) -> bytes:
        if member.info.compress_type not in _COMPRESSIONS:
            raise Refused(wording.COMPRESSION, path=path)
        try:
            with self._zip.open(member.info) as file:
                return file.read(limit + 1)
        except _UNSOUND:
            raise Refused(wording.BROKEN, path=path) from None

    def _check(self, member: _Member) -> None:
        info = member.info
        if member.fault:
            raise Refused(member.fault, path=member.said)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in _TYPES:
            raise Refused(wording.LINK if kind == stat.S_IFLNK else wording.SPECIAL, path=member.said)
        if info.flag_bits & _ENCRYPTED:
            raise Refused(wording.ENCRYPTED, path=member.said)
        if id(info) in self._overlapping:
            raise Refused(wording.OVERLAPS, path=member.said)

    def _unzipped(self, limit: int | None = None) -> zipfile.ZipFile:
        try:
            if limit:
                zip_directory.check(self._path, limit)
            return zipfile.ZipFile(self._path)
        except ClassUnreadable:
            raise
        except _UNSOUND as problem:
            reason = getattr(problem, "strerror", None) or problem
            raise ClassUnreadable(wording.NO_ARCHIVE, path=self._path, reason=reason) from None


def _member(info: zipfile.ZipInfo) -> _Member:
    said = _name(info)
    fault = wording.NUL if "\0" in said else wording.BACKSLASH if "\\" in said else ""
    path = said.replace("\\", "/")
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or _DRIVE.match(path):
        fault = fault or wording.OUTSIDE
    return _Member(said, tuple(part for part in parts if part not in ("", ".")), info, fault)


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's whole name: `zipfile` cuts it at a NUL, and takes unmarked bytes for those of an old code page."""
    if not info.flag_bits & _UTF8:
        with contextlib.suppress(ValueError):  # many programs write UTF-8 and do not say so
            return info.orig_filename.encode("cp437").decode()
    return info.orig_filename


def _around(members: list[_Member]) -> tuple[str, ...]:
    """Return the parts of the path that is not the students': a folder packed around the class, nbgrader's `submitted`."""
    around: tuple[str, ...] = ()
    tops = {member.parts[0] for member in members if _below(member, 1)}
    if len(tops) == 1 and _wraps([member.parts[1:] for member in members if _below(member, 1)]):
        around = (tops.pop(),)
    inside = [member for member in members if member.parts[: len(around)] == around]
    depth = len(around)
    files = [member.parts[depth] for member in inside if len(member.parts) == depth + 1 and not member.is_folder]
    course = handed_in(files, {member.parts[depth] for member in inside if _below(member, depth + 1)})
    return (*around, course) if course else around


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


def _sorted_out(members: list[_Member], around: tuple[str, ...]) -> tuple[_Members, set[str]]:
    """Return `({student: [(parts in the student's folder, member), …]}, what is no student's)`."""
    students: _Members = defaultdict(list)
    stray: set[str] = set()
    depth = len(around)
    for member in members:
        parts = member.parts[depth:] if member.parts[:depth] == around else member.parts
        if member.fault:
            students[_blamed(member, parts)].append((parts[1:], member))
        elif member.parts[:depth] != around:
            stray.add(member.parts[0])
        elif _below(member, depth + 1):
            students[parts[0]].append((parts[1:], member))
        elif parts:
            stray.add(parts[0])
    return dict(students), stray


def _blamed(member: _Member, parts: tuple[str, ...]) -> str:
    """Return whose a path is that cannot be trusted: the student's in whose folder it begins, else a student of its own."""
    if len(parts) > 1 and parts[0] != ".." and not member.said.startswith(("/", "\\")) and not _DRIVE.match(parts[0]):
        return parts[0]
    return member.said.rstrip("/").replace("\\", "/").rpartition("/")[0] or member.said


def _below(member: _Member, depth: int) -> bool:
    """Tell whether a member is a folder at this depth, or anything deeper."""
    return len(member.parts) > depth or (len(member.parts) == depth and member.is_folder)


def _overlapping(infos: Iterable[zipfile.ZipInfo]) -> Iterator[int]:
    """Yield the ids of entries that share bytes of the archive: a small archive that unpacks to a huge one is made so."""
    end, last = 0, None
    for info in sorted(infos, key=lambda info: info.header_offset):
        if last is not None and info.header_offset < end:
            yield from (id(info), id(last))
        # The name's bytes are no fewer than its characters.
        own_end = info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size
        if own_end >= end:
            end, last = own_end, info
