"""Who is graded in a run of `gradkit grade`, and why: what is said about it."""

import difflib
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status
from autograder.teaching import wording
from autograder.teaching.ledger.plan import NEW, UNSETTLED, Plan
from autograder.teaching.submissions.collect import Collection
from autograder.text import plain

# Of a long list, as many are named as somebody reads.
NAMED = 5


@dataclass(frozen=True)
class Selection:
    """Who takes part in a run: everybody, or some by name, or those who have one of some statuses."""

    students: frozenset[str]
    statuses: frozenset[str]

    @classmethod
    def of(cls, options: Namespace, collection: Collection) -> Self:
        """Return what a command line asks for. Raises `UsageProblem` for a name or a status that there is not."""
        wanted = {name.strip() for name in (options.only or "").split(",") if name.strip()}
        if unknown := sorted(wanted - set(Status)):
            raise UsageProblem(wording.NO_SUCH_STATUS, name=unknown[0], names=", ".join(Status))
        there = {submission.student for submission in collection}
        if unknown := sorted(set(options.student or ()) - there):
            near = difflib.get_close_matches(unknown[0], there)
            raise UsageProblem(wording.NO_SUCH_STUDENT, name=plain(unknown[0]), near=some(near or sorted(there)))
        return cls(frozenset(options.student or ()), frozenset(wanted))

    def __call__(self, student: str, lab: str, statuses: frozenset[str]) -> bool:
        """Tell whether a student's lab takes part; `statuses` are those that its checks have so far."""
        named = not self.students or student in self.students
        return named and (not self.statuses or bool(self.statuses & statuses))


def why(plan: Plan, new: bool = False) -> Iterator[str]:
    """Yield a line for each reason why something is graded again, and with `new` for what is graded the first time."""
    counts = Counter((lab, reason) for (_, lab), reason in plan.due.items())
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


def some(names: Iterable[str], most: int = NAMED) -> str:
    """Return names in one line, the first of them where there are many."""
    names = [plain(name) for name in names]
    more = [wording.AND_MORE.format(count=len(names) - most)] if len(names) > most else []
    return ", ".join(names[:most] + more)
