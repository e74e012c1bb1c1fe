"""What a student is called on a page, and in the name of a file: whatever they call themselves."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from autograder.text import one_line

_SHOWN_LIMIT, _FILE_LIMIT = 80, 60
_OURS = re.compile(r"-[0-9a-f]{10}$")
# What Windows keeps for devices, with any ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def shown_name(student: str) -> str:
    """Return a student's name as a page shows it: nothing unseen in it, and not longer than a line."""
    name = one_line(student)
    return name if len(name) <= _SHOWN_LIMIT else f"{name[:_SHOWN_LIMIT]}…"


def feedback_name(student: str) -> str:
    """Return the name of a student's page: letters, digits, `.`, `_` and `-`, and another one for every student.

    A name that has to be changed for that gets part of its digest, and so does one that looks as if it had one.
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", unicodedata.normalize("NFKD", student))[:_FILE_LIMIT].strip(".-")
    harmless = plain == student and plain and not _OURS.search(plain) and not _RESERVED.match(plain)
    return f"{plain}.html" if harmless else _with_digest(plain, student)


def feedback_names(students: Iterable[str]) -> dict[str, str]:
    """Return `{student: name of the page}`; names that differ in capitals alone are one name to some disks."""
    names = {student: feedback_name(student) for student in students}
    same = Counter(name.casefold() for name in names.values())
    return {
        student: name if same[name.casefold()] == 1 else _with_digest(name.removesuffix(".html"), student)
        for student, name in names.items()
    }


def _with_digest(plain: str, student: str) -> str:
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain or 'student'}-{digest}.html"
