"""The roster and the policy of the course that a class is graded in, or else of the last run."""

import difflib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.labs.course import SHIPPED, course, folder_of_course, is_found
from autograder.teaching import wording
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.roster import NAME, Roster
from autograder.teaching.ledger.reading import people_of, policy_of
from autograder.teaching.submissions.clues import Clues


def roster_of(named: str | None, submissions: Iterable[str], out: str | Path) -> Roster:
    """Return the roster that a command line names, else that of the course, else that of the last run in `out`.

    It is never taken from among the `submissions`, which students may write to, and no course is that merely lies around us
    there. Raises `UsageProblem` and `LedgerUnusable`.
    """
    of_students = {Path(path).resolve() for path in submissions}
    here = folder_of_course() or SHIPPED.root
    if is_found() and not of_students.isdisjoint(here.parents):
        raise UsageProblem(wording.COURSE_AMONG_SUBMISSIONS, folder=here)
    if named:
        return Roster.read(named)
    folders = (folder.resolve() for folder in (here, course().root))
    paths = (folder / NAME for folder in folders if of_students.isdisjoint({folder, *folder.parents}))
    path = next(filter(Path.is_file, paths), None)
    return Roster.read(path) if path else Roster(people_of(out).values())


def policy_for(roster: Roster, out: str | Path) -> Policy:
    """Return what the course says of dates; what the last run in `out` knew, where no course is.

    Raises `UsageProblem` where somebody has more time who is not on the roster, and `LedgerUnusable`.
    """
    is_typed_elsewhere = folder_of_course() is None and not course().settings.said
    policy = policy_of(out) if is_typed_elsewhere else Policy.of(course().settings)
    for student in unknown(policy, roster.people) if roster.people else ():
        if people := roster.match(Clues(student)):
            ids = " or ".join(f'[extensions."{person.student}"]' for person in people)
            raise UsageProblem(wording.EXTENDED_BY_NAME, name=student, ids=ids)
        near = ", ".join(difflib.get_close_matches(student, roster.people)) or ", ".join(list(roster.people)[:3])
        raise UsageProblem(wording.NO_SUCH_STUDENT_HERE, name=student, near=near)
    return policy


def unknown(policy: Policy, students: Collection[str]) -> Iterator[str]:
    """Yield who has more time and is not among these students."""
    yield from sorted(policy.extensions.keys() - set(students))
