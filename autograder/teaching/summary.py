"""What is said at the end of a run of `gradkit grade`: who was graded, what it came to, and who is in no file."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from autograder.judge.verdict import WORST, Status
from autograder.student.wording import LEVELS
from autograder.teaching import wording
from autograder.teaching.due import some
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.ledger.tables import GRADES, RESULTS
from autograder.teaching.pages.write import FEEDBACK, REPORT
from autograder.teaching.submissions.collect import Collection

# Who has other points than before wants to be known by name.
_NAMED_MOVED = 40


def summary(ledger: Ledger, out: Path) -> Iterator[str]:
    """Yield who was graded, how many of each status, how well student code was held in, and where it is."""
    statuses: Counter[Status] = Counter()
    levels: Counter[str] = Counter()
    points: float = 0
    most: float = 0
    for row in ledger.rows():
        statuses[row.status] += 1
        levels[row.isolation] += 1
        points, most = points + row.points, most + row.max_points
    labs, students = ", ".join(ledger.labs()), ledger.students()
    yield wording.GRADED[students != 1].format(students=students, labs=labs, points=points, most=most)
    told = (status for status in reversed(WORST) if statuses[status])
    yield "  " + ", ".join(f"{wording.IN_TABLE[status]} {statuses[status]}" for status in told)
    for level in sorted(levels):
        yield wording.ISOLATED.format(level=level, meaning=LEVELS[level], checks=levels[level])
    yield from (f"  {out / name}" for name in (REPORT, FEEDBACK, RESULTS, GRADES, LEDGER))


def moved_lines(ledger: Ledger) -> Iterator[str]:
    """Yield who went up and who went down, where something was graded again."""
    moved = ledger.moved()
    for sentence, rows in (
        (wording.WENT_UP, [one for one in moved if one[3] > one[2]]),
        (wording.WENT_DOWN, [one for one in moved if one[3] < one[2]]),
    ):
        if rows:
            names = [f"{student} {lab} {before:g} → {now:g}" for student, lab, before, now in rows]
            yield sentence.format(count=len(rows), names=some(names, _NAMED_MOVED))


def left_aside(collection: Collection, ledger: Ledger) -> Iterator[str]:
    """Yield a line for everything that is in no file: entries that are no students, students without a lab, old rows."""
    if collection.left_out:
        yield wording.LEFT_OUT.format(names=some(collection.left_out))
    if idle := len(collection) - ledger.students():
        yield wording.WITHOUT_LABS.format(count=idle)
    if gone := ledger.gone():
        yield wording.GONE.format(names=some(f"{student}'s {lab}" for student, lab in gone))
