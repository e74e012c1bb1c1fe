"""What students, labs and checks are called on a page, and a student's page among files: whatever they call themselves."""

import functools
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from autograder.labs.catalogue import all_labs
from autograder.language import told
from autograder.student.board import status_words
from autograder.student.rows import Row
from autograder.student.wording import SCORE
from autograder.teaching.grades.grade import Grade
from autograder.teaching.pages.wording import EXCUSED
from autograder.teaching.rows import LedgerRow
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


def lab_title(name: str) -> str:
    """Return a lab's title, or its name where this kit has no such lab."""
    return next((told(lab.title) for lab in all_labs() if lab.name == name), name)


def course_order(row: Row) -> tuple[int, str, int]:
    """Return where a row belongs in the order of the course, to sort by; checks of another kit come last."""
    return _course_order(row.lab, row.check)


@functools.lru_cache(maxsize=1024)
def _course_order(name: str, check: str) -> tuple[int, str, int]:
    labs = {lab.name: lab for lab in all_labs()}
    lab = labs.get(name)
    if lab is None:
        return len(labs) + 1, name, 0
    functions = [check.function for check in lab.checks]
    return lab.order, lab.name, functions.index(check) if check in functions else len(functions)


def words_of(row: LedgerRow) -> str:
    """Return what became of a check, in words."""
    return status_words(row.status, row.facts.waits_for)


def location(row: LedgerRow) -> str:
    """Return where a check's function stands: "slope_and_bias.py:41"."""
    return f"{row.lab}.py:{row.facts.line}" if row.facts.line else f"{row.lab}.py"


def number(points: float) -> str:
    """Return points without a fraction that says nothing."""
    return f"{points:g}"


def points(rows: list[LedgerRow]) -> str:
    """Return the points of rows."""
    return number(sum(row.points for row in rows))


def score(rows: list[LedgerRow]) -> str:
    """Return the points of rows, and those that they may have: "5 of 30 points"."""
    return told(SCORE, points=points(rows), total=number(sum(row.max_points for row in rows)))


def percent(rows: list[LedgerRow]) -> int:
    """Return the points of rows in percent, 0 where there are none to be had."""
    return _percent(sum(row.points for row in rows), sum(row.max_points for row in rows))


def score_of(grades: Iterable[Grade]) -> str:
    """Return what labs count, without those that are excused: "5 of 30 points", or "excused" where all are."""
    grades = list(grades)
    if grades and all(grade.excused for grade in grades):
        return told(EXCUSED)
    scored, total = _sums(grades)
    return told(SCORE, points=number(scored), total=number(total))


def score_in(grade: Grade, row: LedgerRow) -> str:
    """Return what one check counts in a lab: "2 of 10 points"."""
    points = grade.points[row.check]
    return told(SCORE, points=number(row.points if points is None else points), total=number(row.max_points))


def percent_of(grades: Iterable[Grade]) -> int:
    """Return what labs count in percent, 0 where there is nothing to be had; a score may be more than there is."""
    return min(100, _percent(*_sums(grades)))


def _sums(grades: Iterable[Grade]) -> tuple[float, float]:
    """Return the points of labs and those to be had; what could not be checked has none yet."""
    counted = [grade for grade in grades if not grade.excused]
    return sum(grade.score_so_far for grade in counted), sum(grade.most for grade in counted)


def _percent(points: float, total: float) -> int:
    return round(100 * points / total) if total else 0
