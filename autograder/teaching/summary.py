"""Who takes part in a run of `gradkit grade`, and what is said of it: why, and what it came to at its end."""

import difflib
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.judge.verdict import WORST, Status
from autograder.student.wording import LEVELS
from autograder.teaching import wording
from autograder.teaching.grades.course import unknown
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.overrides import since
from autograder.teaching.grades.roster import Roster
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.plan import NEW, UNSETTLED, Plan, TakesPart
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.ledger.tables import GRADES, RESULTS
from autograder.teaching.pages.write import FEEDBACK, REPORT
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.collect import Collection
from autograder.text import plain

# Of a long list, as many are named as somebody reads; who has other points than before wants to be known by name.
_NAMED, _NAMED_MOVED = 5, 40


def takes_part(options: Namespace, collection: Collection) -> TakesPart:
    """Return what tells who takes part in a run: everybody, or some by name, or those who have one of some statuses.

    Raises `UsageProblem` for a name or a status that there is not.
    """
    students = set(options.student or ())
    wanted = {name.strip() for name in (options.only or "").split(",") if name.strip()}
    if unknown := sorted(wanted - set(Status)):
        raise UsageProblem(wording.NO_SUCH_STATUS, name=unknown[0], names=", ".join(Status))
    if unknown := sorted(students - set(collection.students)):
        near = difflib.get_close_matches(unknown[0], collection.students)
        raise UsageProblem(wording.NO_SUCH_STUDENT, name=plain(unknown[0]), near=_some(near or collection.students))
    return lambda name, _, statuses: (not students or name in students) and (not wanted or bool(wanted & statuses))


def why(plan: Plan, new: bool = False) -> Iterator[str]:
    """Yield a line for each reason why something is graded again, and with `new` for what is graded the first time."""
    counts = Counter((lab, reason) for (_, lab, _), reason in plan.due.items())
    for (lab, reason), count in sorted(counts.items(), key=lambda item: -item[1]):
        if reason == (NEW,):
            yield from [wording.DUE_NEW.format(lab=lab, count=count)] if new else []
        elif reason == (UNSETTLED,):
            yield wording.DUE_UNSETTLED.format(lab=lab, count=count)
        else:
            changed = ", ".join(wording.CHANGED[field] for field in reason)
            yield wording.DUE_AGAIN.format(lab=lab, count=count, changed=changed)
    if plan.left:
        yield wording.LEFT_OLD.format(count=plan.left)


def nothing_due(plan: Plan) -> Iterator[str]:
    """Yield a friendly line where there is nothing to do."""
    if not plan.due:
        yield wording.NOTHING_DUE[len(plan.entries) != 1].format(count=len(plan.entries))


def _some(names: Iterable[str], most: int = _NAMED) -> str:
    """Return names in one line, the first of them where there are many."""
    names = [plain(name) for name in names]
    more = [wording.AND_MORE.format(count=len(names) - most)] if len(names) > most else []
    return ", ".join(names[:most] + more)


def summary(ledger: Ledger, out: Path, grades: Iterable[Grade], again: Iterable[Path | str]) -> Iterator[str]:
    """Yield who was graded, how many of each status, how well student code was held in, and where it is.

    `again` is what was exported anew.
    """
    statuses: Counter[Status] = Counter()
    levels: Counter[str] = Counter()
    points: float = 0
    most: float = 0
    for grade in grades:
        statuses.update(row.status for row in grade.rows)
        levels.update(row.isolation for row in grade.rows)
        if not grade.excused:
            points, most = points + grade.score_so_far, most + grade.most
    labs, students = ", ".join(ledger.labs()), ledger.students()
    yield wording.GRADED[students != 1].format(
        students=students, labs=labs, points=_rounded(points), most=_rounded(most)
    )
    told = (status for status in reversed(WORST) if statuses[status])
    yield "  " + ", ".join(f"{wording.IN_TABLE[status]} {statuses[status]}" for status in told)
    for level in sorted(levels):
        yield wording.ISOLATED.format(level=level, meaning=LEVELS[level], checks=levels[level])
    yield from (f"  {out / name}" for name in (REPORT, FEEDBACK, RESULTS, GRADES, LEDGER))
    yield from (f"  {path}" for path in again)


def _rounded(points: float) -> str:
    return f"{round(points, 2):.15g}"


def moved_lines(ledger: Ledger, grades: Iterable[Grade]) -> Iterator[str]:
    """Yield who went up and who went down, where something was graded again and counts."""
    not_counted = {(grade.student, grade.lab) for grade in grades if grade.is_of_earlier}
    moved = [one for one in ledger.moved() if one[:2] not in not_counted]
    for sentence, rows in (
        (wording.WENT_UP, [one for one in moved if one[3] > one[2]]),
        (wording.WENT_DOWN, [one for one in moved if one[3] < one[2]]),
    ):
        if rows:
            names = [f"{student} {lab} {before:g} → {now:g}" for student, lab, before, now in rows]
            yield sentence.format(count=len(rows), names=_some(names, _NAMED_MOVED))


def overridden_lines(grades: Iterable[Grade]) -> Iterator[str]:
    """Yield a line for each thing that was decided by hand, over another verdict than the one that is there now."""
    for grade in grades:
        for one in grade.overrides:
            if changed := since(one, grade.rows):
                yield wording.OVER_ANOTHER.format(
                    student=plain(grade.student), name=one.name, what=one.what, since=changed
                )


def left_aside(collection: Collection, ledger: Ledger) -> Iterator[str]:
    """Yield a line for everything that is in no file: entries that are no students, students without a lab, old rows."""
    for path, found in collection.downloads.items():
        if found.lms:
            yield wording.READ_AS.format(path=path, lms=found.lms, count=found.students)
    if collection.left_out:
        yield wording.LEFT_OUT.format(names=_some(collection.left_out))
    waiting = collection.assigned.waiting
    without_rows = waiting - {row.student for row in ledger.rows()} if waiting else waiting
    if idle := len(collection) - ledger.students() - len(without_rows):
        yield wording.WITHOUT_LABS.format(count=idle)
    if gone := [f"{student}'s {lab}" for student, lab in ledger.gone() if student not in waiting]:
        yield wording.GONE.format(names=_some(gone))


def changed_policy(policy: Policy, ledger: Ledger) -> Iterator[str]:
    """Yield a line where dates, or what lateness costs, are otherwise than when the class was graded last."""
    if ledger.students() and ledger.settings.policy() != policy:
        yield wording.POLICY_CHANGED


def of_people(collection: Collection, roster: Roster, policy: Policy) -> Iterator[str]:
    """Yield whom the roster does not know, whose something may be, who handed in nothing, and what is not used of it."""
    assigned = collection.assigned
    if roster.unused:
        yield wording.ROSTER_UNUSED.format(names=_some(roster.unused))
    if assigned.strangers:
        yield wording.STRANGERS.format(names=_some(assigned.strangers, _NAMED_MOVED))
    for people, names in grouped(assigned.doubtful, assigned.doubtful.__getitem__).items():
        whose = " or ".join(person.full_name for person in people)
        waiting = [person.full_name for person in people if person.student in assigned.waiting]
        cells = [cell for name in names if (cell := collection.clues[name].in_roster)]
        yield wording.DOUBTFUL.format(
            names=_some(names),
            people=plain(whose),
            waiting=wording.WAITING.format(names=_some(waiting)) if waiting else "",
            advice=wording.SETTLED_IN_ROSTER.format(cells=_some(cells)) if cells else wording.SETTLED_BY_FOLDER,
        )
    theirs = {person.student for person in assigned.people.values()}
    if absent := sorted(roster.people.keys() - theirs - assigned.waiting):
        names = [roster.people[student].name for student in absent]
        yield wording.HANDED_IN_NOTHING.format(count=len(absent), names=_some(names))
    if not roster.people and (late := list(unknown(policy, collection.students))):
        yield wording.MORE_TIME_FOR_NOBODY.format(names=_some(late))


def late_lines(grades: Iterable[Grade]) -> Iterator[str]:
    """Yield how much lateness cost, where it did."""
    if late := [grade.penalty for grade in grades if grade.penalty]:
        yield wording.LATE.format(count=len(late), points=f"{sum(late):g}")


def marked_late(grades: Iterable[Grade]) -> Iterator[str]:
    """Yield who is late by nobody knows how much, which a person has to decide on."""
    if names := [f"{grade.student}'s {grade.lab}" for grade in grades if grade.may_be_late and not grade.overrides]:
        yield wording.MARKED_LATE.format(names=_some(names, _NAMED_MOVED))
