"""The list of what a .zip archive holds, counted before `zipfile` makes an object of each entry: of 300,000 as of three.

It is sought where `zipfile` looks, so that both see the same list.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO

from autograder.errors import ClassUnreadable
from autograder.teaching import wording

# The end of an archive: signature, two numbers of disks, entries on this one, entries, size and start of the list, comment.
_END, _END_SIGNATURE = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
_LONGEST_COMMENT = (1 << 16) - 1
# Where numbers are too small another end stands before it, and before it a pointer to that.
_LOCATOR, _LOCATOR_SIGNATURE = struct.Struct("<4sLQL"), b"PK\x06\x07"
_END_64, _END_64_SIGNATURE = struct.Struct("<4sQ2H2L4Q"), b"PK\x06\x06"
# An entry of the list: how long its name, its extra fields and its comment are stands near its end.
_ENTRY_SIZE, _ENTRY_SIGNATURE = 46, b"PK\x01\x02"
_LENGTHS, _LENGTHS_AT = struct.Struct("<3H"), 28


def check(file: BinaryIO, path: Path, limit: int) -> None:
    """Raise `ClassUnreadable` for an archive with more than `limit` entries, or with another number than it says itself.

    What is no archive at all passes: `zipfile` has words for it. `path` is what it is called. Raises `OSError`.
    """
    found = _end(file)
    if found is None:
        return
    stated, size, location, is_64 = found
    file.seek(max(0, location - size))
    count = stated if stated > limit else _counted(file.read(min(size, location)), limit)
    if count is None:
        return
    if count > limit:
        raise ClassUnreadable(wording.MANY_ENTRIES, path=path, limit=limit)
    # Some programs begin to count anew after 65,535, as a Mac's; nothing is amiss with their archives.
    if count != stated and (is_64 or count % (1 << 16) != stated):
        raise ClassUnreadable(wording.LYING_END, path=path, stated=stated, count=count)


def _end(file: BinaryIO) -> tuple[int, int, int, bool] | None:
    """Return what an archive's end says: `(entries, size of the list, where that ends, whether in 64 bits)`, or None."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - _LONGEST_COMMENT - 1 - _END.size)
    file.seek(start)
    tail = file.read()
    plain = tail[-_END.size :]
    has_comment = not (plain.startswith(_END_SIGNATURE) and plain.endswith(b"\0\0"))
    at = tail.rfind(_END_SIGNATURE) if has_comment else len(tail) - _END.size
    if at < 0 or len(tail) - at < _END.size:
        return None
    *_, entries, length, _, _ = _END.unpack_from(tail, at)
    return _end_64(file, start + at) or (entries, length, start + at, False)


def _end_64(file: BinaryIO, end: int) -> tuple[int, int, int, bool] | None:
    """Return the same of the other end, None where there is none before `end`."""
    at = end - _LOCATOR.size - _END_64.size
    if at < 0:
        return None
    file.seek(at)
    signature, *_, entries, length, _ = _END_64.unpack(file.read(_END_64.size))
    pointed = file.read(_LOCATOR.size).startswith(_LOCATOR_SIGNATURE)
    return (entries, length, at, True) if pointed and signature == _END_64_SIGNATURE else None


def _counted(listed: bytes, limit: int) -> int | None:
    """Return how many entries a list has, `limit + 1` for all that have more, or None for bytes that are no list."""
    at = count = 0
    while at < len(listed) and count <= limit:
        if not listed.startswith(_ENTRY_SIGNATURE, at) or len(listed) - at < _ENTRY_SIZE:
            return None
        at += _ENTRY_SIZE + sum(_LENGTHS.unpack_from(listed, at + _LENGTHS_AT))
        count += 1
    return count
