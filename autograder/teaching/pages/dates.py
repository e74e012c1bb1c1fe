"""What a page says of dates: when a lab was due, when it was handed in, and what it cost to be late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from autograder.judge.verdict import Status
from autograder.language import told
from autograder.teaching.grades.grade import Grade
from autograder.teaching.pages import wording
from autograder.teaching.pages.names import number


def dates_of(grade: Grade) -> Iterator[str]:
    """Yield sentences for a student, none where nobody says anything of dates."""
    if grade.due:
        yield told(wording.DUE, when=shown(grade.due))
    if grade.status is Status.MISSING:
        return
    if grade.is_of_earlier:
        yield told(wording.EARLIER_COUNTS)
    if grade.handed_in:
        sentence = wording.HANDED_IN_LATE if grade.late_by else wording.HANDED_IN
        yield told(sentence, when=shown(grade.handed_in), late_by=lasting(grade.late_by))
    elif grade.due and not grade.may_be_late:
        yield told(wording.TIME_UNKNOWN)
    if grade.may_be_late:
        yield told(wording.MARKED_LATE)
    if grade.penalty:
        yield told(wording.LATE_COSTS, points=number(grade.penalty), most=number(grade.most))


def shown(moment: datetime) -> str:
    """Return a moment by the clock that it comes with."""
    return f"{moment:%Y-%m-%d %H:%M}"


def lasting(time: timedelta) -> str:
    """Return how long something took, in the two largest units."""
    hours, minutes = divmod(time.seconds // 60, 60)
    counts = ((wording.DAYS, time.days), (wording.HOURS, hours), (wording.MINUTES, minutes))
    found = [told(unit, count=count) for unit, count in counts if count] or [told(wording.MINUTES, count=1)]
    return ", ".join(found[:2])
