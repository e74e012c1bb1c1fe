"""Failures that no known mistake explains, put together where they go wrong in the same way.

A class has one seed: the same bug meets the same cases, and parts from what is right in the same place and by as much. Only
rounding is another, for the same work can be written in many ways.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from autograder.judge.verdict import Status
from autograder.student.board import status_words
from autograder.student.wording import WHOLE_FILE
from autograder.teaching import wording
from autograder.teaching.pages.names import course_order
from autograder.teaching.rows import LedgerRow, grouped
from autograder.text import one_line

# Two numbers that are this share of their own error apart are one: a descent that runs away takes its rounding with it.
_NEAR = 1e-3
LONGEST = 160
# What nobody has tried, or our own machines could not settle, is no failure of this kind.
_OTHERWISE = (Status.REFUSED, Status.INFRA)


@dataclass(frozen=True)
class Cluster:
    """The rows of students, one each, whose work goes wrong in the same way; the first is what most of them look like.

    `check` is "" where their files could not be run at all. `number` is its place among those of the same function.
    """

    lab: str
    check: str
    number: int
    rows: tuple[LedgerRow, ...]

    @property
    def tag(self) -> str:
        """What its students are found by."""
        return f"{self.lab}.{self.check or wording.FILE_TAG}:{self.number:02}"

    @property
    def title(self) -> str:
        """What goes wrong: a function, or the whole file."""
        return self.check or WHOLE_FILE

    @property
    def what(self) -> str:
        """What is wrong with it, in one line."""
        row = self.rows[0]
        facts, difference = row.facts, row.facts.difference
        if facts.as_given and self.check:
            return wording.AS_GIVEN
        if difference and difference.allowed:
            off = _error(row)
            by = "" if off is None else wording.OFF_BY.format(off=f"{off:+.3g}".replace("-", "−"))
            return wording.DIFFERS.format(**vars(difference)) + by
        said = wording.DIFFERS.format(**vars(difference)) if difference else facts.stopped or _first_line(row.message)
        return shorten(one_line(said), LONGEST, placeholder="…") or status_words(row.status)

    @property
    def is_untouched(self) -> bool:
        """Whether it is no mistake of theirs: a function to mend, as it was given."""
        return bool(self.check) and self.rows[0].facts.as_given

    @property
    def fresh_alone(self) -> bool:
        """Whether the published numbers came out right."""
        return self.rows[0].facts.fresh


def clusters_of(students: Iterable[list[LedgerRow]]) -> list[Cluster]:
    """Return the clusters of a class, that of most students first; `students` are the rows of one each."""
    failures = [failure for rows in students for failure in _failures(rows)]
    found = []
    for (lab, check), of_check in grouped(failures, lambda failure: (failure[1].lab, failure[0])).items():
        rows = [row for _, row in of_check]
        alike = [same for group in grouped(rows, _place).values() for same in _near(group)]
        for number, same in enumerate(sorted(alike, key=len, reverse=True), 1):
            found.append(Cluster(lab, check, number, tuple(_typical_first(same))))
    return sorted(found, key=lambda cluster: (-len(cluster.rows), course_order(cluster.rows[0]), cluster.number))


def is_of_the_whole_file(rows: list[LedgerRow]) -> bool:
    """Tell whether a file could not be run at all: what is said of one function is said of each. `rows` are a lab's.

    Of a function to mend that was not touched something else is said.
    """
    fates = {(row.status, row.facts.stopped, row.facts.called, row.message) for row in rows if not row.facts.as_given}
    if len(rows) < 2 or len(fates) != 1:
        return False
    ((status, stopped, called, _),) = fates
    return not called and status.may_be_of_the_file and (status is not Status.ERROR or bool(stopped))


def _failures(rows: list[LedgerRow]) -> Iterator[tuple[str, LedgerRow]]:
    """Yield what a student has wrong without a name: `(function, or "" for the whole file, row)`."""
    for of_lab in grouped(rows, lambda row: row.lab).values():
        wrong = [
            row for row in of_lab if row.status.is_wrong and row.status not in _OTHERWISE and not row.misconception
        ]
        if is_of_the_whole_file(of_lab):
            yield from (("", row) for row in [row for row in wrong if not row.facts.as_given][:1])
        else:
            yield from ((row.check, row) for row in wrong)


def _place(row: LedgerRow) -> tuple[object, ...]:
    """Return where and how a row goes wrong, without by how much where that is a number."""
    facts, difference = row.facts, row.facts.difference
    if facts.as_given:
        return ("as given",)
    if difference:
        exactly = () if _error(row) is not None else (difference.expected, difference.got)
        return (facts.fresh, difference.what, *exactly)
    return (facts.fresh, row.status, facts.stopped or row.message)


def _near(rows: list[LedgerRow]) -> Iterator[list[LedgerRow]]:
    """Yield rows of one place by how much they are off: those within what is allowed of a right number are one."""
    together: list[LedgerRow] = []
    for row in sorted(rows, key=lambda row: _error(row) or 0.0):
        if together and not _is_near(together[0], row):
            yield together
            together = []
        together.append(row)
    yield together


def _is_near(row: LedgerRow, other: LedgerRow) -> bool:
    off, others, difference = _error(row), _error(other), row.facts.difference
    if off is None or others is None or difference is None:
        return True
    return abs(off - others) <= max(_number(difference.allowed.lstrip("±")) or 0.0, _NEAR * abs(off))


def _error(row: LedgerRow) -> float | None:
    """Return by how much the first wrong number of a row is off; None where what is wrong is no finite number."""
    difference = row.facts.difference
    if difference is None or not difference.allowed:
        return None
    expected, got = _number(difference.expected), _number(difference.got)
    return None if expected is None or got is None else got - expected


def _number(text: str) -> float | None:
    """Return the number that a text shows. A row that came from elsewhere may show any text."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _typical_first(rows: list[LedgerRow]) -> list[LedgerRow]:
    """Return rows with one in front that shows what most of them show."""
    shown = [(row.facts.difference, row.message) for row in rows]
    ((most, _),) = Counter(shown).most_common(1)
    first = rows[shown.index(most)]
    return [first, *(row for row in rows if row is not first)]


def _first_line(message: str) -> str:
    """Return what a row without facts says of itself: what is marked as wrong, else the beginning."""
    lines = message.splitlines() or [""]
    return next((line.removeprefix("✗ ") for line in lines if line.startswith("✗ ")), lines[0])
