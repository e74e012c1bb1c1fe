"""A .zip archive, read in memory: nothing in it is believed, and no name in it becomes a path on this machine's disk."""

import contextlib
import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from autograder.errors import ClassUnreadable, Refused
from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions import zip_directory
from autograder.teaching.submissions.names import is_litter
from autograder.teaching.submissions.sources import FoundFile

_LOCAL_HEADER = 30
# Bits of an entry's flags.
_ENCRYPTED, _UTF8 = 0x1, 0x800
# The two whose decompression stops where it is told to.
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TYPES = (0, stat.S_IFREG, stat.S_IFDIR)
DRIVE = re.compile(r"[A-Za-z]:")
# In characters. What is longer no system unpacks, and to compare names takes time that grows with the square of it. Of
# how many parts a path may be, a limit says.
_LONGEST_PART = 255
# What `zipfile` raises for bytes that are no sound archive.
_UNSOUND = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, OverflowError, MemoryError),
)


@dataclass(frozen=True)
class Member:
    """An entry of the archive: its path as it says itself and in parts, and why that path is refused, "" if it is not."""

    said: str
    parts: tuple[str, ...]
    info: zipfile.ZipInfo
    fault: str

    @property
    def is_folder(self) -> bool:
        return self.said.endswith("/")


# Members by their paths in the folder that is looked at.
Placed = Iterable[tuple[tuple[str, ...], Member]]


class Zip:
    """An archive's `members`, without what systems leave behind. It lies at `path`, or is `data` that is called so."""

    def __init__(self, path: Path, limit: int, data: bytes | None = None) -> None:
        """`limit` is of entries."""
        self._path, self._data = path, data
        with self._unzipped(limit) as archive:
            infos = archive.infolist()
        if len(infos) > limit:  # of a `zipfile` that has found another list than was counted
            raise ClassUnreadable(wording.MANY_ENTRIES, path=path, limit=limit)
        files = [info for info in infos if not info.orig_filename.endswith("/")]
        if files and all(info.flag_bits & _ENCRYPTED for info in files):
            raise ClassUnreadable(wording.ALL_ENCRYPTED, path=path)
        self._overlapping = set(_overlapping(infos))
        members = [_member(info) for info in infos]
        self.members = [member for member in members if member.fault or _is_something(member.parts)]

    @contextlib.contextmanager
    def opened(self) -> Iterator[Self]:
        """Let files be read. Raises `ClassUnreadable` when the archive is no longer there."""
        with self._unzipped() as self._zip:
            yield self

    def files(self, members: Placed, limits: FileLimits) -> Iterator[FoundFile]:
        """Yield the files among members, once it is opened. Raises `Refused` at the first entry that cannot be trusted."""
        members = list(members)
        count = Counter(parts for parts, member in members if not member.is_folder)
        for parts, member in members:
            self._check(member)
            if count[parts] > 1:
                raise Refused(wording.TWICE, path=member.said)
            if len(parts) > limits.depth + 1:
                raise Refused(wording.DEEP, path=member.said, limit=limits.depth)
            if not member.is_folder:
                yield FoundFile(parts, member.info.file_size, partial(self._read, member, "/".join(parts)))

    def _read(self, member: Member, path: str, limit: int) -> bytes:
        if member.info.compress_type not in _COMPRESSIONS:
            raise Refused(wording.COMPRESSION, path=path)
        try:
            with self._zip.open(member.info) as file:
                return file.read(limit + 1)
        except _UNSOUND:
            raise Refused(wording.BROKEN, path=path) from None

    def _check(self, member: Member) -> None:
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
                with self._path.open("rb") if self._data is None else io.BytesIO(self._data) as file:
                    zip_directory.check(file, self._path, limit)
            return zipfile.ZipFile(self._path if self._data is None else io.BytesIO(self._data))
        except ClassUnreadable:
            raise
        except _UNSOUND as problem:
            reason = getattr(problem, "strerror", None) or problem
            raise ClassUnreadable(wording.NO_ARCHIVE, path=self._path, reason=reason) from None


def unzipped(file: FoundFile, limits: FileLimits) -> list[FoundFile]:
    """Return what a .zip in a student's folder holds, as a folder would. Raises `Refused` where it is not to be trusted."""
    try:
        archive = Zip(Path(file.parts[-1]), limits.student_files, file.read(limits.student_bytes))
        with archive.opened():
            found = list(archive.files(((member.parts, member) for member in archive.members), limits))
    except ClassUnreadable:
        raise Refused(wording.NO_ZIP, path=file.parts[-1], limit=limits.student_files) from None
    if sum(one.size for one in found) > limits.student_bytes:
        raise Refused(wording.MANY_BYTES, limit=limits.student_bytes)
    return [
        replace(file, parts=file.parts + one.parts, size=one.size, read=partial(_opened, archive, one.read))
        for one in found
    ]


def _opened(archive: Zip, read: Callable[[int], bytes], limit: int) -> bytes:
    with archive.opened():
        return read(limit)


def _member(info: zipfile.ZipInfo) -> Member:
    said = _name(info)
    path = said.replace("\\", "/")
    if max(map(len, path.split("/"))) > _LONGEST_PART:
        said, path = said[:_LONGEST_PART], path[:_LONGEST_PART]
        return Member(said, tuple(filter(None, path.split("/"))), info, wording.LONG_NAME)
    fault = wording.NUL if "\0" in said else wording.BACKSLASH if "\\" in said else ""
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or DRIVE.match(path):
        fault = fault or wording.OUTSIDE
    return Member(said, tuple(part for part in parts if part not in ("", ".")), info, fault)


def _is_something(parts: tuple[str, ...]) -> bool:
    """Tell whether a path leads to what a system has not left behind, and further than "." does."""
    return bool(parts) and not any(map(is_litter, parts))


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's whole name: `zipfile` cuts it at a NUL, and takes unmarked bytes for those of an old code page."""
    if not info.flag_bits & _UTF8:
        with contextlib.suppress(ValueError):  # many programs write UTF-8 and do not say so
            return info.orig_filename.encode("cp437").decode()
    return info.orig_filename


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
